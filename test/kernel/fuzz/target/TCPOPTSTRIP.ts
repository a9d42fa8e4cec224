import type { Row } from "../row.js";

export const row: Row = {
  weight: 2,
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const options = c.pick([
      "mss=1460 sackok ws=7",
      "ts=5:6 mss=536",
      "tcpopt=01020405b4010101",
      "tcpopt=0303070204059000",
    ]);
    return {
      words: `--strip-options ${c.pick(["mss", "timestamp,sack-permitted", "3,5,8", "wscale,19"])}`,
      protocol: "tcp",
      packets: [`${way} tcp ${from}.4071 > ${to}.80 S seq=1 ${options}`],
    };
  },
};
