import { not, type Row } from "../row.js";

const TYPES = ["128", "129", "1", "1/4", "2", "3/0", "echo-request", "ping", "4/1", "134", "200"];

export const row: Row = {
  weight: 2,
  use(c, s) {
    const { way, from, to } = s.ends(c);
    return {
      words: `${not(c)}--icmpv6-type ${c.pick(TYPES)}`,
      protocol: "icmpv6",
      packets: [`${way} icmp ${from} > ${to} type=${c.pick(["128", "129", "1/4", "3/0", "200"])}`],
    };
  },
};
