/** Rates of hashlimit as they are written: packets in a time, or bytes a second. */
import { OptionError } from "./extension.js";

/** Units of time: the word as read, as printed, and its seconds. */
const UNITS: readonly (readonly [word: string, printed: string, seconds: number])[] = [
  ["day", "day", 86400],
  ["hour", "hour", 3600],
  ["minute", "min", 60],
  ["second", "sec", 1],
];
const SCALE = 1_000_000n;
const U32 = 0xffffffffn;
const U64 = 0xffffffffffffffffn;

/** Sizes: the letter, and its bytes. */
const SIZES: readonly (readonly [letter: string, bytes: bigint])[] = [
  ["m", 1048576n],
  ["k", 1024n],
  ["", 1n],
];

/** A number in front of a text as atoll(3) reads it, in 64 bits. */
function leading(text: string): bigint {
  const found = /^\s*([-+]?)(\d+)/.exec(text);
  if (found === null) return 0n;
  const value = BigInt(found[2]!);
  return BigInt.asUintN(64, found[1] === "-" ? -value : value);
}

/** "512kb/s" in bytes, null when the text is no rate of bytes. */
export function byteRate(text: string): bigint | null {
  const at = text.indexOf("b/s");
  if (at <= 0) return null;
  const count = leading(text);
  if (count === 0n) return null;
  const size = SIZES.find(([letter]) => letter === text[at - 1]) ?? SIZES[2]!;
  return BigInt.asUintN(64, count * size[1]);
}

/** "10/min": the period in microseconds and the seconds of the unit; null when the text is no rate. */
export function packetRate(text: string): { period: bigint; seconds: number } | null {
  const slash = text.indexOf("/");
  const word = slash < 0 ? "second" : text.slice(slash + 1).toLowerCase();
  const unit = UNITS.slice()
    .reverse()
    .find(([name]) => word !== "" && name.startsWith(word));
  const count = leading(text);
  if (unit === undefined || count === 0n) return null;
  return { period: (SCALE * BigInt(unit[2])) / count, seconds: unit[2] };
}

/** A period as it is printed, and the seconds of the unit. */
export function packetRateText(period: bigint): { text: string; seconds: number } {
  let best = UNITS[0]!;
  for (const unit of UNITS.slice(1)) {
    const scaled = SCALE * BigInt(unit[2]);
    if (period > scaled || scaled / period < scaled % period) break;
    best = unit;
  }
  const count = (SCALE * BigInt(best[2])) / period;
  return { text: `${count}/${best[1]}`, seconds: best[2] };
}

/** Bytes a second as the cost of 16 of them: what the kernel is told. */
export function bytesToCost(bytes: bigint): bigint {
  return U32 / (((bytes >> 4n) & U32) + 1n);
}

/** And back: rounded to 16 bytes. */
export function costToBytes(cost: bigint): bigint {
  return ((cost === 0n ? U32 : U32 / cost) - 1n) << 4n;
}

/** A rate of bytes, or so many times it, as it is printed: "512kb". */
export function bytesText(cost: bigint, times?: bigint): string {
  const bytes = costToBytes(cost) * (times ?? 1n);
  const exact = (size: bigint) => bytesToCost(bytes & ~(size - 1n)) === cost;
  const fits = ([, size]: readonly [string, bigint]) =>
    bytes >= size && (times !== undefined || exact(size));
  const [letter, size] = SIZES.slice(0, 2).find(fits) ?? SIZES[2]!;
  return `${bytes / size}${letter}b`;
}

/** A burst: packets, or bytes with "kb" or "mb". */
export function burstOption(text: string, most: bigint): bigint {
  const found = /^\s*\+?(0[xX][0-9a-fA-F]+|\d+)(.*)$/s.exec(text);
  const value = found === null ? 0n : BigInt(found[1]!);
  if (value < 1n || value > U64 || (found![2] === "" && value > most)) {
    throw new OptionError(`bad value for option "--hashlimit-burst", or out of range (1-${most})`);
  }
  const size = SIZES.slice(0, 2).find(([letter]) => letter === found![2]![0]) ?? SIZES[2]!;
  return BigInt.asUintN(64, value * size[1]);
}
