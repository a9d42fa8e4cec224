/**
 * CLASSIFY: sets the packet's priority, which queueing disciplines go by (iptables-extensions(8),
 * CLASSIFY; classify_tg of the kernel).
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum ClassifyInfo {
  /** u32: major number in the high half, minor in the low. */
  priority = 0,
  size = 8,
}

/** Sets the priority and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  p.priority = load<u32>(data, ClassifyInfo.priority);
  return Verdict.CONTINUE;
}
