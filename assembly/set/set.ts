/**
 * A set, whatever its type, and the table of sets (struct ip_set and ip_set_list of the kernel).
 * Rules and lists know sets by their number; swapping puts another set behind a number.
 *
 * An element is its key, then what its type adds, then extensions:
 *
 *   ┌──────────┬───────────────┬──────────┬──────────┬─────────┬─────────┐
 *   │ key      │ flags (iface) │ counters │ deadline │ skbinfo │ comment │
 *   └──────────┴───────────────┴──────────┴──────────┴─────────┴─────────┘
 *   0          flagsAt         countersAt timeoutAt  skbAt     commentAt
 *
 * The key is laid out as the kernel's element, padding included: its hash is the kernel's (jhash2),
 * so that under the same initval the same elements share a bucket and are listed in the same order.
 */
import { HZ } from "../abi";
import { clockStart, jiffies64 } from "../memory/clock";
import { allocate, release } from "../memory/heap";
import { MAX_SETS, SetEntry, SetFlag, SET_DEFAULT, SetType } from "./abi";

@unmanaged
export class IpSet {
  /** SetType, Family (0 = both), SetFlag bits. */
  type: u32;
  family: u32;
  flags: u32;
  /** src/dst words that the match must give at least. */
  dimension: u32;
  /** Default timeout in seconds. */
  timeout: u32;
  /** Bytes of the key that are hashed, and of a whole element. */
  keySize: u32;
  elementSize: u32;
  /** Offsets in the key; NONE where the type has no such part. */
  ip2At: u32;
  portAt: u32;
  protocolAt: u32;
  prefixAt: u32;
  prefix2At: u32;
  macAt: u32;
  markAt: u32;
  physdevAt: u32;
  ifaceAt: u32;
  /** Nets in the key, 0 to 2; where the first one's address stands. Whether its prefix length is
   * stored less one. */
  nets: u32;
  netAt: u32;
  packed: u32;
  /** Offsets in the element, 0 = not there. */
  flagsAt: u32;
  countersAt: u32;
  timeoutAt: u32;
  skbAt: u32;
  commentAt: u32;
  /** Hash types. */
  maxElem: u32;
  bucketSize: u32;
  initVal: u32;
  markMask: u32;
  bits: u32;
  /** Pointers to buckets, 1 << bits of them; elements of each region (u32). */
  buckets: usize;
  regions: usize;
  /** PrefixList, for types with nets. */
  prefixes: usize;
  /** Where bucket blocks come from (arena.ts). */
  arena: usize;
  /** When expired elements are thrown away next, in ticks of setTicks(). */
  sweepAt: i64;
  /** Bitmaps: bounds, bits of host part that one element stands for, bits, elements. */
  first: u32;
  last: u32;
  hostBits: u32;
  members: usize;
  /** Bitmaps and lists: elements; lists: how many, and for how many there is room. */
  elements: usize;
  count: u32;
  room: u32;
  /** What counts of addresses: 16 bytes as two words. */
  bitmaskLow: u64;
  bitmaskHigh: u64;
}

/** Offset of a part that a key has not. */
export const NONE: u32 = 0xff;

let table: usize = 0;
let tableRoom: u32 = 0;

/** The set behind a number, null = none. */
export function setAt(index: u32): IpSet | null {
  if (index >= tableRoom) return null;
  const at = <usize>load<u32>(table + ((<usize>index) << 2));
  return at == 0 ? null : changetype<IpSet>(at);
}

/** Puts a set behind a number; false when memory is exhausted. */
export function putSet(index: u32, set: IpSet | null): bool {
  if (index >= <u32>MAX_SETS) return false;
  if (index >= tableRoom) {
    const room = (index + 64) & ~63;
    const bigger = allocate((<usize>room) << 2);
    if (bigger == 0) return false;
    if (table != 0) memory.copy(bigger, table, (<usize>tableRoom) << 2);
    release(table);
    table = bigger;
    tableRoom = room;
  }
  store<u32>(table + ((<usize>index) << 2), set === null ? 0 : <u32>changetype<usize>(set));
  return true;
}

/** Ticks since the first packet: the clock of deadlines. What a setup adds starts with the first
 * packet. From 1, so that no deadline is 0. */
export function setTicks(): i64 {
  return clockStart == 0 ? 1 : jiffies64 - clockStart + 1;
}

/** Whether the set has the extension. */
export function has(set: IpSet, flag: SetFlag): bool {
  return (set.flags & <u32>flag) != 0;
}

/** Whether the time of an element is over (ip_set_timeout_expired). */
export function expired(set: IpSet, element: usize): bool {
  if (set.timeoutAt == 0) return false;
  const deadline = load<i64>(element + set.timeoutAt);
  return deadline != 0 && deadline < setTicks();
}

/** The deadline of something that lasts `seconds` from now; 0 for ever. */
export function deadlineOf(seconds: u32): i64 {
  return seconds == 0 ? 0 : setTicks() + <i64>seconds * HZ;
}

/** Seconds that are left until a deadline, at least 1; 0 = it stays (ip_set_timeout_get). */
export function secondsLeft(deadline: i64): u32 {
  if (deadline == 0) return 0;
  const left = (deadline - setTicks()) / HZ;
  return left < 1 ? 1 : <u32>left;
}

/** The timeout that an entry asks for, in seconds. */
export function entryTimeout(set: IpSet, entry: usize): u32 {
  const given = load<u32>(entry, SetEntry.timeout);
  return given == SET_DEFAULT ? set.timeout : given;
}

/** Offsets of the extensions behind `size` bytes; sets elementSize. */
export function placeExtensions(set: IpSet, size: u32): void {
  let at = (size + 7) & ~7;
  if (has(set, SetFlag.COUNTERS)) {
    set.countersAt = at;
    at += 16;
  }
  if (has(set, SetFlag.TIMEOUT)) {
    set.timeoutAt = at;
    at += 8;
  }
  if (has(set, SetFlag.SKBINFO)) {
    set.skbAt = at;
    at += 16;
  }
  if (has(set, SetFlag.COMMENT)) {
    set.commentAt = at;
    at += 4;
  }
  // elements without extensions stand close together
  set.elementSize = at == ((size + 7) & ~7) ? (size + 3) & ~3 : (at + 7) & ~7;
}

/** Extensions of an element that is added or added again, all but the deadline. Counters that were
 * not given stay as they are, as the kernel's do. */
export function initExtensions(set: IpSet, element: usize, entry: usize): void {
  if (set.countersAt != 0) {
    const at = element + set.countersAt;
    const packets = load<u64>(entry, SetEntry.packets);
    const bytes = load<u64>(entry, SetEntry.bytes);
    if (packets != u64.MAX_VALUE) store<u64>(at, packets);
    if (bytes != u64.MAX_VALUE) store<u64>(at, bytes, 8);
  }
  if (set.commentAt != 0) store<u32>(element + set.commentAt, load<u32>(entry, SetEntry.comment));
  if (set.skbAt != 0) {
    const at = element + set.skbAt;
    store<u64>(at, load<u64>(entry, SetEntry.skbMark));
    store<u32>(at, load<u32>(entry, SetEntry.skbPriority), 8);
    store<u32>(at, <u32>load<u16>(entry, SetEntry.skbQueue), 12);
  }
}

/** Sets the deadline of an element that is added. */
export function initDeadline(set: IpSet, element: usize, entry: usize): void {
  if (set.timeoutAt == 0) return;
  store<i64>(element + set.timeoutAt, deadlineOf(entryTimeout(set, entry)));
}

/** Writes the extensions of an element into an entry. `running`: the deadline is one, and not the
 * seconds that will be its distance (bitmap:ip,mac without a MAC). */
export function readExtensions(set: IpSet, element: usize, entry: usize, running: bool): void {
  if (set.timeoutAt != 0) {
    const stored = load<i64>(element + set.timeoutAt);
    store<u32>(entry, running ? secondsLeft(stored) : <u32>stored, SetEntry.timeout);
  }
  if (set.countersAt != 0) {
    store<u64>(entry, load<u64>(element + set.countersAt), SetEntry.packets);
    store<u64>(entry, load<u64>(element + set.countersAt + 8), SetEntry.bytes);
  }
  if (set.commentAt != 0) store<u32>(entry, load<u32>(element + set.commentAt), SetEntry.comment);
  if (set.skbAt != 0) {
    const at = element + set.skbAt;
    store<u64>(entry, load<u64>(at), SetEntry.skbMark);
    store<u32>(entry, load<u32>(at, 8), SetEntry.skbPriority);
    store<u16>(entry, <u16>load<u32>(at, 12), SetEntry.skbQueue);
  }
}

/** Whether the type has bitmaps, a hash, or a list below it. */
export function isBitmap(type: u32): bool {
  return type <= <u32>SetType.BITMAP_PORT;
}
export function isList(type: u32): bool {
  return type == SetType.LIST_SET;
}
