/** Conntrack's hook function (nf_conntrack_in). */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";

/** PREROUTING and OUTPUT: finds or makes the packet's connection. */
export function conntrackHook(p: Packet, hook: u32): i32 {
  if (hook > 4 || p.connection != 0) return Verdict.ACCEPT;
  return Verdict.ACCEPT;
}
