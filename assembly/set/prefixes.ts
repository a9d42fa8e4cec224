/**
 * Which prefix lengths a set's nets have, longest first, and how many elements of each: a look-up
 * tries these and no others (struct net_prefixes, mtype_add_cidr and mtype_del_cidr of the kernel).
 *
 * For each of the one or two nets of an element:
 *
 *   count u32 │ lengths u8 × 132, longest first │ elements u32 × 129, by length
 */
import { allocate } from "../memory/heap";

const LENGTHS: usize = 4;
const COUNTS: usize = 136;
const NET_BYTES: usize = 136 + 129 * 4;

/** Lists for `nets` nets; 0 when memory is exhausted. */
export function newPrefixes(nets: u32): usize {
  return allocate(NET_BYTES * <usize>nets);
}

/** Forgets all of them. */
export function clearPrefixes(list: usize, nets: u32): void {
  memory.fill(list, 0, NET_BYTES * <usize>nets);
}

/** How many different lengths net n (0 or 1) has. */
export function prefixCount(list: usize, n: u32): u32 {
  return load<u32>(list + NET_BYTES * <usize>n);
}

/** Length number i, the longest being 0. */
export function prefixLength(list: usize, n: u32, i: u32): u32 {
  return <u32>load<u8>(list + NET_BYTES * <usize>n + <usize>i, LENGTHS);
}

/** Counts an element with that length. */
export function addPrefix(list: usize, n: u32, length: u32): void {
  const base = list + NET_BYTES * <usize>n;
  const counter = base + COUNTS + ((<usize>length) << 2);
  const had = load<u32>(counter);
  store<u32>(counter, had + 1);
  if (had != 0) return;
  const count = load<u32>(base);
  let at = count;
  while (at > 0 && <u32>load<u8>(base + <usize>at - 1, LENGTHS) < length) {
    store<u8>(base + <usize>at, load<u8>(base + <usize>at - 1, LENGTHS), LENGTHS);
    at--;
  }
  store<u8>(base + <usize>at, <u8>length, LENGTHS);
  store<u32>(base, count + 1);
}

/** Forgets one element with that length. */
export function removePrefix(list: usize, n: u32, length: u32): void {
  const base = list + NET_BYTES * <usize>n;
  const counter = base + COUNTS + ((<usize>length) << 2);
  const had = load<u32>(counter);
  if (had == 0) return;
  store<u32>(counter, had - 1);
  if (had != 1) return;
  const count = load<u32>(base);
  let at: u32 = 0;
  while (at < count && <u32>load<u8>(base + <usize>at, LENGTHS) != length) at++;
  for (; at + 1 < count; at++) {
    store<u8>(base + <usize>at, load<u8>(base + <usize>at + 1, LENGTHS), LENGTHS);
  }
  store<u32>(base, count - 1);
}
