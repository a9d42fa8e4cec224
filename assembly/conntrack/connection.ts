/**
 * The connection record (struct nf_conn), 256 bytes on a 256-byte boundary: four cache lines.
 *
 *   line 0   original tuple (40) │ next in its chain │ status │ timeout │ mark │ state, flags
 *   line 1   reply tuple (40)    │ next in its chain │ references │ master │ NAT by source
 *   line 2   what the protocol's tracker remembers (TCP: windows of both directions)
 *   line 3   counters of both directions │ life of the record │ masquerading interface
 *
 * A packet of a known connection touches line 0 or 1, and line 2 when it is TCP. A pointer into a
 * hash chain points at line 0 or line 1: bit 6 of it is the direction.
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

/** Bytes of a connection record. */
export const CONNECTION_SIZE: usize = 256;
/** Where the tracker's own data starts, and its size in bytes. */
export const TRACKER_OFFSET: usize = 128;

@unmanaged
export class Connection {
  // line 0: the original tuple, read through tuple()
  o0: u64;
  o1: u64;
  o2: u64;
  o3: u64;
  o4: u64;
  /** Next node of the original tuple's chain. */
  originalNext: u32;
  /** Status bits. */
  status: u32;
  /** Jiffies; relative until confirmed, absolute after. */
  timeout: u32;
  mark: u32;
  /** TcpState or SctpState. */
  state: u8;
  /** 1 = packets and bytes are counted (nf_conntrack_acct was on when it began). */
  counted: u8;
  /** 1 = the time of its beginning is kept (nf_conntrack_timestamp was on). */
  stamped: u8;
  padding2: u8;
  /** Hash of the original tuple. */
  originalHash: u32;

  // line 1: the reply tuple
  r0: u64;
  r1: u64;
  r2: u64;
  r3: u64;
  r4: u64;
  replyNext: u32;
  /** Holders outside the table and outside packets on their way (queues, children). */
  references: u32;
  /** The connection that this one is RELATED to by expectation, 0 = none. */
  master: u32;
  /** Next of the connections whose original source hashes alike. */
  bySourceNext: u32;
  /** Hash of the reply tuple. */
  replyHash: u32;
  /** Bucket of the by-source table plus 1, 0 = not there. */
  bySourceBucket: u32;

  // line 2: the tracker's, read through tracker()
  t0: u64;
  t1: u64;
  t2: u64;
  t3: u64;
  t4: u64;
  t5: u64;
  t6: u64;
  t7: u64;

  // line 3
  originalPackets: u64;
  originalBytes: u64;
  replyPackets: u64;
  replyBytes: u64;
  /** The next in the list of free records or of those to settle (reference.ts); 1 = in the latter. */
  timerNext: u32;
  timerPrevious: u32;
  /** Interface that MASQUERADE took its address from, 0 = none. */
  masqueradeInterface: u32;
  /** Life: whether the table holds the record (arena.ts). */
  life: u32;
  /** Nanoseconds since the epoch when it was confirmed, 0 = not kept. */
  started: i64;
  padding4: u64;

  /** The tuple of a direction: Way.ORIGINAL or Way.REPLY. */
  tuple(way: u32): Tuple {
    return changetype<Tuple>(changetype<usize>(this) + ((<usize>way) << 6));
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
    return <u32>load<u8>(changetype<usize>(this), 36);
  }
  /** Family.IPV4 or Family.IPV6. */
  family(): u32 {
    return <u32>load<u8>(changetype<usize>(this), 37);
  }
  /** Packets seen in a direction; counted only with nf_conntrack_acct. */
  packets(way: u32): u64 {
    return way == Way.ORIGINAL ? this.originalPackets : this.replyPackets;
  }
  /** Bytes seen in a direction. */
  bytes(way: u32): u64 {
    return way == Way.ORIGINAL ? this.originalBytes : this.replyBytes;
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
