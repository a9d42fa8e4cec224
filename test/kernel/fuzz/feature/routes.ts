import type { Feature } from "../feature.js";

const ROUTES = [
  "ip route add 203.0.113.10 via 10.0.1.5 dev eth2",
  "ip route add unreachable 203.0.113.8/30",
  "ip route add prohibit 203.0.113.10",
  "ip route add blackhole 203.0.113.9",
  "ip route add local 203.0.113.10 dev lo",
  "ip route add 203.0.113.0/24 dev eth2",
  "ip route add 203.0.113.9 via 192.0.2.253 dev eth0 mtu 1200",
  "ip route add default via 192.0.2.253 dev eth0 metric 50",
  "ip route add 203.0.113.0/28 via 192.0.2.253 dev eth0 tos 0x10",
  "ip route del default",
  "ip route add broadcast 203.0.113.9 dev eth0",
  "ip -6 route add 2001:db8:9::10 via 2001:db8:2::5 dev eth2",
  "ip -6 route add unreachable 2001:db8:9::8/125",
  "ip -6 route add prohibit 2001:db8:9::10",
  "ip -6 route add blackhole 2001:db8:9::9",
  "ip -6 route add local 2001:db8:9::10 dev lo",
  "ip -6 route add 2001:db8:9::/64 dev eth2",
  "ip -6 route del default",
];

export const feature: Feature = {
  percent: 25,
  lines(c, families) {
    const suit = ROUTES.filter((r) => families.includes(r.startsWith("ip -6") ? "ipv6" : "ipv4"));
    // one route a destination: a second one would be refused
    const drawn = new Map<string, string>();
    for (const route of suit.filter(() => c.percent(12))) {
      drawn.set(/(\d+[.:]\S+|default).*?( metric| tos|$)/.exec(route)!.slice(1).join(""), route);
    }
    return [...drawn.values()];
  },
};
