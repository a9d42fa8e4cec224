/**
 * Sets of rules while a classifier is built: one working set that rules are put into and taken out
 * of, and the rows made of it. Equal chunks and equal rows are found by hash and stored once.
 */
import { allocate, release } from "../../memory/heap";
import { arenaTake } from "./arena";
import { MAX_CHUNKS } from "./layout";

/** A hash table: slots of hash (u64) and pointer (u32), 16 bytes each. */
@unmanaged
class Table {
  slots: usize;
  mask: u32;
  used: u32;
}

const blockTable = changetype<Table>(memory.data(16, 8));
const rowTable = changetype<Table>(memory.data(16, 8));
const SLOT: usize = 16;
const FIRST_SLOTS: usize = 1024;

/** The working set: words, and by chunk its hash, how many rules it holds, its block. */
let bits: usize = 0;
const chunkHash: usize = memory.data(64 * 8, 8);
const chunkRules: usize = memory.data(64 * 4, 8);
const row: usize = memory.data(8 + 64 * 8, 8);
/** Chunks that changed since the last row. */
let dirty: u64 = 0;
let rowHash: u64 = 0;
let chunkCount: u32 = 0;
let wordShift: u32 = 0;
/** Bits by rule (u32), 0 = rules are bits. */
let bitsOfRules: usize = 0;

/** Bytes of a row: chunks of one word stand in it, others are pointed at. */
function rowSize(): usize {
  if (wordShift == 0) return <usize>8 + ((<usize>chunkCount) << 3);
  return (<usize>8 + ((<usize>chunkCount) << 2) + 7) & ~(<usize>7);
}

function mix(value: u64): u64 {
  let h = (value + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  h = (h ^ (h >> 29)) * 0x94d049bb133111eb;
  return h ^ (h >> 32);
}

/** Prepares for chunks of 1 << shift words; `places` holds the bits of rules. False when memory is
 * exhausted. */
export function startRows(chunks: u32, shift: u32, places: usize): bool {
  chunkCount = chunks;
  bitsOfRules = places;
  wordShift = shift;
  bits = allocate((<usize>chunks) << (shift + 3));
  if (bits == 0) return false;
  return startTable(blockTable) && startTable(rowTable);
}

/** Releases what only building needed. */
export function endRows(): void {
  release(bits);
  bits = 0;
  endTable(blockTable);
  endTable(rowTable);
}

function startTable(t: Table): bool {
  t.mask = <u32>FIRST_SLOTS - 1;
  t.used = 0;
  t.slots = allocate(FIRST_SLOTS * SLOT);
  return t.slots != 0;
}

function endTable(t: Table): void {
  release(t.slots);
  t.slots = 0;
}

/** Forgets the blocks and rows that were made, after the arena was reset. */
export function forgetRows(): void {
  memory.fill(blockTable.slots, 0, (<usize>blockTable.mask + 1) * SLOT);
  memory.fill(rowTable.slots, 0, (<usize>rowTable.mask + 1) * SLOT);
  blockTable.used = 0;
  rowTable.used = 0;
}

/** Empties the working set. Rows of the field before are not looked for again. */
export function clearSet(): void {
  memory.fill(bits, 0, (<usize>chunkCount) << (wordShift + 3));
  memory.fill(chunkHash, 0, MAX_CHUNKS * 8);
  memory.fill(chunkRules, 0, MAX_CHUNKS * 4);
  memory.fill(row, 0, 8 + MAX_CHUNKS * 8);
  dirty = 0;
  rowHash = 0;
}

/** Puts a rule in, or takes it out when it is there. */
export function toggle(rule: u32): void {
  const place = bitOf(rule);
  const at = bits + ((<usize>(place >> 6)) << 3);
  const bit = (<u64>1) << (place & 63);
  const word = load<u64>(at) ^ bit;
  store<u64>(at, word);
  const chunk = place >> (6 + wordShift);
  const hash = chunkHash + ((<usize>chunk) << 3);
  store<u64>(hash, load<u64>(hash) ^ mix(place));
  const count = chunkRules + ((<usize>chunk) << 2);
  store<u32>(count, load<u32>(count) + ((word & bit) != 0 ? 1 : -1));
  dirty |= (<u64>1) << chunk;
}

/** Whether a rule is in the working set. */
export function contains(rule: u32): bool {
  const place = bitOf(rule);
  return ((load<u64>(bits + ((<usize>(place >> 6)) << 3)) >> (place & 63)) & 1) != 0;
}

function bitOf(rule: u32): u32 {
  return bitsOfRules == 0 ? rule : load<u32>(bitsOfRules + ((<usize>rule) << 2));
}

/** The row of the working set; 0 when memory is exhausted. */
export function currentRow(): usize {
  while (dirty != 0) {
    const chunk = <u32>ctz(dirty);
    dirty &= dirty - 1;
    if (!settle(chunk)) return 0;
  }
  return findRow();
}

/** Makes the row's entry for a chunk anew. */
function settle(chunk: u32): bool {
  if (wordShift == 0) {
    settleWord(chunk);
    return true;
  }
  const at = row + 8 + ((<usize>chunk) << 2);
  const bit = (<u64>1) << chunk;
  let block: usize = 0;
  if (load<u32>(chunkRules + ((<usize>chunk) << 2)) != 0) {
    block = findBlock(chunk);
    if (block == 0) {
      dirty |= bit;
      return false;
    }
    store<u64>(row, load<u64>(row) | bit);
  } else store<u64>(row, load<u64>(row) & ~bit);
  const old = load<u32>(at);
  if (old != 0) rowHash ^= mix(((<u64>chunk) << 32) | <u64>old);
  if (block != 0) rowHash ^= mix(((<u64>chunk) << 32) | <u64>block);
  store<u32>(at, <u32>block);
  return true;
}

/** The same for a chunk that stands in the row. */
function settleWord(chunk: u32): void {
  const at = row + 8 + ((<usize>chunk) << 3);
  const bit = (<u64>1) << chunk;
  const word = load<u64>(bits + ((<usize>chunk) << 3));
  const old = load<u64>(at);
  if (old != 0) rowHash ^= mix(old ^ mix(chunk));
  if (word != 0) rowHash ^= mix(word ^ mix(chunk));
  store<u64>(row, word != 0 ? load<u64>(row) | bit : load<u64>(row) & ~bit);
  store<u64>(at, word);
}

function findBlock(chunk: u32): usize {
  if (!roomy(blockTable)) return 0;
  const hash = load<u64>(chunkHash + ((<usize>chunk) << 3));
  const size = (<usize>8) << wordShift;
  const words = bits + <usize>chunk * size;
  let i = <u32>hash & blockTable.mask;
  for (;;) {
    const slot = blockTable.slots + <usize>i * SLOT;
    const known = <usize>load<u32>(slot, 8);
    if (known == 0) break;
    if (load<u64>(slot) == hash && memory.compare(known + 8, words, size) == 0) return known;
    i = (i + 1) & blockTable.mask;
  }
  const block = arenaTake(8 + size);
  if (block == 0) return 0;
  let some: u64 = 0;
  for (let w: usize = 0; w < (<usize>1) << wordShift; w++) {
    const word = load<u64>(words + (w << 3));
    store<u64>(block + (w << 3), word, 8);
    some |= (<u64>(word != 0)) << w;
  }
  store<u64>(block, some);
  fill(blockTable, i, hash, block);
  return block;
}

function findRow(): usize {
  if (!roomy(rowTable)) return 0;
  const size = rowSize();
  let i = <u32>rowHash & rowTable.mask;
  for (;;) {
    const slot = rowTable.slots + <usize>i * SLOT;
    const known = <usize>load<u32>(slot, 8);
    if (known == 0) break;
    if (load<u64>(slot) == rowHash && memory.compare(known, row, size) == 0) return known;
    i = (i + 1) & rowTable.mask;
  }
  const made = arenaTake(size);
  if (made == 0) return 0;
  memory.copy(made, row, size);
  fill(rowTable, i, rowHash, made);
  return made;
}

function fill(t: Table, index: u32, hash: u64, pointer: usize): void {
  const slot = t.slots + <usize>index * SLOT;
  store<u64>(slot, hash);
  store<u32>(slot, <u32>pointer, 8);
  t.used++;
}

/** Makes room for one more; tables stay at most half full. */
function roomy(t: Table): bool {
  if (t.used * 2 <= t.mask) return true;
  const mask = t.mask * 2 + 1;
  const slots = allocate((<usize>mask + 1) * SLOT);
  if (slots == 0) return false;
  for (let i: u32 = 0; i <= t.mask; i++) {
    const from = t.slots + <usize>i * SLOT;
    if (load<u32>(from, 8) == 0) continue;
    let j = <u32>load<u64>(from) & mask;
    while (load<u32>(slots + <usize>j * SLOT, 8) != 0) j = (j + 1) & mask;
    memory.copy(slots + <usize>j * SLOT, from, SLOT);
  }
  release(t.slots);
  t.slots = slots;
  t.mask = mask;
  return true;
}
