import { not, type Row } from "../row.js";

const NAMES = ["hop-by-hop", "dst", "route", "frag", "auth", "esp", "none", "prot"];
const CHAINS = ["ext=hbh", "ext=dst", "ext=hbh,dst", "ext=rt:00000000000000", "ext=dst,44", ""];

export const row: Row = {
  use(c, s) {
    const names = NAMES.filter(() => c.percent(25));
    const list = (names.length > 0 ? names : ["prot"]).join(",");
    const { way, from, to } = s.ends(c);
    return {
      words: `${not(c)}--header ${list}${c.percent(50) ? " --soft" : ""}`,
      packets: [
        `${way} udp ${from}.4000 > ${to}.53 ${c.pick(CHAINS).replace(/,44$/, ",44:00000000000007")}`,
        `${way} ip ${from} > ${to} proto=${c.pick([59, 50, 51, 99])} len=24`,
      ],
    };
  },
};
