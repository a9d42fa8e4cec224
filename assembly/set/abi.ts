/**
 * Sets as both halves know them: numbers of types, options and errors, and the records that cross
 * the boundary (ipset(8)).
 */

/** Set types by number. */
export const enum SetType {
  BITMAP_IP = 0,
  BITMAP_IP_MAC = 1,
  BITMAP_PORT = 2,
  HASH_IP = 3,
  HASH_MAC = 4,
  HASH_IP_MAC = 5,
  HASH_NET = 6,
  HASH_NET_NET = 7,
  HASH_IP_PORT = 8,
  HASH_NET_PORT = 9,
  HASH_IP_PORT_IP = 10,
  HASH_IP_PORT_NET = 11,
  HASH_IP_MARK = 12,
  HASH_NET_PORT_NET = 13,
  HASH_NET_IFACE = 14,
  LIST_SET = 15,
}

/** What the elements of a set carry besides themselves, and how the set behaves. Bits. */
export const enum SetFlag {
  TIMEOUT = 1,
  COUNTERS = 2,
  COMMENT = 4,
  SKBINFO = 8,
  FORCEADD = 16,
}

/** How a set is made. u32 each unless said otherwise. */
export const enum SetParameters {
  /** SetType. */
  type = 0,
  /** Family; 0 = takes packets of both. */
  family = 4,
  /** SetFlag bits. */
  flags = 8,
  /** Default timeout of new elements in seconds; 0 = they stay. */
  timeout = 12,
  hashSize = 16,
  maxElem = 20,
  /** Elements of one hash bucket at most. */
  bucketSize = 24,
  /** Start of the hash. */
  initVal = 28,
  markMask = 32,
  /** Bitmaps: first and last address (host order) or port; bits of the netmask. */
  first = 36,
  last = 40,
  netmask = 44,
  /** 16 bytes, network order: what counts of addresses. IPv4 in the first four. */
  bitmask = 48,
  size = 64,
}

/** An element as the host gives and gets it. */
export const enum SetEntry {
  /** 16 bytes each, network order, IPv4 in the first four. */
  ip = 0,
  ip2 = 16,
  /** 6 bytes. */
  mac = 32,
  /** u8 each. */
  protocol = 38,
  /** EntryFlag bits. */
  flags = 39,
  /** u16, host order: port, or type and code of ICMP. */
  port = 40,
  /** u8 each: prefix lengths. */
  prefix = 42,
  prefix2 = 43,
  mark = 44,
  /** 16 bytes, zero-padded. */
  iface = 48,
  /** Lists: the number of the member, and of the member beside which it stands. */
  member = 64,
  reference = 68,
  /** Seconds; SET_DEFAULT = the set's. Elements read: what is left, 0 = stays. */
  timeout = 72,
  /** Number of the comment among the host's, 0 = none. */
  comment = 76,
  /** u64 each; all ones = not given. */
  packets = 80,
  bytes = 88,
  skbMark = 96,
  skbMask = 100,
  skbPriority = 104,
  /** u16. */
  skbQueue = 108,
  size = 112,
}

/** Bits of SetEntry.flags. */
export const enum EntryFlag {
  NOMATCH = 1,
  PHYSDEV = 2,
  WILDCARD = 4,
  /** bitmap:ip,mac: the address has a MAC. */
  MAC = 8,
  BEFORE = 16,
  AFTER = 32,
}

/** SetEntry.timeout: not given. */
export const SET_DEFAULT = 0xffffffff;
/** No set, no member. */
export const NO_SET = 0xffff;
/** Sets at most (ip_set_max of the kernel: 16-bit numbers, the last of which says "none"). */
export const MAX_SETS = 65535;

/** Answers of the functions that change and ask sets. */
export const enum SetAnswer {
  OK = 0,
  /** A test that found the element. */
  MATCH = 1,
  /** Added already, or not there to be deleted. */
  EXIST = -1,
  FULL = -2,
  OUT_OF_RANGE = -3,
  NO_MEMORY = -4,
  /** The member beside which another is to stand, or stands, is not there. */
  REFERENCE = -5,
  /** The packet has nothing that could be an element. */
  INVALID = -6,
  /** A nomatch element was found (-ENOTEMPTY in the kernel). */
  NOMATCH = -7,
  /** The element lacks its MAC (-EAGAIN), or the hash must grow. */
  AGAIN = -8,
  TYPE_MISMATCH = -9,
}

/** How a rule asks. Bits. */
export const enum AskFlag {
  /** --return-nomatch. */
  RETURN_NOMATCH = 1,
  /** ! --update-counters, ! --update-subcounters. */
  SKIP_COUNTERS = 2,
  SKIP_SUBCOUNTERS = 4,
  /** --packets-* or --bytes-* was given. */
  COUNTERS = 8,
  /** --exist. */
  EXIST = 16,
}

/** How a counter is compared. */
export const enum CounterTest {
  NONE = 0,
  EQ = 1,
  NE = 2,
  LT = 3,
  GT = 4,
}
