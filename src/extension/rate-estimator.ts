/** Estimators of rates, which rules share by name (RATEEST, rateest). */
import { RateestObject } from "../generated/layout/object/rateest.js";
import type { Shared } from "../setup/objects.js";

/** What the kernel is told of an estimator. */
export interface RateEstimatorState {
  /** Intervals are 2^`interval` quarters of a second. */
  readonly interval: number;
  /** A step adds 2^-`weight` of the difference to the average. */
  readonly weight: number;
}

/** Bytes of a name (IFNAMSIZ - 1); what is longer is cut. */
const NAME_LENGTH = 15;

/** A name as the kernel gets it. */
export function estimatorName(text: string): string {
  return text.slice(0, NAME_LENGTH);
}

/** The estimator of a name; `state` makes it where it is not there. */
export function estimator(name: string, state: RateEstimatorState): Shared<RateEstimatorState> {
  return {
    kind: "rateest",
    name,
    create: () => state,
    encode({ interval, weight }, record) {
      record.reserve(RateestObject.size);
      record.u32(RateestObject.interval, interval);
      record.u32(RateestObject.weight, weight);
    },
  };
}
