/** Writing what a lookup found into the packet's record. */
import { Family, NextHopImage, RouteImage } from "../abi";
import { interfaceMtu } from "../memory/interfaces";
import { copy16 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { flow, found } from "./flow";
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
  p.nextHopLow = 0;
  p.nextHopHigh = 0;
  let bits = flags;
  let mtu = out == 0 ? MAX_MTU : interfaceMtu(out);
  if (useHop && found.route != 0) {
    const hop = found.hop;
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
  p.nextHopLow = 0;
  p.nextHopHigh = 0;
}

/** Takes one of several hops of the found route, by the packet's addresses and the hops' weights.
 * Linux mixes in a key of its own: which flow takes which hop differs from boot to boot there. */
export function chooseHop(): void {
  const count = load<u32>(found.route, RouteImage.hopCount);
  if (count <= 1) return;
  const first = <usize>load<u32>(found.route, RouteImage.hops);
  let total: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    total += <u32>load<u16>(first + <usize>i * NextHopImage.size, NextHopImage.weight);
  }
  let h = load<u32>(flow.source) * 0x9e3779b1 + load<u32>(flow.destination) * 0x85ebca77;
  h ^= h >> 15;
  h *= 0x2c1b3c6d;
  h ^= h >> 13;
  let at = <u32>((<u64>h * <u64>total) >> 32);
  for (let i: u32 = 0; i < count; i++) {
    const hop = first + <usize>i * NextHopImage.size;
    const weight = <u32>load<u16>(hop, NextHopImage.weight);
    if (at < weight) {
      found.hop = hop;
      return;
    }
    at -= weight;
  }
}
