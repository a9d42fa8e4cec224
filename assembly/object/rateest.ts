/**
 * A rate estimator: bytes and packets that its rules saw, averaged in steps (gen_estimator of the kernel
 * with the counters of xt_RATEEST). Every interval a share of the difference between what came since the
 * last step and the average is added to the average.
 *
 * Steps that are due are made when somebody looks, before what the packet brings is counted: no packet can
 * tell that from a timer. The first interval begins with the first packet.
 */
import { HZ } from "../abi";
import { jiffies64 } from "../memory/clock";
import { allocate, release } from "../memory/heap";

/** u32 each: intervals are 2^`interval` quarters of a second; a step adds 2^-`weight` of the difference. */
export const enum RateestObject {
  interval = 0,
  weight = 4,
  size = 8,
}

@unmanaged
export class RateEstimator {
  bytes: u64;
  packets: u64;
  lastBytes: u64;
  lastPackets: u64;
  /** Averages a second, in 1/256. */
  byteRate: u64;
  packetRate: u64;
  /** Tick of the next step, 0 = nobody looked yet. */
  due: i64;
  interval: u32;
  weight: u32;
}

/** An estimator that saw nothing; 0 when memory is exhausted. */
export function create(config: usize): usize {
  const at = allocate(offsetof<RateEstimator>());
  if (at == 0) return 0;
  const e = changetype<RateEstimator>(at);
  e.interval = load<u32>(config, RateestObject.interval);
  e.weight = load<u32>(config, RateestObject.weight);
  return at;
}

/** Rules that name it again must say the same of it. */
export function keep(_state: usize, _config: usize): void {}

export function destroy(state: usize): void {
  release(state);
}

/** Makes the steps that are due. */
export function advance(e: RateEstimator): void {
  const period = (<i64>(HZ / 4)) << (<i64>e.interval);
  if (e.due == 0) e.due = jiffies64 + period;
  while (jiffies64 >= e.due) {
    e.due += period;
    const bytes = step(e, e.bytes - e.lastBytes, e.byteRate);
    const packets = step(e, e.packets - e.lastPackets, e.packetRate);
    const still = bytes == e.byteRate && packets == e.packetRate && e.packets == e.lastPackets;
    e.byteRate = bytes;
    e.packetRate = packets;
    e.lastBytes = e.bytes;
    e.lastPackets = e.packets;
    // what does not change any more needs no further steps
    if (still && jiffies64 >= e.due) e.due += ((jiffies64 - e.due) / period + 1) * period;
  }
}

/** The average behind a step that counted so much (est_timer). */
function step(e: RateEstimator, counted: u64, average: u64): u64 {
  const rate = counted << (<u64>(10 - e.interval));
  return average + ((rate >> <u64>e.weight) - (average >> <u64>e.weight));
}
