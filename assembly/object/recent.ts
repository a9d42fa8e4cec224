/**
 * A list of addresses with the times at which each was seen (iptables-extensions(8), recent;
 * recent_table of the kernel).
 *
 *   table ──> entries, in a hash by address and in a list by last use
 *               └──> ring of stamps, in jiffies, made when the entry is first used
 *
 * The list holds RECENT_ENTRIES addresses; one more pushes out the one that was not used for longest.
 * How many stamps an entry holds, less one, is `mask`: a power of two less one.
 */
import { now, jiffies64 } from "../memory/clock";
import { allocate, release } from "../memory/heap";
import { keyedHash } from "../memory/random";

/** What the rules say of a list, and the addresses that the setup wrote into it. */
export const enum RecentObject {
  /** u32: stamps an entry holds, less one. */
  stampsMask = 0,
  /** u32: addresses that follow. */
  addresses = 4,
  /** 16 bytes: bits of an address that count. */
  mask = 8,
  /** RecentAddress records. */
  first = 24,
}

/** An address that the setup wrote. */
export const enum RecentAddress {
  address = 0,
  /** u32: Family; u32: how many times. */
  family = 16,
  times = 20,
  size = 24,
}

/** Addresses that a list remembers (ip_list_tot). */
const RECENT_ENTRIES: u32 = 100;
const BUCKETS: u32 = 128;
const BUCKETS_AT: usize = 64;
const ENTRIES_AT: usize = 64 + 128 * 4;

@unmanaged
export class RecentTable {
  stampsMask: u32;
  count: u32;
  /** Least and most recently used. */
  oldest: usize;
  newest: usize;
  /** Entries that nobody uses, by `next`. */
  free: usize;
  /** Stamps were written before time began: they become those of the first look. */
  unstamped: u32;
  maskLow: u64;
  maskHigh: u64;
}

@unmanaged
export class RecentEntry {
  low: u64;
  high: u64;
  family: u16;
  ttl: u8;
  padding: u8;
  /** Place of the next stamp, stamps written. */
  index: u32;
  stamps: u32;
  /** In the hash. */
  next: usize;
  older: usize;
  newer: usize;
  ring: usize;
  ringSize: u32;
}

/** A list as the rules and the setup describe it; 0 when memory is exhausted. */
export function create(config: usize): usize {
  const size = offsetof<RecentEntry>();
  const table = allocate(ENTRIES_AT + <usize>RECENT_ENTRIES * size);
  if (table == 0) return 0;
  const t = changetype<RecentTable>(table);
  t.stampsMask = load<u32>(config, RecentObject.stampsMask);
  t.maskLow = load<u64>(config, RecentObject.mask);
  t.maskHigh = load<u64>(config, RecentObject.mask + 8);
  for (let i: u32 = 0; i < RECENT_ENTRIES; i++) {
    const e = changetype<RecentEntry>(table + ENTRIES_AT + <usize>i * size);
    e.next = t.free;
    t.free = changetype<usize>(e);
  }
  if (now == 0) t.unstamped = 1;
  let at = config + RecentObject.first;
  for (let i = load<u32>(config, RecentObject.addresses); i > 0; i--) {
    written(t, at);
    at += RecentAddress.size;
  }
  return table;
}

/** Another rule may want more stamps: then all is forgotten (recent_mt_check). */
export function keep(state: usize, config: usize): void {
  const t = changetype<RecentTable>(state);
  const mask = load<u32>(config, RecentObject.stampsMask);
  if (mask <= t.stampsMask) return;
  while (t.oldest != 0) removeEntry(t, changetype<RecentEntry>(t.oldest));
  t.stampsMask = mask;
}

/** The list is gone. */
export function destroy(state: usize): void {
  const size = offsetof<RecentEntry>();
  for (let i: u32 = 0; i < RECENT_ENTRIES; i++) {
    release(changetype<RecentEntry>(state + ENTRIES_AT + <usize>i * size).ring);
  }
  release(state);
}

/** An address that was written to /proc/net/xt_recent (recent_mt_proc_write). */
function written(t: RecentTable, at: usize): void {
  const low = load<u64>(at);
  const high = load<u64>(at, 8);
  const family = load<u32>(at, RecentAddress.family);
  for (let n = load<u32>(at, RecentAddress.times); n > 0; n--) {
    const e = findEntry(t, low, high, family, 0);
    if (e == 0) addEntry(t, low, high, family, 0);
    else stampEntry(t, changetype<RecentEntry>(e));
  }
}

function bucketOf(t: RecentTable, low: u64, high: u64): usize {
  const hash = <u32>keyedHash(low, high) & (BUCKETS - 1);
  return changetype<usize>(t) + BUCKETS_AT + ((<usize>hash) << 2);
}

/** The entry of an address, 0 = none. With a TTL, entries of another TTL do not count; 0 is any. */
export function findEntry(t: RecentTable, low: u64, high: u64, family: u32, ttl: u32): usize {
  let at = <usize>load<u32>(bucketOf(t, low, high));
  while (at != 0) {
    const e = changetype<RecentEntry>(at);
    if (e.low == low && e.high == high && <u32>e.family == family) {
      if (ttl == 0 || e.ttl == 0 || <u32>e.ttl == ttl) return at;
    }
    at = e.next;
  }
  return 0;
}

/** A new entry with one stamp; the oldest makes room. 0 when memory is exhausted. */
export function addEntry(t: RecentTable, low: u64, high: u64, family: u32, ttl: u32): usize {
  if (t.free == 0) removeEntry(t, changetype<RecentEntry>(t.oldest));
  const e = changetype<RecentEntry>(t.free);
  const stamps = t.stampsMask + 1;
  if (e.ringSize < stamps) {
    release(e.ring);
    e.ring = allocate((<usize>stamps) << 3);
    e.ringSize = e.ring == 0 ? 0 : stamps;
    if (e.ring == 0) return 0;
  }
  t.free = e.next;
  e.low = low;
  e.high = high;
  e.family = <u16>family;
  e.ttl = <u8>ttl;
  e.index = 1;
  e.stamps = 1;
  store<i64>(e.ring, jiffies64);
  e.next = 0;
  let link = bucketOf(t, low, high);
  while (load<u32>(link) != 0) {
    link = <usize>load<u32>(link) + offsetof<RecentEntry>("next");
  }
  store<u32>(link, <u32>changetype<usize>(e));
  appendEntry(t, e);
  t.count++;
  return changetype<usize>(e);
}

/** Forgets an entry. */
export function removeEntry(t: RecentTable, e: RecentEntry): void {
  let link = bucketOf(t, e.low, e.high);
  while (<usize>load<u32>(link) != changetype<usize>(e)) {
    link = <usize>load<u32>(link) + offsetof<RecentEntry>("next");
  }
  store<u32>(link, <u32>e.next);
  unlink(t, e);
  e.next = t.free;
  t.free = changetype<usize>(e);
  t.count--;
}

/** Seen again, now. */
export function stampEntry(t: RecentTable, e: RecentEntry): void {
  e.index &= t.stampsMask;
  store<i64>(e.ring + ((<usize>e.index) << 3), jiffies64);
  e.index++;
  if (e.index > e.stamps) e.stamps = e.index;
  unlink(t, e);
  appendEntry(t, e);
}

/** The first look at a list that was written before time began. */
export function startStamps(t: RecentTable): void {
  t.unstamped = 0;
  for (let at = t.oldest; at != 0; at = changetype<RecentEntry>(at).newer) {
    const e = changetype<RecentEntry>(at);
    for (let i: u32 = 0; i < e.stamps; i++) store<i64>(e.ring + ((<usize>i) << 3), jiffies64);
  }
}

function unlink(t: RecentTable, e: RecentEntry): void {
  if (e.older != 0) changetype<RecentEntry>(e.older).newer = e.newer;
  else t.oldest = e.newer;
  if (e.newer != 0) changetype<RecentEntry>(e.newer).older = e.older;
  else t.newest = e.older;
}

function appendEntry(t: RecentTable, e: RecentEntry): void {
  e.older = t.newest;
  e.newer = 0;
  if (t.newest != 0) changetype<RecentEntry>(t.newest).newer = changetype<usize>(e);
  else t.oldest = changetype<usize>(e);
  t.newest = changetype<usize>(e);
}
