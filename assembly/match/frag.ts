/**
 * frag: the fragment header of IPv6 (iptables-extensions(8), frag; frag_mt6 of the kernel). Where
 * fragments are put together before the rule, none is seen. --fraglen is not compared: the kernel
 * has never looked at it.
 */
import { get16, get32 } from "../packet/bytes";
import { findHeader6, HEADER_NOT_FOUND, HEADER_UNREADABLE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

/** A range of identifications, u32 each, host order. */
export const enum FragInfo {
  from = 0,
  to = 4,
  /** u8: FragFlag bits. */
  flags = 8,
  /** u8: whether "!" stood before --fragid. */
  invert = 9,
  size = 16,
}

/** What else is asked of the header. */
export const enum FragFlag {
  /** Reserved bits are zero. */
  RESERVED = 1,
  FIRST = 2,
  MORE = 4,
  LAST = 8,
}

const HEADER_SIZE: u32 = 8;
const RESERVED_BITS: u32 = 6;
const OFFSET: u32 = 0xfff8;
const MORE_FRAGMENTS: u32 = 1;

/** Whether the packet has such a header. */
export function match(p: Packet, data: usize, c: Context): bool {
  const offset = findHeader6(p, Protocol.FRAGMENT);
  if (offset == HEADER_NOT_FOUND) return false;
  if (offset == HEADER_UNREADABLE || !p.has(offset, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.data + offset;
  const id = get32(header + 4);
  const same = id >= load<u32>(data, FragInfo.from) && id <= load<u32>(data, FragInfo.to);
  if (same == (load<u8>(data, FragInfo.invert) != 0)) return false;
  const flags = <u32>load<u8>(data, FragInfo.flags);
  const field = get16(header + 2);
  if ((flags & FragFlag.RESERVED) != 0) {
    if (load<u8>(header, 1) != 0 || (field & RESERVED_BITS) != 0) return false;
  }
  if ((flags & FragFlag.FIRST) != 0 && (field & OFFSET) != 0) return false;
  if ((flags & FragFlag.MORE) != 0 && (field & MORE_FRAGMENTS) == 0) return false;
  return (flags & FragFlag.LAST) == 0 || (field & MORE_FRAGMENTS) == 0;
}
