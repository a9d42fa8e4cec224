/**
 * bitmap:ip, bitmap:ip,mac and bitmap:port: a bit for each address or port of a range, and beside
 * it an array of what elements carry (ip_set_bitmap_gen.h and ip_set_bitmap_ipmac.c of the kernel).
 *
 * An address of bitmap:ip,mac may wait for its MAC: the first packet from there fills it in, and
 * only then does its time begin to run; until then the deadline's place holds plain seconds.
 */
import { SetAnswer, SetEntry, SetType, EntryFlag } from "./abi";
import { meetElement } from "./question";
import {
  deadlineOf,
  entryTimeout,
  expired,
  initDeadline,
  initExtensions,
  IpSet,
  readExtensions,
} from "./set";

/** The element of bitmap:ip,mac: MAC, whether it is known. */
const FILLED: usize = 6;
/** Bytes before the extensions: the MAC, where there is one. */
export const MAC_BYTES: u32 = 8;

function isSet(set: IpSet, id: u32): bool {
  return ((load<u8>(set.members + <usize>(id >> 3)) >> (id & 7)) & 1) != 0;
}

function setBit(set: IpSet, id: u32): void {
  const at = set.members + <usize>(id >> 3);
  const bit = (<u32>1) << (id & 7);
  store<u8>(at, <u8>(<u32>load<u8>(at) | bit));
}

function clearBit(set: IpSet, id: u32): void {
  const at = set.members + <usize>(id >> 3);
  const bit = (<u32>1) << (id & 7);
  store<u8>(at, <u8>(<u32>load<u8>(at) & ~bit));
}

function elementOf(set: IpSet, id: u32): usize {
  return set.elements + <usize>(id * set.elementSize);
}

/** Elements that there are bits for. */
export function bitmapSize(set: IpSet): u32 {
  return ((set.last - set.first) >> set.hostBits) + 1;
}

/** Forgets all elements. */
export function bitmapFlush(set: IpSet): void {
  memory.fill(set.members, 0, <usize>((bitmapSize(set) + 7) >> 3));
}

function sameMac(element: usize, mac: usize): bool {
  return load<u32>(element) == load<u32>(mac) && load<u16>(element, 4) == load<u16>(mac, 4);
}

function copyMac(element: usize, mac: usize): void {
  store<u32>(element, load<u32>(mac));
  store<u16>(element, load<u16>(mac, 4), 4);
  store<u8>(element, 1, FILLED);
}

/** Number of an element of the set, or OUT_OF_RANGE. `value`: address or port, host order. */
export function bitmapId(set: IpSet, value: u32): i32 {
  if (value < set.first || value > set.last) return SetAnswer.OUT_OF_RANGE;
  return <i32>((value - set.first) >> set.hostBits);
}

/** Whether element `id` is in the set. AGAIN: it is, but its MAC is to be filled in. `mac`: 0 when
 * the question names none. */
export function bitmapTest(set: IpSet, id: u32, mac: usize): SetAnswer {
  if (!isSet(set, id)) return SetAnswer.OK;
  const element = elementOf(set, id);
  if (set.type == SetType.BITMAP_IP_MAC) {
    if (mac == 0 || load<u8>(element, FILLED) == 0) return SetAnswer.AGAIN;
    if (!sameMac(element, mac)) return SetAnswer.OK;
  }
  if (expired(set, element) || !meetElement(set, element)) return SetAnswer.OK;
  return SetAnswer.MATCH;
}

/** How an element came to be added (IPSET_ADD_*). */
const enum Added {
  NEW = 0,
  /** It was there. */
  FAILED = 1,
  /** Its MAC came: the seconds it was given begin to run. */
  STARTS = 2,
  /** Without MAC: its seconds are kept. */
  WAITS = 3,
}

function addMac(set: IpSet, id: u32, mac: usize, exist: bool): Added {
  const element = elementOf(set, id);
  if (!isSet(set, id)) {
    if (mac != 0) {
      copyMac(element, mac);
      return Added.NEW;
    }
    store<u8>(element, 0, FILLED);
    return Added.WAITS;
  }
  if (load<u8>(element, FILLED) != 0) {
    if (mac != 0 && exist && !sameMac(element, mac)) copyMac(element, mac);
    return Added.FAILED;
  }
  if (mac == 0) return Added.FAILED;
  copyMac(element, mac);
  return Added.STARTS;
}

/** Adds element `id` (mtype_add). */
export function bitmapAdd(set: IpSet, id: u32, mac: usize, entry: usize, exist: bool): SetAnswer {
  const element = elementOf(set, id);
  const withMac = set.type == SetType.BITMAP_IP_MAC;
  let added = Added.FAILED;
  if (withMac) added = addMac(set, id, mac, exist);
  else if (!isSet(set, id)) added = Added.NEW;
  if (added == Added.FAILED) {
    if (expired(set, element)) added = Added.NEW;
    else if (!exist) return SetAnswer.EXIST;
  }
  if (withMac) macDeadline(set, element, mac, entry, added);
  else initDeadline(set, element, entry);
  initExtensions(set, element, entry);
  setBit(set, id);
  return SetAnswer.OK;
}

/** bitmap_ipmac_add_timeout of the kernel. */
function macDeadline(set: IpSet, element: usize, mac: usize, entry: usize, added: Added): void {
  if (set.timeoutAt == 0) return;
  const at = element + set.timeoutAt;
  let seconds = entryTimeout(set, entry);
  if (added == Added.STARTS) {
    if (seconds == set.timeout) seconds = <u32>load<i64>(at);
    store<i64>(at, deadlineOf(seconds));
  } else if (mac != 0) store<i64>(at, deadlineOf(seconds));
  else store<i64>(at, <i64>seconds);
}

/** Deletes element `id`. */
export function bitmapDelete(set: IpSet, id: u32): SetAnswer {
  if (!isSet(set, id)) return SetAnswer.EXIST;
  clearBit(set, id);
  return expired(set, elementOf(set, id)) ? SetAnswer.EXIST : SetAnswer.OK;
}

/** Writes element `id` into an entry; false when it is not there. */
export function bitmapRead(set: IpSet, id: u32, entry: usize): bool {
  if (!isSet(set, id)) return false;
  const element = elementOf(set, id);
  const filled = set.type != SetType.BITMAP_IP_MAC || load<u8>(element, FILLED) != 0;
  if (filled && expired(set, element)) return false;
  memory.fill(entry, 0, SetEntry.size);
  const value = set.first + (id << set.hostBits);
  if (set.type == SetType.BITMAP_PORT) store<u16>(entry, <u16>value, SetEntry.port);
  else store<u32>(entry, bswap<u32>(value), SetEntry.ip);
  if (set.type == SetType.BITMAP_IP_MAC && filled) {
    store<u32>(entry, load<u32>(element), SetEntry.mac);
    store<u16>(entry, load<u16>(element, 4), SetEntry.mac + 4);
    store<u8>(entry, <u8>EntryFlag.MAC, SetEntry.flags);
  }
  readExtensions(set, element, entry, filled);
  return true;
}
