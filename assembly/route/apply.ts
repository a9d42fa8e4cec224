/** Writing what a lookup found into the packet's record. */
import { Family, NextHopImage, RouteImage } from "../abi";
import { interfaceMtu } from "../memory/interfaces";
import { copy16 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { found } from "./flow";
import { RouteFlag } from "./flags";

/** Largest packet that any route lets through (IP_MAX_MTU). */
const MAX_MTU: u32 = 65535;

/** Sets the packet's route to interface `out` with what else `found` holds. `useHop`: the route's
 * next hop and MTU count (not for broadcasts and the like, which are on the link). */
export function applyRoute(p: Packet, type: u32, flags: u32, out: u32, useHop: bool): void {
  p.flags |= PacketFlag.ROUTED;
  p.routeType = type;
  p.routeInterface = out;
  p.routeError = 0;
  p.realm = 0;
  p.nextHopLow = 0;
  p.nextHopHigh = 0;
  let bits = flags;
  let mtu = out == 0 ? MAX_MTU : interfaceMtu(out);
  if (useHop && found.route != 0) {
    const hop = found.hop;
    if (load<u32>(found.route, RouteImage.hopCount) > 1) bits |= RouteFlag.SEVERAL;
    if (hop != 0 && load<u8>(hop, NextHopImage.family) != 0) {
      bits |= RouteFlag.GATEWAY;
      copy16(p.nextHop(), hop + NextHopImage.via);
      if (p.family == Family.IPV4 && <u32>load<u8>(hop, NextHopImage.family) == Family.IPV6) {
        bits |= RouteFlag.GATEWAY6;
      }
    }
    const own = load<u32>(found.route, RouteImage.mtu);
    if (own != 0) {
      mtu = own;
      bits |= RouteFlag.OWN_MTU;
    }
    if (load<u8>(found.route, RouteImage.mtuLock) != 0) bits |= RouteFlag.MTU_LOCKED;
  }
  p.routeFlags = bits;
  p.routeMtu = min<u32>(mtu, MAX_MTU);
}

/** The packet's route is an error: no interface, an errno. */
export function applyError(p: Packet, error: u32): void {
  p.flags |= PacketFlag.ROUTED;
  p.routeType = 0;
  p.routeFlags = RouteFlag.INPUT;
  p.routeInterface = 0;
  p.routeError = error;
  p.routeMtu = MAX_MTU;
  p.realm = 0;
  p.nextHopLow = 0;
  p.nextHopHigh = 0;
}
