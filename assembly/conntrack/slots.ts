/**
 * The memory of the hash table: buckets of one cache line, and more of them as it fills.
 *
 *     0              28     32             60
 *    ┌──────────────┬──────┬──────────────┬───────┐
 *    │ 7 hashes     │ next │ 7 nodes      │ count │
 *    └──────────────┴──────┴──────────────┴───────┘
 *
 * Linear hashing (Litwin 1980): for each node that enters, one bucket at most is split in two, so that
 * no packet ever pays for growing. A bucket with more than seven nodes goes on in further lines, all
 * but the last of them full. Lines come in blocks, segments of 128 buckets out of them when needed.
 */
import { allocateUncleared } from "../memory/heap";

const LINE: usize = 64;
const LINE_NODES: u32 = 7;
const NEXT: usize = 28;
const NODES: usize = 32;
const COUNT: usize = 60;

const SEGMENT_SHIFT: u32 = 7;
const SEGMENT_LINES: u32 = 1 << 7;
/** Segments at most: 2^22 buckets. */
const SEGMENT_LIMIT: u32 = 1 << 15;
/** Buckets at first, a power of two. */
const FIRST_BUCKETS: u32 = 1024;
/** A block holds this many lines; with its head and alignment it fills 128 KiB. */
const BLOCK_LINES: u32 = 2046;

let segments: usize = 0;
let bucketCount: u32 = 0;
/** Bits of a hash that number the buckets made by the split under way, one more than those before. */
let mask: u32 = 0;
let nodeCount: u32 = 0;
/** Whether the newest of several nodes with one hash stands first. */
let ordered: bool = false;

/** Counts nodes that were put or taken: while it stays, every node stays in its place. */
export let slotChanges: u32 = 0;

let blockAt: usize = 0;
let blockLeft: u32 = 0;
let freeLines: usize = 0;

/** Whether there are buckets. */
export function slotsOpen(): bool {
  return bucketCount != 0;
}

/** Reserves the first buckets. False when memory is exhausted. */
export function openSlots(): bool {
  segments = allocateUncleared(SEGMENT_LIMIT * 4);
  if (segments == 0) return false;
  for (let i: u32 = 0; i < FIRST_BUCKETS >> SEGMENT_SHIFT; i++) if (!addSegment(i)) return false;
  bucketCount = FIRST_BUCKETS;
  mask = FIRST_BUCKETS * 2 - 1;
  return true;
}

/** `count` empty lines side by side, 0 when memory is exhausted. */
function takeLines(count: u32): usize {
  if (blockLeft < count) {
    const block = allocateUncleared(<usize>(BLOCK_LINES + 1) * LINE - 16);
    if (block == 0) return 0;
    // what is left of the block before is used one by one
    for (; blockLeft > 0; blockLeft--) {
      freeLine(blockAt);
      blockAt += LINE;
    }
    blockAt = (block + LINE - 1) & ~(LINE - 1);
    blockLeft = BLOCK_LINES;
  }
  const lines = blockAt;
  blockAt += <usize>count * LINE;
  blockLeft -= count;
  for (let i: u32 = 0; i < count; i++) emptyLine(lines + <usize>i * LINE);
  return lines;
}

function emptyLine(line: usize): void {
  store<u32>(line, 0, NEXT);
  store<u32>(line, 0, COUNT);
}

function freeLine(line: usize): void {
  store<u32>(line, <u32>freeLines, NEXT);
  freeLines = line;
}

function newLine(): usize {
  const line = freeLines;
  if (line == 0) return takeLines(1);
  freeLines = <usize>load<u32>(line, NEXT);
  emptyLine(line);
  return line;
}

function addSegment(number: u32): bool {
  if (number >= SEGMENT_LIMIT) return false;
  const lines = takeLines(SEGMENT_LINES);
  store<u32>(segments + ((<usize>number) << 2), <u32>lines);
  return lines != 0;
}

function lineOf(bucket: u32): usize {
  const segment = <usize>load<u32>(segments + ((<usize>(bucket >> SEGMENT_SHIFT)) << 2));
  return segment + <usize>(bucket & (SEGMENT_LINES - 1)) * LINE;
}

/** The first line of the bucket of a hash. */
export function bucketOf(hash: u32): usize {
  let bucket = hash & mask;
  if (bucket >= bucketCount) bucket &= mask >> 1;
  return lineOf(bucket);
}

/** The line behind, 0 = none. */
export function nextLine(line: usize): usize {
  return <usize>load<u32>(line, NEXT);
}

/** Bits of the places in a line that hold this hash. */
export function placesOf(line: usize, hash: u32): u32 {
  const present = (1 << load<u32>(line, COUNT)) - 1;
  if (ASC_FEATURE_SIMD) {
    const wanted = i32x4.splat(hash);
    const low = i32x4.bitmask(i32x4.eq(v128.load(line), wanted));
    const high = i32x4.bitmask(i32x4.eq(v128.load(line, 16), wanted));
    return <u32>(low | (high << 4)) & present;
  }
  let places: u32 = 0;
  for (let i: u32 = 0; i < LINE_NODES; i++) {
    if (load<u32>(line + ((<usize>i) << 2)) == hash) places |= 1 << i;
  }
  return places & present;
}

/** How many nodes a line holds. */
export function nodesIn(line: usize): u32 {
  return load<u32>(line, COUNT);
}

/** The node, and the hash, at a place of a line. */
export function nodeAt(line: usize, place: u32): usize {
  return <usize>load<u32>(line + ((<usize>place) << 2), NODES);
}
export function hashAt(line: usize, place: u32): u32 {
  return load<u32>(line + ((<usize>place) << 2));
}

/** Nodes in the bucket of a hash. */
export function bucketSize(hash: u32): u32 {
  let n: u32 = 0;
  for (let line = bucketOf(hash); line != 0; line = nextLine(line)) n += nodesIn(line);
  return n;
}

/** From now on a look-up meets the newest of equal nodes first, as in the kernel's lists. There are none unless
 * connections have different zones in their directions. */
export function keepOrder(): void {
  ordered = true;
}

/** Puts a node under its hash. False when memory is exhausted. */
export function putNode(hash: u32, node: usize): bool {
  if (!append(bucketOf(hash), hash, node)) return false;
  if (ordered) toFront(bucketOf(hash), hash, node);
  nodeCount++;
  slotChanges++;
  if (nodeCount * 2 > bucketCount * LINE_NODES) split();
  return true;
}

/** Has the node that was appended last change places with the first of its hash. */
function toFront(bucket: usize, hash: u32, node: usize): void {
  let line = bucket;
  let places = placesOf(line, hash);
  while (places == 0) {
    line = nextLine(line);
    places = placesOf(line, hash);
  }
  const first = line + ((<usize>ctz(places)) << 2);
  while (nextLine(line) != 0) line = nextLine(line);
  const last = line + ((<usize>(nodesIn(line) - 1)) << 2);
  store<u32>(last, load<u32>(first, NODES), NODES);
  store<u32>(first, <u32>node, NODES);
}

function append(bucket: usize, hash: u32, node: usize): bool {
  let line = bucket;
  while (nodesIn(line) == LINE_NODES) {
    let next = nextLine(line);
    if (next == 0) {
      next = newLine();
      if (next == 0) return false;
      store<u32>(line, <u32>next, NEXT);
    }
    line = next;
  }
  const place = nodesIn(line);
  store<u32>(line + ((<usize>place) << 2), hash);
  store<u32>(line + ((<usize>place) << 2), <u32>node, NODES);
  store<u32>(line, place + 1, COUNT);
  return true;
}

/** Takes a node away; the last of its bucket takes its place, or all behind it move up. */
export function takeNode(hash: u32, node: usize): void {
  const bucket = bucketOf(hash);
  let line = bucket;
  let place: u32 = 0;
  for (;;) {
    if (line == 0) return;
    place = 0;
    const n = nodesIn(line);
    while (place < n && nodeAt(line, place) != node) place++;
    if (place < n) break;
    line = nextLine(line);
  }
  let before: usize = 0;
  let last = line;
  while (nextLine(last) != 0) {
    before = last;
    last = nextLine(last);
  }
  const end = nodesIn(last) - 1;
  if (ordered) closeUp(line, place);
  else movePlace(line, place, last, end);
  store<u32>(last, end, COUNT);
  nodeCount--;
  slotChanges++;
  if (end != 0 || last == bucket) return;
  if (before == 0) before = lineBefore(bucket, last);
  store<u32>(before, 0, NEXT);
  freeLine(last);
}

function movePlace(line: usize, place: u32, from: usize, fromPlace: u32): void {
  store<u32>(line + ((<usize>place) << 2), hashAt(from, fromPlace));
  store<u32>(line + ((<usize>place) << 2), <u32>nodeAt(from, fromPlace), NODES);
}

/** Moves everything behind a place one place forward. */
function closeUp(line: usize, place: u32): void {
  for (;;) {
    const behind = place + 1 < nodesIn(line) ? line : nextLine(line);
    if (behind == 0) return;
    const next = behind == line ? place + 1 : 0;
    movePlace(line, place, behind, next);
    line = behind;
    place = next;
  }
}

function lineBefore(bucket: usize, line: usize): usize {
  let at = bucket;
  while (nextLine(at) != line) at = nextLine(at);
  return at;
}

/** The line whose nodes are dealt out. */
const dealt: usize = memory.data(64, 16);

/** Makes one bucket more: nodes of the one that is next in turn go where their hashes say. Lines are
 * free before their nodes are dealt out, so that there are always enough. */
function split(): void {
  const number = bucketCount;
  if ((number & (SEGMENT_LINES - 1)) == 0 && !addSegment(number >> SEGMENT_SHIFT)) return;
  const old = lineOf(number & (mask >> 1));
  bucketCount++;
  memory.copy(dealt, old, LINE);
  emptyLine(old);
  for (;;) {
    const next = nextLine(dealt);
    const n = nodesIn(dealt);
    for (let i: u32 = 0; i < n; i++) {
      const hash = hashAt(dealt, i);
      append(bucketOf(hash), hash, nodeAt(dealt, i));
    }
    if (next == 0) break;
    memory.copy(dealt, next, LINE);
    freeLine(next);
  }
  if (number == mask) mask = (mask << 1) | 1;
}

/** How many buckets there are. */
export function bucketsNow(): u32 {
  return bucketCount;
}

/** The first line of bucket `number`, below bucketsNow(). */
export function bucketLine(number: u32): usize {
  return lineOf(number);
}
