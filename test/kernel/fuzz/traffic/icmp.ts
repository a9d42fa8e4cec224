import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  weight: 2,
  open(c, s, port) {
    const { way, from, to } = s.ends(c);
    const echo = (seq: number) => `${way} icmp ${from} > ${to} echo id=${port} seq=${seq}`;
    return c.percent(40) ? [echo(1), echo(2)] : [echo(1)];
  },
};
