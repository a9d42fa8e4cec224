/** Interfaces and sysctls. */

/** A network interface. Index i stands at interfaces + (i - 1) * size. */
export const enum InterfaceRecord {
  /** 16 bytes, zero-padded. */
  name = 0,
  /** 6 bytes. */
  mac = 16,
  /** u16: ARPHRD_* (1 Ethernet, 772 loopback, 65534 none, 512 PPP). */
  type = 22,
  /** InterfaceFlag bits. */
  flags = 24,
  mtu = 28,
  group = 32,
  /** First of the per-interface sysctls, u8 each by ConfSysctl; IPv4's and IPv6's "conf/NAME/". */
  conf = 40,
  size = 96,
}

export const enum InterfaceFlag {
  UP = 1,
  BROADCAST = 2,
  LOOPBACK = 8,
  POINTOPOINT = 16,
  NOARP = 128,
  MULTICAST = 4096,
}

/** At most this many interfaces. */
export const MAX_INTERFACES = 256;

/** Per-interface sysctls: byte index behind InterfaceRecord.conf. "all" and "default" are folded in
 * by the host as the kernel combines them. */
export const enum ConfSysctl {
  /** net.ipv4.conf.X.* */
  FORWARDING4 = 0,
  RP_FILTER = 1,
  ACCEPT_LOCAL = 2,
  ROUTE_LOCALNET = 3,
  SEND_REDIRECTS = 4,
  ACCEPT_SOURCE_ROUTE4 = 5,
  SRC_VALID_MARK = 6,
  BC_FORWARDING = 7,
  MC_FORWARDING = 8,
  SHARED_MEDIA = 9,
  SECURE_REDIRECTS = 10,
  LOG_MARTIANS = 11,
  IGNORE_ROUTES_WITH_LINKDOWN = 12,
  DROP_UNICAST_IN_L2_MULTICAST4 = 13,
  /** net.ipv6.conf.X.* */
  FORWARDING6 = 16,
  DISABLE_IPV6 = 17,
  ACCEPT_SOURCE_ROUTE6 = 18,
  DROP_UNICAST_IN_L2_MULTICAST6 = 19,
  /** Low byte of the hop limit, 0 = default of the host. */
  HOP_LIMIT = 20,
  FORCE_FORWARDING6 = 21,
  count = 32,
}

/** Host-wide sysctls: slots of a table of i32 in the engine; names in src/engine/sysctls.ts. */
export const enum Sysctl {
  IP_FORWARD = 0,
  IP_DEFAULT_TTL = 1,
  ICMP_ECHO_IGNORE_ALL = 2,
  ICMP_ERRORS_USE_INBOUND_IFADDR = 3,
  /** Milliseconds. 0 = unlimited, as the judge sets it. */
  ICMP_RATELIMIT = 4,
  ICMP_RATEMASK = 5,
  ICMP_MSGS_PER_SEC = 6,
  ICMP_MSGS_BURST = 7,
  IPFRAG_TIME = 8,
  IPFRAG_HIGH_THRESH = 9,
  IPFRAG_MAX_DIST = 10,
  FWMARK_REFLECT4 = 11,
  IP_FORWARD_USE_PMTU = 12,
  IP_NONLOCAL_BIND = 13,
  FWMARK_REFLECT6 = 14,
  ICMP6_RATELIMIT = 15,
  NF_CONNTRACK_FRAG6_TIMEOUT = 16,
  NF_CONNTRACK_FRAG6_HIGH_THRESH = 17,
  IP6FRAG_TIME = 18,
  IP6FRAG_HIGH_THRESH = 19,
  /** net.ipv6.conf.all.forwarding. */
  IP6_FORWARDING = 20,
  FIB_MULTIPATH_HASH_POLICY4 = 21,
  FIB_MULTIPATH_HASH_FIELDS4 = 22,
  /** All 32 bits count; of both families. */
  FIB_MULTIPATH_HASH_SEED = 23,
  FIB_MULTIPATH_HASH_POLICY6 = 24,
  FIB_MULTIPATH_HASH_FIELDS6 = 25,
  AUTO_FLOWLABELS = 26,
  NF_CONNTRACK_MAX = 32,
  NF_CONNTRACK_BUCKETS = 33,
  NF_CONNTRACK_CHECKSUM = 34,
  NF_CONNTRACK_ACCT = 35,
  NF_CONNTRACK_TIMESTAMP = 36,
  NF_CONNTRACK_EXPECT_MAX = 37,
  NF_CONNTRACK_LOG_INVALID = 38,
  NF_CONNTRACK_TCP_LOOSE = 39,
  NF_CONNTRACK_TCP_BE_LIBERAL = 40,
  NF_CONNTRACK_TCP_MAX_RETRANS = 41,
  NF_CONNTRACK_TCP_IGNORE_INVALID_RST = 42,
  /** Timeouts in seconds. The TCP ones stand in the order of the tracker's states. */
  NF_CONNTRACK_GENERIC_TIMEOUT = 48,
  NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT = 49,
  NF_CONNTRACK_TCP_TIMEOUT_SYN_RECV = 50,
  NF_CONNTRACK_TCP_TIMEOUT_ESTABLISHED = 51,
  NF_CONNTRACK_TCP_TIMEOUT_FIN_WAIT = 52,
  NF_CONNTRACK_TCP_TIMEOUT_CLOSE_WAIT = 53,
  NF_CONNTRACK_TCP_TIMEOUT_LAST_ACK = 54,
  NF_CONNTRACK_TCP_TIMEOUT_TIME_WAIT = 55,
  NF_CONNTRACK_TCP_TIMEOUT_CLOSE = 56,
  NF_CONNTRACK_TCP_TIMEOUT_MAX_RETRANS = 57,
  NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED = 58,
  NF_CONNTRACK_UDP_TIMEOUT = 59,
  NF_CONNTRACK_UDP_TIMEOUT_STREAM = 60,
  NF_CONNTRACK_ICMP_TIMEOUT = 61,
  NF_CONNTRACK_ICMPV6_TIMEOUT = 62,
  NF_CONNTRACK_SCTP_TIMEOUT_CLOSED = 63,
  NF_CONNTRACK_SCTP_TIMEOUT_COOKIE_WAIT = 64,
  NF_CONNTRACK_SCTP_TIMEOUT_COOKIE_ECHOED = 65,
  NF_CONNTRACK_SCTP_TIMEOUT_ESTABLISHED = 66,
  NF_CONNTRACK_SCTP_TIMEOUT_SHUTDOWN_SENT = 67,
  NF_CONNTRACK_SCTP_TIMEOUT_SHUTDOWN_RECD = 68,
  NF_CONNTRACK_SCTP_TIMEOUT_SHUTDOWN_ACK_SENT = 69,
  NF_CONNTRACK_SCTP_TIMEOUT_HEARTBEAT_SENT = 70,
  NF_CONNTRACK_GRE_TIMEOUT = 71,
  NF_CONNTRACK_GRE_TIMEOUT_STREAM = 72,
  /** Of conf/all: what SYNPROXY sends. */
  IP6_HOP_LIMIT = 73,
  count = 128,
}

/** Timer ticks a second: limit, recent and conntrack timeouts run on them. */
export const HZ = 250;
