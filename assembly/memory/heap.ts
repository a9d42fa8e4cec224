/**
 * Memory for the control plane: blocks for images, tables and queues, taken when a setup loads or a
 * table grows. Never called per packet.
 *
 * Blocks come in classes: 64, 128, 192 and 256 bytes, and then four for each doubling (320, 384, 448, 512,
 * 640 ...). A freed block waits in its class's list. The head word before each block holds its class. Zeroed
 * when handed out.
 */

/** Classes whose sizes are multiples of LINE; those behind them are quarters of powers of two. */
const SMALL_CLASSES: u32 = 4;
const LINE: u32 = 64;
const SMALL_MOST: u32 = 256;
/** log2 of SMALL_MOST. */
const SMALL_SHIFT: u32 = 8;
const CLASS_COUNT: u32 = 96;
/** A freed block is handed out again for one of so many classes below, which is up to half as large. */
const WIDER: u32 = 3;

/** Free lists by class, in static memory. */
const freeLists: usize = memory.data(96 * 4, 8);
/** What is behind was never handed out, and is zero. */
let top: usize = 0;

function classOf(size: usize): u32 {
  if (size <= <usize>SMALL_MOST) return <u32>(size - 1) / LINE;
  const last = <u32>(size - 1);
  const power = 31 - clz(last);
  return SMALL_CLASSES + ((power - SMALL_SHIFT) << 2) + ((last >> (power - 2)) & 3);
}

/** Bytes of the blocks of a class. */
function sizeOf(c: u32): usize {
  if (c < SMALL_CLASSES) return <usize>((c + 1) * LINE);
  const k = c - SMALL_CLASSES;
  return (<usize>(5 + (k & 3))) << (SMALL_SHIFT + (k >> 2) - 2);
}

/** Memory is grown by so many pages of 64 KiB at least, and by a quarter of what is there, where the platform has
 * them: growing is dear (V8 may look through its whole heap for it), pages that nobody touches cost nothing. */
const GROW_PAGES: i32 = 128;
const GROW_SHIFT: i32 = 2;
/** Bytes that stand ready when packets begin. */
const AHEAD: usize = 4 << 20;

/** Grows the memory so that `end` is inside it. False when the platform refuses. */
function ensure(end: usize): bool {
  const have = (<usize>memory.size()) << 16;
  if (end <= have) return true;
  const pages = <i32>((end - have + 0xffff) >> 16);
  const more = max<i32>(GROW_PAGES, memory.size() >> GROW_SHIFT);
  if (pages < more && memory.grow(more) >= 0) return true;
  return memory.grow(pages) >= 0;
}

/** Between packets: sees to it that tables can grow without one of the next packets waiting for the
 * platform. */
export function growAhead(): void {
  if (top != 0) ensure(top + AHEAD);
}

/** Grows the memory by as much as packets will ask for, where the platform has it. */
export function growBy(bytes: usize): void {
  if (top + bytes > top) ensure(top + bytes);
}

/** A zeroed block of at least `size` bytes, 16-byte aligned; 0 when memory is exhausted. */
export function allocate(size: usize): usize {
  const c = classOf(size + 16);
  const freed = takeFreed(c);
  if (freed == 0) return takeFresh(c);
  memory.fill(freed, 0, size);
  return freed;
}

/** The same, whatever stands in it: for large blocks of which only a part is used at a time, since
 * zeroing them at once would make a packet wait. */
export function allocateUncleared(size: usize): usize {
  const c = classOf(size + 16);
  const freed = takeFreed(c);
  return freed != 0 ? freed : takeFresh(c);
}

/** A block that was given back, 0 = none is of the size. */
function takeFreed(c: u32): usize {
  const last = min<u32>(c + WIDER, CLASS_COUNT - 1);
  for (let i = c; i <= last; i++) {
    const list = freeLists + ((<usize>i) << 2);
    const block = <usize>load<u32>(list);
    if (block == 0) continue;
    store<u32>(list, load<u32>(block + 16));
    return block + 16;
  }
  return 0;
}

/** A block that was never handed out: zero as the platform gives it, so that what nobody writes to
 * takes no memory of the host. */
function takeFresh(c: u32): usize {
  if (c >= CLASS_COUNT) return 0;
  if (top == 0) top = (__heap_base + 63) & ~(<usize>63);
  const block = top;
  const end = block + sizeOf(c);
  if (end < block || !ensure(end)) return 0;
  top = end;
  store<u32>(block, c);
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
