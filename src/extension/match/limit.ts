/** limit: a token bucket (iptables-extensions(8), limit). */
import { HZ } from "../../generated/abi.js";
import { LimitInfo } from "../../generated/layout/match/limit.js";
import { kernelAsks } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { numberOption } from "../values.js";

/** A rate and a burst. */
interface LimitOptions {
  /** Time between two packets in units of 1/10000 s, as the kernel is told. */
  period: number;
  /** Packets that the full bucket is good for. */
  burst: number;
}

/** Units of time in a second: rates are rounded to them. */
const SCALE = 10000;
const UNITS: readonly (readonly [word: string, printed: string, seconds: number])[] = [
  ["day", "day", 86400],
  ["hour", "hour", 3600],
  ["minute", "min", 60],
  ["second", "sec", 1],
];
const DEFAULT_PERIOD = (SCALE * 3600) / 3;
const DEFAULT_BURST = 5;
const MAX_BURST = 10000;

/** Credits that the bucket gains each tick: the largest power of two with which a day's worth fits
 * 32 bits (xt_limit of the kernel). */
const CREDITS_PER_JIFFY = 2 ** Math.floor(Math.log2(Math.floor(0xffffffff / (HZ * 86400))));

/** A period as credits, in the kernel's 32-bit arithmetic (user2credits). */
function credits(period: number): number {
  const perSecond = HZ * CREDITS_PER_JIFFY;
  // Divide first where multiplying would overflow: precision is lost, as in the kernel.
  if (period > 0xffffffff / perSecond) return (Math.floor(period / SCALE) * perSecond) >>> 0;
  return Math.floor((period * perSecond) / SCALE);
}

/** The whole bucket; the product wraps at 32 bits. */
function bucket(info: LimitOptions): number {
  return credits((info.period * info.burst) % 2 ** 32);
}

function parseRate(text: string): number {
  const bad = () =>
    new OptionError(`bad rate "${text}"`, "a rate is a number and /second, /minute, /hour or /day");
  const found = /^\s*[+-]?(\d+)[^/]*(?:\/(.*))?$/s.exec(text);
  if (found === null) throw bad();
  const word = found[2]?.toLowerCase();
  const unit = UNITS.find(([name]) => name.startsWith(word ?? "second"));
  if (unit === undefined || word === "") throw bad();
  const count = Number(found[1]);
  if (count === 0) throw bad();
  const period = Math.floor((SCALE * unit[2]) / count);
  if (period === 0 || text.trimStart().startsWith("-")) {
    throw new OptionError(`Rate too fast "${text}"`, `at most ${SCALE} packets a second`);
  }
  return period;
}

function rateText(period: number): string {
  let best = UNITS[0]!;
  for (const unit of UNITS.slice(1)) {
    const scaled = unit[2] * SCALE;
    if (period > scaled || Math.floor(scaled / period) < scaled % period) break;
    best = unit;
  }
  return `${Math.floor((best[2] * SCALE) / period)}/${best[1]}`;
}

export const extension = match<LimitOptions>({
  name: "limit",
  about: "a token bucket",
  decidedBy: ["state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "limit", value: "required" },
    { name: "limit-burst", value: "required" },
  ],
  create: () => ({ period: DEFAULT_PERIOD, burst: DEFAULT_BURST }),
  option(info, use) {
    if (use.id === "limit") info.period = parseRate(use.value);
    else info.burst = numberOption(use, "limit", 0, MAX_BURST);
  },
  check(info, context) {
    if (!kernelAsks(context)) return;
    if (info.burst === 0 || bucket(info) < credits(info.period)) {
      throw new OptionError(
        `limit: Overflow, try lower: ${info.period}/${info.burst}`,
        "the kernel counts in 32 bits: the time for a whole burst, in 1/10000 s, must fit",
      );
    }
  },
  save(info) {
    const burst = info.burst === DEFAULT_BURST ? "" : ` --limit-burst ${info.burst}`;
    return `--limit ${rateText(info.period)}${burst}`;
  },
  list: (info) => `limit: avg ${rateText(info.period)} burst ${info.burst}`,
  keeps: { offset: LimitInfo.credit, size: LimitInfo.size },
  encode(info, record) {
    record.reserve(LimitInfo.size);
    record.u32(LimitInfo.credit, bucket(info));
    record.u32(LimitInfo.creditCap, bucket(info));
    record.u32(LimitInfo.cost, credits(info.period));
    record.u32(LimitInfo.creditsPerJiffy, CREDITS_PER_JIFFY);
  },
});
