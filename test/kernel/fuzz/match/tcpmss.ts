import { not, type Row } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const options = c.pick([
      "mss=1460",
      "mss=536",
      "",
      "tcpopt=01010101",
      "tcpopt=01020405b4010101",
    ]);
    return {
      words: `${not(c)}--mss ${c.pick(["536", "1460", "0:1000", "1000:", "1400:1500"])}`,
      protocol: "tcp",
      packets: [`${way} tcp ${from}.4000 > ${to}.80 S seq=1 ${options}`],
    };
  },
};
