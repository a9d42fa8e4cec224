/** Sets and commands: what the host does with them (ip_set_core.c and the uadt functions of the
 * kernel, one element at a time: the host takes ranges apart and checks what was written). */
import { Family } from "../abi";
import { allocate, release } from "../memory/heap";
import { get32 } from "../packet/bytes";
import { EntryFlag, SetAnswer, SetEntry, SetParameters, SetType } from "./abi";
import { freeArena, newArena } from "./arena";
import {
  bitmapAdd,
  bitmapDelete,
  bitmapFlush,
  bitmapId,
  bitmapRead,
  bitmapSize,
  bitmapTest,
  MAC_BYTES,
} from "./bitmap";
import { Bucket, elementAt, hashAdd, hashDelete, hashTest, isUsed } from "./hash";
import { entryFromElement, keyFromEntry } from "./key";
import { listAdd, listDelete, listRead, listTest } from "./list";
import { newPrefixes } from "./prefixes";
import { askPlain } from "./question";
import { hashFlush, hashResize, makeTable } from "./resize";
import { expired, IpSet, isBitmap, isList, NONE, placeExtensions, putSet, setAt } from "./set";
import { shapeOf } from "./shape";

/** Makes a set of SetParameters behind a number that has none. */
export function createSet(index: u32, parameters: usize): SetAnswer {
  const at = allocate(offsetof<IpSet>());
  if (at == 0) return SetAnswer.NO_MEMORY;
  const set = changetype<IpSet>(at);
  set.type = load<u32>(parameters, SetParameters.type);
  set.family = load<u32>(parameters, SetParameters.family);
  set.flags = load<u32>(parameters, SetParameters.flags);
  set.timeout = load<u32>(parameters, SetParameters.timeout);
  set.macAt = NONE;
  const made = isBitmap(set.type)
    ? makeBitmap(set, parameters)
    : isList(set.type)
      ? makeList(set)
      : makeHash(set, parameters);
  if (made && putSet(index, set)) return SetAnswer.OK;
  freeSet(set);
  return SetAnswer.NO_MEMORY;
}

function makeList(set: IpSet): bool {
  set.dimension = 1;
  placeExtensions(set, 4);
  return true;
}

function makeBitmap(set: IpSet, parameters: usize): bool {
  set.first = load<u32>(parameters, SetParameters.first);
  set.last = load<u32>(parameters, SetParameters.last);
  set.hostBits = 32 - load<u32>(parameters, SetParameters.netmask);
  set.family = set.type == SetType.BITMAP_PORT ? 0 : <u32>Family.IPV4;
  const mac = set.type == SetType.BITMAP_IP_MAC;
  set.dimension = mac ? 2 : 1;
  placeExtensions(set, MAC_BYTES);
  if (!mac && set.flags == 0) set.elementSize = 0;
  const size = bitmapSize(set);
  set.members = allocate(<usize>((size + 7) >> 3));
  set.elements = allocate(max<usize>(8, <usize>size * <usize>set.elementSize));
  return set.members != 0 && set.elements != 0;
}

function makeHash(set: IpSet, parameters: usize): bool {
  set.maxElem = load<u32>(parameters, SetParameters.maxElem);
  set.bucketSize = load<u32>(parameters, SetParameters.bucketSize);
  set.initVal = load<u32>(parameters, SetParameters.initVal);
  set.markMask = load<u32>(parameters, SetParameters.markMask);
  set.bitmaskLow = load<u64>(parameters, SetParameters.bitmask);
  set.bitmaskHigh = load<u64>(parameters, SetParameters.bitmask + 8);
  shapeOf(set);
  const size = load<u32>(parameters, SetParameters.hashSize);
  if (!makeTable(set, size <= 1 ? 0 : 32 - <u32>clz<u32>(size - 1))) return false;
  set.arena = newArena();
  if (set.nets > 0) set.prefixes = newPrefixes(set.nets);
  return set.arena != 0 && (set.nets == 0 || set.prefixes != 0);
}

function freeSet(set: IpSet): void {
  freeArena(set.arena);
  release(set.buckets);
  release(set.regions);
  release(set.prefixes);
  release(set.members);
  release(set.elements);
  release(changetype<usize>(set));
}

/** Destroys a set. */
export function destroySet(index: u32): void {
  const set = setAt(index);
  if (set === null) return;
  putSet(index, null);
  freeSet(set);
}

/** Forgets all elements of a set. */
export function flushSet(index: u32): void {
  const set = setAt(index);
  if (set === null) return;
  if (isBitmap(set.type)) bitmapFlush(set);
  else if (isList(set.type)) set.count = 0;
  else hashFlush(set);
}

/** Exchanges the sets behind two numbers. */
export function swapSets(a: u32, b: u32): void {
  const first = setAt(a);
  putSet(a, setAt(b));
  putSet(b, first);
}

function macOf(entry: usize): usize {
  const given = (load<u8>(entry, SetEntry.flags) & <u8>EntryFlag.MAC) != 0;
  return given ? entry + SetEntry.mac : 0;
}

function idOf(set: IpSet, entry: usize): i32 {
  if (set.type == SetType.BITMAP_PORT) {
    return bitmapId(set, <u32>load<u16>(entry, SetEntry.port));
  }
  return bitmapId(set, get32(entry + SetEntry.ip));
}

/** Adds one element. */
export function addEntry(index: u32, entry: usize, exist: bool): SetAnswer {
  const set = setAt(index);
  if (set === null) return SetAnswer.INVALID;
  if (isList(set.type)) return listAdd(set, entry, exist);
  if (isBitmap(set.type)) {
    const id = idOf(set, entry);
    return id < 0 ? id : bitmapAdd(set, <u32>id, macOf(entry), entry, exist);
  }
  keyFromEntry(set, entry);
  let answer = hashAdd(set, entry, exist);
  while (answer == SetAnswer.AGAIN) {
    answer = hashResize(set);
    if (answer == SetAnswer.OK) answer = hashAdd(set, entry, exist);
  }
  return answer;
}

/** Deletes one element. */
export function deleteEntry(index: u32, entry: usize): SetAnswer {
  const set = setAt(index);
  if (set === null) return SetAnswer.INVALID;
  if (isList(set.type)) return listDelete(set, entry);
  if (isBitmap(set.type)) {
    const id = idOf(set, entry);
    return id < 0 ? id : bitmapDelete(set, <u32>id);
  }
  keyFromEntry(set, entry);
  return hashDelete(set);
}

/** Looks for one element: MATCH, NOMATCH, AGAIN (without its MAC), OK (nothing). */
export function testEntry(index: u32, entry: usize): SetAnswer {
  const set = setAt(index);
  if (set === null) return SetAnswer.INVALID;
  askPlain();
  if (isList(set.type)) return listTest(set, entry);
  if (isBitmap(set.type)) {
    const id = idOf(set, entry);
    return id < 0 ? id : bitmapTest(set, <u32>id, macOf(entry));
  }
  keyFromEntry(set, entry);
  return hashTest(set);
}

/** Where the last `readEntries` ended; END behind the last element. */
export let readTo: u32 = 0;
export const READ_END: u32 = 0xffffffff;

/** Writes elements from place `from` on (0 = the first) to `to`, in the order in which the kernel
 * lists them; stops when fewer than a bucket's fit into `room` entries. Answers how many. */
export function readEntries(index: u32, to: usize, room: u32, from: u32): u32 {
  const set = setAt(index);
  readTo = READ_END;
  if (set === null) return 0;
  if (isBitmap(set.type) || isList(set.type)) return readRow(set, to, room, from);
  let count: u32 = 0;
  const buckets = (<u32>1) << set.bits;
  for (let i = from; i < buckets; i++) {
    const bucket = <usize>load<u32>(set.buckets + ((<usize>i) << 2));
    if (bucket == 0) continue;
    const pos = <u32>load<u8>(bucket, Bucket.pos);
    if (count + pos > room) {
      readTo = i;
      return count;
    }
    for (let j: u32 = 0; j < pos; j++) {
      const element = elementAt(set, bucket, j);
      if (!isUsed(bucket, j) || expired(set, element)) continue;
      entryFromElement(set, element, to + <usize>count * SetEntry.size);
      count++;
    }
  }
  return count;
}

function readRow(set: IpSet, to: usize, room: u32, from: u32): u32 {
  const list = isList(set.type);
  const end = list ? set.count : bitmapSize(set);
  let count: u32 = 0;
  for (let i = from; i < end; i++) {
    if (count == room) {
      readTo = i;
      return count;
    }
    const at = to + <usize>count * SetEntry.size;
    if (list ? listRead(set, i, at) : bitmapRead(set, i, at)) count++;
  }
  return count;
}

/** Buckets of a hash, and elements of a bucket at most, as they have grown. */
export function hashSizeOf(index: u32): u32 {
  const set = setAt(index);
  return set === null ? 0 : (<u32>1) << set.bits;
}
export function bucketSizeOf(index: u32): u32 {
  const set = setAt(index);
  return set === null ? 0 : set.bucketSize;
}
