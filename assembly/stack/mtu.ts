/** How big a packet may be on its route (ip_dst_mtu_maybe_forward, ip6_dst_mtu_maybe_forward). */
import { interfaceMtu } from "../memory/interfaces";
import { Packet } from "../packet/packet";
import { RouteFlag } from "../route/flags";

/** Smallest MTU of an IPv6 link (RFC 8200, 5). */
export const IPV6_MIN_MTU: u32 = 1280;
/** What a locked route over a router without an MTU of its own gets. */
const LOCKED_MTU: u32 = 576;

/** Of an IPv4 packet: the route's MTU, else the device's. */
export function forwardMtu4(p: Packet): u32 {
  const flags = p.routeFlags;
  if ((flags & (RouteFlag.OWN_MTU | RouteFlag.MTU_LOCKED)) != RouteFlag.MTU_LOCKED) {
    return p.routeMtu;
  }
  return (flags & RouteFlag.GATEWAY) != 0 && p.routeMtu > LOCKED_MTU ? LOCKED_MTU : p.routeMtu;
}

/** Of a forwarded IPv6 packet, at least 1280: the device's, the route's only when it is locked. */
export function forwardMtu6(p: Packet): u32 {
  const mtu =
    (p.routeFlags & RouteFlag.MTU_LOCKED) != 0 ? p.routeMtu : interfaceMtu(p.routeInterface);
  return max<u32>(mtu, IPV6_MIN_MTU);
}
