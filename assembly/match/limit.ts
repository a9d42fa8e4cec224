/**
 * limit: a token bucket (iptables-extensions(8), limit; limit_mt of the kernel).
 *
 * The bucket holds credits and fills by a fixed number of them each tick of the clock; a match costs
 * a fixed number. The arithmetic is the kernel's, in 32 bits, so that the same packets at the same
 * times match. The state stands in the record: it starts full when the ruleset is loaded.
 */
import { jiffies } from "../memory/clock";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** The bucket. u32 each. */
export const enum LimitInfo {
  /** Credits there now. */
  credit = 0,
  /** Credits that fit. */
  creditCap = 4,
  /** Credits that a match costs. */
  cost = 8,
  creditsPerJiffy = 12,
  /** Time of the last look, in jiffies. */
  previous = 16,
  /** u8: whether `previous` was set. */
  started = 20,
  size = 24,
}

/** Whether the bucket had enough for this packet. */
export function match(_p: Packet, data: usize, _c: Context): bool {
  if (load<u8>(data, LimitInfo.started) == 0) {
    // A full bucket gains nothing by waiting: its first look may count as the time of loading.
    store<u8>(data, 1, LimitInfo.started);
    store<u32>(data, jiffies, LimitInfo.previous);
  }
  const gained =
    (jiffies - load<u32>(data, LimitInfo.previous)) * load<u32>(data, LimitInfo.creditsPerJiffy);
  store<u32>(data, jiffies, LimitInfo.previous);
  const cost = load<u32>(data, LimitInfo.cost);
  let credit = load<u32>(data, LimitInfo.credit) + gained;
  const cap = load<u32>(data, LimitInfo.creditCap);
  if (credit > cap) credit = cap;
  const enough = credit >= cost;
  if (enough) credit -= cost;
  store<u32>(data, credit, LimitInfo.credit);
  return enough;
}
