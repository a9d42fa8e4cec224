/**
 * What only few connections have (nf_ct_ext): a block of its own beside the record, made when the
 * first of these is needed. Records without it pay for one comparison with zero.
 *
 *     0      1      2      3      4 ... 7        8             12     14     16 ... 39
 *    ┌──────┬──────┬──────┬──────┬──────────────┬─────────────┬──────┬──────┬────────────────────┐
 *    │helper│helped│adjust│policy│expected, by  │expectations │events│expect│ sequence adjustment│
 *    │      │      │      │      │class         │             │      │events│ original, reply    │
 *    └──────┴──────┴──────┴──────┴──────────────┴─────────────┴──────┴──────┴────────────────────┘
 *     40 labels (16)    56 what the helper remembers (64)    120 timeouts of a policy (14 u32)
 */
import { allocate, release } from "../memory/heap";
import { Connection } from "./connection";
import { removeExpectations } from "./expect";

/** Timeouts that a policy has, at most. */
export const POLICY_TIMEOUTS: u32 = 14;

/** Sequence adjustment of one direction (struct nf_ct_seqadj). */
@unmanaged
export class Adjustment {
  /** Sequence number of the last change, host order. */
  position: u32;
  /** Bytes that the direction grew by, before that place and behind it. */
  before: i32;
  after: i32;
}

@unmanaged
export class Extension {
  /** HelperKind, 0 = none. */
  helper: u8;
  /** 1 = has room for a helper, whether there is one or not (nfct_help). */
  helped: u8;
  /** 1 = sequence numbers can be adjusted (nfct_seqadj). */
  adjusts: u8;
  /** 1 = has timeouts of its own. */
  hasPolicy: u8;
  /** Expectations there are, by class. */
  expecting0: u8;
  expecting1: u8;
  expecting2: u8;
  expecting3: u8;
  /** The newest of its expectations, 0 = none. */
  expectations: u32;
  /** Events that are told, by bit; 0 with hasMask 0 = all. */
  events: u16;
  expectEvents: u16;
  s0: u64;
  s1: u64;
  s2: u64;
  /** Labels, by bit (nf_conn_labels). */
  labelsLow: u64;
  labelsHigh: u64;
  d0: u64;
  d1: u64;
  d2: u64;
  d3: u64;
  d4: u64;
  d5: u64;
  d6: u64;
  d7: u64;
  p0: u64;
  p1: u64;
  p2: u64;
  p3: u64;
  p4: u64;
  p5: u64;
  p6: u64;
  /** 1 = events and expectEvents say which are told. */
  hasMask: u16;
  padding0: u16;
  /** 1 = SYNPROXY opened it: the client's number, the time stamp that it was sent, and by how much the
   * server's differ from that. */
  proxied: u32;
  isn: u32;
  stamp: u32;
  stampShift: u32;
  /** Events that were not told yet: ConnectionEvent bits (nf_conntrack_ecache.cache). */
  cached: u32;
  /** Number of its label for a security module, 0 = none (nf_conn.secmark). */
  label: u32;

  /** Expectations of a class. */
  expecting(kind: u32): u32 {
    return <u32>load<u8>(changetype<usize>(this) + <usize>kind, 4);
  }
  /** Counts expectations of a class up or down. */
  count(kind: u32, change: i32): void {
    const at = changetype<usize>(this) + <usize>kind;
    store<u8>(at, <u8>(<i32>load<u8>(at, 4) + change), 4);
  }
  /** Sequence adjustment of a direction. */
  adjustment(way: u32): Adjustment {
    return changetype<Adjustment>(changetype<usize>(this) + 16 + <usize>way * 12);
  }
  /** What the helper remembers. */
  data(): usize {
    return changetype<usize>(this) + 56;
  }
  /** Timeouts of the policy, in seconds. */
  timeouts(): usize {
    return changetype<usize>(this) + 120;
  }
}

/** The connection's block. Call only when c.extension != 0. */
export function extensionOf(c: Connection): Extension {
  return changetype<Extension>(<usize>c.extension);
}

/** The connection's block, made if need be; null when memory is exhausted. */
export function extend(c: Connection): Extension | null {
  if (c.extension == 0) {
    const block = allocate(offsetof<Extension>());
    if (block == 0) return null;
    c.extension = <u32>block;
  }
  return extensionOf(c);
}

/** Frees the block of a connection that is about to be freed. */
export function dropExtension(c: Connection): void {
  removeExpectations(c);
  release(<usize>c.extension);
  c.extension = 0;
}

/** Whether the connection has room for a helper (nfct_help). */
export function isHelped(c: Connection): bool {
  return c.extension != 0 && extensionOf(c).helped != 0;
}

/** The connection's HelperKind, 0 = none. */
export function helperOf(c: Connection): u32 {
  return c.extension == 0 ? 0 : <u32>extensionOf(c).helper;
}

/** The number of the connection's label, 0 = none. */
export function labelOf(c: Connection): u32 {
  return c.extension == 0 ? 0 : extensionOf(c).label;
}

/** Gives the connection a label; false when memory is exhausted. */
export function setLabel(c: Connection, label: u32): bool {
  const e = extend(c);
  if (e === null) return false;
  e.label = label;
  return true;
}

/** Gives the connection a helper (nf_ct_helper_ext_add); false when memory is exhausted. */
export function setHelper(c: Connection, helper: u32): bool {
  const e = extend(c);
  if (e === null) return false;
  e.helped = 1;
  e.helper = <u8>helper;
  return true;
}
