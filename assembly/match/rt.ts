/**
 * rt: the routing header of IPv6 (iptables-extensions(8), rt; rt_mt6 of the kernel; RFC 8200, 4.4).
 */
import { same16 } from "../packet/bytes";
import { extensionSize, findHeader6, HEADER_NOT_FOUND, HEADER_UNREADABLE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

export const enum RtInfo {
  /** u32 each: type, range of segments left, bytes of the header. */
  type = 0,
  segmentsFrom = 4,
  segmentsTo = 8,
  length = 12,
  /** u8 each: RtFlag bits; which of them a "!" turned around; how many addresses are listed. */
  flags = 16,
  invert = 17,
  count = 18,
  /** 16 addresses of 16 bytes. */
  addresses = 24,
  size = 280,
}

export const enum RtFlag {
  TYPE = 1,
  SEGMENTS = 2,
  LENGTH = 4,
  /** Type 0: the reserved field is zero. */
  RESERVED = 8,
  /** Type 0: addresses are listed; all of them in their order and no other, unless LOOSE. */
  ADDRESSES = 16,
  LOOSE = 32,
}

/** Fixed part of a type 0 header (RFC 2460, 4.4). */
const FIXED_SIZE: u32 = 8;

/** Whether the packet has such a header. */
export function match(p: Packet, data: usize, c: Context): bool {
  const offset = findHeader6(p, Protocol.ROUTING);
  if (offset == HEADER_NOT_FOUND) return false;
  if (offset == HEADER_UNREADABLE) return unreadable(c);
  const header = p.data + offset;
  const size = extensionSize(Protocol.ROUTING, header);
  if (!p.has(offset, size)) return unreadable(c);
  const flags = <u32>load<u8>(data, RtInfo.flags);
  const fits = fieldsFit(header, size, data, flags);
  if ((flags & RtFlag.ADDRESSES) == 0) return fits;
  return addressesFit(header + FIXED_SIZE, (size - FIXED_SIZE) >> 4, data, flags) && fits;
}

function unreadable(c: Context): bool {
  c.hotdrop = 1;
  return false;
}

function fieldsFit(header: usize, size: u32, data: usize, flags: u32): bool {
  const invert = <u32>load<u8>(data, RtInfo.invert);
  const left = <u32>load<u8>(header, 3);
  let same =
    left >= load<u32>(data, RtInfo.segmentsFrom) && left <= load<u32>(data, RtInfo.segmentsTo);
  if (same == ((invert & RtFlag.SEGMENTS) != 0)) return false;
  if ((flags & RtFlag.LENGTH) != 0) {
    same = size == load<u32>(data, RtInfo.length);
    if (same == ((invert & RtFlag.LENGTH) != 0)) return false;
  }
  if ((flags & RtFlag.TYPE) != 0) {
    same = <u32>load<u8>(header, 2) == load<u32>(data, RtInfo.type);
    if (same == ((invert & RtFlag.TYPE) != 0)) return false;
  }
  return (flags & RtFlag.RESERVED) == 0 || load<u32>(header, 4) == 0;
}

/** The header's `there` addresses at `at` against the list: all of them, or, LOOSE, the listed ones
 * in their order with others between. */
function addressesFit(at: usize, there: u32, data: usize, flags: u32): bool {
  const count = <u32>load<u8>(data, RtInfo.count);
  if (count > there) return false;
  const loose = (flags & RtFlag.LOOSE) != 0;
  if (!loose && count != there) return false;
  let found: u32 = 0;
  for (let i: u32 = 0; i < there; i++) {
    const listed = data + RtInfo.addresses + ((<usize>found) << 4);
    if (same16(at + ((<usize>i) << 4), listed)) found++;
    else if (!loose) return false;
    if (found == count) return true;
  }
  return false;
}
