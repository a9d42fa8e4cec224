/**
 * Text as bytes. Each function writes at `to` and answers where the next byte goes; outputs have
 * room for 64 bytes more than is asked for, so that short texts may be stored in whole words.
 */

/** Copies a piece of text; reads and writes up to PIECE_SLACK bytes beyond it. */
export function put(to: usize, from: usize, n: usize): usize {
  for (let i: usize = 0; i < n; i += 32) {
    if (ASC_FEATURE_SIMD) {
      v128.store(to + i, v128.load(from + i));
      v128.store(to + i, v128.load(from + i, 16), 16);
    } else {
      store<u64>(to + i, load<u64>(from + i));
      store<u64>(to + i, load<u64>(from + i, 8), 8);
      store<u64>(to + i, load<u64>(from + i, 16), 16);
      store<u64>(to + i, load<u64>(from + i, 24), 24);
    }
  }
  return to + n;
}

/** Bytes behind a piece that must be there to read. */
export const PIECE_SLACK: u32 = 32;

/** Two digits of every number below 100. */
const pairs: usize = memory.data(200, 8);
/** The hundred that the last number was in, and its digits without the last two: numbers of packets
 * follow each other, and are told several times. */
let hundred: u64 = 0;
const digits: usize = memory.data(32, 8);
let digitCount: usize = 0;

/** Fills the tables; called once. */
export function initText(): void {
  for (let i: u32 = 0; i < 100; i++) {
    store<u8>(pairs + 2 * i, <u8>(48 + i / 10));
    store<u8>(pairs + 2 * i, <u8>(48 + (i % 10)), 1);
  }
  for (let i: u32 = 0; i < 256; i++) store<u16>(hexPairs + 2 * i, hexPair(i));
}

/** A whole number in decimal digits. */
export function putNumber(to: usize, value: u64): usize {
  if (value - hundred >= 100) keepDigits(value / 100);
  const rest = <u32>(value - hundred);
  const at = put(to, digits, digitCount);
  if (rest < 10 && digitCount == 0) {
    store<u8>(at, <u8>(48 + rest));
    return at + 1;
  }
  store<u16>(at, load<u16>(pairs + 2 * <usize>rest));
  return at + 2;
}

function keepDigits(hundreds: u64): void {
  hundred = hundreds * 100;
  digitCount = 0;
  for (let left = hundreds; left != 0; left /= 10) digitCount++;
  let left = hundreds;
  for (let at = digits + digitCount; at > digits; left /= 10) {
    store<u8>(--at, <u8>(48 + (left % 10)));
  }
}

const NS_PER_SECOND: u64 = 1_000_000_000;
/** The second whose text `secondText` holds, in nanoseconds. */
let second: u64 = 0;
const secondText: usize = memory.data(32, 8);
let secondSize: usize = 0;

/** Nanoseconds since the epoch in seconds with nine digits. */
export function putTime(to: usize, time: u64): usize {
  if (time - second >= NS_PER_SECOND || secondSize == 0) {
    const whole = time / NS_PER_SECOND;
    second = whole * NS_PER_SECOND;
    secondSize = putNumber(secondText, whole) - secondText;
    store<u8>(secondText + secondSize, 46); // "."
    secondSize++;
  }
  const at = put(to, secondText, secondSize);
  const rest = <u32>(time - second);
  const upper = rest / 10000;
  const first = upper / 10000;
  store<u8>(at, <u8>(48 + first));
  putFour(at + 1, upper - first * 10000);
  putFour(at + 5, rest - upper * 10000);
  return at + 9;
}

/** A number below 10,000 in four digits. */
function putFour(to: usize, value: u32): void {
  const upper = value / 100;
  store<u16>(to, load<u16>(pairs + 2 * <usize>upper));
  store<u16>(to, load<u16>(pairs + 2 * <usize>(value - upper * 100)), 2);
}

/** Two hex digits of every byte. */
const hexPairs: usize = memory.data(512, 8);

function hexDigit(value: u32): u32 {
  return value < 10 ? 48 + value : 87 + value;
}

function hexPair(value: u32): u16 {
  return <u16>(hexDigit(value >> 4) | (hexDigit(value & 15) << 8));
}

/** Two hex digits for each of `n` bytes. */
export function putHex(to: usize, from: usize, n: usize): usize {
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const table = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
    const low = i8x16.splat(15);
    for (; i + 16 <= n; i += 16) {
      const bytes = v128.load(from + i);
      const a = v128.swizzle(table, v128.shr<u8>(bytes, 4));
      const b = v128.swizzle(table, v128.and(bytes, low));
      const at = to + 2 * i;
      v128.store(
        at,
        v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      );
      v128.store(
        at,
        v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
        16,
      );
    }
  }
  for (; i < n; i++) {
    store<u16>(to + 2 * i, load<u16>(hexPairs + 2 * <usize>load<u8>(from + i)));
  }
  return to + 2 * n;
}

/** A dotted IPv4 address, with its port unless that is -1. */
export function putEnd(to: usize, address: usize, port: i32): usize {
  let at = to;
  for (let i: usize = 0; i < 4; i++) {
    if (i > 0) store<u8>(at++, 46); // "."
    at = putSmall(at, load<u8>(address + i));
  }
  if (port < 0) return at;
  store<u8>(at, 58); // ":"
  return putSmall(at + 1, port);
}

/** A whole number below 100,000 in decimal digits. */
function putSmall(to: usize, value: u32): usize {
  let size: usize = 1;
  for (let limit: u32 = 10; value >= limit; limit *= 10) size++;
  let left = value;
  for (let at = to + size; at > to; ) {
    store<u8>(--at, <u8>(48 + (left % 10)));
    left /= 10;
  }
  return to + size;
}
