/** Timestamps of pcapng in nanoseconds: if_tsresol and if_tsoffset
 * (draft-ietf-opsawg-pcapng, section 4.2). */

/** The resolution of an interface that does not say: microseconds. */
export const DEFAULT_RESOLUTION: u32 = 6;

const NS_PER_SECOND: u64 = 1000000000;

function powerOfTen(exponent: u32): u64 {
  let value: u64 = 1;
  for (let i: u32 = 0; i < exponent; i++) value *= 10;
  return value;
}

/**
 * A timestamp in nanoseconds since the epoch. `resolution`: 10^-n, or 2^-n with the highest bit
 * set; finer than nanoseconds is cut off. `offset`: seconds to be added.
 */
export function toNanoseconds(stamp: u64, resolution: u32, offset: i64): i64 {
  const exponent = resolution & 0x7f;
  let ns: u64 = 0;
  if ((resolution & 0x80) != 0) ns = fromBinary(stamp, exponent);
  else if (exponent <= 9) ns = stamp * powerOfTen(9 - exponent);
  // ten to the 19th is the largest power that fits; beyond it nothing of a stamp is left
  else if (exponent <= 28) ns = stamp / powerOfTen(exponent - 9);
  return <i64>ns + offset * <i64>NS_PER_SECOND;
}

/** Nanoseconds of a unit of this resolution, 0 when that is no whole number. */
export function unitNanoseconds(resolution: u32): u64 {
  return resolution <= 9 ? powerOfTen(9 - resolution) : 0;
}

function fromBinary(stamp: u64, exponent: u32): u64 {
  if (exponent == 0) return stamp * NS_PER_SECOND;
  let seconds: u64 = 0;
  let fraction = stamp;
  if (exponent < 64) {
    seconds = stamp >> exponent;
    fraction = stamp & (((<u64>1) << exponent) - 1);
  }
  let bits = exponent;
  // 34 bits of fraction times 10^9 (30 bits) just fit; the bits below are worth less than 0.1 ns
  if (bits > 34) {
    if (bits - 34 > 63) return 0;
    fraction >>= bits - 34;
    bits = 34;
  }
  return seconds * NS_PER_SECOND + ((fraction * NS_PER_SECOND) >> bits);
}
