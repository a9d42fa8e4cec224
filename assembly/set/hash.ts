/**
 * The hash types' table (ip_set_hash_gen.h of the kernel): buckets are short arrays that grow by two
 * up to bucketsize; when a command finds one full the table doubles, and when a packet finds one
 * full its element is not added. Which elements meet in a bucket is decided by the kernel's hash over
 * the kernel's layout.
 *
 *   bucket   ┌─────────────┬──────┬─────┬────────────────────────────┐
 *            │ used, 64 bit│ size │ pos │ size × element             │
 *            └─────────────┴──────┴─────┴────────────────────────────┘
 *            0             8      9     16     (pos: first free place behind all used ones)
 */
import { jhash2 } from "../packet/jhash";
import { EntryFlag, SetAnswer, SetEntry, SetFlag } from "./abi";
import { giveBlock, takeBlock } from "./arena";
import { hostPrefix, key, narrow, prefixOf } from "./key";
import { addPrefix, prefixCount, prefixLength, removePrefix } from "./prefixes";
import { meetElement } from "./question";
import { expired, has, IpSet, initDeadline, initExtensions, NONE } from "./set";

/** Offsets in a bucket. */
export const enum Bucket {
  used = 0,
  size = 8,
  pos = 9,
  elements = 16,
}

/** Elements by which a bucket grows and shrinks (AHASH_INIT_SIZE). */
export const STEP: u32 = 2;
/** The most that a bucket of hash:net,iface grows to (AHASH_MAX_TUNED). */
const MAX_TUNED: u32 = 64;
/** Buckets of one region, as a power of two (HTABLE_REGION_BITS). */
const REGION_BITS: u32 = 10;

/** Regions of a table with 1 << bits buckets. */
export function regionCount(bits: u32): u32 {
  return bits < REGION_BITS ? 1 : (<u32>1) << (bits - REGION_BITS);
}

/** Number of the bucket that holds the key at `at`. */
export function bucketOf(set: IpSet, at: usize, bits: u32): u32 {
  return jhash2(at, set.keySize >> 2, set.initVal) & (((<u32>1) << bits) - 1);
}

/** Place of element number i in a bucket. */
export function elementAt(set: IpSet, bucket: usize, i: u32): usize {
  return bucket + Bucket.elements + <usize>(i * set.elementSize);
}

/** Bytes of a bucket with room for `size` elements. */
function bucketBytes(set: IpSet, size: u32): usize {
  return <usize>Bucket.elements + <usize>(size * set.elementSize);
}

/** An empty bucket; 0 when memory is exhausted. Its elements are zero, as the kernel's are. */
export function newBucket(set: IpSet, size: u32): usize {
  const block = takeBlock(set.arena, size, bucketBytes(set, size));
  if (block == 0) return 0;
  memory.fill(block, 0, bucketBytes(set, size));
  store<u8>(block, <u8>size, Bucket.size);
  return block;
}

/** Gives a bucket back. */
export function freeBucket(set: IpSet, bucket: usize): void {
  giveBlock(set.arena, <u32>load<u8>(bucket, Bucket.size), bucket);
}

export function isUsed(bucket: usize, i: u32): bool {
  return ((load<u64>(bucket) >> i) & 1) != 0;
}

function sameKey(set: IpSet, element: usize): bool {
  const end = <usize>set.keySize;
  for (let at: usize = 0; at < end; at += 4) {
    if (load<u32>(element + at) != load<u32>(key + at)) return false;
  }
  return true;
}

/** Elements with the same net as the key, whatever their interface (the kernel's "multi"). */
let multiple: u32 = 0;

/** Whether the element is the one of the key (mtype_data_equal). A wildcard's name is the beginning
 * of the names that equal it. */
function equals(set: IpSet, element: usize): bool {
  if (!sameKey(set, element)) return false;
  if (set.ifaceAt == NONE) return true;
  multiple++;
  const wildcard = (load<u8>(element + set.flagsAt) & <u8>EntryFlag.WILDCARD) != 0;
  const name = element + set.ifaceAt;
  const wanted = key + set.ifaceAt;
  for (let i: usize = 0; i < 16; i++) {
    const c = load<u8>(name + i);
    if (c == 0 && wildcard) return true;
    if (c != load<u8>(wanted + i)) return false;
    if (c == 0) return true;
  }
  return true;
}

function countElement(set: IpSet, region: u32, by: i32): void {
  const at = set.regions + ((<usize>region) << 2);
  store<u32>(at, load<u32>(at) + <u32>by);
}

/** Elements in the table, those whose time is over among them. */
export function hashCount(set: IpSet): u32 {
  let sum: u32 = 0;
  const n = regionCount(set.bits);
  for (let r: u32 = 0; r < n; r++) sum += load<u32>(set.regions + ((<usize>r) << 2));
  return sum;
}

/** Forgets the prefix lengths of an element that leaves. */
export function forgetPrefixes(set: IpSet, element: usize): void {
  if (set.nets > 0) removePrefix(set.prefixes, 0, prefixOf(set, element, 0));
  if (set.nets > 1) removePrefix(set.prefixes, 1, prefixOf(set, element, 1));
}

/** Throws elements away whose time is over, in the buckets of one region (mtype_gc_do). */
export function sweepRegion(set: IpSet, region: u32): void {
  const width: u32 = set.bits < REGION_BITS ? (<u32>1) << set.bits : (<u32>1) << REGION_BITS;
  for (let i = region * width; i < (region + 1) * width; i++) {
    const place = set.buckets + ((<usize>i) << 2);
    const bucket = <usize>load<u32>(place);
    if (bucket == 0) continue;
    const pos = <u32>load<u8>(bucket, Bucket.pos);
    for (let j: u32 = 0; j < pos; j++) {
      if (!isUsed(bucket, j)) continue;
      const element = elementAt(set, bucket, j);
      if (!expired(set, element)) continue;
      store<u64>(bucket, load<u64>(bucket) & ~((<u64>1) << j));
      forgetPrefixes(set, element);
      countElement(set, region, -1);
    }
    shrink(set, place, bucket);
  }
}

/** Gives places of a bucket back when two are empty, the bucket when all are. */
function shrink(set: IpSet, place: usize, bucket: usize): void {
  const pos = <u32>load<u8>(bucket, Bucket.pos);
  const size = <u32>load<u8>(bucket, Bucket.size);
  const holes = pos - <u32>popcnt<u64>(load<u64>(bucket));
  if (holes < STEP) return;
  if (holes >= size) {
    store<u32>(place, 0);
    freeBucket(set, bucket);
    return;
  }
  // packing in place: order stays, and room is only ever given back
  let to: u32 = 0;
  for (let j: u32 = 0; j < pos; j++) {
    if (!isUsed(bucket, j)) continue;
    if (to != j) {
      memory.copy(elementAt(set, bucket, to), elementAt(set, bucket, j), set.elementSize);
    }
    to++;
  }
  const smaller = takeBlock(set.arena, size - STEP, bucketBytes(set, size - STEP));
  store<u64>(bucket, ((<u64>1) << to) - 1);
  store<u8>(bucket, <u8>to, Bucket.pos);
  memory.fill(elementAt(set, bucket, to), 0, <usize>((size - to) * set.elementSize));
  if (smaller == 0) return;
  memory.copy(smaller, bucket, bucketBytes(set, size - STEP));
  store<u8>(smaller, <u8>(size - STEP), Bucket.size);
  store<u32>(place, <u32>smaller);
  freeBucket(set, bucket);
}

/** The room that there is for an element of `region`: its count and limit, and whether the set being
 * full another must go. */
let elements: u32 = 0;
let limit: u32 = 0;
let evict: bool = false;

function measure(set: IpSet, region: u32): void {
  const regions = regionCount(set.bits);
  evict = false;
  elements = load<u32>(set.regions + ((<usize>region) << 2));
  limit = set.maxElem / regions;
  if (elements < limit) return;
  if (set.timeoutAt != 0) sweepRegion(set, region);
  limit = set.maxElem;
  elements = hashCount(set);
  evict = elements >= limit && has(set, SetFlag.FORCEADD);
}

/** Adds the element of the key with the extensions of `entry` (mtype_add). */
export function hashAdd(set: IpSet, entry: usize, exist: bool): SetAnswer {
  const number = bucketOf(set, key, set.bits);
  const region = number & (regionCount(set.bits) - 1);
  measure(set, region);
  const place = set.buckets + ((<usize>number) << 2);
  let bucket = <usize>load<u32>(place);
  if (bucket == 0) {
    if (evict || elements >= limit) return SetAnswer.FULL;
    bucket = newBucket(set, STEP);
    if (bucket == 0) return SetAnswer.NO_MEMORY;
    store<u32>(place, <u32>bucket);
    return fill(set, bucket, append(bucket), region, entry);
  }
  const free = findPlace(set, bucket, exist);
  if (free == EXISTS) return SetAnswer.EXIST;
  if (free < 0) {
    const element = elementAt(set, bucket, <u32>~free);
    extend(set, element, entry);
    return SetAnswer.OK;
  }
  if (free != NO_PLACE || evict) {
    const j = free == NO_PLACE ? 0 : <u32>free;
    if (isUsed(bucket, j)) {
      forgetPrefixes(set, elementAt(set, bucket, j));
      countElement(set, region, -1);
    }
    return fill(set, bucket, j, region, entry);
  }
  if (elements >= limit) return SetAnswer.FULL;
  if (load<u8>(bucket, Bucket.pos) >= load<u8>(bucket, Bucket.size)) {
    const answer = grow(set, place, bucket);
    if (answer != SetAnswer.OK) return answer;
    bucket = <usize>load<u32>(place);
  }
  return fill(set, bucket, append(bucket), region, entry);
}

/** What findPlace answers besides places (from 0) and ~place of an element to overwrite. */
const NO_PLACE: i32 = 0x7fffffff;
const EXISTS: i32 = i32.MIN_VALUE;

/** Looks for the key in a bucket: EXISTS, ~i when element i is to be overwritten, the place of an
 * element that is deleted or over, or NO_PLACE. */
function findPlace(set: IpSet, bucket: usize, exist: bool): i32 {
  let free = NO_PLACE;
  multiple = 0;
  const pos = <u32>load<u8>(bucket, Bucket.pos);
  for (let i: u32 = 0; i < pos; i++) {
    if (!isUsed(bucket, i)) {
      if (free == NO_PLACE) free = i;
      continue;
    }
    const element = elementAt(set, bucket, i);
    if (equals(set, element)) return exist || expired(set, element) ? ~(<i32>i) : EXISTS;
    if (free == NO_PLACE && expired(set, element)) free = i;
  }
  return free;
}

function append(bucket: usize): u32 {
  const pos = load<u8>(bucket, Bucket.pos);
  store<u8>(bucket, pos + 1, Bucket.pos);
  return <u32>pos;
}

/** Two more places for a full bucket. AGAIN: the table must grow. */
function grow(set: IpSet, place: usize, bucket: usize): SetAnswer {
  const size = <u32>load<u8>(bucket, Bucket.size);
  if (set.ifaceAt != NONE) {
    // one net with many interfaces cannot be spread by a bigger table
    if (set.bucketSize >= MAX_TUNED) return SetAnswer.FULL;
    if (set.bucketSize <= multiple) set.bucketSize += STEP;
  }
  if (size >= set.bucketSize) return SetAnswer.AGAIN;
  const bigger = newBucket(set, size + STEP);
  if (bigger == 0) return SetAnswer.NO_MEMORY;
  memory.copy(bigger, bucket, bucketBytes(set, size));
  store<u8>(bigger, <u8>(size + STEP), Bucket.size);
  store<u32>(place, <u32>bigger);
  freeBucket(set, bucket);
  return SetAnswer.OK;
}

/** Puts the element of the key into place j. */
function fill(set: IpSet, bucket: usize, j: u32, region: u32, entry: usize): SetAnswer {
  const element = elementAt(set, bucket, j);
  countElement(set, region, 1);
  memory.copy(element, key, set.keySize + (set.ifaceAt == NONE ? 0 : 16));
  if (set.nets > 0) addPrefix(set.prefixes, 0, prefixOf(set, key, 0));
  if (set.nets > 1) addPrefix(set.prefixes, 1, prefixOf(set, key, 1));
  if (set.flagsAt != 0) store<u32>(element + set.flagsAt, 0);
  if (set.ifaceAt != NONE) {
    const flags = load<u8>(entry, SetEntry.flags);
    store<u8>(element + set.flagsAt, flags & <u8>EntryFlag.WILDCARD);
  }
  extend(set, element, entry);
  store<u64>(bucket, load<u64>(bucket) | ((<u64>1) << j));
  return SetAnswer.OK;
}

function extend(set: IpSet, element: usize, entry: usize): void {
  if (set.flagsAt != 0) {
    const at = element + set.flagsAt;
    const nomatch = load<u8>(entry, SetEntry.flags) & <u8>EntryFlag.NOMATCH;
    store<u8>(at, (load<u8>(at) & ~(<u8>EntryFlag.NOMATCH)) | nomatch);
  }
  initExtensions(set, element, entry);
  initDeadline(set, element, entry);
}

/** Deletes the element of the key (mtype_del). */
export function hashDelete(set: IpSet): SetAnswer {
  const number = bucketOf(set, key, set.bits);
  const place = set.buckets + ((<usize>number) << 2);
  const bucket = <usize>load<u32>(place);
  if (bucket == 0) return SetAnswer.EXIST;
  const pos = <u32>load<u8>(bucket, Bucket.pos);
  for (let i: u32 = 0; i < pos; i++) {
    if (!isUsed(bucket, i)) continue;
    const element = elementAt(set, bucket, i);
    if (!equals(set, element)) continue;
    if (expired(set, element)) return SetAnswer.EXIST;
    store<u64>(bucket, load<u64>(bucket) & ~((<u64>1) << i));
    if (i + 1 == pos) store<u8>(bucket, <u8>i, Bucket.pos);
    countElement(set, number & (regionCount(set.bits) - 1), -1);
    forgetPrefixes(set, element);
    if (load<u64>(bucket) == 0 && load<u8>(bucket, Bucket.pos) == 0) {
      store<u32>(place, 0);
      freeBucket(set, bucket);
    } else shrink(set, place, bucket);
    return SetAnswer.OK;
  }
  return SetAnswer.EXIST;
}

/** Looks the key up as it is: MATCH, NOMATCH or OK (nothing). */
function probe(set: IpSet): SetAnswer {
  const number = bucketOf(set, key, set.bits);
  const bucket = <usize>load<u32>(set.buckets + ((<usize>number) << 2));
  if (bucket == 0) return SetAnswer.OK;
  const pos = <u32>load<u8>(bucket, Bucket.pos);
  for (let i: u32 = 0; i < pos; i++) {
    if (!isUsed(bucket, i)) continue;
    const element = elementAt(set, bucket, i);
    if (!equals(set, element)) continue;
    if (!expired(set, element) && meetElement(set, element)) {
      if (set.flagsAt == 0) return SetAnswer.MATCH;
      const nomatch = (load<u8>(element + set.flagsAt) & <u8>EntryFlag.NOMATCH) != 0;
      return nomatch ? SetAnswer.NOMATCH : SetAnswer.MATCH;
    }
    multiple = 0;
  }
  return SetAnswer.OK;
}

/** The second address of the key, before it was masked. */
const second: usize = memory.data(16, 8);

/** Whether the element of the key is in the set; a host address is looked for in every net, the
 * longest prefix first (mtype_test, mtype_test_cidrs). */
export function hashTest(set: IpSet): SetAnswer {
  multiple = 0;
  if (set.nets == 0) return probe(set);
  const host = hostPrefix(set);
  if (prefixOf(set, key, 0) != host) return probe(set);
  if (set.nets == 1) return testNets(set);
  if (prefixOf(set, key, 1) != host) return probe(set);
  return testPairs(set);
}

function testNets(set: IpSet): SetAnswer {
  const count = prefixCount(set.prefixes, 0);
  for (let i: u32 = 0; i < count; i++) {
    narrow(set, 0, prefixLength(set.prefixes, 0, i));
    const answer = probe(set);
    if (answer != SetAnswer.OK) return answer;
    // an element of this net for another interface ends the search
    if (multiple != 0) return SetAnswer.OK;
  }
  return SetAnswer.OK;
}

function testPairs(set: IpSet): SetAnswer {
  const at = key + set.ip2At;
  memory.copy(second, at, 16);
  const size: usize = hostPrefix(set) == 32 ? 4 : 16;
  const count = prefixCount(set.prefixes, 0);
  const inner = prefixCount(set.prefixes, 1);
  for (let i: u32 = 0; i < count; i++) {
    memory.copy(at, second, size);
    narrow(set, 0, prefixLength(set.prefixes, 0, i));
    for (let j: u32 = 0; j < inner; j++) {
      narrow(set, 1, prefixLength(set.prefixes, 1, j));
      const answer = probe(set);
      if (answer != SetAnswer.OK) return answer;
    }
  }
  return SetAnswer.OK;
}
