import type { Row } from "../row.js";

export const row: Row = {
  weight: 2,
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const packets = [`${way} tcp ${from}.4072 > ${to}.80 ${c.pick(["SEC", "AC", "A"])} tos=3`];
    const ip = `--ecn-ip-ect ${c.between(0, 3)}`;
    if (c.percent(30)) return { words: ip, packets };
    const bits = c.pick([
      "--ecn-tcp-remove",
      `--ecn-tcp-cwr ${c.between(0, 1)}`,
      `--ecn-tcp-ece ${c.between(0, 1)}`,
    ]);
    return { words: c.percent(30) ? `${bits} ${ip}` : bits, protocol: "tcp", packets };
  },
};
