/** Sorts the rules of a long chain into groups, and gives each rule its bit. */
import { arenaTake } from "./arena";
import { Classifier, Group, MAX_CHUNKS, MAX_GROUPS, MAX_WORD_SHIFT } from "./layout";

/** Rules of each group; then the next bit to be given. */
const counts: usize = memory.data(4 * 4, 8);

/**
 * Writes groups, chunks and the rules by bit. `groups` holds the number of each rule's group (u8),
 * `places` takes the rules' bits (u32). False when the rules are too many or memory is exhausted.
 */
export function sortGroups(classifier: usize, groups: usize, count: u32, places: usize): bool {
  memory.fill(counts, 0, 16);
  for (let i: usize = 0; i < <usize>count; i++) {
    const at = counts + ((<usize>load<u8>(groups + i)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let shift: u32 = 0;
  while (shift <= MAX_WORD_SHIFT && chunksOf(shift) > MAX_CHUNKS) shift++;
  if (shift > MAX_WORD_SHIFT) return false;
  const size: u32 = (<u32>64) << shift;
  const chunks = chunksOf(shift);
  const rules = arenaTake((<usize>(chunks * size)) << 2);
  if (rules == 0) return false;
  memory.fill(rules, 0xff, (<usize>(chunks * size)) << 2);
  let used: u32 = 0;
  let chunk: u32 = 0;
  for (let g: u32 = 0; g < MAX_GROUPS; g++) {
    const n = load<u32>(counts + ((<usize>g) << 2));
    store<u32>(counts + ((<usize>g) << 2), chunk * size);
    if (n == 0) continue;
    const own = (n + size - 1) / size;
    const group = classifier + Classifier.groups + <usize>used * Group.size;
    store<u64>(group, (~(<u64>0) >> <u64>(64 - own)) << (<u64>chunk));
    store<u32>(group, chunk * size, Group.first);
    store<u32>(group, chunk * size + n, Group.end);
    chunk += own;
    used++;
  }
  for (let i: u32 = 0; i < count; i++) {
    const at = counts + ((<usize>load<u8>(groups + <usize>i)) << 2);
    const bit = load<u32>(at);
    store<u32>(at, bit + 1);
    store<u32>(places + ((<usize>i) << 2), bit);
    store<u32>(rules + ((<usize>bit) << 2), i);
  }
  store<u32>(classifier, chunks, Classifier.chunkCount);
  store<u32>(classifier, shift, Classifier.wordShift);
  store<u32>(classifier, used, Classifier.groupCount);
  store<u32>(classifier, <u32>rules, Classifier.rules);
  return true;
}

/** Chunks that the groups need. */
function chunksOf(shift: u32): u32 {
  const size: u32 = (<u32>64) << shift;
  let sum: u32 = 0;
  for (let g: usize = 0; g < <usize>MAX_GROUPS; g++) {
    sum += (load<u32>(counts + (g << 2)) + size - 1) / size;
  }
  return sum;
}

/** The first bit of a group whose rule is not before number `from`. */
export function bitFrom(classifier: usize, group: usize, from: u32): u32 {
  const rules = <usize>load<u32>(classifier, Classifier.rules);
  let low = load<u32>(group, Group.first);
  let high = load<u32>(group, Group.end);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(rules + ((<usize>middle) << 2)) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
