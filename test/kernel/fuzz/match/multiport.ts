import { not, type Row } from "../row.js";

const SIDES = ["source-ports", "sports", "destination-ports", "dports", "dports", "ports"];

export const row: Row = {
  weight: 2,
  use(c, s) {
    const item = () => {
      const [a, b] = [s.port(c), s.port(c)].sort((x, y) => x - y);
      return a === b || c.percent(70) ? `${a}` : `${a}:${b}`;
    };
    const list = c.times(c.pick([1, 2, 3, 7]), item).join(",");
    return {
      words: `${not(c)}--${c.pick(SIDES)} ${list}`,
      protocol: c.pick(["tcp", "tcp", "udp", "udp", "udplite", "dccp", "sctp"]),
    };
  },
};
