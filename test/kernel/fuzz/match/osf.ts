import { FUZZED } from "../../fingerprints.js";
import type { Row } from "../row.js";

const OPTIONS = [
  "tcpopt=020405b40402080a00000001000000000103037f",
  "tcpopt=020405b401010402",
  "tcpopt=020405b401030307",
  "mss=1460",
  "mss=536",
  "",
];

const WINDOWS = [0, 1, 1024, 5840, 5792, 6000, 16384, 32768, 4 * 536, 4 * 576, 65535];

export const row: Row = {
  use(c, s, place) {
    if (place.family === "ipv6") return null;
    if (![...place.hooks].every((h) => ["PREROUTING", "INPUT", "FORWARD"].includes(h))) return null;
    const genre = c.pick(["Linux", "Windows", "any", "zero", "NMAP", "odd", "nobody"]);
    const ttl = c.percent(60) ? ` --ttl ${c.pick([0, 1, 2, 2])}` : "";
    const log = c.percent(30) ? ` --log ${c.pick([0, 1, 2])}` : "";
    const { way, from, to } = s.ends(c);
    const packet = () =>
      `${way} tcp ${from}.${c.between(4000, 4009)} > ${to}.80 ${c.pick(["S", "S", "S", "SA", "A", "SF"])} seq=1 ` +
      `win=${c.pick(WINDOWS)} ttl=${c.pick([64, 65, 63, 128, 129, 255, 3])} ${c.pick(["df", "nodf"])} ` +
      c.pick(OPTIONS);
    return {
      words: `${c.percent(25) ? "! " : ""}--genre ${genre}${ttl}${log}`,
      protocol: "tcp",
      setup: [`nfnl_osf -f /dev/stdin <<'END'\n${FUZZED}\nEND`],
      packets: [packet(), packet(), packet()],
    };
  },
};
