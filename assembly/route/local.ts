/** The host's own addresses. */

/** Whether an IPv4 address (as in memory) belongs to the host. */
export function isLocalAddress4(address: u32): bool {
  return (address & 0xff) == 127;
}

/** Whether the 16-byte IPv6 address at `address` belongs to the host. */
export function isLocalAddress6(address: usize): bool {
  return load<u64>(address) == 0 && load<u64>(address, 8) == 0x0100000000000000;
}
