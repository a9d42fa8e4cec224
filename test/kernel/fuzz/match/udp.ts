import { not, type Row, some } from "../row.js";

export const row: Row = {
  weight: 3,
  use(c, s) {
    const port = (long: string, short: string) => () =>
      `${not(c)}--${c.percent(20) ? long : short} ${s.ports(c)}`;
    return {
      words: some(c, [port("source-port", "sport"), port("destination-port", "dport")]),
      protocol: "udp",
    };
  },
};
