/** Choosing a source address: inet_select_addr, ipv6_dev_get_saddr. */

/** The IPv4 address (as in memory) that the host uses to `destination` over interface `index`, of
 * `scope` or wider (inet_select_addr); 0 = none. MASQUERADE asks with scope 0 (universe). */
export function selectAddress4(index: u32, _destination: u32, _scope: u32): u32 {
  return index == 0 ? 0 : 0;
}

/** The first IPv4 address of an interface, as REDIRECT takes it; 0 = none. */
export function firstAddress4(index: u32): u32 {
  return index == 0 ? 0 : 0;
}

/** Writes the IPv6 source address for `destination` over interface `index` to `to`
 * (ipv6_dev_get_saddr); false = none. */
export function selectAddress6(index: u32, _destination: usize, _to: usize): bool {
  return index != 0 && false;
}

/** Writes the address of interface `index` that REDIRECT takes for packets to `destination`
 * (nf_nat_redirect_ipv6); false = none. */
export function redirectAddress6(index: u32, _destination: usize, _to: usize): bool {
  return index != 0 && false;
}
