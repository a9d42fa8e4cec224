/**
 * Memory for the control plane: blocks for images, tables and queues, taken when a setup loads or a
 * table grows. Never called per packet.
 *
 * Blocks come in powers of two from 64 bytes; a freed block waits in its class's list. The head
 * word before each block holds its class. Zeroed when handed out.
 */

const MIN_SHIFT: u32 = 6;
const CLASS_COUNT: u32 = 26;

/** Free lists by class, in static memory. */
const freeLists: usize = memory.data(26 * 4, 8);
let top: usize = 0;

function classOf(size: usize): u32 {
  let c: u32 = 0;
  while ((<usize>1) << (c + MIN_SHIFT) < size) c++;
  return c;
}

/** Memory is grown by so many pages of 64 KiB at least, where the platform has them: growing is dear,
 * pages that nobody touches cost nothing. */
const GROW_PAGES: i32 = 128;
/** Bytes that stand ready when packets begin. */
const AHEAD: usize = 4 << 20;

/** Grows the memory so that `end` is inside it. False when the platform refuses. */
function ensure(end: usize): bool {
  const have = (<usize>memory.size()) << 16;
  if (end <= have) return true;
  const pages = <i32>((end - have + 0xffff) >> 16);
  if (pages < GROW_PAGES && memory.grow(GROW_PAGES) >= 0) return true;
  return memory.grow(pages) >= 0;
}

/** Between packets: sees to it that tables can grow without one of the next packets waiting for the
 * platform. */
export function growAhead(): void {
  if (top != 0) ensure(top + AHEAD);
}

/** A zeroed block of at least `size` bytes, 16-byte aligned; 0 when memory is exhausted. */
export function allocate(size: usize): usize {
  const block = allocateUncleared(size);
  if (block != 0) memory.fill(block, 0, size);
  return block;
}

/** The same, whatever stands in it: for large blocks of which only a part is used at a time, since
 * zeroing them at once would make a packet wait. */
export function allocateUncleared(size: usize): usize {
  const c = classOf(size + 16);
  if (c >= CLASS_COUNT) return 0;
  const list = freeLists + ((<usize>c) << 2);
  let block = <usize>load<u32>(list);
  if (block != 0) {
    store<u32>(list, load<u32>(block + 16));
  } else {
    if (top == 0) top = (__heap_base + 63) & ~(<usize>63);
    block = top;
    const end = block + ((<usize>1) << (c + MIN_SHIFT));
    if (end < block || !ensure(end)) return 0;
    top = end;
    store<u32>(block, c);
  }
  return block + 16;
}

/** Gives a block back. */
export function release(pointer: usize): void {
  if (pointer == 0) return;
  const block = pointer - 16;
  const list = freeLists + ((<usize>load<u32>(block)) << 2);
  store<u32>(pointer, load<u32>(list));
  store<u32>(list, <u32>block);
}

/** Bytes that the heap has taken from the platform so far. */
export function heapBytes(): usize {
  return top == 0 ? 0 : top - __heap_base;
}
