/**
 * mark: the packet's mark (iptables-extensions(8), mark; xt_mark of the kernel).
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** mark & mask == value, or not. */
export const enum MarkInfo {
  value = 0,
  mask = 4,
  invert = 8,
  size = 16,
}

/** Whether the packet's mark, masked, is the value. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const same = (p.mark & load<u32>(data, MarkInfo.mask)) == load<u32>(data, MarkInfo.value);
  return same != (load<u8>(data, MarkInfo.invert) != 0);
}
