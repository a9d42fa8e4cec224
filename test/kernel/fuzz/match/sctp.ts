import { not, type Row, some } from "../row.js";

const CHUNKS = [
  "INIT",
  "DATA",
  "DATA:Be",
  "INIT,INIT_ACK",
  "ABORT:T",
  "SACK,DATA",
  "ALL",
  "NONE",
  "COOKIE_ECHO",
];

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const port = (long: string, short: string) => () =>
      `${not(c)}--${c.pick([long, short])} ${s.ports(c)}`;
    const chunks = c.pick(["init:7", "data", "init:7,data", "data,sack", "abort", "cookie_echo"]);
    return {
      words: some(c, [
        port("source-port", "sport"),
        port("destination-port", "dport"),
        () => `${not(c)}--chunk-types ${c.pick(["any", "all", "only"])} ${c.pick(CHUNKS)}`,
      ]),
      protocol: "sctp",
      packets: [`${way} sctp ${from}.4003 > ${to}.80 chunks=${chunks} tag=${c.pick([0, 7])}`],
    };
  },
};
