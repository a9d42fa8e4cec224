/** hashlimit: a token bucket for each group of flows (iptables-extensions(8), hashlimit). */
import { HZ } from "../../generated/abi.js";
import { HashlimitInfo } from "../../generated/layout/match/hashlimit.js";
import { HashlimitMode, HashlimitObject } from "../../generated/layout/object/hashlimit.js";
import { maskOf } from "../../setup/address.js";
import type { Shared } from "../../setup/objects.js";
import { kernelAsks, requireOption } from "../checks.js";
import {
  type CheckContext,
  type Family,
  match,
  OptionError,
  type OptionUse,
} from "../extension.js";
import { prefixOption } from "../prefix.js";
import {
  burstOption,
  byteRate,
  bytesText,
  bytesToCost,
  costToBytes,
  packetRate,
  packetRateText,
} from "../hashlimit-rate.js";
import { numberOption, U32_MAX } from "../values.js";

/** What a rule says of its table and its limit. */
interface HashlimitOptions {
  /** Period in microseconds of a packet; with BYTES the cost of 16 bytes in 1/2^32 of a bucket. */
  rate: bigint;
  /** Packets; bytes while options are read, then how many times the rate. */
  burst: bigint;
  /** HashlimitMode bits. */
  mode: number;
  name: string;
  size: number;
  max: number;
  /** Milliseconds. */
  collect: number;
  expire: number;
  sourceLength: number;
  destinationLength: number;
  /** Seconds of a window of --hashlimit-rate-match. */
  interval: number;
  /** Seconds of the rate's unit. */
  unit: number;
  checked: boolean;
}

const DEFAULT_BURST = 5n;
const MAX_BURST = 1_000_000n;
const DEFAULT_COLLECT = 1000;
/** Entries that any table may hold. */
const MAX_SIZE = 1048576;
/** Buckets of a table whose rule names none, on a host with a gigabyte or more. */
const DEFAULT_SIZE = 8192;
const BYTE_EXPIRE = 15;
const BYTE_BURST_EXPIRE = 60;
const NAME_SIZE = 255;
const MODES: readonly (readonly [word: string, bit: number])[] = [
  ["srcip", HashlimitMode.SOURCE],
  ["srcport", HashlimitMode.SOURCE_PORT],
  ["dstip", HashlimitMode.DESTINATION],
  ["dstport", HashlimitMode.DESTINATION_PORT],
];
const u64 = (value: bigint) => BigInt.asUintN(64, value);

/** A period in microseconds as credits (user2credits), a jiffy being worth 2^39. */
function credits(period: bigint): bigint {
  return u64(period * ((BigInt(HZ) << 39n) / 1_000_000n));
}

/** A cost of bytes as credits (user2credits_byte). */
function byteCredits(cost: bigint): bigint {
  return ((cost & 0xffffffffn) * (BigInt(HZ) << 24n)) >> 32n;
}

const bad = (use: OptionUse) =>
  new OptionError(`hashlimit: Bad value for "${use.flag}" option: "${use.value}"`);

function rateOption(info: HashlimitOptions, use: OptionUse): void {
  if (use.inverted !== (use.id === "hashlimit-above")) info.mode |= HashlimitMode.INVERT;
  const bytes = byteRate(use.value);
  if (bytes !== null) {
    info.mode |= HashlimitMode.BYTES;
    info.rate = bytesToCost(bytes);
    if (info.rate === 0n) throw new OptionError(`Rate too high "${use.value}"`);
    info.unit = BYTE_EXPIRE;
    return;
  }
  const rate = packetRate(use.value);
  if (rate === null) throw bad(use);
  if (rate.period === 0n) {
    throw new OptionError(`Rate too fast "${use.value}"`, "at most 1000000 packets a second");
  }
  info.rate = rate.period;
  info.unit = rate.seconds;
}

function modeOption(info: HashlimitOptions, use: OptionUse): void {
  for (const word of use.value.split(/[,|]/)) {
    if (word === "") continue;
    const found = MODES.find(([name]) => name === word);
    if (found === undefined) throw bad(use);
    info.mode |= found[1];
  }
}

/** A name as the kernel's field holds it. */
function cutName(text: string): string {
  if (text === "") throw new OptionError("Argument must have a minimum length of 1 characters");
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, NAME_SIZE - 1));
}

/** What iptables makes of the options when it has read them all (hashlimit_mt_check). */
function settle(info: HashlimitOptions, given: ReadonlySet<string>): void {
  if (info.checked) return;
  info.checked = true;
  const expires = given.has("hashlimit-htable-expire");
  if (!expires) info.expire = info.unit * 1000;
  if ((info.mode & HashlimitMode.BYTES) !== 0) {
    const least = costToBytes(info.rate);
    let burst = 0n;
    if (given.has("hashlimit-burst")) {
      if (info.burst < least) throw new OptionError(`burst cannot be smaller than ${least}b`);
      burst = least === 0n ? 0n : (info.burst + least - 1n) / least;
      if (!expires) info.expire = BYTE_BURST_EXPIRE * 1000;
    }
    info.burst = burst;
  } else if (info.burst > MAX_BURST) {
    throw new OptionError('bad value for option "--hashlimit-burst", or out of range (1-1000000)');
  }
  if ((info.mode & HashlimitMode.RATE_MATCH) === 0) return;
  const bytes = (info.mode & HashlimitMode.BYTES) !== 0;
  if (!bytes) info.rate /= BigInt(info.unit);
  if (info.interval === 0) info.interval = bytes ? 1 : info.unit;
}

/** What the kernel refuses, and what it cuts (hashlimit_mt_check_common). */
function refuse(info: HashlimitOptions, family: Family): void {
  const invalid = (what: string) => new OptionError(`Invalid argument: hashlimit: ${what}`);
  if (info.collect === 0) throw invalid("--hashlimit-htable-gcinterval must not be 0");
  if (info.expire === 0) throw invalid("--hashlimit-htable-expire must not be 0");
  const length = family === "ipv4" ? 32 : 128;
  if (info.sourceLength > length || info.destinationLength > length) {
    throw invalid("the mask has holes");
  }
  if (info.name === "." || info.name === ".." || info.name.includes("/")) {
    throw invalid(`"${info.name}" cannot be the name of a file under /proc/net`);
  }
  info.size = Math.min(info.size, MAX_SIZE);
  info.max = Math.min(info.max, MAX_SIZE);
  if ((info.mode & HashlimitMode.RATE_MATCH) !== 0) {
    if (info.rate > 0n && info.rate <= 0xffffffffn) return;
    throw new OptionError(`xt_hashlimit: invalid rate, Numerical result out of range`);
  }
  if ((info.mode & HashlimitMode.BYTES) !== 0) {
    if (byteCredits(info.rate) === 0n) throw invalid(`overflow, rate too high: ${info.rate}`);
    return;
  }
  if (info.burst === 0n || credits(info.rate * info.burst) < credits(info.rate)) {
    throw new OptionError(`overflow, try lower: ${info.rate}/${info.burst}`);
  }
}

/** A table holds buckets, or counts what came in a window: its first rule says which, and others may not
 * want the other. */
function refuseMixture(info: HashlimitOptions, context: CheckContext): void {
  const uses = context.matches.filter((m) => m.extension.name === "hashlimit");
  const others = uses.map((m) => m.info as HashlimitOptions).filter((o) => o.name === info.name);
  const first = (context.objectState?.("hashlimit", info.name) ??
    others[0] ??
    info) as HashlimitOptions;
  if (((first.mode ^ info.mode) & HashlimitMode.RATE_MATCH) === 0) return;
  throw new OptionError(
    `Invalid argument: hashlimit: table "${info.name}" ` +
      `is one ${(first.mode & HashlimitMode.RATE_MATCH) === 0 ? "without" : "of"} --hashlimit-rate-match`,
  );
}

function table(info: HashlimitOptions, family: Family): Shared<HashlimitOptions> {
  return {
    kind: "hashlimit",
    name: info.name,
    perFamily: true,
    create: () => info,
    encode: (first, record) => {
      const bytes = (first.mode & HashlimitMode.BYTES) !== 0;
      const size = family === "ipv4" ? 4 : 16;
      const buckets = first.size === 0 ? DEFAULT_SIZE : first.size;
      const max = first.max === 0 ? 8 * buckets : Math.max(first.max, buckets);
      record.reserve(HashlimitObject.size);
      record.u64(HashlimitObject.rate, first.rate);
      record.u64(HashlimitObject.burst, first.burst);
      record.u64(HashlimitObject.cap, credits(first.rate * first.burst));
      record.u64(HashlimitObject.cost, bytes ? byteCredits(first.rate) : credits(first.rate));
      record.u32(HashlimitObject.mode, first.mode);
      record.u32(HashlimitObject.max, Math.min(max, MAX_SIZE));
      record.u32(HashlimitObject.expire, jiffiesOf(first.expire));
      record.u32(HashlimitObject.collect, jiffiesOf(first.collect));
      record.u32(HashlimitObject.interval, first.interval);
      record.bytes(HashlimitObject.sourceMask, maskOf(first.sourceLength, size));
      record.bytes(HashlimitObject.destinationMask, maskOf(first.destinationLength, size));
    },
  };
}

/** Milliseconds as ticks, rounded up (msecs_to_jiffies). */
function jiffiesOf(milliseconds: number): number {
  return Math.ceil((milliseconds * HZ) / 1000);
}

/** The rate with its burst, and the milliseconds that entries live unless told. */
function rateText(info: HashlimitOptions, prefix: string): { text: string; expire: number } {
  if ((info.mode & HashlimitMode.BYTES) !== 0) {
    const burst = info.burst === 0n ? "" : ` ${prefix}burst ${bytesText(info.rate, info.burst)}`;
    const seconds = info.burst === 0n ? BYTE_EXPIRE : BYTE_BURST_EXPIRE;
    return { text: `${bytesText(info.rate)}/s${burst}`, expire: seconds * 1000 };
  }
  const listed = prefix === "" && info.interval !== 0 ? BigInt(info.interval) : 1n;
  const { text, seconds } = packetRateText(info.rate * listed);
  return { text: `${text} ${prefix}burst ${info.burst}`, expire: seconds * 1000 };
}

function modeText(info: HashlimitOptions, separator: string): string {
  return MODES.filter(([, bit]) => (info.mode & bit) !== 0)
    .map(([word]) => word)
    .join(separator);
}

/** What follows the rate, in the words of both printers. */
function rest(info: HashlimitOptions, family: Family, expire: number, prefix: string): string[] {
  const length = family === "ipv4" ? 32 : 128;
  const out: string[] = [];
  if (info.size !== 0) out.push(`${prefix}htable-size ${info.size}`);
  if (info.max !== 0) out.push(`${prefix}htable-max ${info.max}`);
  if (info.collect !== DEFAULT_COLLECT) out.push(`${prefix}htable-gcinterval ${info.collect}`);
  if (info.expire !== expire) out.push(`${prefix}htable-expire ${info.expire}`);
  if (info.sourceLength !== length) out.push(`${prefix}srcmask ${info.sourceLength}`);
  if (info.destinationLength !== length) out.push(`${prefix}dstmask ${info.destinationLength}`);
  if ((info.mode & HashlimitMode.RATE_MATCH) === 0) return out;
  out.push(`${prefix}rate-match`);
  if (info.interval !== 1) out.push(`${prefix}rate-interval ${info.interval}`);
  return out;
}

function saved(info: HashlimitOptions, family: Family): string {
  const prefix = "--hashlimit-";
  const { text, expire } = rateText(info, prefix);
  const mode = modeText(info, ",");
  const out = [`${prefix}${(info.mode & HashlimitMode.INVERT) !== 0 ? "above" : "upto"} ${text}`];
  if (mode !== "") out.push(`${prefix}mode ${mode}`);
  out.push(`${prefix}name ${info.name}`, ...rest(info, family, expire, prefix));
  return out.join(" ");
}

function listed(info: HashlimitOptions, family: Family): string {
  const { text, expire } = rateText(info, "");
  const mode = modeText(info, "-");
  const out = [`limit: ${(info.mode & HashlimitMode.INVERT) !== 0 ? "above" : "up to"} ${text}`];
  if (mode !== "") out.push(`mode ${mode}`);
  out.push(...rest(info, family, expire, ""));
  return out.join(" ");
}

export const extension = match<HashlimitOptions>({
  name: "hashlimit",
  about: "a token bucket for each group of flows, in tables by name",
  decidedBy: ["state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    {
      name: "hashlimit-upto",
      value: "required",
      invert: true,
      excludes: ["hashlimit-above"],
    },
    {
      name: "hashlimit-above",
      value: "required",
      invert: true,
      excludes: ["hashlimit-upto"],
    },
    {
      name: "hashlimit",
      id: "hashlimit-upto",
      value: "required",
      invert: true,
      excludes: ["hashlimit-above"],
    },
    { name: "hashlimit-srcmask", value: "required" },
    { name: "hashlimit-dstmask", value: "required" },
    { name: "hashlimit-burst", value: "required" },
    { name: "hashlimit-htable-size", value: "required" },
    { name: "hashlimit-htable-max", value: "required" },
    { name: "hashlimit-htable-gcinterval", value: "required" },
    { name: "hashlimit-htable-expire", value: "required" },
    { name: "hashlimit-mode", value: "required" },
    { name: "hashlimit-name", value: "required" },
    { name: "hashlimit-rate-match", value: "none" },
    { name: "hashlimit-rate-interval", value: "required" },
  ],
  create: (context) => ({
    rate: 0n,
    burst: DEFAULT_BURST,
    mode: 0,
    name: "",
    size: 0,
    max: 0,
    collect: DEFAULT_COLLECT,
    expire: 0,
    sourceLength: context.family === "ipv4" ? 32 : 128,
    destinationLength: context.family === "ipv4" ? 32 : 128,
    interval: 0,
    unit: 1,
    checked: false,
  }),
  option(info, use, context) {
    const number = () => numberOption(use, "hashlimit", 0, U32_MAX);
    switch (use.id) {
      case "hashlimit-upto":
      case "hashlimit-above":
        rateOption(info, use);
        break;
      case "hashlimit-srcmask":
        info.sourceLength = prefixOption(use, "hashlimit", context.family);
        break;
      case "hashlimit-dstmask":
        info.destinationLength = prefixOption(use, "hashlimit", context.family);
        break;
      case "hashlimit-burst":
        info.burst = burstOption(use.value, MAX_BURST);
        break;
      case "hashlimit-htable-size":
        info.size = number();
        break;
      case "hashlimit-htable-max":
        info.max = number();
        break;
      case "hashlimit-htable-gcinterval":
        info.collect = number();
        break;
      case "hashlimit-htable-expire":
        info.expire = number();
        break;
      case "hashlimit-mode":
        modeOption(info, use);
        break;
      case "hashlimit-name":
        info.name = cutName(use.value);
        break;
      case "hashlimit-rate-match":
        info.mode |= HashlimitMode.RATE_MATCH;
        break;
      default: {
        const seconds = Number(/^\s*\+?\d+/.exec(use.value)?.[0] ?? 0);
        // as an int: what is past it is negative
        if (seconds < 1 || seconds >= 2 ** 31) throw bad(use);
        info.interval = seconds;
      }
    }
  },
  check(info, context, given) {
    if (!given.has("hashlimit-upto") && !given.has("hashlimit-above")) {
      throw new OptionError("You have to specify --hashlimit");
    }
    settle(info, given);
    requireOption(given, "hashlimit", "hashlimit-name");
    if (!kernelAsks(context)) return;
    refuse(info, context.family);
    refuseMixture(info, context);
  },
  save: saved,
  list: listed,
  encode(info, record, context) {
    record.reserve(HashlimitInfo.size);
    record.u32(HashlimitInfo.object, context.object("hashlimit", info.name));
    record.u32(HashlimitInfo.mode, info.mode);
  },
  shares: (info, family) => table(info, family) as Shared,
});
