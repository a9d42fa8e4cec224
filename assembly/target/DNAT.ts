/**
 * DNAT: the connection goes to a destination in the rule's range (iptables-extensions(8), DNAT;
 * xt_dnat_target_v2 of xt_nat).
 */
import { Verdict } from "../abi";
import { connectionOf } from "../conntrack/connection";
import { NatRange } from "../conntrack/nat/range";
import { Manip, setupNat } from "../conntrack/nat/setup";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A NatRangeRecord. */
export const enum DnatInfo {
  size = 48,
}

/** Binds the connection; every later packet of it is mapped the same way. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  return setupNat(p, connectionOf(p), changetype<NatRange>(data), Manip.DESTINATION);
}
