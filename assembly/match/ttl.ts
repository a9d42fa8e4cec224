/**
 * ttl: the time to live of the IPv4 header (iptables-extensions(8), ttl; ttl_mt of the kernel).
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A comparison and its right side. */
export const enum TtlInfo {
  /** TtlMode. */
  mode = 0,
  value = 1,
  size = 8,
}

/** How the field compares to the value. */
export const enum TtlMode {
  EQUAL = 0,
  NOT_EQUAL = 1,
  LESS = 2,
  GREATER = 3,
}

/** Whether the comparison holds. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const ttl = load<u8>(p.data, 8);
  const value = load<u8>(data, TtlInfo.value);
  switch (<u32>load<u8>(data, TtlInfo.mode)) {
    case TtlMode.EQUAL:
      return ttl == value;
    case TtlMode.NOT_EQUAL:
      return ttl != value;
    case TtlMode.LESS:
      return ttl < value;
  }
  return ttl > value;
}
