/**
 * CT: how conntrack treats the packet (iptables-extensions(8), CT; xt_ct_target of xt_CT). Only
 * --notrack is built.
 */
import { Verdict } from "../abi";
import { untrack } from "../conntrack/connection";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "../table/context";

export const enum CtTargetInfo {
  /** u8: 1 = --notrack. */
  notrack = 0,
  size = 8,
}

/** Takes the packet out of tracking when the rule says so, and goes on. The first such rule counts:
 * one without options keeps the packet in, whatever a later one says. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (p.is(PacketFlag.TEMPLATE)) return Verdict.CONTINUE;
  if (load<u8>(data, CtTargetInfo.notrack) != 0) untrack(p);
  else p.flags |= PacketFlag.TEMPLATE;
  return Verdict.CONTINUE;
}
