/**
 * RATEEST: counts the packet for a rate estimator (iptables-extensions(8), RATEEST; xt_rateest_tg of the
 * kernel). It goes on.
 */
import { Verdict } from "../abi";
import { advance, RateEstimator } from "../object/rateest";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { objectState } from "../table/objects";

/** u32: place of the estimator among the objects. */
export const enum RateestTargetInfo {
  object = 0,
  size = 8,
}

/** Counts, and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  const e = changetype<RateEstimator>(objectState(load<u32>(data, RateestTargetInfo.object)));
  advance(e);
  e.bytes += p.length;
  e.packets++;
  return Verdict.CONTINUE;
}
