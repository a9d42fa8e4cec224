/** What kind of address an address is to this host. */
import { Errno, Family, NextHopImage, RouteImage, RouteType } from "../abi";
import { hasAddress6 } from "./address";
import { askFor, flow, FlowFlag, found, scratch } from "./flow";
import { isLimitedBroadcast4, isMulticast4, isZeroNet4 } from "./kind4";
import { lookupTable4 } from "./lookup4";
import { lookupOutput6 } from "./lookup6";
import { customRules, MERGED_TABLE, TABLE_LOCAL } from "./network";
import { isSubnetAnycast6 } from "./select";

/** RouteType of an IPv4 address (inet_addr_type; inet_dev_addr_type when `index` is not 0: local and
 * broadcast addresses of other interfaces are unicast then). */
export function addressType4(address: u32, index: u32): u32 {
  if (isZeroNet4(address) || isLimitedBroadcast4(address)) return RouteType.BROADCAST;
  if (isMulticast4(address)) return RouteType.MULTICAST;
  store<u32>(scratch, address);
  store<u32>(scratch, 0, 16);
  askFor(scratch + 16, scratch, 0, 0, 0);
  if (lookupTable4(customRules(Family.IPV4) ? TABLE_LOCAL : MERGED_TABLE) != 0) {
    return RouteType.UNICAST;
  }
  // what an error route or the merged main table answers is unicast to this question, but for the
  // types of the found route itself
  if (index != 0 && load<u32>(found.hop, NextHopImage.interfaceIndex) != index) {
    return RouteType.UNICAST;
  }
  return found.type;
}

/** Bits by RouteType (1 << LOCAL, ANYCAST, UNREACHABLE) of the route to an IPv6 address, as
 * xt_addrtype asks for it; `index` 0 = any interface. `local`: whether LOCAL is asked for. */
export function addressTypes6(address: usize, index: u32, local: bool): u32 {
  let types: u32 = 0;
  if (index != 0 && local && hasAddress6(address, index)) types = 1 << RouteType.LOCAL;
  memory.fill(scratch + 16, 0, 16);
  askFor(scratch + 16, address, 1, 0, 0);
  flow.oif = index;
  if (index != 0) flow.flags |= FlowFlag.STRICT;
  const error = lookupOutput6();
  if (error == <u32>Errno.ENETUNREACH && found.route == 0) return 1 << RouteType.UNREACHABLE;
  if (error != 0) return 1 << RouteType.UNREACHABLE;
  if (index == 0 && found.type == RouteType.LOCAL) types |= 1 << RouteType.LOCAL;
  if (found.type == RouteType.ANYCAST) types |= 1 << RouteType.ANYCAST;
  else if (isAnycastRoute(address)) types |= 1 << RouteType.ANYCAST;
  return types;
}

/** A host route to a network's first address that is no local one counts as anycast
 * (ipv6_anycast_destination). */
function isAnycastRoute(address: usize): bool {
  if (found.type == RouteType.LOCAL || found.hop == 0) return false;
  if (load<u8>(found.hop, NextHopImage.family) != 0) return false;
  return load<u8>(found.route, RouteImage.prefixLength) < 127 && isSubnetAnycast6(address, 0);
}
