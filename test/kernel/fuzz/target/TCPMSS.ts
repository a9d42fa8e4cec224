import { type Row, within } from "../row.js";

export const row: Row = {
  weight: 2,
  use(c, s, place) {
    const routed = within(place, "FORWARD", "OUTPUT", "POSTROUTING");
    const size = `--set-mss ${c.pick([0, 400, 536, 1000, 1220, 1460, 65000])}`;
    const words = routed && c.percent(50) ? "--clamp-mss-to-pmtu" : size;
    const syn = c.pick(["--syn", "--tcp-flags SYN SYN", "--tcp-flags SYN,RST SYN"]);
    const { way, from, to } = s.ends(c);
    const options = c.pick([
      "mss=1460",
      "mss=536 sackok",
      "",
      "sackok ws=7 len=9",
      "tcpopt=01020405b4010101",
    ]);
    return {
      words: `${words} -m tcp ${syn}`,
      protocol: "tcp",
      packets: [`${way} tcp ${from}.4070 > ${to}.80 S seq=1 ${options}`],
    };
  },
};
