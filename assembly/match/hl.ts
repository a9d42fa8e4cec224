/**
 * hl: the hop limit of the IPv6 header (iptables-extensions(8), hl; hl_mt6 of the kernel).
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A comparison and its right side. */
export const enum HlInfo {
  /** HlMode. */
  mode = 0,
  value = 1,
  size = 8,
}

/** How the field compares to the value. */
export const enum HlMode {
  EQUAL = 0,
  NOT_EQUAL = 1,
  LESS = 2,
  GREATER = 3,
}

/** Whether the comparison holds. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const hopLimit = load<u8>(p.data, 7);
  const value = load<u8>(data, HlInfo.value);
  switch (<u32>load<u8>(data, HlInfo.mode)) {
    case HlMode.EQUAL:
      return hopLimit == value;
    case HlMode.NOT_EQUAL:
      return hopLimit != value;
    case HlMode.LESS:
      return hopLimit < value;
  }
  return hopLimit > value;
}
