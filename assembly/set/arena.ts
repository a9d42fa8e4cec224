/**
 * Memory for the hash buckets of one set: pages taken from the heap, cut into blocks of as many
 * elements as a bucket may have room for (2, 4, 6 ...); a block given back waits in the list of its
 * size. Pages return to the heap with the set.
 */
import { allocate, release } from "../memory/heap";

/** Block sizes: 2 to 64 elements in steps of two. */
const CLASSES: u32 = 32;
/** Fills a heap block of 64 KiB with its head. */
const PAGE_BYTES: usize = 65536 - 16;

@unmanaged
class Arena {
  /** Pages, the newest first: each begins with the pointer to the one before. */
  pages: usize;
  /** Free bytes of the newest page. */
  at: usize;
  end: usize;
}

/** Free lists stand behind the head. */
const HEAD: usize = 16;

/** A new arena, 0 when memory is exhausted. */
export function newArena(): usize {
  return allocate(HEAD + CLASSES * 4);
}

/** A block of `bytes` for `count` elements, not zeroed; 0 when memory is exhausted. */
export function takeBlock(arena: usize, count: u32, bytes: usize): usize {
  const list = arena + HEAD + <usize>((count >> 1) - 1) * 4;
  const free = <usize>load<u32>(list);
  if (free != 0) {
    store<u32>(list, load<u32>(free));
    return free;
  }
  const size = (bytes + 7) & ~(<usize>7);
  const a = changetype<Arena>(arena);
  if (a.at + size > a.end || a.pages == 0) {
    const page = allocate(PAGE_BYTES);
    if (page == 0) return 0;
    store<u32>(page, <u32>a.pages);
    a.pages = page;
    a.at = page + 8;
    a.end = page + PAGE_BYTES;
  }
  const block = a.at;
  a.at = block + size;
  return block;
}

/** Gives a block back. */
export function giveBlock(arena: usize, count: u32, block: usize): void {
  const list = arena + HEAD + <usize>((count >> 1) - 1) * 4;
  store<u32>(block, load<u32>(list));
  store<u32>(list, <u32>block);
}

/** Gives every page back, and the arena. */
export function freeArena(arena: usize): void {
  if (arena == 0) return;
  let page = changetype<Arena>(arena).pages;
  while (page != 0) {
    const before = <usize>load<u32>(page);
    release(page);
    page = before;
  }
  release(arena);
}
