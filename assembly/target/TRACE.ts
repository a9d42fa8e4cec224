/**
 * TRACE: from here on every rule that the packet matches is shown (iptables-extensions(8), TRACE;
 * trace_tg of xt_TRACE). The traversal writes the records (table/step.ts).
 */
import { Verdict } from "../abi";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "../table/context";

export const enum TraceInfo {
  size = 0,
}

/** Marks the packet for tracing and goes on. */
export function target(p: Packet, _data: usize, _c: Context): i32 {
  p.flags |= PacketFlag.TRACE;
  return Verdict.CONTINUE;
}
