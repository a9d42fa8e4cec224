/** Connections, expectations and NAT ranges. */

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
  RAS = 30,
  Q931 = 31,
  H245 = 32,
  /** The embedding program's own words; third: their number. */
  OWN = 33,
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
  /** The first of the embedding program's (src/extension/own-helper.ts), and the last. */
  OWN = 16,
  OWN_LAST = 31,
}

/** What becomes of an expectation that a helper hands in (nf_ct_expect_related). */
export const enum Expected {
  OK = 0,
  /** Another expectation of the same end is there already. */
  BUSY = 1,
  /** The same one is there, of another class or master. */
  ALREADY = 2,
  /** The master's or the host's limit is reached, or memory is. */
  FULL = 3,
}

/** What an expectation is (NF_CT_EXPECT_*). */
export const enum ExpectFlag {
  /** Stays when it was met. */
  PERMANENT = 1,
  /** Is not met until the helper says so. */
  INACTIVE = 2,
  /** Made by hand (conntrack -I expect). */
  USERSPACE = 4,
}

/** What happens to the connection that meets an expectation (expectfn). */
export const enum ExpectFunction {
  NONE = 0,
  /** NAT as the master's (nf_nat_follow_master). */
  FOLLOW_MASTER = 1,
  SIP = 2,
  PPTP = 3,
  Q931 = 4,
  CALL_FORWARDING = 5,
  /** The master's helper, of the embedding program, is asked. */
  OWN = 6,
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
  /** u32 each, network order: verification tags of SCTP. */
  originalTag = 168,
  replyTag = 172,
  /** u32: number of the label for a security module, 0 = none. */
  label = 176,
  size = 184,
}

/** An expectation as the host reads it: a copy, made by `expectationsRead`. */
export const enum ExpectationRecord {
  /** TupleRecord each: of the connection that is expected, of its master's original direction. */
  tuple = 0,
  master = 40,
  /** 16 bytes, u16: which bits of source address and port count. */
  mask = 80,
  maskPort = 96,
  /** u8: ExpectFlag bits. */
  flags = 98,
  /** u8: the helper's class, from 0. */
  kind = 99,
  /** u8 each: HelperKind of the master, and of the connection that is expected. */
  helper = 100,
  childHelper = 101,
  /** u8 each: ExpectFunction, direction of the master. */
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

/** What conntrack(8) says of a connection that is to be made or changed (connectionCreate,
 * connectionUpdate). */
export const enum ConnectionRequest {
  /** TupleRecord each, with the zone of the direction. */
  original = 0,
  reply = 40,
  /** u32: RequestField bits; what they do not name is not given. */
  fields = 80,
  /** u32: seconds; Status bits to set; the mark. */
  timeout = 84,
  status = 88,
  mark = 92,
  /** u32 each, network order: verification tags of SCTP. */
  originalTag = 96,
  replyTag = 100,
  /** u8: TcpState or SctpState; u8: with a TcpState, TcpEndFlag bits that both ends get. */
  state = 104,
  tcpFlags = 105,
  /** 16 bytes each: labels, and which of them change. */
  labels = 112,
  labelsMask = 128,
  /** NatRangeRecord each. */
  source = 144,
  destination = 192,
  size = 240,
}

/** Bits of ConnectionRequest.fields. */
export const enum RequestField {
  TIMEOUT = 1,
  STATUS = 2,
  MARK = 4,
  STATE = 8,
  /** The verification tags of SCTP. */
  TAGS = 16,
  LABELS = 32,
  SOURCE_NAT = 64,
  DESTINATION_NAT = 128,
}

/** Why a request was refused: the numbers of errno(3), negative, as ctnetlink answers them. */
export const enum RequestError {
  OK = 0,
  NOT_PERMITTED = -1,
  NOT_THERE = -2,
  NO_MEMORY = -12,
  BUSY = -16,
  THERE = -17,
  INVALID = -22,
  TOO_MANY = -24,
  NO_SPACE = -28,
  NOT_SUPPORTED = -95,
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
