// A connection that starts with a SYN, or is picked up in its middle.
import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  weight: 5,
  open(c, s, port) {
    const { way, from, to } = s.ends(c);
    const head = `${way} tcp ${from}.${port} > ${to}.${c.pick(s.services)}`;
    const seq = c.pick([1, 1000, 0xfffffff0, 0x7fffff00]);
    const options = c.pick(["", "mss=1460", "mss=1460 sackok ws=7", "mss=536 ws=14 ts=100:0"]);
    if (c.percent(85)) return [`${head} S seq=${seq} win=${c.pick([1000, 65535])} ${options}`];
    return [`${head} ${c.pick(["A", "PA", "SA", "R", "FA", "none"])} seq=${seq} ack=77 len=10`];
  },
};
