import type { Feature } from "../feature.js";

const LINES = [
  "ip addr add 192.0.2.7/24 dev eth0",
  "ip addr add 10.0.0.9/28 dev eth1",
  "ip addr add 203.0.113.77/32 dev lo",
  "ip addr add 198.51.100.1/24 dev eth2",
  "ip addr add 10.0.0.3 peer 10.0.9.3/32 dev eth1",
  "ip -6 addr add 2001:db8::7/64 dev eth0",
  "ip -6 addr add 2001:db8:7::1/64 dev eth2",
  "ip -6 addr add 2001:db8:1::9/128 dev lo",
];

export const feature: Feature = {
  percent: 25,
  lines(c, families) {
    const suit = LINES.filter((l) => families.includes(l.startsWith("ip -6") ? "ipv6" : "ipv4"));
    return suit.filter(() => c.percent(25));
  },
};
