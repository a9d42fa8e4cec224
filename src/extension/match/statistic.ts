/** statistic: some packets, by chance or by count (iptables-extensions(8), statistic). */
import { StatisticInfo, StatisticMode } from "../../generated/layout/match/statistic.js";
import { requireOption } from "../checks.js";
import { match, OptionError, type OptionUse } from "../extension.js";
import { bang, numberOption, U32_MAX } from "../values.js";

interface StatisticOptions {
  mode: "random" | "nth";
  /** Chances in 2^31. */
  probability: number;
  /** 0 unless given. */
  every: number;
  packet: number;
  inverted: boolean;
}

const SCALE = 2 ** 31;

/** A number from 0 to 1 as strtod(3) reads it. */
function parseProbability(use: OptionUse): number {
  const text = use.value.trimStart();
  const plain = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text);
  const value = plain ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return Math.round(value * SCALE);
  throw new OptionError(
    'statistic: bad value for option "--probability", or out of range (0-1)',
    `"${use.value}" is not a number from 0 to 1`,
  );
}

/** What iptables asks of the options of each mode, in its order. */
function checkMode(info: StatisticOptions, given: ReadonlySet<string>): void {
  if (info.mode === "random") {
    if (given.has("probability")) return;
    throw new OptionError("--probability must be specified when using random mode");
  }
  if (!given.has("every") && !given.has("packet")) {
    throw new OptionError("--every and --packet must be specified when using nth mode");
  }
  if (!given.has("packet")) {
    throw new OptionError('statistic: option "--every" also requires "--packet"');
  }
  if (info.packet >= info.every) throw new OptionError("the --packet p must be 0 <= p <= n-1");
}

function text(info: StatisticOptions, dash: string): string {
  const not = bang(info.inverted);
  if (info.mode === "random") {
    return `${dash}mode random ${not}${dash}probability ${(info.probability / SCALE).toFixed(11)}`;
  }
  const packet = dash === "" && info.packet === 0 ? "" : ` ${dash}packet ${info.packet}`;
  return `${dash}mode nth ${not}${dash}every ${info.every}${packet}`;
}

export const extension = match<StatisticOptions>({
  name: "statistic",
  about: "some packets, by chance (of the seed) or by count",
  decidedBy: ["state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "mode", value: "required" },
    { name: "probability", value: "required", invert: true, excludes: ["every", "packet"] },
    { name: "every", value: "required", invert: true, excludes: ["probability"] },
    { name: "packet", value: "required", excludes: ["probability"] },
  ],
  create: () => ({ mode: "random", probability: 0, every: 0, packet: 0, inverted: false }),
  option(info, use) {
    if (use.inverted) info.inverted = true;
    switch (use.id) {
      case "mode":
        if (use.value !== "random" && use.value !== "nth") {
          throw new OptionError(`Bad mode "${use.value}"`, "the modes are random and nth");
        }
        info.mode = use.value;
        break;
      case "probability":
        info.probability = parseProbability(use);
        break;
      case "every":
        info.every = numberOption(use, "statistic", 1, U32_MAX);
        break;
      default:
        info.packet = numberOption(use, "statistic", 0, U32_MAX);
    }
  },
  check(info, _context, given) {
    checkMode(info, given);
    requireOption(given, "statistic", "mode");
  },
  save: (info) => text(info, "--"),
  list: (info) => `statistic ${text(info, "")}`,
  keeps: { offset: StatisticInfo.count, size: 4 },
  encode(info, record) {
    record.reserve(StatisticInfo.size);
    const nth = info.mode === "nth";
    record.u32(StatisticInfo.probability, info.probability);
    record.u32(StatisticInfo.every, nth ? info.every - 1 : 0);
    record.u32(StatisticInfo.count, nth ? info.every - 1 - info.packet : 0);
    record.u8(StatisticInfo.mode, nth ? StatisticMode.NTH : StatisticMode.RANDOM);
    record.u8(StatisticInfo.invert, info.inverted ? 1 : 0);
  },
});
