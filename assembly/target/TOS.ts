/**
 * TOS: sets bits of the type of service or traffic class (iptables-extensions(8), TOS; tos_tg and
 * tos_tg6 of xt_DSCP).
 */
import { Verdict } from "../abi";
import { dsField, setDsField } from "../packet/dsfield";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u8 each: tos = (tos & ~mask) ^ value. */
export const enum TosTargetInfo {
  value = 0,
  mask = 1,
  size = 8,
}

/** Changes the byte and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  const before = dsField(p);
  const mask = <u32>load<u8>(data, TosTargetInfo.mask);
  const after = (before & ~mask) ^ <u32>load<u8>(data, TosTargetInfo.value);
  if (after != before) setDsField(p, after);
  return Verdict.CONTINUE;
}
