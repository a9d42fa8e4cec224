/**
 * HL: sets, raises or lowers the hop limit (iptables-extensions(8), HL; hl_tg6 of xt_HL).
 */
import { Verdict } from "../abi";
import { changedHops } from "../packet/hops";
import { makeHeadersWritable, Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum HlTargetInfo {
  /** u8: 0 set, 1 raise, 2 lower. */
  mode = 0,
  /** u8. */
  value = 1,
  size = 8,
}

/** Changes the hop limit and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  const before = <u32>load<u8>(p.data, 7);
  const mode = <u32>load<u8>(data, HlTargetInfo.mode);
  const after = changedHops(before, mode, <u32>load<u8>(data, HlTargetInfo.value));
  if (after == before) return Verdict.CONTINUE;
  makeHeadersWritable(p);
  store<u8>(p.data, <u8>after, 7);
  return Verdict.CONTINUE;
}
