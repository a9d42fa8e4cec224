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

/** Fills `bytes` bytes, a multiple of 64, with zeros. The platform's own fill is a call: dear for a
 * record. */
export function clear64(at: usize, bytes: usize): void {
  const end = at + bytes;
  for (let to = at; to < end; to += 64) {
    if (ASC_FEATURE_SIMD) {
      const zero = i64x2.splat(0);
      v128.store(to, zero);
      v128.store(to, zero, 16);
      v128.store(to, zero, 32);
      v128.store(to, zero, 48);
    } else {
      store<u64>(to, 0);
      store<u64>(to, 0, 8);
      store<u64>(to, 0, 16);
      store<u64>(to, 0, 24);
      store<u64>(to, 0, 32);
      store<u64>(to, 0, 40);
      store<u64>(to, 0, 48);
      store<u64>(to, 0, 56);
    }
  }
}

/** Copies 64 bytes. */
export function copy64(to: usize, from: usize): void {
  if (ASC_FEATURE_SIMD) {
    const a = v128.load(from);
    const b = v128.load(from, 16);
    const c = v128.load(from, 32);
    const d = v128.load(from, 48);
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  } else {
    for (let i: usize = 0; i < 64; i += 8) store<u64>(to + i, load<u64>(from + i));
  }
}

/** Copies a 16-byte address. */
export function copy16(to: usize, from: usize): void {
  const high = load<u64>(from, 8);
  store<u64>(to, load<u64>(from));
  store<u64>(to, high, 8);
}

/** Copies `n` bytes; never reads or writes beyond them. The platform's own copy is a call: dear for a
 * packet. */
export function copyBytes(to: usize, from: usize, n: usize): void {
  if (n > 2048) {
    memory.copy(to, from, n);
    return;
  }
  if (n >= 16) {
    const last = n - 16;
    let i: usize = 0;
    if (ASC_FEATURE_SIMD) {
      for (; i + 48 < last; i += 64) {
        const a = v128.load(from + i);
        const b = v128.load(from + i, 16);
        const c = v128.load(from + i, 32);
        const d = v128.load(from + i, 48);
        v128.store(to + i, a);
        v128.store(to + i, b, 16);
        v128.store(to + i, c, 32);
        v128.store(to + i, d, 48);
      }
      for (; i < last; i += 16) v128.store(to + i, v128.load(from + i));
      v128.store(to + last, v128.load(from + last));
    } else {
      for (; i < last; i += 8) store<u64>(to + i, load<u64>(from + i));
      store<u64>(to + last, load<u64>(from + last));
      store<u64>(to + last, load<u64>(from + last, 8), 8);
    }
    return;
  }
  if (n >= 8) {
    const end = load<u64>(from + n - 8);
    store<u64>(to, load<u64>(from));
    store<u64>(to + n - 8, end);
    return;
  }
  for (let i: usize = 0; i < n; i++) store<u8>(to + i, load<u8>(from + i));
}
