/**
 * What each rule of a chain demands of each header field: read from the rule itself and from the
 * IndexEntry records that its matches gave.
 */
import {
  Family,
  IndexEntry,
  IndexField,
  IndexTest,
  RuleAddresses6,
  RuleFlag,
  RuleImage,
} from "../../abi";
import { noteOthers, noteRange } from "./events";

/** Largest value of a 32-bit and of a 64-bit field. */
const MOST_32: u64 = 0xffffffff;
const MOST_64: u64 = 0xffffffffffffffff;

/** Whether the field stands in the rule's own header options. */
export function isHeaderField(field: u32): bool {
  if (field == IndexField.IN || field == IndexField.OUT) return true;
  return field <= <u32>IndexField.PROTOCOL;
}

/** The largest value of a field that is searched. */
export function fieldMost(field: u32, family: u32): u64 {
  switch (field) {
    case IndexField.FIRST_PORT:
    case IndexField.SECOND_PORT:
      return 0xffff;
    case IndexField.PROTOCOL:
      return 0xff;
    case IndexField.MARK:
      return MOST_32;
  }
  return family == Family.IPV4 ? MOST_32 : MOST_64;
}

/** Whether the rule's header options say something of the field. Not IN and OUT. */
export function headerDemands(rule: usize, family: u32, field: u32): bool {
  const flags = load<u32>(rule, RuleImage.flags);
  if (field == IndexField.PROTOCOL) {
    const protocol = load<u16>(rule, RuleImage.protocol);
    return protocol != 0 && protocol < 256;
  }
  const source = field == IndexField.SOURCE || field == IndexField.SOURCE_LOW;
  const given = source ? RuleFlag.SOURCE : RuleFlag.DESTINATION;
  if ((flags & <u32>given) == 0) return false;
  const invert = source ? RuleFlag.INVERT_SOURCE : RuleFlag.INVERT_DESTINATION;
  const inverted = (flags & <u32>invert) != 0;
  if (family == Family.IPV4) {
    return field <= <u32>IndexField.DESTINATION && isPrefix(mask4(rule, source), MOST_32);
  }
  const low = maskLow(rule, source);
  const high = maskHigh(rule, source);
  if (field <= <u32>IndexField.DESTINATION) {
    // all but a network longer than 64 bits: every upper half occurs
    return high != 0 && isPrefix(high, MOST_64) && !(inverted && low != 0);
  }
  return low != 0 && isPrefix(low, MOST_64) && !(inverted && high != 0);
}

function mask4(rule: usize, source: bool): u64 {
  const at = source ? rule + RuleImage.sourceMask : rule + RuleImage.destinationMask;
  return <u64>bswap<u32>(load<u32>(at));
}

function maskHigh(rule: usize, source: bool): u64 {
  const a = <usize>load<u32>(rule, RuleImage.source);
  const at = source ? a + RuleAddresses6.sourceMask : a + RuleAddresses6.destinationMask;
  return bswap<u64>(load<u64>(at));
}

function maskLow(rule: usize, source: bool): u64 {
  const a = <usize>load<u32>(rule, RuleImage.source);
  const at = source ? a + RuleAddresses6.sourceMask : a + RuleAddresses6.destinationMask;
  return bswap<u64>(load<u64>(at, 8));
}

/** Whether the ones of a mask stand in front of its zeros. */
function isPrefix(mask: u64, most: u64): bool {
  const host = ~mask & most;
  return (host & (host + 1)) == 0;
}

/** Notes the values of the field that the rule's header options accept. */
export function noteHeader(rule: usize, number: u32, family: u32, field: u32): void {
  const flags = load<u32>(rule, RuleImage.flags);
  const most = fieldMost(field, family);
  if (field == IndexField.PROTOCOL) {
    const protocol = <u64>load<u16>(rule, RuleImage.protocol);
    const inverted = (flags & RuleFlag.INVERT_PROTOCOL) != 0;
    noteValues(number, protocol, protocol, most, inverted);
    return;
  }
  const source = field == IndexField.SOURCE || field == IndexField.SOURCE_LOW;
  const invert = source ? RuleFlag.INVERT_SOURCE : RuleFlag.INVERT_DESTINATION;
  const inverted = (flags & <u32>invert) != 0;
  let address: u64;
  let mask: u64;
  if (family == Family.IPV4) {
    const at = source ? rule + RuleImage.source : rule + RuleImage.destination;
    address = <u64>bswap<u32>(load<u32>(at));
    mask = mask4(rule, source);
  } else {
    const a = <usize>load<u32>(rule, RuleImage.source);
    const at = source ? a + RuleAddresses6.source : a + RuleAddresses6.destination;
    const high = field <= <u32>IndexField.DESTINATION;
    address = bswap<u64>(high ? load<u64>(at) : load<u64>(at, 8));
    mask = high ? maskHigh(rule, source) : maskLow(rule, source);
  }
  noteMasked(number, address, mask, most, inverted);
}

/** Notes the values of which the bits of the mask, a prefix, are those of `value`. */
function noteMasked(number: u32, value: u64, mask: u64, most: u64, inverted: bool): void {
  if ((value & ~mask) != 0) {
    // no value is such
    if (inverted) noteRange(number, 0, most, most);
    return;
  }
  noteValues(number, value, value | (~mask & most), most, inverted);
}

function noteValues(number: u32, low: u64, high: u64, most: u64, inverted: bool): void {
  if (inverted) noteOthers(number, low, high, most);
  else noteRange(number, low, high, most);
}

/** Whether the entry can be noted. `markMask`: the bits of the mark that are looked at. */
export function entryUsable(entry: usize, markMask: u32): bool {
  const field = <u32>load<u8>(entry, IndexEntry.field);
  if (field != IndexField.MARK) return true;
  return load<u32>(entry, IndexEntry.high) == markMask;
}

/** Notes the values of the field that an entry accepts. */
export function noteEntry(entry: usize, family: u32): void {
  const number = load<u32>(entry, IndexEntry.rule);
  const low = load<u64>(entry, IndexEntry.low);
  const most = fieldMost(<u32>load<u8>(entry, IndexEntry.field), family);
  if (load<u8>(entry, IndexEntry.test) == IndexTest.RANGE) {
    noteRange(number, low, load<u64>(entry, IndexEntry.high), most);
    return;
  }
  noteValues(number, low, low, most, load<u8>(entry, IndexEntry.invert) != 0);
}

/** Whether an entry of MASK or BITS accepts a value. */
export function entryAccepts(entry: usize, value: u32): bool {
  const wanted = load<u32>(entry, IndexEntry.low);
  let same: bool;
  if (load<u8>(entry, IndexEntry.test) == IndexTest.BITS) same = (value & wanted) != 0;
  else same = (value & load<u32>(entry, IndexEntry.high)) == wanted;
  return same != (load<u8>(entry, IndexEntry.invert) != 0);
}
