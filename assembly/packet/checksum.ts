/**
 * The Internet checksum (RFC 1071) and its incremental update (RFC 1624).
 *
 * Sums are kept in the byte order of memory: the one's complement sum does not depend on byte order,
 * so nothing is swapped until a value is stored. All functions here take and give such sums.
 */

/** Folds a sum to 16 bits. */
export function fold(sum: u64): u32 {
  const s = (sum & 0xffffffff) + (sum >> 32);
  let t = <u32>(s & 0xffff) + (<u32>(s >> 16) & 0xffff) + <u32>(s >> 32);
  t = (t & 0xffff) + (t >> 16);
  return (t & 0xffff) + (t >> 16);
}

/** Bytes from which on many are added at once. */
const WIDE: u32 = 64;

/** Adds `length` bytes at `at` to a running sum. Start on an even offset of the summed text. */
export function sumBytes(at: usize, length: u32, sum: u64): u64 {
  let p = at;
  let n = length;
  let s = sum;
  if (ASC_FEATURE_SIMD) {
    if (n >= WIDE) {
      s = sumWide(p, n, s);
      p += n & ~(WIDE - 1);
      n &= WIDE - 1;
    }
  }
  while (n >= 8) {
    s += <u64>load<u32>(p) + <u64>load<u32>(p, 4);
    p += 8;
    n -= 8;
  }
  if (n >= 4) {
    s += <u64>load<u32>(p);
    p += 4;
    n -= 4;
  }
  if (n >= 2) {
    s += <u64>load<u16>(p);
    p += 2;
    n -= 2;
  }
  if (n > 0) s += <u64>load<u8>(p);
  return s;
}

/** Adds as many blocks of 64 bytes as there are: four sums of 32 bits take up pairs of 16-bit words,
 * 2 MiB of them before they could overflow. */
function sumWide(at: usize, length: u32, sum: u64): u64 {
  const end = at + (length & ~(WIDE - 1));
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  for (let p = at; p < end; p += WIDE) {
    a = i32x4.add(a, i32x4.extadd_pairwise_i16x8_u(v128.load(p)));
    b = i32x4.add(b, i32x4.extadd_pairwise_i16x8_u(v128.load(p, 16)));
    a = i32x4.add(a, i32x4.extadd_pairwise_i16x8_u(v128.load(p, 32)));
    b = i32x4.add(b, i32x4.extadd_pairwise_i16x8_u(v128.load(p, 48)));
  }
  const c = i64x2.add(i64x2.extend_low_i32x4_u(a), i64x2.extend_high_i32x4_u(a));
  const d = i64x2.add(i64x2.extend_low_i32x4_u(b), i64x2.extend_high_i32x4_u(b));
  const e = i64x2.add(c, d);
  return sum + i64x2.extract_lane(e, 0) + i64x2.extract_lane(e, 1);
}

/** The checksum to store for a sum. */
export function checksum(sum: u64): u32 {
  return ~fold(sum) & 0xffff;
}

/** Sum of the IPv4 pseudo header (RFC 793); `length` is the transport's, `header` the IP header. */
export function pseudoSum4(header: usize, protocol: u32, length: u32): u64 {
  return (
    <u64>load<u32>(header, 12) +
    <u64>load<u32>(header, 16) +
    <u64>bswap<u16>(<u16>protocol) +
    <u64>bswap<u16>(<u16>length) +
    <u64>(length >> 16)
  );
}

/** Sum of the IPv6 pseudo header (RFC 8200, 8.1) for addresses at `source` and `destination`. */
export function pseudoSum6(source: usize, destination: usize, protocol: u32, length: u32): u64 {
  return (
    sumBytes(source, 16, 0) +
    sumBytes(destination, 16, 0) +
    <u64>bswap<u32>(length) +
    <u64>bswap<u32>(protocol)
  );
}

/** The stored checksum at `at` after 16 bits changed from `before` to `after` (as in memory). */
export function update16(at: usize, before: u32, after: u32): void {
  const sum = <u64>(~(<u32>load<u16>(at)) & 0xffff) + <u64>(~before & 0xffff) + <u64>after;
  store<u16>(at, <u16>checksum(sum));
}

/** The stored checksum at `at` after 32 bits changed from `before` to `after` (as in memory). Like
 * csum_replace4 it sums 32-bit complements, so that a sum of nothing comes out as 0x0000 where
 * 16-bit arithmetic might give its other zero, 0xffff. */
export function update32(at: usize, before: u32, after: u32): void {
  const sum =
    <u64>0xffff +
    <u64>(~(<u32>load<u16>(at)) & 0xffff) +
    <u64>(~before & 0xffff) +
    <u64>(~(before >> 16) & 0xffff) +
    <u64>(after & 0xffff) +
    <u64>(after >> 16);
  store<u16>(at, <u16>checksum(sum));
}
