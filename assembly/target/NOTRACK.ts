/**
 * NOTRACK: conntrack leaves the packet alone (iptables-extensions(8), CT; xt_ct_target of xt_CT).
 */
import { Verdict } from "../abi";
import { untrack } from "../conntrack/connection";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum NotrackInfo {
  size = 0,
}

/** Takes the packet out of tracking, unless a CT rule decided before, and goes on. */
export function target(p: Packet, _data: usize, _c: Context): i32 {
  if (p.template == 0) untrack(p);
  return Verdict.CONTINUE;
}
