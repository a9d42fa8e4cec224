/**
 * connmark: the mark of the packet's connection (iptables-extensions(8), connmark; connmark_mt of
 * the kernel).
 */
import { seenMark, seesConnection } from "../conntrack/seen";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** mark & mask == value, or not. */
export const enum ConnmarkInfo {
  value = 0,
  mask = 4,
  invert = 8,
  size = 16,
}

/** Whether the connection's mark, masked, is the value. False, inverted or not, without one. */
export function match(p: Packet, data: usize, _c: Context): bool {
  if (!seesConnection(p)) return false;
  const mark = seenMark(p);
  const same = (mark & load<u32>(data, ConnmarkInfo.mask)) == load<u32>(data, ConnmarkInfo.value);
  return same != (load<u8>(data, ConnmarkInfo.invert) != 0);
}
