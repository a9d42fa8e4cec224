import type { Row } from "../row.js";

const WITH = {
  ipv4: [
    "icmp-net-unreachable",
    "icmp-host-unreachable",
    "icmp-port-unreachable",
    "icmp-proto-unreachable",
    "icmp-net-prohibited",
    "icmp-host-prohibited",
    "icmp-admin-prohibited",
  ],
  ipv6: [
    "icmp6-no-route",
    "icmp6-adm-prohibited",
    "icmp6-addr-unreachable",
    "icmp6-port-unreachable",
    "icmp6-policy-fail",
    "icmp6-reject-route",
  ],
} as const;

export const row: Row = {
  weight: 3,
  use(c, s) {
    if (c.percent(30)) return { words: "--reject-with tcp-reset", protocol: "tcp" };
    return { words: c.percent(30) ? "" : `--reject-with ${c.pick(WITH[s.family])}` };
  },
};
