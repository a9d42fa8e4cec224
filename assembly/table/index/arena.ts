/**
 * Memory of one classifier while it is built: small pieces out of segments that are released
 * together. Pieces after a mark can be given back.
 */
import { allocate, release } from "../../memory/heap";

/** Bytes of the first segment with the heap's own head; each next one is twice as large, up to the most. */
const SEGMENT_LEAST: usize = 4096;
const SEGMENT_MOST: usize = 1 << 20;
const HEAP_HEAD: usize = 16;
/** A segment starts with a pointer to the one before, and its size. */
const SEGMENT_HEAD: usize = 8;

let segment: usize = 0;
let used: usize = 0;
let capacity: usize = 0;
let total: usize = 0;
let most: usize = 0;

/** Starts an arena that may take `limit` bytes. */
export function arenaStart(limit: usize): void {
  segment = 0;
  used = 0;
  capacity = 0;
  total = 0;
  most = limit;
}

/** Zeroed bytes, 8-byte aligned; 0 when the limit is reached or memory exhausted. */
export function arenaTake(size: usize): usize {
  const bytes = (size + 7) & ~(<usize>7);
  if (used + bytes > capacity && !grow(bytes)) return 0;
  const at = segment + used;
  used += bytes;
  return at;
}

function grow(bytes: usize): bool {
  let size = capacity == 0 ? SEGMENT_LEAST : min<usize>((capacity + HEAP_HEAD) * 2, SEGMENT_MOST);
  while (size < bytes + SEGMENT_HEAD + HEAP_HEAD) size *= 2;
  if (total + size > most) return false;
  const next = allocate(size - HEAP_HEAD);
  if (next == 0) return false;
  store<u32>(next, <u32>segment);
  store<u32>(next, <u32>size, 4);
  total += size;
  segment = next;
  capacity = size - HEAP_HEAD;
  used = SEGMENT_HEAD;
  return true;
}

/** The segment in use, to go back to with `arenaReset`. */
export function arenaMark(): usize {
  return segment;
}

/** Bytes used of the segment in use, to go back to. */
export function arenaUsed(): usize {
  return used;
}

/** Gives back what was taken since the mark. */
export function arenaReset(mark: usize, markUsed: usize): void {
  while (segment != mark) {
    const before = <usize>load<u32>(segment);
    total -= <usize>load<u32>(segment, 4);
    release(segment);
    segment = before;
  }
  capacity = segment == 0 ? 0 : <usize>load<u32>(segment, 4) - HEAP_HEAD;
  if (segment != 0) memory.fill(segment + markUsed, 0, capacity - markUsed);
  used = markUsed;
}

/** Bytes taken from the heap. */
export function arenaBytes(): usize {
  return total;
}

/** Releases all segments of a finished arena, from its last one. */
export function releaseArena(last: usize): void {
  let at = last;
  while (at != 0) {
    const before = <usize>load<u32>(at);
    release(at);
    at = before;
  }
}
