import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  weight: 3,
  open(c, s, port) {
    const { way, from, to } = s.ends(c);
    const line = `${way} udp ${from}.${port} > ${to}.${c.pick(s.services)} len=${c.pick([0, 10, 100, 1400])}`;
    return c.percent(40) ? [line, line] : [line];
  },
};
