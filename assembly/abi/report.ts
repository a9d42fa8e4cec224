/** Outputs that the engine writes from the host's templates, and what a replay adds up to. */

/** What an output holds of each packet. */
export const enum OutputKind {
  /** A line of JSON. */
  LINES = 1,
  /** The packet as a pcapng block with its comment, and what left because of it. */
  BLOCKS = 2,
  /** Whatever the host makes of it: it is told of each packet. */
  EACH = 3,
  /** ... of each packet that LOG or TRACE showed. */
  LOGGED = 4,
}

/** Which packets an output is told of. */
export const enum Wanted {
  ALL = 0,
  ACCEPTED = 1,
  OTHERS = 2,
}

/** An output, as the host reads and changes it. */
export const enum OutputRecord {
  /** u8 OutputKind, u8 Wanted. */
  kind = 0,
  wanted = 1,
  /** u8: 1 = fields of blocks are big-endian. */
  bigEndian = 2,
  /** u32: where the bytes stand that were written, how many, and of how many items. */
  buffer = 4,
  length = 8,
  count = 12,
  /** u32: where the u32 offsets behind each item stand, and each item's packet number. */
  ends = 16,
  numbers = 20,
  /** u32: where the SourceWays of the captures stand. */
  sources = 24,
  /** u32: where, by index of the interface, the u32 number + 1 stands that it has in this output as one
   * that packets left by; 0 = not described yet. */
  interfaces = 28,
  size = 32,
}

/** How packets of a capture become blocks. */
export const enum SourceWay {
  /** u32 BlockWay. */
  way = 0,
  /** u32: number of the capture's interface in the output; classic captures. */
  interfaceNumber = 4,
  size = 8,
}

export const enum BlockWay {
  /** The host writes them. */
  HOST = 0,
  /** From records of a classic capture, stamps in micro- or nanoseconds. */
  MICROSECONDS = 1,
  NANOSECONDS = 2,
  /** Packet blocks without options as they are. */
  AS_THEY_ARE = 3,
}

/** Bytes and items that an output gathers before the host must take them. */
export const OUTPUT_BYTES = 1048496;
export const OUTPUT_ITEMS = 8192;

/** Outputs of one replay. */
export const OUTPUTS_MAX = 8;

/** A template: u32 places, then for each place its kind and the length of the piece in front of it, then the
 * length of the piece behind the last one, u32 each; then all pieces. */
export const enum TemplateRecord {
  places = 0,
  /** u32: bytes of all pieces. */
  bytes = 4,
  entries = 8,
}

/** What stands at a place. */
export const enum PlaceKind {
  /** The packet's number. */
  NUMBER = 0,
  /** Its time in seconds with nine digits. */
  TIME = 1,
  /** The bytes of the next packet that left, in hex digits. */
  PACKET = 2,
  /** What translation changed. */
  NAT = 3,
}

/** Why `reportRun` came back. */
export const enum ReportNeed {
  /** Everything is written. */
  NOTHING = 0,
  /** The host must write this packet (or block) to this output, and then say `reportSkip`. */
  HOST = 1,
  /** The shape has no template for this output yet: `reportTemplate`. */
  TEMPLATE = 2,
  /** What the output gathered must be taken. */
  FULL = 3,
}

/** Which template `reportTemplate` sets. */
export const enum TemplateKind {
  LINE = 0,
  COMMENT = 1,
  /** + number of the packet that left. */
  ADDED = 2,
}

/** Why a packet's fate may hang on packets of other connections. */
export const enum WideReason {
  NONE = 0,
  /** The host made a packet: numbers of packets and limits of answers are the host's. */
  ANSWER = 1,
  /** Fragments share memory, and numbers where the host makes them. */
  FRAGMENT = 2,
}

/** What a replay adds up to; u64 each. */
export const enum TallyRecord {
  packets = 0,
  /** Bytes of frames on the wire. */
  bytes = 8,
  /** Packets that began a connection. */
  newPackets = 16,
  outbound = 24,
  ipv4 = 32,
  ipv6 = 40,
  /** i64: times of the first and the last packet, nanoseconds. */
  first = 48,
  last = 56,
  /** Their numbers. */
  firstNumber = 64,
  lastNumber = 72,
  /** By Verdict: DROP, ACCEPT, STOLEN, QUEUE. */
  verdicts = 80,
  /** By Cause: packets that were not accepted. */
  causes = 112,
  size = 2160,
}
