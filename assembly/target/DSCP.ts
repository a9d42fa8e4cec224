/**
 * DSCP: sets the code point of differentiated services (iptables-extensions(8), DSCP; dscp_tg and
 * dscp_tg6 of xt_DSCP).
 */
import { Verdict } from "../abi";
import { dsField, setDsField } from "../packet/dsfield";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum DscpTargetInfo {
  /** u8: the code point, six bits. */
  dscp = 0,
  size = 8,
}

/** Sets the code point, leaves congestion notification alone, and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  const before = dsField(p);
  const dscp = <u32>load<u8>(data, DscpTargetInfo.dscp);
  if (before >> 2 != dscp) setDsField(p, (before & 3) | (dscp << 2));
  return Verdict.CONTINUE;
}
