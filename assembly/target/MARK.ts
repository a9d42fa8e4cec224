/**
 * MARK: sets bits of the packet's mark (iptables-extensions(8), MARK; xt_mark revision 2).
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** mark = (mark & ~mask) ^ value. */
export const enum MarkTargetInfo {
  value = 0,
  mask = 4,
  size = 8,
}

/** Changes the mark and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  p.mark = (p.mark & ~load<u32>(data, MarkTargetInfo.mask)) ^ load<u32>(data, MarkTargetInfo.value);
  return Verdict.CONTINUE;
}
