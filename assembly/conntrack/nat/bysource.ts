/**
 * Connections by their original source: a source that has a mapping keeps it for its next
 * connections where the range allows (nf_nat_bysource of the kernel).
 *
 * Lists under a hash, the newest connection first. As in conntrack/slots.ts one list is split in two
 * for each connection that enters, so that no packet pays for growing.
 */
import { allocate, allocateUncleared } from "../../memory/heap";
import { jhash2 } from "../../packet/jhash";
import { Connection, Way } from "../connection";
import { Tuple } from "../tuple";

/** List heads stand in segments of this many. */
const SEGMENT_SHIFT: u32 = 10;
const SEGMENT_HEADS: u32 = 1 << 10;
const SEGMENT_LIMIT: u32 = 4096;
/** Lists at first, a power of two. */
const FIRST_LISTS: u32 = 1024;

let segments: usize = 0;
let lists: u32 = 0;
/** Bits of a hash that number the lists made by the split under way, one more than those before. */
let mask: u32 = 0;
let connections: u32 = 0;

/** Hash of a tuple's source: address, port or id, protocol. */
function hashSource(t: Tuple): u32 {
  const start = <u32>t.sourcePort | ((<u32>t.protocol) << 16);
  return jhash2(t.source(), 4, start);
}

/** Pointer to the head of a list. */
function headAt(list: u32): usize {
  const segment = <usize>load<u32>(segments + ((<usize>(list >> SEGMENT_SHIFT)) << 2));
  return segment + ((<usize>(list & (SEGMENT_HEADS - 1))) << 2);
}

function listOf(hash: u32): u32 {
  const list = hash & mask;
  return list < lists ? list : list & (mask >> 1);
}

function headOf(t: Tuple): usize {
  return headAt(listOf(hashSource(t)));
}

function addSegment(number: u32): bool {
  if (number == SEGMENT_LIMIT) return false;
  const heads = allocate(SEGMENT_HEADS * 4);
  store<u32>(segments + ((<usize>number) << 2), <u32>heads);
  return heads != 0;
}

function open(): bool {
  if (lists != 0) return true;
  if (segments == 0) segments = allocateUncleared(SEGMENT_LIMIT * 4);
  if (segments == 0 || !addSegment(0)) return false;
  lists = FIRST_LISTS;
  mask = FIRST_LISTS * 2 - 1;
  return true;
}

/** Makes one list more of the one that is next in turn; both keep their order. */
function split(): void {
  const number = lists;
  if ((number & (SEGMENT_HEADS - 1)) == 0 && !addSegment(number >> SEGMENT_SHIFT)) return;
  const old = headAt(number & (mask >> 1));
  lists++;
  let at = <usize>load<u32>(old);
  store<u32>(old, 0);
  let stayed: usize = 0;
  let moved: usize = 0;
  while (at != 0) {
    const c = changetype<Connection>(at);
    const next = <usize>c.bySourceNext;
    if (listOf(hashSource(c.tuple(Way.ORIGINAL))) == number) {
      linkBehind(c, moved, headAt(number));
      moved = at;
    } else {
      linkBehind(c, stayed, old);
      stayed = at;
    }
    at = next;
  }
  if (number == mask) mask = (mask << 1) | 1;
}

/** Makes a connection the last of a list; `last` was that, 0 = the list is empty. */
function linkBehind(c: Connection, last: usize, head: usize): void {
  c.bySourcePrevious = <u32>last;
  c.bySourceNext = 0;
  if (last == 0) store<u32>(head, <u32>changetype<usize>(c));
  else changetype<Connection>(last).bySourceNext = <u32>changetype<usize>(c);
}

/** Notes a connection whose source was mapped, or was found to need no mapping. */
export function addBySource(c: Connection): void {
  if (c.bySource != 0 || !open()) return;
  const head = headOf(c.tuple(Way.ORIGINAL));
  const first = load<u32>(head);
  c.bySource = 1;
  c.bySourceNext = first;
  c.bySourcePrevious = 0;
  if (first != 0) changetype<Connection>(<usize>first).bySourcePrevious = <u32>changetype<usize>(c);
  store<u32>(head, <u32>changetype<usize>(c));
  connections++;
  if (connections > lists) split();
}

/** The first connection with the source of a tuple, 0 = none; newest first. */
export function firstBySource(t: Tuple): usize {
  if (lists == 0) return 0;
  return sameFrom(<usize>load<u32>(headOf(t)), t);
}

/** The next one behind `c`. */
export function nextBySource(c: Connection, t: Tuple): usize {
  return sameFrom(<usize>c.bySourceNext, t);
}

function sameFrom(from: usize, t: Tuple): usize {
  let at = from;
  while (at != 0) {
    const c = changetype<Connection>(at);
    const o = c.tuple(Way.ORIGINAL);
    const same =
      o.sourceLow == t.sourceLow &&
      o.sourceHigh == t.sourceHigh &&
      o.sourcePort == t.sourcePort &&
      o.protocol == t.protocol &&
      o.family == t.family &&
      o.zone == t.zone;
    if (same) return at;
    at = <usize>c.bySourceNext;
  }
  return 0;
}

/** The connection is about to be freed: it leaves its list (nf_nat_cleanup_conntrack). */
export function natRemoved(c: Connection): void {
  if (c.bySource == 0) return;
  c.bySource = 0;
  connections--;
  const next = <usize>c.bySourceNext;
  const previous = <usize>c.bySourcePrevious;
  if (next != 0) changetype<Connection>(next).bySourcePrevious = <u32>previous;
  if (previous != 0) changetype<Connection>(previous).bySourceNext = <u32>next;
  else store<u32>(headOf(c.tuple(Way.ORIGINAL)), <u32>next);
}
