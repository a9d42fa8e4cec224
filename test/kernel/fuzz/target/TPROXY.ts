import type { Row } from "../row.js";

export const row: Row = {
  // the judge's hosts have no transparent sockets: it drops
  weight: 2,
  use(c, s) {
    const ip = `--on-ip ${s.addressOf(c.pick(["inside", "router"]))}`;
    const options = [c.percent(40) ? ip : "", c.percent(40) ? `--tproxy-mark ${s.mark(c)}` : ""];
    return {
      words: ["--on-port 50080", ...options].filter((o) => o !== "").join(" "),
      protocol: c.pick(["tcp", "udp"]),
    };
  },
};
