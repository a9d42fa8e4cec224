/** Which kernel setting stands in which slot of the engine, and per-interface settings folded as the
 * kernel folds "all" and the interface's own value (IN_DEV_*CONF of linux/inetdevice.h, 6.18). */
import { ConfSysctl, Sysctl } from "../generated/abi.js";
import type { Family } from "../extension/extension.js";
import type { Sysctls } from "../setup/sysctl/sysctls.js";

/** Host-wide settings: path under /proc/sys and slot. */
const hostWide: readonly (readonly [string, Sysctl])[] = [
  ["net/ipv4/ip_forward", Sysctl.IP_FORWARD],
  ["net/ipv4/ip_default_ttl", Sysctl.IP_DEFAULT_TTL],
  ["net/ipv4/icmp_echo_ignore_all", Sysctl.ICMP_ECHO_IGNORE_ALL],
  ["net/ipv4/icmp_errors_use_inbound_ifaddr", Sysctl.ICMP_ERRORS_USE_INBOUND_IFADDR],
  ["net/ipv4/icmp_ratemask", Sysctl.ICMP_RATEMASK],
  ["net/ipv4/ipfrag_time", Sysctl.IPFRAG_TIME],
  ["net/ipv4/ipfrag_high_thresh", Sysctl.IPFRAG_HIGH_THRESH],
  ["net/ipv4/ipfrag_max_dist", Sysctl.IPFRAG_MAX_DIST],
  ["net/ipv4/fwmark_reflect", Sysctl.FWMARK_REFLECT4],
  ["net/ipv4/ip_forward_use_pmtu", Sysctl.IP_FORWARD_USE_PMTU],
  ["net/ipv4/ip_nonlocal_bind", Sysctl.IP_NONLOCAL_BIND],
  ["net/ipv4/fib_multipath_hash_policy", Sysctl.FIB_MULTIPATH_HASH_POLICY4],
  ["net/ipv4/fib_multipath_hash_fields", Sysctl.FIB_MULTIPATH_HASH_FIELDS4],
  ["net/ipv6/fib_multipath_hash_policy", Sysctl.FIB_MULTIPATH_HASH_POLICY6],
  ["net/ipv6/fib_multipath_hash_fields", Sysctl.FIB_MULTIPATH_HASH_FIELDS6],
  ["net/ipv6/auto_flowlabels", Sysctl.AUTO_FLOWLABELS],
  ["net/ipv6/fwmark_reflect", Sysctl.FWMARK_REFLECT6],
  ["net/ipv6/conf/all/forwarding", Sysctl.IP6_FORWARDING],
  ["net/ipv6/conf/all/hop_limit", Sysctl.IP6_HOP_LIMIT],
  ["net/ipv6/ip6frag_time", Sysctl.IP6FRAG_TIME],
  ["net/ipv6/ip6frag_high_thresh", Sysctl.IP6FRAG_HIGH_THRESH],
  ["net/netfilter/nf_conntrack_frag6_timeout", Sysctl.NF_CONNTRACK_FRAG6_TIMEOUT],
  ["net/netfilter/nf_conntrack_frag6_high_thresh", Sysctl.NF_CONNTRACK_FRAG6_HIGH_THRESH],
  ["net/netfilter/nf_conntrack_max", Sysctl.NF_CONNTRACK_MAX],
  ["net/netfilter/nf_conntrack_buckets", Sysctl.NF_CONNTRACK_BUCKETS],
  ["net/netfilter/nf_conntrack_checksum", Sysctl.NF_CONNTRACK_CHECKSUM],
  ["net/netfilter/nf_conntrack_acct", Sysctl.NF_CONNTRACK_ACCT],
  ["net/netfilter/nf_conntrack_timestamp", Sysctl.NF_CONNTRACK_TIMESTAMP],
  ["net/netfilter/nf_conntrack_expect_max", Sysctl.NF_CONNTRACK_EXPECT_MAX],
  ["net/netfilter/nf_conntrack_log_invalid", Sysctl.NF_CONNTRACK_LOG_INVALID],
  ["net/netfilter/nf_conntrack_tcp_loose", Sysctl.NF_CONNTRACK_TCP_LOOSE],
  ["net/netfilter/nf_conntrack_tcp_be_liberal", Sysctl.NF_CONNTRACK_TCP_BE_LIBERAL],
  ["net/netfilter/nf_conntrack_tcp_max_retrans", Sysctl.NF_CONNTRACK_TCP_MAX_RETRANS],
  ["net/netfilter/nf_conntrack_tcp_ignore_invalid_rst", Sysctl.NF_CONNTRACK_TCP_IGNORE_INVALID_RST],
  ["net/netfilter/nf_conntrack_generic_timeout", Sysctl.NF_CONNTRACK_GENERIC_TIMEOUT],
  ["net/netfilter/nf_conntrack_tcp_timeout_syn_sent", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT],
  ["net/netfilter/nf_conntrack_tcp_timeout_syn_recv", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_SYN_RECV],
  [
    "net/netfilter/nf_conntrack_tcp_timeout_established",
    Sysctl.NF_CONNTRACK_TCP_TIMEOUT_ESTABLISHED,
  ],
  ["net/netfilter/nf_conntrack_tcp_timeout_fin_wait", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_FIN_WAIT],
  ["net/netfilter/nf_conntrack_tcp_timeout_close_wait", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_CLOSE_WAIT],
  ["net/netfilter/nf_conntrack_tcp_timeout_last_ack", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_LAST_ACK],
  ["net/netfilter/nf_conntrack_tcp_timeout_time_wait", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_TIME_WAIT],
  ["net/netfilter/nf_conntrack_tcp_timeout_close", Sysctl.NF_CONNTRACK_TCP_TIMEOUT_CLOSE],
  [
    "net/netfilter/nf_conntrack_tcp_timeout_max_retrans",
    Sysctl.NF_CONNTRACK_TCP_TIMEOUT_MAX_RETRANS,
  ],
  [
    "net/netfilter/nf_conntrack_tcp_timeout_unacknowledged",
    Sysctl.NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED,
  ],
  ["net/netfilter/nf_conntrack_udp_timeout", Sysctl.NF_CONNTRACK_UDP_TIMEOUT],
  ["net/netfilter/nf_conntrack_udp_timeout_stream", Sysctl.NF_CONNTRACK_UDP_TIMEOUT_STREAM],
  ["net/netfilter/nf_conntrack_icmp_timeout", Sysctl.NF_CONNTRACK_ICMP_TIMEOUT],
  ["net/netfilter/nf_conntrack_icmpv6_timeout", Sysctl.NF_CONNTRACK_ICMPV6_TIMEOUT],
  ["net/netfilter/nf_conntrack_sctp_timeout_closed", Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_CLOSED],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_COOKIE_WAIT,
  ],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_cookie_echoed",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_COOKIE_ECHOED,
  ],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_established",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_ESTABLISHED,
  ],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_shutdown_sent",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_SHUTDOWN_SENT,
  ],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_shutdown_recd",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_SHUTDOWN_RECD,
  ],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_shutdown_ack_sent",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_SHUTDOWN_ACK_SENT,
  ],
  [
    "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_sent",
    Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_HEARTBEAT_SENT,
  ],
  ["net/netfilter/nf_conntrack_gre_timeout", Sysctl.NF_CONNTRACK_GRE_TIMEOUT],
  ["net/netfilter/nf_conntrack_gre_timeout_stream", Sysctl.NF_CONNTRACK_GRE_TIMEOUT_STREAM],
];

/** DIFFERS: limits on how many ICMP errors the host sends are off unless a setup sets them: an
 * engineer who replays a capture asks which errors the host would send, not which it would skip. */
const offUnlessSet: readonly (readonly [string, Sysctl, off: number])[] = [
  ["net/ipv4/icmp_ratelimit", Sysctl.ICMP_RATELIMIT, 0],
  ["net/ipv6/icmp/ratelimit", Sysctl.ICMP6_RATELIMIT, 0],
  ["net/ipv4/icmp_msgs_per_sec", Sysctl.ICMP_MSGS_PER_SEC, 0x7fffffff],
  ["net/ipv4/icmp_msgs_burst", Sysctl.ICMP_MSGS_BURST, 0x7fffffff],
];

/** [slot, value] of every host-wide setting; values are cut to 32 bits. */
export function hostWideSettings(sysctls: Sysctls): [Sysctl, number][] {
  const written = new Set([...sysctls.entries()].map(([path]) => path));
  const rows = hostWide.map(([path, slot]): [Sysctl, number] => [slot, value(sysctls, path)]);
  rows.push([
    Sysctl.FIB_MULTIPATH_HASH_SEED,
    sysctls.number("net/ipv4/fib_multipath_hash_seed") | 0,
  ]);
  for (const [path, slot, off] of offUnlessSet) {
    rows.push([slot, written.has(path) ? value(sysctls, path) : off]);
  }
  return rows;
}

function value(sysctls: Sysctls, path: string): number {
  return Math.min(sysctls.number(path), 0x7fffffff) | 0;
}

/** How the kernel combines conf/all with the interface's own value. */
type Fold = "own" | "or" | "and" | "max";

const perInterface: readonly (readonly [Family, string, ConfSysctl, Fold])[] = [
  ["ipv4", "forwarding", ConfSysctl.FORWARDING4, "own"],
  ["ipv4", "rp_filter", ConfSysctl.RP_FILTER, "max"],
  ["ipv4", "accept_local", ConfSysctl.ACCEPT_LOCAL, "or"],
  ["ipv4", "route_localnet", ConfSysctl.ROUTE_LOCALNET, "or"],
  ["ipv4", "send_redirects", ConfSysctl.SEND_REDIRECTS, "or"],
  ["ipv4", "accept_source_route", ConfSysctl.ACCEPT_SOURCE_ROUTE4, "and"],
  ["ipv4", "src_valid_mark", ConfSysctl.SRC_VALID_MARK, "or"],
  ["ipv4", "bc_forwarding", ConfSysctl.BC_FORWARDING, "and"],
  ["ipv4", "shared_media", ConfSysctl.SHARED_MEDIA, "or"],
  ["ipv4", "secure_redirects", ConfSysctl.SECURE_REDIRECTS, "or"],
  ["ipv4", "log_martians", ConfSysctl.LOG_MARTIANS, "or"],
  ["ipv4", "ignore_routes_with_linkdown", ConfSysctl.IGNORE_ROUTES_WITH_LINKDOWN, "or"],
  ["ipv4", "drop_unicast_in_l2_multicast", ConfSysctl.DROP_UNICAST_IN_L2_MULTICAST4, "or"],
  ["ipv6", "forwarding", ConfSysctl.FORWARDING6, "own"],
  ["ipv6", "disable_ipv6", ConfSysctl.DISABLE_IPV6, "own"],
  ["ipv6", "accept_source_route", ConfSysctl.ACCEPT_SOURCE_ROUTE6, "own"],
  ["ipv6", "drop_unicast_in_l2_multicast", ConfSysctl.DROP_UNICAST_IN_L2_MULTICAST6, "own"],
  ["ipv6", "hop_limit", ConfSysctl.HOP_LIMIT, "own"],
  ["ipv6", "force_forwarding", ConfSysctl.FORCE_FORWARDING6, "own"],
];

/** The bytes of InterfaceRecord.conf for an interface, or for one nobody named ("default"). */
export function interfaceConf(sysctls: Sysctls, device: string): Uint8Array {
  const bytes = new Uint8Array(ConfSysctl.count);
  for (const [family, leaf, slot, fold] of perInterface) {
    const own = sysctls.conf(family, device, leaf);
    const all = sysctls.conf(family, "all", leaf);
    bytes[slot] = folded(own, all, fold) & 0xff;
  }
  return bytes;
}

function folded(own: number, all: number, fold: Fold): number {
  if (fold === "own") return own;
  if (fold === "max") return Math.max(own, all);
  if (fold === "or") return own !== 0 || all !== 0 ? 1 : 0;
  return own !== 0 && all !== 0 ? 1 : 0;
}
