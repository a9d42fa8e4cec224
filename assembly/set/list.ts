/**
 * list:set: sets in a row; a packet asks one after the other (ip_set_list_set.c of the kernel). An
 * element is the number of its member (u32), then extensions.
 */
import { allocate, release } from "../memory/heap";
import { EntryFlag, NO_SET, SetAnswer, SetEntry } from "./abi";
import { expired, initDeadline, initExtensions, IpSet, readExtensions } from "./set";

function at(set: IpSet, i: u32): usize {
  return set.elements + <usize>(i * set.elementSize);
}

/** Number of the set that is member i. */
export function memberAt(set: IpSet, i: u32): u32 {
  return load<u32>(at(set, i));
}

/** The element of member i. */
export function listElement(set: IpSet, i: u32): usize {
  return at(set, i);
}

function remove(set: IpSet, i: u32): void {
  memory.copy(at(set, i), at(set, i + 1), <usize>((set.count - i - 1) * set.elementSize));
  set.count--;
}

/** Throws members away whose time is over. */
export function listSweep(set: IpSet): void {
  for (let i: u32 = 0; i < set.count; ) {
    if (expired(set, at(set, i))) remove(set, i);
    else i++;
  }
}

function indexOf(set: IpSet, member: u32): u32 {
  for (let i: u32 = 0; i < set.count; i++) {
    if (memberAt(set, i) == member) return i;
  }
  return u32.MAX_VALUE;
}

function makeRoom(set: IpSet): bool {
  if (set.count < set.room) return true;
  const room = set.room == 0 ? 8 : set.room * 2;
  const bigger = allocate(<usize>(room * set.elementSize));
  if (bigger == 0) return false;
  memory.copy(bigger, set.elements, <usize>(set.count * set.elementSize));
  release(set.elements);
  set.elements = bigger;
  set.room = room;
  return true;
}

/** Adds a member at the end, or beside another (list_set_uadd). */
export function listAdd(set: IpSet, entry: usize, exist: bool): SetAnswer {
  listSweep(set);
  const member = load<u32>(entry, SetEntry.member);
  const flags = load<u8>(entry, SetEntry.flags);
  const reference = load<u32>(entry, SetEntry.reference);
  const placed = (flags & (EntryFlag.BEFORE | EntryFlag.AFTER)) != 0;
  const beside = placed && reference != member ? indexOf(set, reference) : u32.MAX_VALUE;
  if (placed && beside == u32.MAX_VALUE) return SetAnswer.REFERENCE;
  const there = indexOf(set, member);
  if (there != u32.MAX_VALUE) {
    if (!exist) return SetAnswer.EXIST;
    initExtensions(set, at(set, there), entry);
    initDeadline(set, at(set, there), entry);
    return SetAnswer.OK;
  }
  if (!makeRoom(set)) return SetAnswer.NO_MEMORY;
  let i = set.count;
  if (placed) i = (flags & EntryFlag.BEFORE) != 0 ? beside : beside + 1;
  memory.copy(at(set, i + 1), at(set, i), <usize>((set.count - i) * set.elementSize));
  set.count++;
  memory.fill(at(set, i), 0, set.elementSize);
  store<u32>(at(set, i), member);
  initExtensions(set, at(set, i), entry);
  initDeadline(set, at(set, i), entry);
  return SetAnswer.OK;
}

/** Deletes a member (list_set_udel). */
export function listDelete(set: IpSet, entry: usize): SetAnswer {
  listSweep(set);
  const i = findPlaced(set, entry);
  if (i == u32.MAX_VALUE) return SetAnswer.REFERENCE;
  if (i == u32.MAX_VALUE - 1) return SetAnswer.EXIST;
  remove(set, i);
  return SetAnswer.OK;
}

/** Whether it is a member (list_set_utest). */
export function listTest(set: IpSet, entry: usize): SetAnswer {
  return findPlaced(set, entry) < set.count ? SetAnswer.MATCH : SetAnswer.OK;
}

/** Index of the entry's member; all ones when it does not stand where the entry says; one less when
 * it is not there at all. */
function findPlaced(set: IpSet, entry: usize): u32 {
  const flags = load<u8>(entry, SetEntry.flags);
  const placed = (flags & (EntryFlag.BEFORE | EntryFlag.AFTER)) != 0;
  const i = indexOf(set, load<u32>(entry, SetEntry.member));
  if (i == u32.MAX_VALUE) return placed ? u32.MAX_VALUE : u32.MAX_VALUE - 1;
  if (expired(set, at(set, i))) return u32.MAX_VALUE - 1;
  if (!placed) return i;
  const reference = load<u32>(entry, SetEntry.reference);
  let other: u32 = NO_SET;
  if ((flags & EntryFlag.BEFORE) != 0) {
    if (i + 1 < set.count) other = memberAt(set, i + 1);
  } else if (i > 0) other = memberAt(set, i - 1);
  return other == reference ? i : u32.MAX_VALUE;
}

/** Writes member i into an entry; false when its time is over. */
export function listRead(set: IpSet, i: u32, entry: usize): bool {
  const element = at(set, i);
  if (expired(set, element)) return false;
  memory.fill(entry, 0, SetEntry.size);
  store<u32>(entry, load<u32>(element), SetEntry.member);
  readExtensions(set, element, entry, true);
  return true;
}
