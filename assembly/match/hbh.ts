/**
 * hbh: the hop-by-hop options header of IPv6 (iptables-extensions(8), hbh; hbh_mt6 of the kernel).
 * Options are compared one by one from the first, in their order.
 */
import { extensionSize, findHeader6, HEADER_NOT_FOUND, HEADER_UNREADABLE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

/** What is asked of a header with options; dst has the same record. */
export const enum HbhInfo {
  /** u32: bytes of the header. */
  length = 0,
  /** u8 each: whether a length was asked for, and with "!". */
  hasLength = 4,
  invertLength = 5,
  /** u8: how many options are listed, at most 16; NO_LIST = --hbh-opts was not given. */
  count = 6,
  /** u8 type, u8 length (ANY_LENGTH = any) for each. */
  options = 8,
  size = 40,
}

/** An option of this listed length may have any. */
export const ANY_LENGTH: u32 = 0xff;
/** HbhInfo.count where options are not looked at. */
export const NO_LIST: u32 = 0xff;

/** Whether the packet has such a header. */
export function match(p: Packet, data: usize, c: Context): bool {
  return headerOptions(p, data, c, Protocol.HOPOPTS);
}

/** Whether the packet has a header `wanted` with options as described. */
export function headerOptions(p: Packet, data: usize, c: Context, wanted: u32): bool {
  const offset = findHeader6(p, wanted);
  if (offset == HEADER_NOT_FOUND) return false;
  if (offset == HEADER_UNREADABLE) return unreadable(c);
  const size = extensionSize(wanted, p.data + offset);
  if (!p.has(offset, size)) return unreadable(c);
  const sameLength = size == load<u32>(data, HbhInfo.length);
  const asked = load<u8>(data, HbhInfo.hasLength) != 0;
  const lengthFits = !asked || sameLength != (load<u8>(data, HbhInfo.invertLength) != 0);
  if (<u32>load<u8>(data, HbhInfo.count) == NO_LIST) return lengthFits;
  return optionsFit(p, data, offset + 2, size - 2) && lengthFits;
}

function unreadable(c: Context): bool {
  c.hotdrop = 1;
  return false;
}

function optionsFit(p: Packet, data: usize, from: u32, size: u32): bool {
  let at = from;
  let left = size;
  const count = <u32>load<u8>(data, HbhInfo.count);
  for (let i: u32 = 0; i < count; i++) {
    if (left < 1) return false;
    const listed = data + HbhInfo.options + ((<usize>i) << 1);
    const type = <u32>load<u8>(p.data + at);
    if (type != <u32>load<u8>(listed)) return false;
    let bytes: u32 = 1; // Pad1 has no length
    if (type != 0) {
      if (left < 2) return false;
      const length = <u32>load<u8>(p.data + at, 1);
      const wanted = <u32>load<u8>(listed, 1);
      if (wanted != ANY_LENGTH && wanted != length) return false;
      bytes = length + 2;
    }
    // what is asked of last may end behind the header
    if (left < bytes) return i + 1 == count;
    at += bytes;
    left -= bytes;
  }
  return true;
}
