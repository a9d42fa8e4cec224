import { not, type Row, some } from "../row.js";

const A = "20010db80000000000000000000000aa";
const B = "20010db80000000000000000000000bb";
const HEADERS = [
  "00000000000000",
  "00020100000000",
  `02000100000000${A}`,
  `02000000000001${B}`,
  `04000000000000${A}${B}`,
  `04000200000000${B}${A}`,
];

export const row: Row = {
  use(c, s) {
    const type = `--rt-type ${c.pick([0, 0, 2, 4])}`;
    const zero = () => {
      const list = c.pick(["2001:db8::aa", "2001:db8::aa,2001:db8::bb", "2001:db8::bb"]);
      const addresses = `--rt-0-addrs ${list}${c.percent(50) ? " --rt-0-not-strict" : ""}`;
      return `--rt-type 0 ${c.pick(["--rt-0-res", addresses, `--rt-0-res ${addresses}`])}`;
    };
    const { way, from, to } = s.ends(c);
    return {
      words: some(c, [
        () => (c.percent(50) ? zero() : not(c) + type),
        () => `${not(c)}--rt-segsleft ${c.pick(["0", "0:1", "1:", ":2"])}`,
        () => `${not(c)}--rt-len ${c.pick([8, 24, 40])}`,
      ]),
      packets: [`${way} udp ${from}.4000 > ${to}.53 ext=rt:${c.pick(HEADERS)}`],
    };
  },
};
