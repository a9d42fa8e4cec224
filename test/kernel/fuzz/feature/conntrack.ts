// Sysctls of connection tracking.
import type { Feature } from "../feature.js";

const VALUES: readonly (readonly [key: string, values: readonly number[]])[] = [
  ["tcp_loose", [0]],
  ["tcp_be_liberal", [1]],
  ["tcp_ignore_invalid_rst", [1]],
  ["tcp_max_retrans", [1, 2]],
  ["checksum", [0]],
  ["acct", [1]],
  ["log_invalid", [255, 6]],
  ["tcp_timeout_established", [300]],
  ["tcp_timeout_syn_sent", [50]],
  ["udp_timeout", [40]],
  ["udp_timeout_stream", [80]],
  ["icmp_timeout", [20]],
  ["icmpv6_timeout", [25]],
  ["generic_timeout", [90]],
  ["sctp_timeout_cookie_wait", [9]],
  ["tcp_timeout_unacknowledged", [100]],
  ["tcp_timeout_max_retrans", [60]],
];

export const feature: Feature = {
  percent: 35,
  lines: (c) =>
    c.times(c.between(1, 3), () => {
      const [key, values] = c.pick(VALUES);
      return `sysctl -qw net.netfilter.nf_conntrack_${key}=${c.pick(values)}`;
    }),
};
