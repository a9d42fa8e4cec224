/**
 * The ruleset image: one block, built by src/engine/image.ts with absolute pointers for the place
 * that `rulesetReserve` gave, then made current by `rulesetCommit`.
 */

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
  /** The TCP flags that matches look at, six bits. */
  tcpFlags = 120,
  size = 128,
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
  /** Packets that took the way of one before them (assembly/course). */
  followed = 40,
  /** Lines of the connection table that look-ups read. */
  lines = 48,
  /** Bytes of packets that were copied: to be changed, or for the host. */
  copied = 56,
  size = 64,
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
  /** New connections can have labels. */
  LABELS = 16,
  /** SYNPROXY's hook functions. */
  SYNPROXY = 32,
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
  /** u32: 1 = it answers and does the same for all packets that have the same course
   * (Extension.steady). */
  steady = 4,
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
