/**
 * Bob Jenkins' lookup3 hash over 32-bit words, as linux/jhash.h computes it: netfilter chooses
 * addresses by it, so the same words must give the same number.
 */

const INIT: u32 = 0xdeadbeef;

/** jhash2 of `count` words (as in memory) at `words`. */
export function jhash2(words: usize, count: u32, start: u32): u32 {
  let a = INIT + (count << 2) + start;
  let b = a;
  let c = a;
  let k = words;
  let n = count;
  while (n > 3) {
    a += load<u32>(k);
    b += load<u32>(k, 4);
    c += load<u32>(k, 8);
    a = (a - c) ^ rotl<u32>(c, 4);
    c += b;
    b = (b - a) ^ rotl<u32>(a, 6);
    a += c;
    c = (c - b) ^ rotl<u32>(b, 8);
    b += a;
    a = (a - c) ^ rotl<u32>(c, 16);
    c += b;
    b = (b - a) ^ rotl<u32>(a, 19);
    a += c;
    c = (c - b) ^ rotl<u32>(b, 4);
    b += a;
    n -= 3;
    k += 12;
  }
  if (n == 0) return c;
  if (n > 2) c += load<u32>(k, 8);
  if (n > 1) b += load<u32>(k, 4);
  a += load<u32>(k);
  c = (c ^ b) - rotl<u32>(b, 14);
  a = (a ^ c) - rotl<u32>(c, 11);
  b = (b ^ a) - rotl<u32>(a, 25);
  c = (c ^ b) - rotl<u32>(b, 16);
  a = (a ^ c) - rotl<u32>(c, 4);
  b = (b ^ a) - rotl<u32>(a, 14);
  return (c ^ b) - rotl<u32>(b, 24);
}

/** A 32-bit hash scaled to 0 ... limit - 1 (reciprocal_scale). */
export function scaled(hash: u32, limit: u32): u32 {
  return <u32>((<u64>hash * <u64>limit) >> 32);
}
