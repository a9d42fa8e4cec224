/** How far a packet may still go: the time to live of IPv4, the hop limit of IPv6. */

const SET: u32 = 0;
const RAISE: u32 = 1;

/** The hops after TTL or HL changed them; they stay within a byte. */
export function changedHops(hops: u32, mode: u32, value: u32): u32 {
  if (mode == SET) return value;
  if (mode == RAISE) return min<u32>(hops + value, 255);
  return hops > value ? hops - value : 0;
}
