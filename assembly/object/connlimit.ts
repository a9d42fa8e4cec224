/**
 * The connections that one rule of connlimit counts, by the network they come from or go to
 * (struct nf_conncount_data of nf_conncount).
 *
 *   table ──> buckets ──> group ──> group        one for each network and zone
 *                           └──> entry ──> entry   tuples, the oldest first
 *
 * Groups and entries are cells of one size, in chunks that are made when they are needed. An entry is a
 * tuple, not a connection: whether that still lives is looked up when the group is asked.
 */
import { Status, TcpState } from "../abi";
import { jiffies } from "../memory/clock";
import { allocate, release } from "../memory/heap";
import { keyedHash } from "../memory/random";
import { Protocol } from "../packet/protocol";
import { Connection, Way } from "../conntrack/connection";
import { recordOf } from "../conntrack/table";
import { sameEnds, Tuple } from "../conntrack/tuple";
import { findInZones } from "../conntrack/zones";

/** Nothing: what a rule says of its table stands in its record. */
export const enum ConnlimitObject {
  size = 8,
}

/** A look ends when it has thrown away more entries (CONNCOUNT_GC_MAX_NODES). */
const GC_NODES: u32 = 64;
const FIRST_BUCKETS: u32 = 64;
const CHUNK: u32 = 256;
const CELL: usize = 48;

@unmanaged
export class ConnlimitTable {
  /** Chains of groups; how many there are, a power of two. */
  buckets: usize;
  bucketCount: u32;
  groups: u32;
  /** The list of cells nobody uses; how many there are in all, and when to look for more among them. */
  free: u32;
  cells: u32;
  sweepAt: u32;
  /** The newest chunk; each begins with a pointer to the one before. */
  chunks: u32;
}

@unmanaged
export class ConnlimitGroup {
  low: u64;
  high: u64;
  zone: u32;
  next: u32;
  first: u32;
  last: u32;
  count: u32;
  /** When its entries were last looked through, in jiffies. */
  looked: u32;
  padding: u64;
}

@unmanaged
export class ConnlimitEntry {
  t0: u64;
  t1: u64;
  t2: u64;
  t3: u64;
  t4: u64;
  next: u32;
  /** The zone of the other direction. */
  replyZone: u32;

  tuple(): Tuple {
    return changetype<Tuple>(changetype<usize>(this));
  }
}

/** An empty table; 0 when memory is exhausted. */
export function create(_config: usize): usize {
  const at = allocate(offsetof<ConnlimitTable>());
  if (at == 0) return 0;
  const t = changetype<ConnlimitTable>(at);
  t.buckets = allocate(FIRST_BUCKETS * 4);
  if (t.buckets == 0) {
    release(at);
    return 0;
  }
  t.bucketCount = FIRST_BUCKETS;
  t.sweepAt = CHUNK;
  return at;
}

/** A rule says nothing new of its table. */
export function keep(_state: usize, _config: usize): void {}

export function destroy(state: usize): void {
  const t = changetype<ConnlimitTable>(state);
  let chunk = <usize>t.chunks;
  while (chunk != 0) {
    const before = <usize>load<u32>(chunk);
    release(chunk);
    chunk = before;
  }
  release(t.buckets);
  release(state);
}

function bucketAt(t: ConnlimitTable, low: u64, high: u64, zone: u32): usize {
  const hash = <u32>keyedHash(low ^ <u64>zone, high);
  return t.buckets + ((<usize>(hash & (t.bucketCount - 1))) << 2);
}

/** How many connections the network `low`, `high` has in a zone, with the tuple's among them, whose answers are in
 * zone `replyZone`. One whose `status` is assured was counted when it was not. 0 when it was the last and is closed, or memory is
 * exhausted. */
export function countConnections(
  t: ConnlimitTable,
  low: u64,
  high: u64,
  zone: u32,
  tuple: Tuple,
  replyZone: u32,
  status: u32,
): u32 {
  if (!hasRoom(t)) return 0;
  let at = <usize>load<u32>(bucketAt(t, low, high, zone));
  while (at != 0) {
    const group = changetype<ConnlimitGroup>(at);
    if (group.low == low && group.high == high && group.zone == zone) {
      // the kernel may free a group without connections, where it meets it in its tree, and count anew
      if ((status & Status.ASSURED) == 0) countIn(t, group, tuple, replyZone, status);
      else if (group.looked != jiffies) look(t, group, 0);
      return group.count;
    }
    at = <usize>group.next;
  }
  append(t, newGroup(t, low, high, zone), tuple, replyZone);
  return 1;
}

/** Counts the tuple unless the group knows it (__nf_conncount_add). A connection that is not in the
 * table yet is taken for a new one, without a look, within a tick that had a look. */
function countIn(
  t: ConnlimitTable,
  group: ConnlimitGroup,
  tuple: Tuple,
  replyZone: u32,
  status: u32,
): void {
  const looks = (status & Status.CONFIRMED) != 0 || group.looked != jiffies;
  if (looks && look(t, group, changetype<usize>(tuple))) return;
  append(t, group, tuple, replyZone);
}

/** Looks through the entries of a group, and throws those away whose connections are gone or closed.
 * `wanted` is a tuple that may be there: true when it is, with a connection, behind which nothing is
 * looked at. 0 = none (nf_conncount_gc_list). */
function look(t: ConnlimitTable, group: ConnlimitGroup, wanted: usize): bool {
  let before: usize = 0;
  let at = <usize>group.first;
  let thrown: u32 = 0;
  while (at != 0) {
    if (wanted != 0 && thrown > GC_NODES) break;
    const entry = changetype<ConnlimitEntry>(at);
    at = <usize>entry.next;
    const node = findInZones(entry.tuple(), entry.replyZone);
    if (node != 0) {
      if (wanted != 0 && isWanted(entry, recordOf(node), wanted)) return true;
      if (!isClosed(recordOf(node))) {
        before = changetype<usize>(entry);
        if (thrown > GC_NODES) break;
        continue;
      }
    }
    unlink(t, group, before, entry);
    thrown++;
  }
  group.looked = jiffies;
  return false;
}

/** Whether an entry, for which a connection was found, stands for the tuple at `wanted`. The zone counts that what
 * was found has in its original direction, whichever direction that entry's packet had. */
function isWanted(entry: ConnlimitEntry, found: Connection, wanted: usize): bool {
  const tuple = changetype<Tuple>(wanted);
  return sameEnds(entry.tuple(), tuple) && found.tuple(Way.ORIGINAL).zone == tuple.zone;
}

/** already_closed. */
function isClosed(c: Connection): bool {
  if (c.protocol() != <u32>Protocol.TCP) return false;
  return c.state == <u8>TcpState.TIME_WAIT || c.state == <u8>TcpState.CLOSE;
}

function unlink(
  t: ConnlimitTable,
  group: ConnlimitGroup,
  before: usize,
  entry: ConnlimitEntry,
): void {
  if (before == 0) group.first = entry.next;
  else changetype<ConnlimitEntry>(before).next = entry.next;
  if (entry.next == 0) group.last = <u32>before;
  group.count--;
  putCell(t, changetype<usize>(entry));
}

function append(t: ConnlimitTable, group: ConnlimitGroup, tuple: Tuple, replyZone: u32): void {
  const at = takeCell(t);
  memory.copy(at, changetype<usize>(tuple), offsetof<ConnlimitEntry>("next"));
  changetype<ConnlimitEntry>(at).next = 0;
  changetype<ConnlimitEntry>(at).replyZone = replyZone;
  if (group.last == 0) group.first = <u32>at;
  else changetype<ConnlimitEntry>(<usize>group.last).next = <u32>at;
  group.last = <u32>at;
  group.count++;
}

function newGroup(t: ConnlimitTable, low: u64, high: u64, zone: u32): ConnlimitGroup {
  if (t.groups >= t.bucketCount) widen(t);
  const at = takeCell(t);
  memory.fill(at, 0, CELL);
  const group = changetype<ConnlimitGroup>(at);
  group.low = low;
  group.high = high;
  group.zone = zone;
  group.looked = jiffies;
  const bucket = bucketAt(t, low, high, zone);
  group.next = load<u32>(bucket);
  store<u32>(bucket, <u32>at);
  t.groups++;
  return group;
}

/** Twice as many buckets; as many as there were when memory is exhausted. */
function widen(t: ConnlimitTable): void {
  const old = t.buckets;
  const count = t.bucketCount;
  const wide = allocate(<usize>count * 8);
  if (wide == 0) return;
  t.buckets = wide;
  t.bucketCount = count * 2;
  for (let i: u32 = 0; i < count; i++) {
    let at = <usize>load<u32>(old + ((<usize>i) << 2));
    while (at != 0) {
      const group = changetype<ConnlimitGroup>(at);
      const next = <usize>group.next;
      const bucket = bucketAt(t, group.low, group.high, group.zone);
      group.next = load<u32>(bucket);
      store<u32>(bucket, <u32>at);
      at = next;
    }
  }
  release(old);
}

function putCell(t: ConnlimitTable, at: usize): void {
  store<u32>(at, t.free);
  t.free = <u32>at;
}

/** Sees to it that two cells are free: a group and its entry. Before there are more, those are gathered
 * that count nothing any more. False when memory is exhausted. */
function hasRoom(t: ConnlimitTable): bool {
  if (t.free != 0 && load<u32>(<usize>t.free) != 0) return true;
  if (t.cells >= t.sweepAt) sweep(t);
  if (t.free != 0 && load<u32>(<usize>t.free) != 0) return true;
  return grow(t);
}

/** A cell, whatever stands in it; hasRoom(t). */
function takeCell(t: ConnlimitTable): usize {
  const at = <usize>t.free;
  t.free = load<u32>(at);
  return at;
}

function grow(t: ConnlimitTable): bool {
  const chunk = allocate(16 + <usize>CHUNK * CELL);
  if (chunk == 0) return false;
  store<u32>(chunk, t.chunks);
  t.chunks = <u32>chunk;
  for (let i: usize = 0; i < <usize>CHUNK; i++) putCell(t, chunk + 16 + i * CELL);
  t.cells += CHUNK;
  return true;
}

/** Gathers what counts nothing any more (tree_gc_worker); the next time when there are twice as many. */
function sweep(t: ConnlimitTable): void {
  t.sweepAt = t.cells * 2;
  for (let i: u32 = 0; i < t.bucketCount; i++) {
    let link = t.buckets + ((<usize>i) << 2);
    let at = <usize>load<u32>(link);
    while (at != 0) {
      const group = changetype<ConnlimitGroup>(at);
      look(t, group, 0);
      if (group.count == 0) {
        store<u32>(link, group.next);
        putCell(t, at);
        t.groups--;
      } else link = at + offsetof<ConnlimitGroup>("next");
      at = <usize>load<u32>(link);
    }
  }
}
