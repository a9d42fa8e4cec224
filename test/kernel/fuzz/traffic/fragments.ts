// A datagram in pieces: in any order, one twice, one missing, one over another.
import type { Traffic } from "../traffic.js";

export const traffic: Traffic = {
  open(c, s, port) {
    const from = s.host(c.pick(["client", "client2"]));
    const to = s.host(c.pick(["server", "server", "inside", "dmz"]));
    const size = c.pick([24, 100, 1000, 2000, 3001]);
    const total = size + 8;
    const cuts = new Set([0, ...c.times(c.between(1, 4), () => c.between(0, total >> 3) * 8)]);
    const edges = [...cuts].filter((e) => e < total).sort((x, y) => x - y);
    const parts = edges.map((e, i) => {
      const end = edges[i + 1];
      return `${e}-${end ?? ""}`;
    });
    if (c.percent(25)) parts.push(c.pick(parts));
    if (c.percent(15)) parts.push(`${8 * c.between(0, 3)}-${8 * c.between(4, 12)}`);
    for (let i = parts.length - 1; i > 0; i--) {
      const j = c.between(0, i);
      [parts[i], parts[j]] = [parts[j]!, parts[i]!];
    }
    if (c.percent(15)) parts.pop();
    if (parts.length === 0) return [];
    const ttl = c.percent(15) ? " ttl=1" : "";
    return [
      `in eth1 udp ${from}.${port} > ${to}.53 len=${size} id=${port} pieces=${parts.join(",")}${ttl}`,
    ];
  },
};
