/**
 * The connection record (struct nf_conn), 256 bytes on a 256-byte boundary: four cache lines.
 *
 *   line 0   what a look-up compares: both directions' IPv4 addresses and ports (32 bytes) │ status,
 *            timeout, mark, state │ who holds the record
 *   line 1   what the protocol's tracker remembers (TCP: windows of both directions)
 *   line 2   original tuple (40), reply tuple (40) ...
 *   line 3   ... │ counters of both directions │ when it began │ the next with the same source
 *
 * A packet of a known connection touches line 0, and line 1 when its protocol remembers something:
 * two lines side by side. IPv6 compares the whole tuples too. A node of the hash table is the
 * record's address, plus 64 for the reply direction.
 *
 * Timeouts are in jiffies: how long from now before the connection is confirmed, until when after.
 */
import { CtInfo, HZ, Status } from "../abi";
import { jiffies } from "../memory/clock";
import { Packet } from "../packet/packet";
import { Tuple } from "./tuple";

/** Directions of a connection (IP_CT_DIR_*). */
export const enum Way {
  ORIGINAL = 0,
  REPLY = 1,
}

/** What a connection has because it was asked for when it began. */
export const enum ConnectionExtra {
  /** The time of its beginning is kept (nf_conntrack_timestamp was on). */
  STAMPED = 1,
  /** It can have labels (there was a rule of connlabel). */
  LABELS = 2,
}

/** Bytes of a connection record. */
export const CONNECTION_SIZE: usize = 256;
/** Where the tracker's own data starts; it has 60 bytes. */
export const TRACKER_OFFSET: usize = 64;
/** Where the original tuple starts, and how far behind it the reply tuple. */
const TUPLES_OFFSET: usize = 128;
const TUPLE_SIZE: usize = 40;

@unmanaged
export class Connection {
  // line 0
  /** What look-ups compare, by direction (setKeys): IPv4 source and destination, and the tuple's
   * tail; IPv6: nothing, and the tail. */
  originalAddresses: u64;
  originalTail: u64;
  replyAddresses: u64;
  replyTail: u64;
  /** Status bits. */
  status: u32;
  /** Jiffies; relative until confirmed, absolute after. */
  timeout: u32;
  mark: u32;
  /** TcpState or SctpState. */
  state: u8;
  /** 1 = packets and bytes are counted (nf_conntrack_acct was on when it began). */
  counted: u8;
  /** ConnectionExtra bits. */
  extras: u8;
  /** Life: whether the table holds the record (arena.ts). */
  life: u8;
  /** Holders outside the table and outside packets on their way (queues, children). */
  references: u32;
  /** The connection that this one is RELATED to by expectation, 0 = none. */
  master: u32;
  /** Interface that MASQUERADE took its address from, 0 = none. */
  masqueradeInterface: u16;
  /** 1 = in the list of records to settle when the input packet is done (reference.ts). */
  watched: u8;
  /** 1 = in the table of connections by source (nat/bysource.ts). */
  bySource: u8;
  /** The next in the list of free records or of those to settle; in the table: number of its course
   * (course/course.ts), or how many packets went without one. */
  listNext: u32;

  // line 1: the tracker's, read through tracker()
  t0: u64;
  t1: u64;
  t2: u64;
  t3: u64;
  t4: u64;
  t5: u64;
  t6: u64;
  t7: u32;
  /** What few connections have (helpers, sequence adjustment): a block of its own, 0 = none. */
  extension: u32;

  // lines 2 and 3: the original tuple and the reply tuple, read through tuple()
  o0: u64;
  o1: u64;
  o2: u64;
  o3: u64;
  o4: u64;
  r0: u64;
  r1: u64;
  r2: u64;
  r3: u64;
  r4: u64;
  originalPackets: u64;
  originalBytes: u64;
  replyPackets: u64;
  replyBytes: u64;
  /** Nanoseconds since the epoch when it was confirmed, 0 = not kept. */
  started: i64;
  /** Neighbours among the connections whose original source hashes alike. */
  bySourceNext: u32;
  bySourcePrevious: u32;

  /** The tuple of a direction: Way.ORIGINAL or Way.REPLY. */
  tuple(way: u32): Tuple {
    return changetype<Tuple>(changetype<usize>(this) + TUPLES_OFFSET + <usize>way * TUPLE_SIZE);
  }
  /** Whether any of the Status bits is set. */
  is(status: u32): bool {
    return (this.status & status) != 0;
  }
  /** Whether it is in the table (nf_ct_is_confirmed). */
  isConfirmed(): bool {
    return (this.status & Status.CONFIRMED) != 0;
  }
  /** Whether its time is over (nf_ct_is_expired). */
  isExpired(): bool {
    return <i32>(this.timeout - jiffies) <= 0;
  }
  /** Transport protocol. */
  protocol(): u32 {
    return <u32>load<u8>(changetype<usize>(this), TUPLES_OFFSET + 36);
  }
  /** Family.IPV4 or Family.IPV6. */
  family(): u32 {
    return <u32>load<u8>(changetype<usize>(this), TUPLES_OFFSET + 37);
  }
  /** Packets seen in a direction; counted only with nf_conntrack_acct. */
  packets(way: u32): u64 {
    return way == Way.ORIGINAL ? this.originalPackets : this.replyPackets;
  }
  /** Bytes seen in a direction. */
  bytes(way: u32): u64 {
    return way == Way.ORIGINAL ? this.originalBytes : this.replyBytes;
  }
  /** Whether its directions are in the same zone. */
  inOneZone(): bool {
    return this.tuple(Way.ORIGINAL).zone == this.tuple(Way.REPLY).zone;
  }
  /** Notes what look-ups compare: the tuples stay as they are from now on. */
  setKeys(): void {
    const o = this.tuple(Way.ORIGINAL);
    const r = this.tuple(Way.REPLY);
    this.originalAddresses = o.sourceLow | (o.destinationLow << 32);
    this.originalTail = o.tail();
    this.replyAddresses = r.sourceLow | (r.destinationLow << 32);
    this.replyTail = r.tail();
  }
  /** The number of its course. Only while it is in the table. */
  course(): u32 {
    return this.listNext;
  }
  /** Sets that. */
  setCourse(number: u32): void {
    this.listNext = number;
  }
  /** The tracker's own data. */
  tracker(): usize {
    return changetype<usize>(this) + TRACKER_OFFSET;
  }
}

/** The packet's connection. Call only when p.connection != 0. */
export function connectionOf(p: Packet): Connection {
  return changetype<Connection>(p.connection);
}

/** The direction that a ctinfo tells (CTINFO2DIR). */
export function wayOf(ctInfo: u32): u32 {
  return ctInfo >= <u32>CtInfo.ESTABLISHED_REPLY ? Way.REPLY : Way.ORIGINAL;
}

/** Seconds until the connection expires, as --ctexpire and `conntrack -L` count them. */
export function timeoutSeconds(c: Connection): u32 {
  let left = <i32>c.timeout;
  if (c.isConfirmed()) left -= <i32>jiffies;
  return left <= 0 ? 0 : <u32>left / HZ;
}

/** Takes the packet out of tracking (NOTRACK), unless it has a connection already. */
export function untrack(p: Packet): void {
  if (p.connection != 0 || p.ctInfo != CtInfo.NONE) return;
  p.ctInfo = CtInfo.UNTRACKED;
}

/** Gives a packet that the host makes in answer to another the other's connection, as RELATED
 * (nf_ct_attach, nf_conntrack_attach). */
export function attach(from: Packet, to: Packet): void {
  if (from.connection == 0 && from.ctInfo == CtInfo.NONE) return;
  to.connection = from.connection;
  to.ctInfo = wayOf(from.ctInfo) == Way.ORIGINAL ? CtInfo.RELATED_REPLY : CtInfo.RELATED;
}
