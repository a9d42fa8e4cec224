/** Numbers of netfilter and of the stack that every half speaks of. */

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
  SYNPROXY = 2147483646,
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
  /** SYNPROXY answered it, or refused its cookie. */
  SYNPROXY = 43,
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
