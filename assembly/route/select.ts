/** Choosing a source address: inet_select_addr and ipv6_dev_get_saddr (RFC 6724). */
import { AddressImage, ConfSysctl, Family, InterfaceFlag, InterfaceRecord } from "../abi";
import { conf, interfaceCount, interfaceRecord } from "../memory/interfaces";
import { copy16, same16 } from "../packet/bytes";
import { addressAt, addressCount, addressInterface, sameNetwork4 } from "./address";
import { Kind6, kind6, Scope6, scope6 } from "./kind6";
import { samePrefix } from "./rule";

export const SCOPE_UNIVERSE: u32 = 0;
export const SCOPE_LINK: u32 = 253;
export const SCOPE_HOST: u32 = 254;

/** The first primary address of an interface that is wide enough; first of those on the
 * destination's network. 0 = none. */
function selectOn4(index: u32, destination: u32, scope: u32): u32 {
  let fallback: u32 = 0;
  const widest = conf(index, ConfSysctl.ROUTE_LOCALNET) != 0 ? SCOPE_HOST : SCOPE_LINK;
  const n = addressCount(Family.IPV4);
  for (let i: u32 = 0; i < n; i++) {
    const a = addressAt(Family.IPV4, i);
    if (addressInterface(a) != index) continue;
    if (load<u8>(a, AddressImage.secondary) != 0) continue;
    if (min<u32>(<u32>load<u8>(a, AddressImage.scope), widest) > scope) continue;
    const bits = <u32>load<u8>(a, AddressImage.prefixLength);
    const own = load<u32>(a, AddressImage.address);
    if (destination == 0) return own;
    if (sameNetwork4(destination, load<u32>(a, AddressImage.peer), bits)) return own;
    if (fallback == 0) fallback = own;
  }
  return fallback;
}

/** The IPv4 address (as in memory) that the host uses to `destination` (0 = any) over interface
 * `index`, of `scope` or wider (inet_select_addr); 0 = none. MASQUERADE asks with scope 0. */
export function selectAddress4(index: u32, destination: u32, scope: u32): u32 {
  const own = index == 0 ? 0 : selectOn4(index, destination, scope);
  if (own != 0) return own;
  // loopback addresses are preferred in this particular case, then any interface's
  for (let i: u32 = 1; i <= interfaceCount(); i++) {
    const n = addressCount(Family.IPV4);
    for (let k: u32 = 0; k < n; k++) {
      const a = addressAt(Family.IPV4, k);
      if (addressInterface(a) != i) continue;
      if (load<u8>(a, AddressImage.secondary) != 0) continue;
      const s = <u32>load<u8>(a, AddressImage.scope);
      if (s != SCOPE_LINK && s <= scope) return load<u32>(a, AddressImage.address);
    }
  }
  return 0;
}

/** The first IPv4 address of an interface, as REDIRECT takes it; 0 = none. */
export function firstAddress4(index: u32): u32 {
  const n = addressCount(Family.IPV4);
  for (let i: u32 = 0; i < n; i++) {
    const a = addressAt(Family.IPV4, i);
    if (addressInterface(a) == index) return load<u32>(a, AddressImage.address);
  }
  return 0;
}

/** Label of an address in the policy table of RFC 6724, 2.1 as Linux has it
 * (ip6addrlbl_init_table). */
function label6(a: usize): u32 {
  const kind = kind6(a);
  if ((kind & Kind6.LOOPBACK) != 0) return 0;
  if ((kind & Kind6.MAPPED) != 0) return 4;
  if ((kind & (Kind6.COMPATV4 | Kind6.MULTICAST)) == Kind6.COMPATV4 || kind == 0) return 3;
  const first = bswap<u16>(load<u16>(a));
  if ((first & 0xfe00) == 0xfc00) return 5;
  if (first == 0x2002) return 2;
  if (first == 0x2001) {
    const second = bswap<u16>(load<u16>(a, 2));
    if (second == 0) return 6;
    if ((second & 0xfff0) == 0x10) return 7;
  }
  return 1;
}

/** Bits that two addresses share at the front. */
function sharedBits(a: usize, b: usize): u32 {
  const high = bswap<u64>(load<u64>(a) ^ load<u64>(b));
  if (high != 0) return <u32>clz<u64>(high);
  const low = bswap<u64>(load<u64>(a, 8) ^ load<u64>(b, 8));
  return low == 0 ? 128 : 64 + <u32>clz<u64>(low);
}

/** Whether address `a` beats `best` as source for `destination` over interface `index`: the rules of
 * RFC 6724, 5 in order, as ipv6_get_saddr_eval applies them. */
function better6(a: usize, best: usize, index: u32, destination: usize): bool {
  const mine = a + AddressImage.address;
  const other = best + AddressImage.address;
  const equalMine = same16(mine, destination);
  if (equalMine != same16(other, destination)) return equalMine;
  const wanted = scope6(destination);
  const scopeMine = scope6(mine);
  const scopeOther = scope6(other);
  if (scopeMine != scopeOther) {
    // the smallest scope that is at least the destination's; else the largest
    const fitMine = scopeMine >= wanted;
    if (fitMine != scopeOther >= wanted) return fitMine;
    return fitMine ? scopeMine < scopeOther : scopeMine > scopeOther;
  }
  const onMine = addressInterface(a) == index;
  if (onMine != (addressInterface(best) == index)) return onMine;
  const label = label6(destination);
  const labelMine = label6(mine) == label;
  if (labelMine != (label6(other) == label)) return labelMine;
  const bitsMine = min<u32>(sharedBits(mine, destination), prefixBits(a));
  return bitsMine > min<u32>(sharedBits(other, destination), prefixBits(best));
}

function prefixBits(a: usize): u32 {
  return <u32>load<u8>(a, AddressImage.prefixLength);
}

/** Writes the IPv6 source address for `destination` over interface `index` to `to`
 * (ipv6_dev_get_saddr); false = none. */
export function selectAddress6(index: u32, destination: usize, to: usize): bool {
  const kind = kind6(destination);
  // to these, only addresses of the outgoing interface will do
  const strict =
    (kind & Kind6.MULTICAST) != 0 || scope6(destination) <= <u32>Scope6.LINK ? index != 0 : false;
  let best: usize = 0;
  const n = addressCount(Family.IPV6);
  for (let i: u32 = 0; i < n; i++) {
    const a = addressAt(Family.IPV6, i);
    const on = addressInterface(a);
    if (strict && on != index) continue;
    if (best == 0 || better6(a, best, index, destination)) best = a;
  }
  if (best == 0) return false;
  copy16(to, best + AddressImage.address);
  return true;
}

/** Writes the address of interface `index` that REDIRECT takes for packets to `destination`
 * (nf_nat_redirect_ipv6); false = none. */
export function redirectAddress6(index: u32, destination: usize, to: usize): bool {
  const scope = scope6(destination);
  const n = addressCount(Family.IPV6);
  for (let i: u32 = 0; i < n; i++) {
    const a = addressAt(Family.IPV6, i);
    if (addressInterface(a) != index) continue;
    if (scope6(a + AddressImage.address) != scope) continue;
    copy16(to, a + AddressImage.address);
    return true;
  }
  return false;
}

/** Writes the interface's link-local address to `to` (ipv6_get_lladdr); false = none. */
export function linkLocalAddress6(index: u32, to: usize): bool {
  const n = addressCount(Family.IPV6);
  for (let i: u32 = 0; i < n; i++) {
    const a = addressAt(Family.IPV6, i);
    if (addressInterface(a) != index) continue;
    if ((kind6(a + AddressImage.address) & Kind6.LINKLOCAL) == 0) continue;
    copy16(to, a + AddressImage.address);
    return true;
  }
  return false;
}

/** Whether the interface is in the group of an IPv6 multicast destination (ipv6_chk_mcast_addr): all
 * nodes, all routers while forwarding. */
export function inGroup6(index: u32, group: usize, forwarding: bool): bool {
  const high = load<u64>(group);
  const low = bswap<u64>(load<u64>(group, 8));
  const scope = <u32>load<u8>(group, 1);
  if (high == (((<u64>scope) << 8) | 0xff)) {
    if (low == 1) return scope == 1 || scope == 2;
    if (low == 2 && forwarding) {
      if (
        (load<u32>(interfaceRecord(index), InterfaceRecord.flags) & InterfaceFlag.MULTICAST) ==
        0
      ) {
        return false;
      }
      return scope == 1 || scope == 2 || scope == 5;
    }
  }
  // groups of solicited nodes belong to neighbour discovery, which there is none of: every
  // interface is as with `arp off` (addrconf_join_solict)
  return false;
}

/** Whether the interface is in the subnet that the anycast address names (ipv6_chk_acast_addr):
 * routers answer to the address of each subnet with all host bits zero (RFC 4291, 2.6.1). */
export function isSubnetAnycast6(address: usize, index: u32): bool {
  const n = addressCount(Family.IPV6);
  for (let i: u32 = 0; i < n; i++) {
    const a = addressAt(Family.IPV6, i);
    if (index != 0 && addressInterface(a) != index) continue;
    const bits = prefixBits(a);
    if (bits >= 127 || !samePrefix(a + AddressImage.address, address, bits)) continue;
    if (hostBitsZero(address, bits)) return true;
  }
  return false;
}

function hostBitsZero(address: usize, bits: u32): bool {
  const high = bswap<u64>(load<u64>(address));
  const low = bswap<u64>(load<u64>(address, 8));
  if (bits >= 64) return bits == 128 || low << (bits - 64) == 0;
  return low == 0 && high << bits == 0;
}
