/**
 * The numbers and record layouts that both halves share: the one source of truth. The engine and
 * the host import this same file, so it holds constants only.
 *
 * Conventions: all records are little-endian and 8-byte aligned; an enum named after a record holds
 * byte offsets, its last member `size` the record's size; interface indexes count from 1 (0 = none);
 * addresses and ports are in network order wherever a comment does not say otherwise.
 */

/** Raised whenever a record or an export changes; the host asserts it at load. */
export const ABI_VERSION = 1;

/** Protocol families as netfilter numbers them (NFPROTO_*, uapi/linux/netfilter.h). */
export const enum Family {
  IPV4 = 2,
  IPV6 = 10,
}

/** Hook points (NF_INET_*, uapi/linux/netfilter.h). */
export const enum Hook {
  PREROUTING = 0,
  INPUT = 1,
  FORWARD = 2,
  OUTPUT = 3,
  POSTROUTING = 4,
  count = 5,
}

/** Tables, in the order in which a hook meets them. */
export const enum Table {
  RAW = 0,
  MANGLE = 1,
  NAT = 2,
  FILTER = 3,
  SECURITY = 4,
  count = 5,
}

/** What a hook function answers (NF_*). A QUEUE verdict carries the queue's number in bits 16-31
 * and QUEUE_BYPASS in bit 15. */
export const enum Verdict {
  DROP = 0,
  ACCEPT = 1,
  STOLEN = 2,
  QUEUE = 3,
  REPEAT = 4,
  /** Targets only: go on with the next rule (XT_CONTINUE). */
  CONTINUE = -1,
  /** Rules only: back to the calling chain (XT_RETURN). */
  RETURN = -5,
  mask = 0xff,
  QUEUE_BYPASS = 0x8000,
}

/** Hook priorities (NF_IP_PRI_*, uapi/linux/netfilter_ipv4.h). */
export const enum Priority {
  DEFRAG = -400,
  RAW = -300,
  CONNTRACK = -200,
  MANGLE = -150,
  NAT_DST = -100,
  FILTER = 0,
  SECURITY = 50,
  NAT_SRC = 100,
  HELPER = 300,
  CONFIRM = 2147483647,
}

/** Why a packet ended the way it did. The host has a sentence for each (src/report/cause.ts). */
export const enum Cause {
  NONE = 0,
  /** A rule decided: the result's rule id names it. */
  RULE = 1,
  /** A built-in chain's policy decided. */
  POLICY = 2,
  /** A match dropped the packet because it could not be read (hotdrop). */
  HOTDROP = 3,
  HOST_HOOK = 4,
  QUEUE_NO_HANDLER = 5,
  QUEUE_VERDICT = 6,
  QUEUED = 7,
  /** Held until the other fragments arrive. */
  REASSEMBLY = 8,
  /** Fragment refused: overlap, duplicate, size. */
  REASSEMBLY_FAILED = 9,
  NOT_IP = 10,
  HEADER_TOO_SHORT = 11,
  HEADER_VERSION = 12,
  HEADER_CHECKSUM = 13,
  HEADER_LENGTH = 14,
  HEADER_OPTIONS = 15,
  OTHER_HOST = 16,
  MARTIAN_SOURCE = 17,
  MARTIAN_DESTINATION = 18,
  RP_FILTER = 19,
  NO_ROUTE = 20,
  BLACKHOLE = 21,
  UNREACHABLE = 22,
  PROHIBIT = 23,
  /** Forwarding is off on the interface it came in by. */
  NOT_FORWARDING = 24,
  TTL_EXCEEDED = 25,
  MTU_EXCEEDED = 26,
  INTERFACE_DOWN = 27,
  CONNTRACK_INVALID = 28,
  CONNTRACK_FULL = 29,
  /** Another packet confirmed the same tuple first. */
  CONNTRACK_CLASH = 30,
  NAT_NO_TUPLE = 31,
  NAT_NO_ADDRESS = 32,
  REPEAT_LIMIT = 33,
  /** The stack itself consumed it (delivered to no socket by design: looped multicast, ...). */
  STACK = 34,
  LOCAL_ERROR = 35,
  NO_ADDRESS = 36,
  /** Multicast or broadcast that is not forwarded. */
  NOT_UNICAST = 37,
  /** IPv6 is switched off on the interface. */
  IPV6_DISABLED = 38,
  SOURCE_ADDRESS = 39,
  SCOPE = 40,
  NEST_LIMIT = 41,
  /** A connection's helper refused the packet, or could not change it. */
  HELPER = 42,
}

/** Where a packet travels, as the capture or the caller says. */
export const enum Direction {
  IN = 1,
  OUT = 2,
}

/** A way that every packet takes, when the setup is no model of the host. */
export const enum PathKind {
  NONE = 0,
  FORWARD = 1,
  INPUT = 2,
  OUTPUT = 3,
}

/** skb->pkt_type (uapi/linux/if_packet.h). */
export const enum PacketType {
  HOST = 0,
  BROADCAST = 1,
  MULTICAST = 2,
  OTHERHOST = 3,
  OUTGOING = 4,
  LOOPBACK = 5,
}

/** ctinfo of a packet (enum ip_conntrack_info). Replies are +3. */
export const enum CtInfo {
  ESTABLISHED = 0,
  RELATED = 1,
  NEW = 2,
  ESTABLISHED_REPLY = 3,
  RELATED_REPLY = 4,
  /** No entry, and NOTRACK'ed or not trackable by design (IP_CT_UNTRACKED). */
  UNTRACKED = 7,
  /** No entry: invalid, or conntrack is not active. */
  NONE = 8,
}

// ---------------------------------------------------------------------------------------------
// The ruleset image: one block, built by src/engine/image.ts with absolute pointers for the place
// that `rulesetReserve` gave, then made current by `rulesetCommit`.

/** Head of a ruleset image; FamilyImage twice: IPv4, IPv6. */
export const enum RulesetImage {
  size_bytes = 0,
  ruleCount = 4,
  /** Jump stack entries that the deepest chain of jumps needs. */
  stackDepth = 8,
  /** Pointer to the first IndexImage, and how many follow each other. */
  indexes = 12,
  ipv4 = 16,
  ipv6 = 64,
  indexCount = 112,
  /** Pointer to the objects that rules share: u32 count, then pointers to ObjectImage. */
  objects = 116,
  size = 120,
}

/** Asks for a classifier over a chain. */
export const enum IndexImage {
  /** Pointer to the ChainImage. */
  chain = 0,
  /** Pointer to IndexEntry records, in the order of their rules; how many. */
  entries = 4,
  entryCount = 8,
  /** Family. */
  family = 12,
  /** Bytes that the classifier may take; one that needs more is not built. */
  limit = 16,
  /** 1 = look at every field that a rule demands something of, whether it pays or not. */
  eager = 20,
  size = 24,
}

/**
 * What a match of a rule demands of a header field, where the match may be looked at before it is
 * evaluated. Header options need no entry. Several entries of one rule and field are alternatives.
 */
export const enum IndexEntry {
  /** Index of the rule in its chain, from 0. */
  rule = 0,
  /** u8: IndexField. */
  field = 4,
  /** u8: IndexTest. */
  test = 5,
  /** u8: bytes of transport header that the matches up to this one read; 0 = none. */
  reads = 6,
  /** u8: the test must fail. MASK and BITS only. */
  invert = 7,
  /** u64: RANGE: first value; MASK, BITS: the value. */
  low = 8,
  /** u64: RANGE: last value (none fits when it is less than `low`); MASK: the mask. */
  high = 16,
  size = 24,
}

/** Counters of the tables, u64 each. */
export const enum TableStat {
  /** Rules that were evaluated. */
  evaluated = 0,
  /** Rules of chains without a classifier that were passed over because of addresses or protocol. */
  scanned = 8,
  /** Times that a classifier was asked for a packet's candidates. */
  probes = 16,
  /** Of the ruleset in use: chains with a classifier, and bytes of them. */
  indexedChains = 24,
  indexBytes = 32,
  size = 40,
}

/** Header fields that a classifier may look at. */
export const enum IndexField {
  /** Addresses as numbers: IPv4 whole, IPv6 the upper halves. */
  SOURCE = 0,
  DESTINATION = 1,
  /** The lower halves of IPv6 addresses. */
  SOURCE_LOW = 2,
  DESTINATION_LOW = 3,
  PROTOCOL = 4,
  /** The first and second 16 bits of the transport header: ports, or type and code of ICMP. */
  FIRST_PORT = 5,
  SECOND_PORT = 6,
  /** The flags of a TCP header, six bits. */
  TCP_FLAGS = 7,
  IN = 8,
  OUT = 9,
  MARK = 10,
  /** ConnectionState bits. */
  STATE = 11,
  count = 12,
}

/** How a field is tested. */
export const enum IndexTest {
  RANGE = 0,
  /** (field & mask) == value: TCP_FLAGS and MARK. */
  MASK = 1,
  /** (field & value) != 0: STATE. */
  BITS = 2,
}

/** How a packet relates to connections, in one bit each; SRC_NAT and DST_NAT come on top of the
 * others. What --ctstate asks for (XT_CONNTRACK_STATE_*). */
export const enum ConnectionState {
  INVALID = 1,
  ESTABLISHED = 2,
  RELATED = 4,
  NEW = 8,
  SRC_NAT = 64,
  DST_NAT = 128,
  UNTRACKED = 256,
}

/** An object that rules share by name. u32 each. */
export const enum ObjectImage {
  /** Kind of object (assembly/object). */
  kind = 0,
  /** Its place in the image before, counted from 1; 0 = it is new. */
  before = 4,
  /** The kind's own record. */
  data = 8,
}

/** What is loaded for one family. */
export const enum FamilyImage {
  /** Pointers to TableImage, by Table; 0 where the table is not loaded. */
  tables = 0,
  /** Need bits. */
  needs = 20,
  size = 48,
}

/** What rules of a family switch on (checkentry's side effects). */
export const enum Need {
  CONNTRACK = 1,
  DEFRAG = 2,
  NAT = 4,
  /** nf_conntrack_acct is turned on. */
  ACCOUNTING = 8,
}

/** Pointers to ChainImage by Hook; 0 where the table has no chain at the hook. */
export const enum TableImage {
  chains = 0,
  size = 24,
}

/** A chain: built-in (policy is a verdict) or user-defined (policy is RETURN). */
export const enum ChainImage {
  ruleCount = 0,
  /** Pointer to the first RuleImage; the others follow. */
  rules = 4,
  policy = 8,
  /** The host's number for the chain's name. */
  id = 12,
  packets = 16,
  bytes = 24,
  /** Pointer to the chain's classifier, 0 = none. */
  index = 32,
  size = 40,
}

/**
 * A rule: one cache line.
 *
 *      0          4      6      8        12       16                      32     36     40     44
 *     ┌──────────┬──────┬──────┬────────┬────────┬───────────────────────┬──────┬──────┬──────┬───────┐
 *     │ flags    │proto │match │matches │target  │ src srcMask dst dstM. │ in   │ out  │ id   │verdict│
 *     │          │      │Count │pointer │pointer │ (v6: pointer at 16)   │ ptr  │ ptr  │      │       │
 *     └──────────┴──────┴──────┴────────┴────────┴───────────────────────┴──────┴──────┴──────┴───────┘
 *     48 packets (u64)   56 bytes (u64)
 */
export const enum RuleImage {
  /** RuleFlag bits; TargetKind in bits 24-31. */
  flags = 0,
  /** u16, 0 = any. */
  protocol = 4,
  /** u16. */
  matchCount = 6,
  /** Pointer to the first match record. */
  matches = 8,
  /** Pointer to a target record (EXTENSION) or a ChainImage (JUMP, GOTO). */
  target = 12,
  /** IPv4: the address; IPv6: pointer to RuleAddresses6. */
  source = 16,
  sourceMask = 20,
  destination = 24,
  destinationMask = 28,
  /** Pointer to InterfacePattern, 0 = any. */
  inInterface = 32,
  outInterface = 36,
  /** The host's number of the rule, unique over families and tables. */
  id = 40,
  /** For TargetKind.VERDICT. */
  verdict = 44,
  packets = 48,
  bytes = 56,
  size = 64,
}

/** Addresses of an IPv6 rule. */
export const enum RuleAddresses6 {
  source = 0,
  sourceMask = 16,
  destination = 32,
  destinationMask = 48,
  size = 64,
}

/** An interface name and the mask of bytes that count ("eth+": the first three). */
export const enum InterfacePattern {
  name = 0,
  mask = 16,
  size = 32,
}

export const enum RuleFlag {
  INVERT_IN = 1,
  INVERT_OUT = 2,
  INVERT_SOURCE = 4,
  INVERT_DESTINATION = 8,
  INVERT_FRAGMENT = 16,
  INVERT_PROTOCOL = 32,
  /** -f given. */
  FRAGMENT = 64,
  /** -s or -d given (else addresses are not compared). */
  SOURCE = 128,
  DESTINATION = 256,
  /** Matches every packet: no header option, no match. */
  UNCONDITIONAL = 512,
  /** -p given (ip6tables: IP6T_F_PROTO). */
  PROTOCOL = 1024,
}

export const enum TargetKind {
  NONE = 0,
  VERDICT = 1,
  JUMP = 2,
  GOTO = 3,
  EXTENSION = 4,
  shift = 24,
}

/** Head of a match or target record; the extension's own layout starts at `data`. */
export const enum ExtensionImage {
  /** u16: kind number from src/generated/kinds.ts. */
  kind = 0,
  /** u16: size in bytes with this head, a multiple of 8. */
  size_bytes = 2,
  /** u32: id of the rule that holds it. */
  rule = 4,
  data = 8,
}

/** Kind number of matches and targets of the embedding program. */
export const OWN_KIND = 0xffff;

/** Their record. */
export const enum OwnRecord {
  /** u32: number of the host's function. */
  number = 0,
  size = 8,
}

// ---------------------------------------------------------------------------------------------
// Interfaces

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
  count = 128,
}

/** Timer ticks a second: limit, recent and conntrack timeouts run on them. */
export const HZ = 250;

// ---------------------------------------------------------------------------------------------
// The network: addresses, routes, policy rules

/** Kinds of routes and addresses (RTN_*, uapi/linux/rtnetlink.h). */
export const enum RouteType {
  UNSPEC = 0,
  UNICAST = 1,
  LOCAL = 2,
  BROADCAST = 3,
  ANYCAST = 4,
  MULTICAST = 5,
  BLACKHOLE = 6,
  UNREACHABLE = 7,
  PROHIBIT = 8,
  THROW = 9,
}

/** Head of a network image: built by src/engine/network.ts with absolute pointers for the place that
 * `networkReserve` gave, made current by `networkCommit`. FamilyNetwork twice: IPv4, IPv6. */
export const enum NetworkImage {
  size_bytes = 0,
  ipv4 = 8,
  ipv6 = 40,
  size = 72,
}

/** Policy rules in the order of evaluation, addresses, tables by ascending number. */
export const enum FamilyNetwork {
  ruleCount = 0,
  /** Pointer to the first PolicyRuleImage. */
  rules = 4,
  addressCount = 8,
  /** Pointer to the first AddressImage. */
  addresses = 12,
  tableCount = 16,
  /** Pointer to the first RoutingTable. */
  tables = 20,
  /** NetworkFlag bits. */
  flags = 24,
  size = 32,
}

/** What a family's network has, so that what it has not is not looked for. */
export const enum NetworkFlag {
  /** Rules other than the three that every host starts with. */
  CUSTOM_RULES = 1,
  /** A local route that the kernel did not make itself. */
  CUSTOM_LOCAL_ROUTES = 2,
  /** A rule asks for protocol or ports. */
  PORT_RULES = 4,
}

/** An address on an interface, in the order of the interface's list. Addresses as in packets; IPv4
 * ones in the first four bytes. */
export const enum AddressImage {
  /** u32. */
  interfaceIndex = 0,
  /** u8: bits of network. */
  prefixLength = 4,
  /** u8: RT_SCOPE_* (0 universe, 253 link, 254 host). */
  scope = 5,
  /** u8: IPv4: not the first of its network on the interface. */
  secondary = 6,
  address = 8,
  /** The other end of a point-to-point link, else the address itself. */
  peer = 24,
  /** IPv4 broadcast address, 0 = none. */
  broadcast = 40,
  size = 56,
}

/**
 * A routing table for longest-prefix search. The prefixes of the table cut the address space into
 * ranges; `starts` holds where each begins (sorted, host order: u32 for IPv4, two u64, high first,
 * for IPv6; the first is 0), `nodes` the longest prefix that covers it (pointer to PrefixNode or 0).
 */
export const enum RoutingTable {
  id = 0,
  rangeCount = 4,
  starts = 8,
  nodes = 12,
  size = 16,
}

/** A prefix of a table. */
export const enum PrefixNode {
  /** Pointer to the next shorter prefix that covers this one, 0 = none. */
  parent = 0,
  prefixLength = 4,
  routeCount = 8,
  /** Pointer to the first RouteImage, in the order in which the kernel looks at them. */
  routes = 12,
  size = 16,
}

/** A route. */
export const enum RouteImage {
  /** u8 RouteType. */
  type = 0,
  /** u8 RT_SCOPE_*. */
  scope = 1,
  /** u8: TOS the packet must have, 0 = any. */
  tos = 2,
  /** u8: 1 = path MTU is locked. */
  mtuLock = 3,
  metric = 4,
  mtu = 8,
  realm = 12,
  hopCount = 16,
  /** Pointer to the first NextHopImage. */
  hops = 20,
  /** Routing table number. */
  table = 24,
  /** u8: bits of the prefix. */
  prefixLength = 28,
  /** u8: 1 = `source` is given. */
  hasSource = 29,
  /** u8: hops' weights added, at most 255. */
  weights = 30,
  /** The network, 16 bytes. */
  destination = 32,
  /** Preferred source address, 16 bytes. */
  source = 48,
  size = 64,
}

/** A next hop. */
export const enum NextHopImage {
  /** u32, 0 = none. */
  interfaceIndex = 0,
  /** u8: Family of `via`, 0 = the destination is on the link. */
  family = 4,
  /** u8: 1 = onlink. */
  onlink = 5,
  /** u16. */
  weight = 6,
  via = 8,
  size = 24,
}

/** A policy rule. */
export const enum PolicyRuleImage {
  /** PolicyFlag bits. */
  flags = 0,
  /** u8 PolicyAction. */
  action = 4,
  /** u8: bits of `from` and `to`; IPv4 ones count from the first byte too. */
  fromLength = 5,
  toLength = 6,
  /** u8: 0 = any. */
  tos = 7,
  /** Table number, or for GOTO the index of the target among the rules (0xffffffff = none). */
  target = 8,
  iif = 12,
  oif = 16,
  mark = 20,
  markMask = 24,
  /** u8. */
  ipProtocol = 28,
  /** u16 each, host order, inclusive. */
  sportFrom = 30,
  sportTo = 32,
  dportFrom = 34,
  dportTo = 36,
  uidFrom = 40,
  uidTo = 44,
  /** i32: -1 = none. */
  suppressPrefixLength = 48,
  /** i32: interface group, -1 = none. */
  suppressGroup = 52,
  realm = 56,
  from = 64,
  to = 80,
  size = 96,
}

export const enum PolicyFlag {
  INVERT = 1,
  IIF = 2,
  OIF = 4,
  MARK = 8,
  IP_PROTOCOL = 16,
  SPORT = 32,
  DPORT = 64,
  UID = 128,
}

/** FR_ACT_* (uapi/linux/fib_rules.h). */
export const enum PolicyAction {
  TABLE = 1,
  GOTO = 2,
  NOP = 3,
  BLACKHOLE = 6,
  UNREACHABLE = 7,
  PROHIBIT = 8,
}

// ---------------------------------------------------------------------------------------------
// Connections

/** Status bits of a connection (IPS_*, uapi/linux/netfilter/nf_conntrack_common.h). */
export const enum Status {
  EXPECTED = 1,
  SEEN_REPLY = 2,
  ASSURED = 4,
  CONFIRMED = 8,
  SRC_NAT = 16,
  DST_NAT = 32,
  SEQ_ADJUST = 64,
  SRC_NAT_DONE = 128,
  DST_NAT_DONE = 256,
  DYING = 512,
  FIXED_TIMEOUT = 1024,
  /** The reply tuple of a UDP packet that lost a race was given up (IPS_NAT_CLASH). */
  NAT_CLASH = 4096,
  HELPER = 8192,
}

/** Why a helper dropped a packet: the kernel has words for it (nf_ct_helper_log, src/report/invalid.ts). */
export const enum HelperMessage {
  PARTIAL_PORT = 1,
  PARTIAL_EPRT = 2,
  PARTIAL_227 = 3,
  PARTIAL_229 = 4,
  ALL_PORTS = 5,
  CANNOT_MANGLE = 6,
  CANNOT_EXPECT = 7,
  SNMP_LENGTH = 8,
  SNMP_PARSER = 9,
  SIP_CONTACT = 10,
  SIP_EXPIRES = 11,
  SIP_CODE = 12,
  SIP_CSEQ = 13,
  SIP_NO_CSEQ = 14,
  SIP_NAT = 15,
  SIP_PORTS = 16,
  SIP_MEDIA_PORTS = 17,
  SIP_VOICE = 18,
  SIP_SDP = 19,
  SIP_MANGLE_SDP = 20,
  SIP_MANGLE_SDP_MESSAGE = 21,
  /** third: the port. */
  SIP_PORT = 22,
  SIP_MANGLE = 23,
  SIP_VIA = 24,
  SIP_MADDR = 25,
  SIP_RECEIVED = 26,
  SIP_RPORT = 27,
  SIP_MANGLE_CONTACT = 28,
  SIP_FROM_TO = 29,
}

/** Helpers: numbers of conntrack's helpers by name (src/extension/helper). Some take part in both
 * TCP and UDP. */
export const enum HelperKind {
  NONE = 0,
  FTP = 1,
  TFTP = 2,
  IRC = 3,
  SIP = 4,
  PPTP = 5,
  RAS = 6,
  Q931 = 7,
  H245 = 8,
  AMANDA = 9,
  SANE = 10,
  SNMP = 11,
  SNMP_TRAP = 12,
  NETBIOS_NS = 13,
}

/** A tuple: one direction of a connection. ICMP: the id as source port, type and code (one byte
 * each, in this order) as destination port. */
export const enum TupleRecord {
  /** 16 bytes each; IPv4 in the first four, the rest zero. */
  source = 0,
  destination = 16,
  /** u16 each, network order. */
  sourcePort = 32,
  destinationPort = 34,
  /** u8 each. */
  protocol = 36,
  family = 37,
  /** u16. */
  zone = 38,
  size = 40,
}

/** A connection as the host reads it: a copy, made by `connectionsRead`. */
export const enum ConnectionRecord {
  /** TupleRecord each. */
  original = 0,
  reply = 40,
  /** u32: Status bits. */
  status = 80,
  mark = 84,
  /** u32: seconds until it expires. */
  timeout = 88,
  /** u8: TcpState or SctpState; u8: 1 when both directions are counted. */
  state = 92,
  counted = 93,
  /** u64 each: packets and bytes, original then reply. */
  originalPackets = 96,
  originalBytes = 104,
  replyPackets = 112,
  replyBytes = 120,
  /** u32: the engine's pointer, which names the connection while it lives; that of its master. */
  id = 128,
  master = 132,
  /** u64: nanoseconds since the epoch when it was confirmed, 0 = not kept (nf_conntrack_timestamp). */
  started = 136,
  /** u32: whole seconds since then, as the clock's seconds count. */
  age = 144,
  /** u8: HelperKind, 0 = none. */
  helper = 148,
  /** u8: 1 = `labels` is there. */
  labelled = 149,
  /** 16 bytes: labels, bit 0 first. */
  labels = 152,
  size = 168,
}

/** An expectation as the host reads it: a copy, made by `expectationsRead`. */
export const enum ExpectationRecord {
  /** TupleRecord each: of the connection that is expected, of its master's original direction. */
  tuple = 0,
  master = 40,
  /** 16 bytes, u16: which bits of source address and port count. */
  mask = 80,
  maskPort = 96,
  /** u8: bits PERMANENT 1, INACTIVE 2, USERSPACE 4. */
  flags = 98,
  /** u8: the helper's class, from 0. */
  kind = 99,
  /** u8 each: HelperKind of the master, and of the connection that is expected. */
  helper = 100,
  childHelper = 101,
  /** u8 each: ExpectFunction (conntrack/expect.ts), direction of the master. */
  run = 102,
  way = 103,
  /** u16 each: zone; port before NAT, network order. */
  zone = 104,
  savedPort = 106,
  /** u32: seconds until it expires. */
  timeout = 108,
  /** 16 bytes: address before NAT. */
  saved = 112,
  /** u32: the engine's pointers, which name expectation and master while they live. */
  id = 128,
  masterId = 132,
  size = 136,
}

/** States of a TCP connection (enum tcp_conntrack), in the order of their timeouts' sysctls. */
export const enum TcpState {
  NONE = 0,
  SYN_SENT = 1,
  SYN_RECV = 2,
  ESTABLISHED = 3,
  FIN_WAIT = 4,
  CLOSE_WAIT = 5,
  LAST_ACK = 6,
  TIME_WAIT = 7,
  CLOSE = 8,
  /** Both sides sent a SYN (TCP_CONNTRACK_SYN_SENT2). */
  SYN_SENT2 = 9,
}

/** States of an SCTP association (enum sctp_conntrack). */
export const enum SctpState {
  NONE = 0,
  CLOSED = 1,
  COOKIE_WAIT = 2,
  COOKIE_ECHOED = 3,
  ESTABLISHED = 4,
  SHUTDOWN_SENT = 5,
  SHUTDOWN_RECD = 6,
  SHUTDOWN_ACK_SENT = 7,
  HEARTBEAT_SENT = 8,
}

/** Counters of conntrack: slots of a table of u32 (what `conntrack -S` counts). */
export const enum ConntrackStat {
  NEW = 0,
  FOUND = 1,
  INVALID = 2,
  INSERT = 3,
  INSERT_FAILED = 4,
  DROP = 5,
  EARLY_DROP = 6,
  ERROR = 7,
  CLASH_RESOLVE = 8,
  EXPIRED = 9,
  CHAIN_TOO_LONG = 10,
  EXPECT_NEW = 11,
  EXPECT_CREATE = 12,
  EXPECT_DELETE = 13,
  count = 16,
}

/** What a NAT target asks for (struct nf_nat_range2): the layout of its record. */
export const enum NatRangeRecord {
  /** NatRangeFlag bits. */
  flags = 0,
  /** u16 each, network order: lowest and highest port, base of PROTO_OFFSET. */
  minPort = 4,
  maxPort = 6,
  basePort = 8,
  /** 16 bytes each; IPv4 in the first four. */
  minAddress = 16,
  maxAddress = 32,
  size = 48,
}

/** Bits of NatRangeRecord.flags (NF_NAT_RANGE_*). */
export const enum NatRangeFlag {
  MAP_IPS = 1,
  PROTO_SPECIFIED = 2,
  PROTO_RANDOM = 4,
  PERSISTENT = 8,
  PROTO_RANDOM_FULLY = 16,
  PROTO_OFFSET = 32,
  NETMAP = 64,
}

// ---------------------------------------------------------------------------------------------
// Results

/** What the host wants written besides the results: bits of `configure`'s argument. */
export const enum Want {
  /** An EMIT record for every packet that leaves. */
  EMITS = 1,
  /** ... with its bytes, and FRAME records where the wire carried fragments. */
  BYTES = 2,
  /** A STEP record for every rule that matched, every return and policy. */
  PATH = 4,
  /** LOG records. */
  LOGS = 8,
  /** Records for what the engine did not touch in the capture (blocks to pass through). */
  BLOCKS = 16,
  /** Conntrack facts before and after in the result, and CONNECTION records. */
  CONNECTIONS = 32,
  /** For benchmarks: packets of captures are found and nothing else; no results. */
  ONLY_WALK = 64,
  /** For benchmarks: packets go no further than their headers' checks. */
  ONLY_PARSE = 128,
}

/** One per input packet or passed-through block. Times in nanoseconds since the epoch. */
export const enum ResultRecord {
  /** u8 ResultKind. */
  kind = 0,
  /** u8 Verdict. */
  verdict = 1,
  /** u8 Cause. */
  cause = 2,
  /** u8 Direction. */
  direction = 3,
  /** u8: number of the capture among those merged. */
  source = 4,
  /** u8: 4, 6 or 0 (not IP). */
  version = 5,
  /** u8: CtInfo when the packet was done. */
  ctInfo = 6,
  /** u8: Hook where it ended. */
  hook = 7,
  time = 8,
  /** u32: pointer to the packet's block (or record) in the source's buffer, and its size. */
  block = 16,
  blockSize = 20,
  /** u32: pointer to the frame, bytes there, bytes on the wire. */
  frame = 24,
  captured = 28,
  original = 32,
  /** u32: interface index it came in by or would leave by. */
  interfaceIndex = 36,
  /** u32: rule id that decided (Cause.RULE), or chain id (Cause.POLICY). */
  rule = 40,
  /** u32: mark when the packet was done. */
  mark = 44,
  /** u32: offset of its first side record from the side buffer's start; u32 count. */
  side = 48,
  sideCount = 52,
  /** u32: link type of the capture's interface, and offset of the IP header in the frame. */
  linkType = 56,
  ipOffset = 60,
  size = 64,
}

export const enum ResultKind {
  PACKET = 1,
  /** A block of the capture that is not a packet. */
  BLOCK = 2,
}

/** Head of every side record; size a multiple of 8 that includes the head. */
export const enum SideRecord {
  /** u16 SideKind. */
  kind = 0,
  /** u16, meaning by kind. */
  flags = 2,
  /** u32. */
  size_bytes = 4,
  data = 8,
}

export const enum SideKind {
  EMIT = 1,
  FRAME = 2,
  STEP = 3,
  LOG = 4,
  /** A local sender's error (errno), in `EmitRecord.at`'s place. */
  ERROR = 5,
  CONNECTION = 6,
  /** A rule whose answer depends on a fact that nobody supplied. */
  UNDECIDED = 7,
}

/** A packet that left the host. */
export const enum EmitRecord {
  /** u8 EmitAt. */
  at = 8,
  /** u8: 4 or 6. */
  version = 9,
  /** u8: 1 = made by the host itself. */
  generated = 10,
  inInterface = 12,
  outInterface = 16,
  mark = 20,
  /** u32: bytes that follow (0 without Want.BYTES), and the packet's length. */
  captured = 24,
  length = 28,
  bytes = 32,
}

export const enum EmitAt {
  LOCAL = 1,
  WIRE = 2,
}

/** A fragment as the wire carried it, after the EMIT of the whole packet. */
export const enum FrameRecord {
  interfaceIndex = 8,
  length = 12,
  bytes = 16,
}

/** A step of a packet's way through a table (the TRACE vocabulary: rule, return, policy). */
export const enum StepRecord {
  /** u8 each: family, hook, table, StepKind. */
  family = 8,
  hook = 9,
  table = 10,
  step = 11,
  /** u32: chain id; rule number counts from 1 in its chain. */
  chain = 12,
  ruleNumber = 16,
  /** u32: rule id, 0xffffffff at a policy or an implicit return. */
  rule = 20,
  size = 24,
}

export const enum StepKind {
  RULE = 1,
  RETURN = 2,
  POLICY = 3,
}

/** A packet that LOG or TRACE showed, as it was then. */
export const enum LogRecord {
  /** u8: 4 or 6. */
  version = 8,
  /** u8 Hook, u8 Table, u8 StepKind (TRACE) or 0 (LOG). */
  hook = 9,
  table = 10,
  step = 11,
  /** u32: rule id (LOG) or chain id (TRACE). */
  rule = 12,
  ruleNumber = 16,
  inInterface = 20,
  outInterface = 24,
  mark = 28,
  /** u32: uid and gid of the sending socket, 0xffffffff = none. */
  uid = 32,
  gid = 36,
  /** u16: bytes of MAC header at `mac`; u16: PacketType. */
  macLength = 40,
  packetType = 42,
  /** u32: bytes of packet that follow, and its length. */
  captured = 44,
  length = 48,
  /** u8 InvalidReason, 0 = LOG or TRACE; u8: transport protocol. */
  reason = 52,
  protocol = 53,
  /** 24 bytes. */
  mac = 56,
  /** u32 each: numbers in the reason's text. */
  first = 80,
  second = 84,
  third = 88,
  bytes = 96,
}

/** Why conntrack calls a packet invalid, where the kernel has words for it (nf_conntrack_log_invalid).
 * The host has the texts (src/report/invalid.ts). */
export const enum InvalidReason {
  NONE = 0,
  SHORT_PACKET = 1,
  /** A helper dropped it; first: HelperKind, second: HelperMessage, third: its number. */
  HELPER = 64,
  MALFORMED = 2,
  BAD_CHECKSUM = 3,
  UDPLITE_COVERAGE = 4,
  UDPLITE_NO_CHECKSUM = 5,
  ICMP_CHECKSUM = 6,
  ICMP_TYPE = 7,
  ICMP6_CHECKSUM = 8,
  /** first: where the quoted packet stands. */
  OUTER_DESTINATION = 9,
  REDIRECT_SHORT = 10,
  REDIRECT_SOURCE = 11,
  REDIRECT_NO_OPTIONS = 12,
  TCP_TRUNCATED = 13,
  TCP_FLAGS = 14,
  TCP_NEW = 15,
  /** first: kind of segment, second: direction, third: TcpState. */
  TCP_IGNORED = 16,
  TCP_STATE = 17,
  /** first: the bound. */
  TCP_SEQ_OVER = 18,
  TCP_ACK_OVER = 19,
  TCP_SEQ_UNDER = 20,
  TCP_ACK_UNDER = 21,
  /** first: bytes. */
  TCP_OVERSHOT = 22,
  TCP_RST = 23,
  SCTP_CHECKSUM = 24,
  SCTP_SHORT = 25,
  /** first: number of the chunk from 0, second: type, plus 256 behind a chunk that must be
   * alone, third: length as on the
   * wire, read little-endian. */
  SCTP_CHUNKS = 26,
  /** first: the packet's tag, second: the one expected, third: direction; tags as SCTP_CHUNKS' length. */
  SCTP_TAG = 27,
}

/** A rule that could not be decided: a match answered by a default. */
export const enum UndecidedRecord {
  /** u32: rule id. */
  rule = 8,
  size = 16,
}

/** The local sender's errors, as errno(3) numbers. */
export const enum Errno {
  EPERM = 1,
  EINVAL = 22,
  EACCES = 13,
  EMSGSIZE = 90,
  ENETUNREACH = 101,
  EHOSTUNREACH = 113,
  ENETDOWN = 100,
  EADDRNOTAVAIL = 99,
}

/** Facts about a packet that a capture cannot hold; 0xffffffff = not supplied. */
export const NO_FACT = 0xffffffff;

// ---------------------------------------------------------------------------------------------
// Batches

/** A frame of a batch (`frameBatch`): head, then the frame, then padding to a multiple of 8. */
export const enum BatchFrame {
  /** u32: bytes of this record with head and padding. */
  size_bytes = 0,
  captured = 4,
  original = 8,
  linkType = 12,
  interfaceIndex = 16,
  /** u32 Direction, 0 = find out. */
  direction = 20,
  time = 24,
  uid = 32,
  gid = 36,
  mark = 40,
  /** What `factsNamed` answered, 0 = none. */
  facts = 44,
  frame = 48,
}

// ---------------------------------------------------------------------------------------------
// Captures

/** Captures that can be merged at once. */
export const MAX_SOURCES = 64;

/** Bytes of a capture that the engine holds at a time, unless one block is larger. */
export const CAPTURE_CHUNK_BYTES = 524208;

/** Captured bytes of a record in a classic capture; more is damage (MAXIMUM_SNAPLEN of libpcap). */
export const PCAP_RECORD_BYTES_MAX = 262144;

/** Bytes of a pcapng block; more is damage (as in libpcap and Wireshark). */
export const PCAPNG_BLOCK_BYTES_MAX = 16777216;

/** Interfaces that one section of a pcapng may describe. */
export const PCAPNG_INTERFACES_MAX = 65536;

/** Why `captureRun` came back. */
export const enum CaptureStatus {
  /** Every capture is at its end. */
  DONE = 0,
  /** `captureSource` needs more bytes. */
  NEED_INPUT = 1,
  /** The results must be read first. */
  RESULTS_FULL = 2,
  /** `captureSource` cannot be read on: `captureDamage` and the calls beside it say why. */
  DAMAGED = 3,
}

/** Formats of captures. */
export const enum CaptureFormat {
  UNKNOWN = 0,
  PCAP = 1,
  PCAPNG = 2,
}

/** Why a capture cannot be read on. The host has a sentence for each (src/capture/damage.ts); value
 * and limit are numbers that the sentence holds. */
export const enum CaptureDamage {
  NONE = 0,
  EMPTY = 1,
  /** Neither pcap nor pcapng; value: the first four bytes. */
  UNKNOWN_MAGIC = 2,
  /** The file ends inside its header; value: bytes there, limit: bytes needed. */
  HEADER_TRUNCATED = 3,
  /** value: major version. */
  VERSION = 4,
  /** The file ends inside a packet or block; value: bytes there, limit: bytes needed. */
  TRUNCATED = 5,
  /** value: captured length of a packet, limit: the largest allowed. */
  RECORD_LENGTH = 6,
  /** value: length of a block, limit: the largest allowed. */
  BLOCK_LENGTH = 7,
  /** value: length of a block that is smaller than its fields, limit: the smallest allowed. */
  BLOCK_TOO_SHORT = 8,
  /** value: length of a block, not a multiple of 4. */
  BLOCK_ALIGNMENT = 9,
  /** value: the length that ends a block, limit: the one that began it. */
  BLOCK_TRAILER = 10,
  /** value: the byte-order magic of a section header. */
  BYTE_ORDER_MAGIC = 11,
  /** value: captured length, limit: bytes that the block has for it. */
  PACKET_OVERRUN = 12,
  /** value: interface number of a packet, limit: interfaces described so far. */
  NO_SUCH_INTERFACE = 13,
  /** value: link type. */
  LINK_TYPE = 14,
  /** limit: interfaces allowed. */
  TOO_MANY_INTERFACES = 15,
  OUT_OF_MEMORY = 16,
}
