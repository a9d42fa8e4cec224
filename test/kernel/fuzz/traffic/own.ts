// What the host says to itself: it leaves and comes back over lo, without a socket the second time.
import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  open(c, s, port) {
    const host = () => s.host(c.pick(["router", "router", "inside", "dmzgw"]));
    const from = host();
    const to = c.percent(20) ? (s.six ? "::1" : "127.0.0.1") : host();
    const who = c.pick(["", "uid=0", "uid=1000 gid=1001", "uid=33 gid=33"]);
    const ends = `${from}.${port} > ${to}.${c.pick(s.services)}`;
    const line = c.pick([
      `out eth0 tcp ${ends} S seq=1 ${who}`,
      `out eth0 udp ${ends} len=${c.pick([0, 10, 100])} ${who}`,
      `out eth0 icmp ${from} > ${to} echo id=${port} seq=1 ${who}`,
    ]);
    return c.percent(40) ? [line, line] : [line];
  },
};
