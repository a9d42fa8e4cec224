/**
 * Where results go: fixed-size result records, one a packet, and the side buffer with what belongs
 * to them (emits, steps, log lines). The host reads both after each call and the engine starts anew
 * with the next one; a call ends before either is full.
 */
import { ResultRecord, SideRecord, Want } from "../abi";
import { clear64 } from "../packet/bytes";
import { hostChanged } from "./generation";
import { allocate, release } from "./heap";

const RESULT_CAPACITY: u32 = 2048;
const SIDE_INITIAL: u32 = 1 << 20;
/** Bytes of side records after which the host reads: they stay in the processor's second cache till then. */
const SIDE_FULL: u32 = 1 << 17;

let results: usize = 0;
let resultCount: u32 = 0;
let side: usize = 0;
let sideCapacity: u32 = 0;
let sideLength: u32 = 0;
let sideTotal: u32 = 0;
let want: u32 = 0;

/** Whether nothing is wanted of a packet but its result and what left the host: no step of its way. */
export let resultsOnly: bool = true;
const ONLY: u32 = Want.EMITS | Want.BYTES | Want.LOGS | Want.BLOCKS | Want.CONNECTIONS;

/** Reserves the buffers. False when memory is exhausted. */
export function initResults(): bool {
  results = allocate(RESULT_CAPACITY * ResultRecord.size);
  side = allocate(SIDE_INITIAL);
  sideCapacity = SIDE_INITIAL;
  return results != 0 && side != 0;
}

/** Sets the Want bits. */
export function setWant(bits: u32): void {
  if (want != bits) hostChanged();
  want = bits;
  resultsOnly = (bits & ~ONLY) == 0;
}

/** Whether the host wants what the bit stands for. */
export function wants(bit: Want): bool {
  return (want & <u32>bit) != 0;
}

/** Forgets what the host has read. */
export function clearResults(): void {
  resultCount = 0;
  sideLength = 0;
  sideTotal = 0;
}

/** Whether another packet may be processed before the host must read. */
export function hasRoom(): bool {
  return resultCount < RESULT_CAPACITY && sideLength < SIDE_FULL;
}

/** A fresh, zeroed result record whose side records start here. */
export function newResult(): usize {
  const r = results + <usize>resultCount * ResultRecord.size;
  resultCount++;
  clear64(r, ResultRecord.size);
  store<u32>(r, sideLength, ResultRecord.side);
  store<u32>(r, sideTotal, ResultRecord.sideCount);
  return r;
}

/** Where the next result record will be, for one that is written whole; `takeResult` counts it. */
export function nextResult(): usize {
  return results + <usize>resultCount * ResultRecord.size;
}

/** Counts the record that was written to nextResult(). */
export function takeResult(): void {
  resultCount++;
}

/** Offset of the next side record in the side buffer. */
export function sideEnd(): u32 {
  return sideLength;
}

/** Counts the side records written since newResult into the record. */
export function closeResult(r: usize): void {
  store<u32>(r, sideTotal - load<u32>(r, ResultRecord.sideCount), ResultRecord.sideCount);
}

/** Side records written since the results were cleared. */
export function sidesTold(): u32 {
  return sideTotal;
}

/** Counts those written since there were `told` into a record that was closed then. */
export function addSides(r: usize, told: u32): void {
  store<u32>(r, load<u32>(r, ResultRecord.sideCount) + sideTotal - told, ResultRecord.sideCount);
}

/** Room for a side record of `size` bytes (with its head), zeroed; 0 when memory is exhausted, and
 * then the record is lost and `sideLost` counts it. */
export function newSide(kind: u32, flags: u32, size: u32): usize {
  const at = newRawSide(kind, flags, size);
  if (at != 0) memory.fill(at + SideRecord.data, 0, size - SideRecord.data);
  return at;
}

/** As newSide, for a record that is written whole: behind its head stands whatever stood there before. */
export function newRawSide(kind: u32, flags: u32, size: u32): usize {
  const need = (size + 7) & ~7;
  if (sideLength + need > sideCapacity && !growSide(sideLength + need)) {
    sideLost++;
    return 0;
  }
  const at = side + sideLength;
  sideLength += need;
  sideTotal++;
  store<u16>(at, <u16>kind, SideRecord.kind);
  store<u16>(at, <u16>flags, SideRecord.flags);
  store<u32>(at, need, SideRecord.size_bytes);
  return at;
}

/** Side records lost for want of memory. */
export let sideLost: u32 = 0;

function growSide(need: u32): bool {
  let capacity = sideCapacity;
  while (capacity < need) capacity <<= 1;
  const bigger = allocate(capacity);
  if (bigger == 0) return false;
  memory.copy(bigger, side, sideLength);
  release(side);
  side = bigger;
  sideCapacity = capacity;
  return true;
}

/** Pointer to the result records, their count, pointer to the side buffer, its length. */
export function resultsPointer(): usize {
  return results;
}
export function resultsCount(): u32 {
  return resultCount;
}
export function sidePointer(): usize {
  return side;
}
export function sideBytes(): u32 {
  return sideLength;
}
