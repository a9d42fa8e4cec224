/** Making, emptying and doubling the table of a hash type (mtype_resize of the kernel). */
import { allocate, release } from "../memory/heap";
import { SetAnswer } from "./abi";
import { freeArena, newArena } from "./arena";
import {
  Bucket,
  bucketOf,
  elementAt,
  forgetPrefixes,
  freeBucket,
  isUsed,
  newBucket,
  regionCount,
  STEP,
} from "./hash";
import { clearPrefixes } from "./prefixes";
import { expired, IpSet } from "./set";

/** The largest table: 1 << 24 buckets. */
const MAX_BITS: u32 = 24;

/** An empty table of 1 << bits buckets; false when memory is exhausted. */
export function makeTable(set: IpSet, bits: u32): bool {
  if (bits > MAX_BITS) return false;
  const buckets = allocate((<usize>4) << bits);
  const regions = allocate((<usize>regionCount(bits)) << 2);
  if (buckets == 0 || regions == 0) {
    release(buckets);
    release(regions);
    return false;
  }
  set.bits = bits;
  set.buckets = buckets;
  set.regions = regions;
  return true;
}

/** Forgets all elements. */
export function hashFlush(set: IpSet): void {
  freeArena(set.arena);
  set.arena = newArena();
  memory.fill(set.buckets, 0, (<usize>4) << set.bits);
  memory.fill(set.regions, 0, (<usize>regionCount(set.bits)) << 2);
  if (set.nets > 0) clearPrefixes(set.prefixes, set.nets);
}

/** Doubles the table, as often as it takes for every bucket to fit. */
export function hashResize(set: IpSet): SetAnswer {
  let bits = set.bits + 1;
  let answer = resizeTo(set, bits);
  while (answer == SetAnswer.AGAIN) {
    bits++;
    answer = resizeTo(set, bits);
  }
  return answer;
}

/** Moves all elements to a table of 1 << bits buckets; on failure the old one stays. AGAIN: a bucket
 * would be too full. */
function resizeTo(set: IpSet, bits: u32): SetAnswer {
  const buckets = set.buckets;
  const regions = set.regions;
  const old = set.bits;
  if (bits > MAX_BITS) return SetAnswer.FULL;
  if (!makeTable(set, bits)) return SetAnswer.NO_MEMORY;
  const answer = moveAll(set, buckets, old);
  if (answer != SetAnswer.OK) {
    dropBuckets(set, set.buckets, bits);
    release(set.buckets);
    release(set.regions);
    set.bits = old;
    set.buckets = buckets;
    set.regions = regions;
    return answer;
  }
  forgetExpired(set, buckets, old);
  dropBuckets(set, buckets, old);
  release(buckets);
  release(regions);
  return SetAnswer.OK;
}

function dropBuckets(set: IpSet, buckets: usize, bits: u32): void {
  const count = (<u32>1) << bits;
  for (let i: u32 = 0; i < count; i++) {
    const bucket = <usize>load<u32>(buckets + ((<usize>i) << 2));
    if (bucket != 0) freeBucket(set, bucket);
  }
}

/** Elements whose time is over do not move: their prefix lengths go. */
function forgetExpired(set: IpSet, buckets: usize, bits: u32): void {
  if (set.timeoutAt == 0 || set.nets == 0) return;
  const count = (<u32>1) << bits;
  for (let i: u32 = 0; i < count; i++) {
    const bucket = <usize>load<u32>(buckets + ((<usize>i) << 2));
    if (bucket == 0) continue;
    const pos = <u32>load<u8>(bucket, Bucket.pos);
    for (let j: u32 = 0; j < pos; j++) {
      const element = elementAt(set, bucket, j);
      if (isUsed(bucket, j) && expired(set, element)) forgetPrefixes(set, element);
    }
  }
}

function moveAll(set: IpSet, buckets: usize, bits: u32): SetAnswer {
  const count = (<u32>1) << bits;
  for (let i: u32 = 0; i < count; i++) {
    const bucket = <usize>load<u32>(buckets + ((<usize>i) << 2));
    if (bucket == 0) continue;
    const pos = <u32>load<u8>(bucket, Bucket.pos);
    for (let j: u32 = 0; j < pos; j++) {
      const element = elementAt(set, bucket, j);
      if (!isUsed(bucket, j) || expired(set, element)) continue;
      const answer = move(set, element);
      if (answer != SetAnswer.OK) return answer;
    }
  }
  return SetAnswer.OK;
}

function move(set: IpSet, element: usize): SetAnswer {
  const number = bucketOf(set, element, set.bits);
  const place = set.buckets + ((<usize>number) << 2);
  let bucket = <usize>load<u32>(place);
  if (bucket == 0) {
    bucket = newBucket(set, STEP);
    if (bucket == 0) return SetAnswer.NO_MEMORY;
    store<u32>(place, <u32>bucket);
  } else if (load<u8>(bucket, Bucket.pos) >= load<u8>(bucket, Bucket.size)) {
    const size = <u32>load<u8>(bucket, Bucket.size);
    if (size >= set.bucketSize) return SetAnswer.AGAIN;
    const bigger = newBucket(set, size + STEP);
    if (bigger == 0) return SetAnswer.NO_MEMORY;
    memory.copy(bigger, bucket, <usize>Bucket.elements + <usize>(size * set.elementSize));
    store<u8>(bigger, <u8>(size + STEP), Bucket.size);
    store<u32>(place, <u32>bigger);
    freeBucket(set, bucket);
    bucket = bigger;
  }
  const pos = <u32>load<u8>(bucket, Bucket.pos);
  memory.copy(elementAt(set, bucket, pos), element, set.elementSize);
  store<u64>(bucket, load<u64>(bucket) | ((<u64>1) << pos));
  store<u8>(bucket, <u8>(pos + 1), Bucket.pos);
  const region = set.regions + ((<usize>(number & (regionCount(set.bits) - 1))) << 2);
  store<u32>(region, load<u32>(region) + 1);
  return SetAnswer.OK;
}
