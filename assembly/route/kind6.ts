/** Kinds and scopes of IPv6 addresses by their bits (RFC 4291; __ipv6_addr_type). */

/** Bits of a kind. */
export const enum Kind6 {
  ANY = 0,
  UNICAST = 1,
  MULTICAST = 2,
  LOOPBACK = 0x10,
  LINKLOCAL = 0x20,
  SITELOCAL = 0x40,
  COMPATV4 = 0x80,
  MAPPED = 0x1000,
}

/** Scopes as in multicast addresses. */
export const enum Scope6 {
  NODE = 1,
  LINK = 2,
  SITE = 5,
  GLOBAL = 14,
}

/** Kind6 bits of the 16-byte address; 0 for the unspecified one. */
export function kind6(address: usize): u32 {
  const first = <u32>load<u8>(address);
  if (first == 0xff) return Kind6.MULTICAST;
  if (first >= 0x20 && first < 0xe0) return Kind6.UNICAST;
  if (first == 0xfe) {
    const second = <u32>load<u8>(address, 1) & 0xc0;
    if (second == 0x80) return Kind6.UNICAST | Kind6.LINKLOCAL;
    if (second == 0xc0) return Kind6.UNICAST | Kind6.SITELOCAL;
    return Kind6.UNICAST;
  }
  if (load<u64>(address) == 0) {
    const middle = load<u32>(address, 8);
    const low = bswap<u32>(load<u32>(address, 12));
    if (middle == 0) {
      if (low == 0) return Kind6.ANY;
      if (low == 1) return Kind6.UNICAST | Kind6.LOOPBACK;
      return Kind6.UNICAST | Kind6.COMPATV4;
    }
    if (middle == 0xffff0000) return Kind6.MAPPED;
  }
  return Kind6.UNICAST;
}

/** Scope of the address (ipv6_addr_scope). */
export function scope6(address: usize): u32 {
  const kind = kind6(address);
  if ((kind & Kind6.MULTICAST) != 0) return <u32>load<u8>(address, 1) & 15;
  if ((kind & (Kind6.LINKLOCAL | Kind6.LOOPBACK)) != 0) return Scope6.LINK;
  if ((kind & Kind6.SITELOCAL) != 0) return Scope6.SITE;
  return Scope6.GLOBAL;
}

/** Whether the address is multicast. */
export function isMulticast6(address: usize): bool {
  return load<u8>(address) == 0xff;
}

/** Whether a route to the address must lead over the interface asked for (rt6_need_strict). */
export function needsInterface6(address: usize): bool {
  return (kind6(address) & (Kind6.MULTICAST | Kind6.LINKLOCAL | Kind6.LOOPBACK)) != 0;
}
