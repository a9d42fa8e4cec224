import type { Feature } from "../feature.js";

const RULES = [
  "fwmark 1",
  "fwmark 0x10/0xf0",
  "from 10.0.0.6",
  "from 10.0.0.0/24 iif eth1",
  "to 203.0.113.10",
  "iif eth1 fwmark 5",
  "tos 0x10",
  "ipproto udp dport 53",
  "ipproto tcp dport 80-443",
  "not fwmark 2",
  "iif lo",
  "uidrange 1000-1001",
];
const ACTIONS = [
  "table 101",
  "table 101",
  "table 102",
  "table 102",
  "unreachable",
  "prohibit",
  "blackhole",
  "goto 32766",
  "table 101 suppress_prefixlength 0",
];

const six = (text: string): string =>
  text
    .replace("10.0.0.6", "2001:db8:1::6")
    .replace("10.0.0.0/24", "2001:db8:1::/64")
    .replace("203.0.113.10", "2001:db8:9::10");

export const feature: Feature = {
  percent: 35,
  lines(c, families) {
    const lines: string[] = [];
    if (families.includes("ipv4")) {
      lines.push("ip route add default via 10.0.1.5 dev eth2 table 101");
      if (c.percent(50)) lines.push("ip route add 203.0.113.0/28 via 10.0.0.6 dev eth1 table 102");
      if (c.percent(30)) lines.push("ip route add throw 203.0.113.9 table 101");
      for (let i = c.between(1, 3); i > 0; i--) {
        lines.push(`ip rule add ${c.pick(RULES)} ${c.pick(ACTIONS)} priority ${100 + i}`);
      }
    }
    if (families.includes("ipv6")) {
      lines.push("ip -6 route add default via 2001:db8:2::5 dev eth2 table 101");
      if (c.percent(50)) {
        lines.push("ip -6 route add 2001:db8:9::/64 via 2001:db8:1::6 dev eth1 table 102");
      }
      for (let i = c.between(1, 3); i > 0; i--) {
        lines.push(`ip -6 rule add ${six(c.pick(RULES))} ${c.pick(ACTIONS)} priority ${100 + i}`);
      }
    }
    return lines;
  },
};
