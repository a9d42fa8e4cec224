// Timeouts of a second, and time that passes: entries end on the way.
import type { Feature } from "../feature.js";

const KEYS = [
  "tcp_timeout_syn_sent",
  "tcp_timeout_syn_recv",
  "tcp_timeout_established",
  "tcp_timeout_fin_wait",
  "tcp_timeout_close_wait",
  "tcp_timeout_last_ack",
  "tcp_timeout_time_wait",
  "tcp_timeout_close",
  "tcp_timeout_unacknowledged",
  "tcp_timeout_max_retrans",
  "udp_timeout",
  "udp_timeout_stream",
  "icmp_timeout",
  "icmpv6_timeout",
  "generic_timeout",
  "gre_timeout",
  "gre_timeout_stream",
  "sctp_timeout_cookie_wait",
  "sctp_timeout_closed",
  "sctp_timeout_heartbeat_sent",
  "frag6_timeout",
];

export const feature: Feature = {
  percent: 4,
  pauses: 5,
  lines: (c) => [
    ...KEYS.filter(() => c.percent(60)).map(
      (key) => `sysctl -qw net.netfilter.nf_conntrack_${key}=${c.pick([1, 1, 1, 2])}`,
    ),
    ...(c.percent(40) ? ["sysctl -qw net.ipv4.ipfrag_time=1"] : []),
  ],
};
