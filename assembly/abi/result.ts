/** What a packet's way through the engine ends in: results and the records beside them. */

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
  /** EVENT records: what became of connections and expectations. */
  EVENTS = 256,
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
  EVENT = 8,
}

/** What became of a connection or an expectation, as ctnetlink tells it. */
export const enum EventRecord {
  /** u32: ConnectionEvent bits. */
  changes = 8,
  /** u8: EventTable; u8: 1 = a command asked for it. */
  table = 12,
  commanded = 13,
  /** i64: nanoseconds since the epoch. */
  time = 16,
  /** ConnectionRecord or ExpectationRecord. */
  entry = 24,
}

/** Which table an event is of. */
export const enum EventTable {
  CONNECTIONS = 0,
  EXPECTATIONS = 1,
}

/** What happened (enum ip_conntrack_events, by bit; of expectations NEW and DESTROY alone). */
export const enum ConnectionEvent {
  NEW = 1,
  /** A new connection that was expected. */
  RELATED = 2,
  DESTROY = 4,
  REPLY = 8,
  ASSURED = 16,
  PROTOINFO = 32,
  HELPER = 64,
  MARK = 128,
  SEQADJ = 256,
  SECMARK = 512,
  LABEL = 1024,
  SYNPROXY = 2048,
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
  /** u32: bytes that are told (0 without Want.BYTES), and the packet's length. */
  captured = 24,
  length = 28,
  /** u32: how many of them follow, and where the others stand: in the frame, whose bytes they are. */
  kept = 32,
  rest = 36,
  bytes = 40,
}

/** Flags of an EMIT record: the packet's addresses and ports are those that it came with. */
export const EMIT_ENDS_KEPT = 1;

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
  /** u8: 1 = a match of the rule wrote it, with a number in `first` and a text. */
  byMatch = 54,
  /** 24 bytes. */
  mac = 56,
  /** u32 each: numbers in the reason's text. */
  first = 80,
  second = 84,
  third = 88,
  /** u32: bytes of a match's text behind those of the packet. */
  text = 92,
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
  /** first: kind of segment, plus 256 times the one before, second: direction, third: the timeout in
   * jiffies. */
  TCP_TIMEOUT = 28,
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
