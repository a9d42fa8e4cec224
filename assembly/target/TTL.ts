/**
 * TTL: sets, raises or lowers the time to live (iptables-extensions(8), TTL; ttl_tg of xt_HL).
 */
import { Verdict } from "../abi";
import { update16 } from "../packet/checksum";
import { changedHops } from "../packet/hops";
import { makeHeadersWritable, Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum TtlTargetInfo {
  /** u8: 0 set, 1 raise, 2 lower. */
  mode = 0,
  /** u8. */
  value = 1,
  size = 8,
}

/** Changes the time to live, and the header checksum by the difference, and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  const before = <u32>load<u8>(p.data, 8);
  const mode = <u32>load<u8>(data, TtlTargetInfo.mode);
  const after = changedHops(before, mode, <u32>load<u8>(data, TtlTargetInfo.value));
  if (after == before) return Verdict.CONTINUE;
  makeHeadersWritable(p);
  // the time to live is the first byte in memory of the 16 bits at 8
  update16(p.data + 10, before, after);
  store<u8>(p.data, <u8>after, 8);
  return Verdict.CONTINUE;
}
