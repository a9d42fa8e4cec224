/** RATEEST: counts packets for a rate estimator (iptables-extensions(8), RATEEST). */
import { RateestTargetInfo } from "../../generated/layout/target/RATEEST.js";
import { requireOption } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { estimator, estimatorName, type RateEstimatorState } from "../rate-estimator.js";

interface RateestTarget {
  name: string;
  /** Microseconds, as written. */
  interval: number;
  average: number;
  /** What the kernel gets of them. */
  state: RateEstimatorState;
}

const QUARTER = 250_000;
const MAX_INTERVAL = 5;
const MAX_WEIGHT = 31;
const UNITS: readonly (readonly [words: readonly string[], factor: number])[] = [
  [["s", "sec", "secs"], 1_000_000],
  [["ms", "msec", "msecs"], 1000],
  [["us", "usec", "usecs", ""], 1],
];

/** A time in microseconds, in 32 bits as iptables keeps it; null when the text is none. */
function time(text: string): number | null {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(.*)$/.exec(text);
  const unit = UNITS.find(([words]) => words.includes(found?.[2]?.toLowerCase() ?? "none"));
  if (found === null || unit === undefined) return null;
  return Number(BigInt.asUintN(32, BigInt(Math.trunc(Number(found[1]) * unit[1]))));
}

function timeText(microseconds: number): string {
  const value = microseconds >>> 0;
  if (value >= 1_000_000) return `${(value / 1_000_000).toFixed(1)}s`;
  return value >= 1000 ? `${(value / 1000).toFixed(1)}ms` : `${value}us`;
}

/** The exponents that come nearest to what was written. */
function state(interval: number, average: number): RateEstimatorState {
  let exponent = 0;
  while (exponent <= MAX_INTERVAL && interval > QUARTER << exponent) exponent++;
  if (exponent > MAX_INTERVAL) throw new OptionError("RATEEST: interval value is too large");
  let i = 1;
  while (i < MAX_WEIGHT + 1 && interval / -Math.log(1 - 2 ** -i) <= average) i++;
  const weight = i - 1;
  if (weight === 0 || weight >= MAX_WEIGHT) {
    throw new OptionError("RATEEST: ewmalog value is out of range");
  }
  return { interval: exponent, weight };
}

/** The options, each name behind `dash`. */
function text({ name, state: { interval, weight } }: RateestTarget, dash: string): string {
  const period = QUARTER * 2 ** interval;
  return (
    `${dash}name ${name} ${dash}interval ${timeText(period)} ` +
    `${dash}ewmalog ${timeText(Number(BigInt.asUintN(32, BigInt(period) << BigInt(weight))))}`
  );
}

export const extension = target<RateestTarget>({
  name: "RATEEST",
  about: "counts packets and bytes for a rate estimator that -m rateest asks",
  decidedBy: ["state", "capture"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "rateest-name", value: "required" },
    { name: "rateest-interval", value: "required" },
    { name: "rateest-ewmalog", value: "required" },
  ],
  create: () => ({ name: "", interval: 0, average: 0, state: { interval: 0, weight: 0 } }),
  option(info, use) {
    if (use.id === "rateest-name") {
      info.name = estimatorName(use.value);
      return;
    }
    const value = time(use.value);
    const word = use.id === "rateest-interval" ? "interval" : "ewmalog";
    if (value === null) throw new OptionError(`RATEEST: bad ${word} value "${use.value}"`);
    if (word === "interval") info.interval = value;
    else info.average = value;
  },
  check(info, context, given) {
    info.state = state(info.interval, info.average);
    requireOption(given, "RATEEST", "rateest-name");
    const known = context.objectState?.("rateest", info.name) as RateEstimatorState | undefined;
    if (known === undefined) return;
    if (known.interval !== info.state.interval || known.weight !== info.state.weight) {
      throw new OptionError(
        "Invalid argument",
        `RATEEST: the estimator ${info.name} has another interval or ewmalog`,
      );
    }
  },
  save: (info) => text(info, "--rateest-"),
  list: (info) => text(info, ""),
  shares: (info) => estimator(info.name, info.state),
  encode(info, record, context) {
    record.reserve(RateestTargetInfo.size);
    record.u32(RateestTargetInfo.object, context.object("rateest", info.name));
  },
});
