import { not, type Row, some } from "../row.js";

const FLAGS = ["SYN", "SYN,ACK", "ALL", "FIN,RST,SYN", "ACK", "PSH,URG", "NONE", "RST"];

export const row: Row = {
  weight: 4,
  use(c, s) {
    const port = (long: string, short: string) => () =>
      `${not(c)}--${c.percent(20) ? long : short} ${s.ports(c)}`;
    const flags = () =>
      c.percent(40) ? `${not(c)}--syn` : `${not(c)}--tcp-flags ${c.pick(FLAGS)} ${c.pick(FLAGS)}`;
    return {
      words: some(c, [
        port("source-port", "sport"),
        port("destination-port", "dport"),
        flags,
        () => `${not(c)}--tcp-option ${c.pick([2, 3, 4, 5, 8])}`,
      ]),
      protocol: "tcp",
    };
  },
};
