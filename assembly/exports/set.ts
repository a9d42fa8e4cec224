/** What the host calls of sets (ipset). */
import {
  addEntry,
  bucketSizeOf,
  createSet,
  deleteEntry,
  destroySet,
  flushSet,
  hashSizeOf,
  readEntries,
  readTo,
  swapSets,
  testEntry,
} from "../set/control";

/** Makes set number `index` of SetParameters at `parameters`; a SetAnswer. Grows the memory. */
export function setCreate(index: u32, parameters: usize): i32 {
  return createSet(index, parameters);
}
/** Destroys, empties a set; exchanges the sets behind two numbers. */
export function setDestroy(index: u32): void {
  destroySet(index);
}
export function setFlush(index: u32): void {
  flushSet(index);
}
export function setSwap(a: u32, b: u32): void {
  swapSets(a, b);
}
/** Adds, deletes, looks for the element of the SetEntry at `entry`; a SetAnswer. Grows the memory. */
export function setAdd(index: u32, entry: usize, exist: bool): i32 {
  return addEntry(index, entry, exist);
}
export function setDelete(index: u32, entry: usize): i32 {
  return deleteEntry(index, entry);
}
export function setTest(index: u32, entry: usize): i32 {
  return testEntry(index, entry);
}
/** Writes elements of a set as SetEntries to `to`, at most `room` (64 at least), from place `from` on
 * (0 = the first); answers how many. `setReadNext` is where to go on, all ones = at the end. */
export function setRead(index: u32, to: usize, room: u32, from: u32): u32 {
  return readEntries(index, to, room, from);
}
export function setReadNext(): u32 {
  return readTo;
}
/** Buckets of a hash set, and elements that fit one. */
export function setHashSize(index: u32): u32 {
  return hashSizeOf(index);
}
export function setBucketSize(index: u32): u32 {
  return bucketSizeOf(index);
}
