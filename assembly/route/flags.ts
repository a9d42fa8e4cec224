/** What a packet's route says besides where it leads: bits of Packet.routeFlags. */

export const enum RouteFlag {
  /** Delivered to this host (RTCF_LOCAL). */
  LOCAL = 1,
  BROADCAST = 2,
  MULTICAST = 4,
  /** Over a router (rt_uses_gateway, RTF_GATEWAY). */
  GATEWAY = 8,
  /** The router of an IPv4 route is an IPv6 one. */
  GATEWAY6 = 16,
  /** Made for a packet that came in (rt_is_input_route). */
  INPUT = 32,
  /** routeMtu is the route's own, not the device's. */
  OWN_MTU = 64,
  MTU_LOCKED = 128,
  /** Leaves with a copy to this host (ip_mc_output). */
  LOOP_BACK = 256,
  ANYCAST = 512,
  /** One of several hops; another packet of the same addresses may take another. */
  SEVERAL = 1024,
}
