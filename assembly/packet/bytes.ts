/** Loads and stores of big-endian fields. */

/** 16 bits at `at`, host order. */
export function get16(at: usize): u32 {
  return bswap<u16>(load<u16>(at));
}

/** 32 bits at `at`, host order. */
export function get32(at: usize): u32 {
  return bswap<u32>(load<u32>(at));
}

/** Stores 16 bits in network order. */
export function put16(at: usize, value: u32): void {
  store<u16>(at, bswap<u16>(<u16>value));
}

/** Stores 32 bits in network order. */
export function put32(at: usize, value: u32): void {
  store<u32>(at, bswap<u32>(value));
}

/** Whether two 16-byte addresses are the same. */
export function same16(a: usize, b: usize): bool {
  return ((load<u64>(a) ^ load<u64>(b)) | (load<u64>(a, 8) ^ load<u64>(b, 8))) == 0;
}

/** Copies a 16-byte address. */
export function copy16(to: usize, from: usize): void {
  const high = load<u64>(from, 8);
  store<u64>(to, load<u64>(from));
  store<u64>(to, high, 8);
}
