/**
 * srh: the segment routing header (iptables-extensions(8) does not name it; `ip6tables -m srh --help`;
 * srh1_mt6 of the kernel; RFC 8754).
 *
 *     0      1      2      3      4      5      6      8
 *    ┌──────┬──────┬──────┬──────┬──────┬──────┬──────┬──────────────────
 *    │ next │length│ type │ left │ last │flags │ tag  │ segments, 16 bytes each
 *    └──────┴──────┴──────┴──────┴──────┴──────┴──────┴──────────────────
 */
import { extensionSize, findHeader6, HEADER_UNREADABLE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

export const enum SrhInfo {
  /** u32 each: SrhFlag bits asked for, and turned around. */
  flags = 0,
  invert = 4,
  /** u8 each. */
  next = 8,
  length = 9,
  left = 10,
  last = 11,
  /** u16: the packet's field as a little-endian host reads it, which is how iptables compares. */
  tag = 12,
  /** Segments: address and mask, 16 bytes each. */
  previous = 16,
  final = 48,
  following = 80,
  size = 112,
}

/** What is asked for: comparisons with the three kinds of numbers come as equal, greater, less. */
export const enum SrhFlag {
  NEXT = 1,
  LENGTH = 2,
  LEFT = 16,
  LAST = 128,
  TAG = 1024,
  PREVIOUS = 2048,
  FINAL = 4096,
  FOLLOWING = 8192,
}

const FIXED_SIZE: u32 = 8;
const SEGMENT_ROUTING: u32 = 4;

/** Whether the packet has such a header. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const offset = findHeader6(p, Protocol.ROUTING);
  if (offset <= HEADER_UNREADABLE || !p.has(offset, FIXED_SIZE)) return false;
  const h = p.data + offset;
  if (!p.has(offset, extensionSize(Protocol.ROUTING, h))) return false;
  if (<u32>load<u8>(h, 2) != SEGMENT_ROUTING) return false;
  const left = <u32>load<u8>(h, 3);
  const last = <u32>load<u8>(h, 4);
  if (left > last) return false;
  if (!compare(data, SrhFlag.LENGTH, <u32>load<u8>(h, 1), <u32>load<u8>(data, SrhInfo.length))) {
    return false;
  }
  if (!compare(data, SrhFlag.LEFT, left, <u32>load<u8>(data, SrhInfo.left))) return false;
  if (!compare(data, SrhFlag.LAST, last, <u32>load<u8>(data, SrhInfo.last))) return false;
  if (!fits(data, SrhFlag.NEXT, load<u8>(h) == load<u8>(data, SrhInfo.next))) return false;
  if (!fits(data, SrhFlag.TAG, load<u16>(h, 6) == load<u16>(data, SrhInfo.tag))) return false;
  return segmentsFit(p, data, offset, left, last);
}

/** One condition, unless it is not asked for. */
function fits(data: usize, flag: u32, holds: bool): bool {
  if ((load<u32>(data, SrhInfo.flags) & flag) == 0) return true;
  return holds != ((load<u32>(data, SrhInfo.invert) & flag) != 0);
}

function compare(data: usize, first: u32, value: u32, asked: u32): bool {
  if (!fits(data, first, value == asked)) return false;
  return fits(data, first << 1, value > asked) && fits(data, first << 2, value < asked);
}

/** The segment before the current one, the next one, the last one (number 0): the list is in reverse order. */
function segmentsFit(p: Packet, data: usize, offset: u32, left: u32, last: u32): bool {
  const flags = load<u32>(data, SrhInfo.flags);
  if ((flags & SrhFlag.PREVIOUS) != 0) {
    if (left == last) return false;
    if (!segmentFits(p, data, SrhFlag.PREVIOUS, SrhInfo.previous, offset, left + 1)) return false;
  }
  if ((flags & SrhFlag.FOLLOWING) != 0) {
    if (left == 0) return false;
    if (!segmentFits(p, data, SrhFlag.FOLLOWING, SrhInfo.following, offset, left - 1)) return false;
  }
  if ((flags & SrhFlag.FINAL) == 0) return true;
  return segmentFits(p, data, SrhFlag.FINAL, SrhInfo.final, offset, 0);
}

function segmentFits(
  p: Packet,
  data: usize,
  flag: u32,
  field: usize,
  offset: u32,
  number: u32,
): bool {
  const start = offset + FIXED_SIZE + (number << 4);
  if (!p.has(start, 16)) return false;
  const at = p.data + start;
  const asked = data + field;
  const low = (load<u64>(at) ^ load<u64>(asked)) & load<u64>(asked, 16);
  const high = (load<u64>(at, 8) ^ load<u64>(asked, 8)) & load<u64>(asked, 24);
  return fits(data, flag, (low | high) == 0);
}
