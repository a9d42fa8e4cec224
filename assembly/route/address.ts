/** The host's addresses, by interface and in the order of the interface's list. */
import { AddressImage, Family, FamilyNetwork } from "../abi";
import { same16 } from "../packet/bytes";
import { familyNetwork } from "./network";

/** How many addresses of a family there are. */
export function addressCount(family: u32): u32 {
  return load<u32>(familyNetwork(family), FamilyNetwork.addressCount);
}

/** AddressImage number i. */
export function addressAt(family: u32, i: u32): usize {
  const first = <usize>load<u32>(familyNetwork(family), FamilyNetwork.addresses);
  return first + <usize>i * AddressImage.size;
}

/** Interface of an address. */
export function addressInterface(a: usize): u32 {
  return load<u32>(a, AddressImage.interfaceIndex);
}

/** The interface that has an IPv4 address (inet_lookup_ifaddr_rcu); 0 = none. */
export function interfaceOfAddress4(address: u32): u32 {
  const n = addressCount(Family.IPV4);
  let a = addressAt(Family.IPV4, 0);
  for (let i: u32 = 0; i < n; i++) {
    if (load<u32>(a, AddressImage.address) == address) return addressInterface(a);
    a += AddressImage.size;
  }
  return 0;
}

/** Whether interface `index` (0 = any) has the IPv6 address (ipv6_chk_addr). */
export function hasAddress6(address: usize, index: u32): bool {
  const n = addressCount(Family.IPV6);
  let a = addressAt(Family.IPV6, 0);
  for (let i: u32 = 0; i < n; i++) {
    if (same16(a + AddressImage.address, address)) {
      if (index == 0 || addressInterface(a) == index) return true;
    }
    a += AddressImage.size;
  }
  return false;
}

/** Whether an interface has an address of the family at all. */
export function hasAnyAddress(family: u32, index: u32): bool {
  const n = addressCount(family);
  for (let i: u32 = 0; i < n; i++) {
    if (addressInterface(addressAt(family, i)) == index) return true;
  }
  return false;
}

/** Whether two IPv4 addresses differ only behind the first `bits` bits. */
export function sameNetwork4(a: u32, b: u32, bits: u32): bool {
  if (bits == 0) return true;
  return bswap<u32>(a ^ b) >> (32 - bits) == 0;
}

/** Whether `a` (and `b`, unless 0) are on one of the interface's networks (inet_addr_onlink). */
export function onLink4(index: u32, a: u32, b: u32): bool {
  const n = addressCount(Family.IPV4);
  for (let i: u32 = 0; i < n; i++) {
    const at = addressAt(Family.IPV4, i);
    if (addressInterface(at) != index) continue;
    const bits = <u32>load<u8>(at, AddressImage.prefixLength);
    const network = load<u32>(at, AddressImage.peer);
    if (!sameNetwork4(network, a, bits)) continue;
    if (b == 0 || sameNetwork4(network, b, bits)) return true;
  }
  return false;
}
