/** rateest: compares measured rates (iptables-extensions(8), rateest). */
import { RateestFlag, RateestInfo, RateestMode } from "../../generated/layout/match/rateest.js";
import { kernelAsks } from "../checks.js";
import { match, OptionError, type OptionUse } from "../extension.js";
import { estimator, estimatorName } from "../rate-estimator.js";
import { bang, parseNumber, U32_MAX } from "../values.js";

interface RateestOptions {
  name1: string;
  name2: string;
  /** RateestFlag bits. */
  flags: number;
  mode: number;
  /** Bytes a second. */
  bytes1: number;
  bytes2: number;
  packets1: number;
  packets2: number;
}

const MODES: Readonly<Record<string, number>> = {
  "rateest-lt": RateestMode.LESS,
  "rateest-gt": RateestMode.GREATER,
  "rateest-eq": RateestMode.EQUAL,
};
const MODE_NAMES = ["", "eq", "lt", "gt"];

/** Words behind a rate, and their bits a second. */
const SUFFIXES: Readonly<Record<string, number>> = {
  "": 1,
  bit: 1,
  kibit: 1024,
  kbit: 1000,
  mibit: 1024 ** 2,
  mbit: 1e6,
  gibit: 1024 ** 3,
  gbit: 1e9,
  tibit: 1024 ** 4,
  tbit: 1e12,
  bps: 8,
  kibps: 8 * 1024,
  kbps: 8000,
  mibps: 8 * 1024 ** 2,
  mbps: 8e6,
  gibps: 8 * 1024 ** 3,
  gbps: 8e9,
  tibps: 8 * 1024 ** 4,
  tbps: 8e12,
};

/** A rate in bytes a second, in 32 bits as iptables keeps it. */
function rateOf(text: string): number {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(.*)$/.exec(text);
  const word = found?.[2]?.toLowerCase();
  if (word === undefined || !Object.hasOwn(SUFFIXES, word)) {
    throw new OptionError(`rateest: could not parse rate \`${text}'`);
  }
  const bytes = (Number(found![1]) * SUFFIXES[word]!) / 8;
  return Number(BigInt.asUintN(32, BigInt(Math.trunc(bytes))));
}

function rateText(bytes: number): string {
  const bits = bytes * 8;
  if (bits >= 1e9) return `${Math.round(bits / 1e6)}Mbit`;
  return bits >= 1e6 ? `${Math.round(bits / 1000)}Kbit` : `${bits}bit`;
}

/** Bytes or packets, where the option has a value. */
function numberOf(use: OptionUse): number | null {
  if (use.value === "") return null;
  if (use.id.startsWith("rateest-bps")) return rateOf(use.value);
  const packets = parseNumber(use.value, 0, U32_MAX);
  if (packets === null) throw new OptionError(`rateest: could not parse pps \`${use.value}'`);
  return packets;
}

const has = (info: RateestOptions, flag: number): boolean => (info.flags & flag) !== 0;
const modeText = (info: RateestOptions, dash: string): string =>
  `${bang(has(info, RateestFlag.INVERT))}${dash}${MODE_NAMES[info.mode]}`;

/** The part of iptables-save about bytes or packets. */
function savedPart(info: RateestOptions, word: string, one: string, two: string): string[] {
  const delta = has(info, RateestFlag.DELTA);
  const absolute = has(info, RateestFlag.ABSOLUTE);
  const first = delta ? [`--rateest-${word}1 ${one}`] : [];
  const last = delta ? `${word}2 ${two}` : absolute ? `${word} ${two}` : word;
  return [...first, modeText(info, "--rateest-"), `--rateest-${last}`];
}

function saved(info: RateestOptions): string {
  const relative = has(info, RateestFlag.RELATIVE);
  const out = has(info, RateestFlag.DELTA) ? ["--rateest-delta"] : [];
  out.push(`--rateest${relative ? "1" : ""} ${info.name1}`);
  if (has(info, RateestFlag.BYTES)) {
    out.push(...savedPart(info, "bps", rateText(info.bytes1), rateText(info.bytes2)));
  }
  if (has(info, RateestFlag.PACKETS)) {
    out.push(...savedPart(info, "pps", `${info.packets1}`, `${info.packets2}`));
  }
  if (relative) out.push(`--rateest2 ${info.name2}`);
  return out.join(" ");
}

function listed(info: RateestOptions, numeric: boolean): string {
  const delta = has(info, RateestFlag.DELTA);
  const absolute = has(info, RateestFlag.ABSOLUTE);
  const rate = (bytes: number) => (numeric ? `${bytes}` : rateText(bytes));
  const out = ["rateest match", info.name1, ...(delta ? ["delta"] : [])];
  if (has(info, RateestFlag.BYTES)) {
    out.push("bps", ...(delta ? [rate(info.bytes1)] : []));
    if (absolute) out.push(rate(info.bytes2), modeText(info, ""));
  }
  if (has(info, RateestFlag.PACKETS)) {
    out.push("pps", ...(delta ? [`${info.packets1}`] : []));
    if (absolute) out.push(modeText(info, ""), `${info.packets2}`);
  }
  if (has(info, RateestFlag.RELATIVE)) {
    out.push(modeText(info, ""), info.name2);
    if (has(info, RateestFlag.BYTES)) out.push("bps", ...(delta ? [rate(info.bytes2)] : []));
    if (has(info, RateestFlag.PACKETS)) out.push("pps", ...(delta ? [`${info.packets2}`] : []));
  }
  return out.join(" ");
}

/** Takes --rateest-bps1 and its like. */
function takeNumber(info: RateestOptions, use: OptionUse): void {
  const value = numberOf(use);
  const bytes = use.id.startsWith("rateest-bps");
  const first = use.id.endsWith("1");
  info.flags |= bytes ? RateestFlag.BYTES : RateestFlag.PACKETS;
  if (value === null) return;
  if (bytes && first) info.bytes1 = value;
  else if (bytes) info.bytes2 = value;
  else if (first) info.packets1 = value;
  else info.packets2 = value;
}

export const extension = match<RateestOptions>({
  name: "rateest",
  about: "compares rates that RATEEST measured with numbers or with each other",
  decidedBy: ["state", "capture"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "rateest1", value: "required" },
    { name: "rateest", id: "rateest1", value: "required" },
    { name: "rateest-delta", value: "none" },
    { name: "rateest-bps1", value: "optional" },
    { name: "rateest-pps1", value: "optional" },
    { name: "rateest2", value: "required" },
    { name: "rateest-bps2", value: "optional" },
    { name: "rateest-bps", id: "rateest-bps2", value: "optional" },
    { name: "rateest-pps2", value: "optional" },
    { name: "rateest-pps", id: "rateest-pps2", value: "optional" },
    { name: "rateest-lt", value: "none", invert: true },
    { name: "rateest-gt", value: "none", invert: true },
    { name: "rateest-eq", value: "none", invert: true },
  ],
  create: () => ({
    name1: "",
    name2: "",
    flags: 0,
    mode: RateestMode.NONE,
    bytes1: 0,
    bytes2: 0,
    packets1: 0,
    packets2: 0,
  }),
  option(info, use) {
    const mode = MODES[use.id];
    if (mode !== undefined) {
      info.mode = mode;
      if (use.inverted) info.flags |= RateestFlag.INVERT;
    } else if (use.id === "rateest1") info.name1 = estimatorName(use.value);
    else if (use.id === "rateest2") {
      info.name2 = estimatorName(use.value);
      info.flags |= RateestFlag.RELATIVE;
    } else if (use.id === "rateest-delta") info.flags |= RateestFlag.DELTA;
    else takeNumber(info, use);
  },
  check(info, context) {
    if (!has(info, RateestFlag.RELATIVE)) info.flags |= RateestFlag.ABSOLUTE;
    if (!kernelAsks(context)) return;
    if (!has(info, RateestFlag.BYTES | RateestFlag.PACKETS)) {
      throw new OptionError(
        "Invalid argument",
        "rateest: --rateest-bps or --rateest-pps is missing",
      );
    }
    if (info.mode === RateestMode.NONE) {
      throw new OptionError(
        "Invalid argument",
        "rateest: one of --rateest-lt, -gt, -eq is missing",
      );
    }
    const names = has(info, RateestFlag.RELATIVE) ? [info.name1, info.name2] : [info.name1];
    const missing = names.find((name) => context.hasObject?.("rateest", name) !== true);
    if (missing === undefined) return;
    throw new OptionError(
      "No chain/target/match by that name",
      `no rule with -j RATEEST --rateest-name ${missing} is there before this one`,
    );
  },
  save: saved,
  list: (info, _family, numeric) => listed(info, numeric),
  shares(info) {
    // it is there: a rule of RATEEST made it
    const none = { interval: 0, weight: 1 };
    const first = estimator(info.name1, none);
    return has(info, RateestFlag.RELATIVE) ? [first, estimator(info.name2, none)] : first;
  },
  encode(info, record, context) {
    record.reserve(RateestInfo.size);
    const second = has(info, RateestFlag.RELATIVE) ? info.name2 : info.name1;
    record.u32(RateestInfo.first, context.object("rateest", info.name1));
    record.u32(RateestInfo.second, context.object("rateest", second));
    record.u32(RateestInfo.flags, info.flags);
    record.u32(RateestInfo.mode, info.mode);
    record.u32(RateestInfo.bytes1, info.bytes1);
    record.u32(RateestInfo.bytes2, info.bytes2);
    record.u32(RateestInfo.packets1, info.packets1);
    record.u32(RateestInfo.packets2, info.packets2);
  },
});
