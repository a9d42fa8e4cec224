import { not, type Row, some } from "../row.js";

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const ip = () => `${not(c)}--ecn-ip-ect ${c.between(0, 3)}`;
    const tos = `tos=${c.pick(["0", "1", "2", "3", "0x12"])}`;
    if (c.percent(40)) {
      return { words: ip(), packets: [`${way} udp ${from}.4000 > ${to}.53 ${tos}`] };
    }
    const flags = c.pick(["S", "SEC", "AE", "AC", "A"]);
    return {
      words: some(c, [ip, () => `${not(c)}--ecn-tcp-ece`, () => `${not(c)}--ecn-tcp-cwr`]),
      protocol: "tcp",
      packets: [`${way} tcp ${from}.4000 > ${to}.80 ${flags} ${tos}`],
    };
  },
};
