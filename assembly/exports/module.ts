/** What the host calls of the module itself: its version, its memory, and how it goes about its work. */
import { ABI_VERSION } from "../abi";
import { initFollow } from "../course/follow";
import { allocate, growBy, heapBytes, release } from "../memory/heap";
import { seedRandom } from "../memory/random";
import { initResults } from "../memory/results";
import { setShortcuts } from "../memory/shortcuts";
import { SAVED_BYTES } from "../packet/packet";
import { initPool } from "../packet/pool";
import { initLoopback } from "../stack/loopback";

/** ABI_VERSION of the module. */
export function abiVersion(): i32 {
  return ABI_VERSION;
}

/** Reserves all working memory; `seed` starts the random sequence. False when there is too little
 * memory. Grows the memory. */
export function init(seed: u64): bool {
  seedRandom(seed);
  initFollow();
  initLoopback();
  return initPool() && initResults();
}

/** A block of memory for the host's own use; 0 when exhausted. Grows the memory. */
export function reserve(size: u32): usize {
  // frames in it may be changed in place for a while (makeHeadersWritable)
  return allocate(size + SAVED_BYTES);
}

/** Gives a block of `reserve` back. */
export function free(pointer: usize): void {
  release(pointer);
}

/** Sees to it that so many bytes more can be taken without the memory being grown while packets pass. */
export function memoryAhead(bytes: u32): void {
  growBy(<usize>bytes);
}

/** Bytes of memory in use. */
export function memoryBytes(): u32 {
  return <u32>heapBytes();
}

/** Short cuts, which change nothing but the time it takes: 2 = on, as at first; 0 = off; 1 = on, but no
 * packet follows another's course; 3 = on, also where they do not pay, for tests. */
export function shortcutsSet(level: u32): void {
  setShortcuts(level);
}
