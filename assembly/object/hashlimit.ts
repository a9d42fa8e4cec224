/**
 * A table of token buckets, one for each group of flows (iptables-extensions(8), hashlimit;
 * xt_hashlimit_htable of the kernel).
 *
 *   table ──> buckets ──> entry ──> entry        entries come in chunks, made when they are needed
 *
 * Entries whose time is over go when the collector runs, every so many milliseconds. It runs on the
 * first packet behind each of its turns, which no packet can tell from the turn itself.
 */
import { jiffies64 } from "../memory/clock";
import { allocate, release } from "../memory/heap";
import { keyedHash } from "../memory/random";

/** The first rule's words: they count for all rules of the table. */
export const enum HashlimitObject {
  /** u64 each: period or cost of a packet, and burst, as xtables tells the kernel. */
  rate = 0,
  burst = 8,
  /** Ready-made for buckets of packets, u64 each: credits of the whole bucket, of one packet. */
  cap = 16,
  cost = 24,
  /** u32 each: HashlimitMode bits, entries at most, jiffies until an entry or the collector is due. */
  mode = 32,
  max = 36,
  expire = 40,
  collect = 44,
  /** u32: seconds of a window of --hashlimit-rate-match. */
  interval = 48,
  /** 16 bytes each: bits of source and destination that count. */
  sourceMask = 56,
  destinationMask = 72,
  size = 88,
}

/** XT_HASHLIMIT_* of the kernel. */
export const enum HashlimitMode {
  DESTINATION = 1,
  DESTINATION_PORT = 2,
  SOURCE = 4,
  SOURCE_PORT = 8,
  INVERT = 16,
  BYTES = 32,
  RATE_MATCH = 64,
  PORTS = 10,
}

const BUCKETS: u32 = 4096;
const CHUNK: u32 = 1024;
/** Entries that a table may hold at most (HASHLIMIT_MAX_SIZE). */
const CHUNKS: u32 = 1048576 / 1024;
const CONFIG_AT: usize = 64;
const CHUNKS_AT: usize = 64 + 96;
const BUCKETS_AT: usize = 64 + 96 + 1024 * 4;

@unmanaged
export class HashlimitTable {
  count: u32;
  /** Entries there is memory for. */
  room: u32;
  free: usize;
  /** The collector's next turn; 0 = it was not told yet. */
  due: i64;

  config(): usize {
    return changetype<usize>(this) + CONFIG_AT;
  }
}

@unmanaged
export class HashlimitEntry {
  /** The group: addresses and ports. */
  source0: u64;
  source1: u64;
  destination0: u64;
  destination1: u64;
  ports: u32;
  next: u32;
  expires: i64;
  /** Time of the last look. */
  previous: i64;
  /** Credits; packets or bytes of the window. */
  credit: u64;
  /** Credits that fit; whether the window before had too many. */
  cap: u64;
}

/** A table as its first rule describes it; 0 when memory is exhausted. */
export function create(config: usize): usize {
  const table = allocate(BUCKETS_AT + BUCKETS * 4);
  if (table == 0) return 0;
  memory.copy(table + CONFIG_AT, config, HashlimitObject.size);
  return table;
}

/** What later rules say of it does not count. */
export function keep(_state: usize, _config: usize): void {}

export function destroy(state: usize): void {
  for (let i: u32 = 0; i < CHUNKS; i++) {
    release(<usize>load<u32>(state + CHUNKS_AT + ((<usize>i) << 2)));
  }
  release(state);
}

function bucketOf(t: HashlimitTable, key: HashlimitEntry): usize {
  const half = keyedHash(key.source0 ^ ((<u64>key.ports) << 32), key.destination0);
  const hash = keyedHash(half ^ key.source1, key.destination1);
  return changetype<usize>(t) + BUCKETS_AT + ((<usize>(<u32>hash & (BUCKETS - 1))) << 2);
}

/** The entry of a group, 0 = none. */
export function findBucket(t: HashlimitTable, key: HashlimitEntry): usize {
  let at = <usize>load<u32>(bucketOf(t, key));
  while (at != 0) {
    const e = changetype<HashlimitEntry>(at);
    if (sameGroup(e, key)) return at;
    at = <usize>e.next;
  }
  return 0;
}

function sameGroup(a: HashlimitEntry, b: HashlimitEntry): bool {
  if (a.source0 != b.source0) return false;
  if (a.destination0 != b.destination0) return false;
  if (a.ports != b.ports) return false;
  if (a.source1 != b.source1) return false;
  return a.destination1 == b.destination1;
}

/** A new entry for a group, 0 when the table is full. */
export function addBucket(t: HashlimitTable, key: HashlimitEntry): usize {
  if (t.count >= load<u32>(t.config(), HashlimitObject.max)) return 0;
  if (t.free == 0 && !grow(t)) return 0;
  const at = t.free;
  const e = changetype<HashlimitEntry>(at);
  t.free = <usize>e.next;
  memory.copy(at, changetype<usize>(key), offsetof<HashlimitEntry>("next"));
  const bucket = bucketOf(t, key);
  e.next = load<u32>(bucket);
  store<u32>(bucket, <u32>at);
  t.count++;
  return at;
}

function grow(t: HashlimitTable): bool {
  const index = t.room / CHUNK;
  if (index >= CHUNKS) return false;
  const size = offsetof<HashlimitEntry>();
  const chunk = allocate(<usize>CHUNK * size);
  if (chunk == 0) return false;
  store<u32>(changetype<usize>(t) + CHUNKS_AT + ((<usize>index) << 2), <u32>chunk);
  for (let i = CHUNK; i > 0; i--) {
    const e = changetype<HashlimitEntry>(chunk + <usize>(i - 1) * size);
    e.next = <u32>t.free;
    t.free = changetype<usize>(e);
  }
  t.room += CHUNK;
  return true;
}

/** Lets the collector have its turns up to now (htable_gc). */
export function collect(t: HashlimitTable): void {
  const every = <i64>load<u32>(t.config(), HashlimitObject.collect);
  if (t.due == 0) {
    t.due = jiffies64 + every;
    return;
  }
  if (jiffies64 < t.due) return;
  const last = t.due + ((jiffies64 - t.due) / every) * every;
  t.due = last + every;
  if (t.count == 0) return;
  for (let i: u32 = 0; i < BUCKETS; i++) {
    let link = changetype<usize>(t) + BUCKETS_AT + ((<usize>i) << 2);
    let at = <usize>load<u32>(link);
    while (at != 0) {
      const e = changetype<HashlimitEntry>(at);
      if (last >= e.expires) {
        store<u32>(link, e.next);
        e.next = <u32>t.free;
        t.free = at;
        t.count--;
      } else link = at + offsetof<HashlimitEntry>("next");
      at = <usize>load<u32>(link);
    }
  }
}
