import { not, type Row } from "../row.js";

const TYPES = [
  "8",
  "0",
  "3",
  "3/3",
  "3/1",
  "11/0",
  "any",
  "echo-request",
  "ping",
  "redirect",
  "13",
];

export const row: Row = {
  weight: 2,
  use(c, s) {
    const { way, from, to } = s.ends(c);
    return {
      words: `${not(c)}--icmp-type ${c.pick(TYPES)}`,
      protocol: "icmp",
      packets: [`${way} icmp ${from} > ${to} type=${c.pick(["13", "8", "0", "5/1", "3/3", "40"])}`],
    };
  },
};
