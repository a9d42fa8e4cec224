/** What kind of address an address is to this host. */
import { RouteType } from "../abi";

/** RouteType of an IPv4 address (inet_addr_type; inet_dev_addr_type when `index` is not 0: local and
 * broadcast addresses of other interfaces are unicast then). */
export function addressType4(_address: u32, index: u32): u32 {
  return index == 0 ? RouteType.UNICAST : RouteType.UNICAST;
}

/** Bits by RouteType (1 << LOCAL, ANYCAST, UNREACHABLE) of the route to an IPv6 address, as
 * xt_addrtype asks for it; `index` 0 = any interface. `local`: whether LOCAL is asked for. */
export function addressTypes6(_address: usize, index: u32, _local: bool): u32 {
  return index == 0 ? 0 : 0;
}
