/**
 * iprange: addresses between two others (iptables-extensions(8), iprange; iprange_mt4 and
 * iprange_mt6 of the kernel).
 */
import { Family } from "../abi";
import { get32 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** First and last address, network order; IPv4 uses the first four of 16 bytes. */
export const enum IprangeInfo {
  /** IprangeFlag bits. */
  flags = 0,
  sourceFrom = 8,
  sourceTo = 24,
  destinationFrom = 40,
  destinationTo = 56,
  size = 72,
}

/** Which ranges are given, and which of them a "!" turned around. */
export const enum IprangeFlag {
  SOURCE = 1,
  DESTINATION = 2,
  INVERT_SOURCE = 4,
  INVERT_DESTINATION = 8,
}

/** Whether the addresses lie in the ranges. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const flags = <u32>load<u8>(data, IprangeInfo.flags);
  const v4 = p.family == Family.IPV4;
  if ((flags & IprangeFlag.SOURCE) != 0) {
    const from = data + IprangeInfo.sourceFrom;
    const to = data + IprangeInfo.sourceTo;
    const same = v4 ? between4(p.data + 12, from, to) : between6(p.data + 8, from, to);
    if (same == ((flags & IprangeFlag.INVERT_SOURCE) != 0)) return false;
  }
  if ((flags & IprangeFlag.DESTINATION) != 0) {
    const from = data + IprangeInfo.destinationFrom;
    const to = data + IprangeInfo.destinationTo;
    const same = v4 ? between4(p.data + 16, from, to) : between6(p.data + 24, from, to);
    if (same == ((flags & IprangeFlag.INVERT_DESTINATION) != 0)) return false;
  }
  return true;
}

function between4(at: usize, from: usize, to: usize): bool {
  const address = get32(at);
  return address >= get32(from) && address <= get32(to);
}

function between6(at: usize, from: usize, to: usize): bool {
  return !less6(at, from) && !less6(to, at);
}

function less6(a: usize, b: usize): bool {
  const highA = bswap<u64>(load<u64>(a));
  const highB = bswap<u64>(load<u64>(b));
  if (highA != highB) return highA < highB;
  return bswap<u64>(load<u64>(a, 8)) < bswap<u64>(load<u64>(b, 8));
}
