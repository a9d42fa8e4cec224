/** The routes of IPv6 packets: ip6_route_input, ip6_route_output, ip6_dst_lookup. */
import { Errno, Family, NetworkFlag, NextHopImage, RouteImage, RouteType } from "../abi";
import { copy16 } from "../packet/bytes";
import { trafficClass } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { applyError, applyRoute } from "./apply";
import { askPorts } from "./dissect";
import { RouteFlag } from "./flags";
import { askFor, flow, FlowFlag, found } from "./flow";
import { isMulticast6 } from "./kind6";
import { isLocalRoute, lookupInput6, lookupOutput6 } from "./lookup6";
import { chooseHop6 } from "./multipath";
import { hasFlag } from "./network";
import { selectAddress6 } from "./select";

/** The interface loopback traffic takes. */
const LOOPBACK: u32 = 1;

/** Decides between the hops of what was found: by the packet, or, if that is null, by what was asked.
 * `device` is the interface that was asked for, 0 = none. */
function choose(by: Packet | null, device: u32): void {
  chooseHop6(by, (flow.flags & FlowFlag.STRICT) != 0 ? device : 0);
}

/** Writes what was found into the packet. */
function apply(p: Packet, destination: usize, flags: u32): void {
  const type = found.type;
  if (isLocalRoute(type)) {
    const bits = RouteFlag.LOCAL | (type == RouteType.ANYCAST ? RouteFlag.ANYCAST : 0);
    applyRoute(p, type, flags | bits, LOOPBACK, false);
    return;
  }
  let bits = flags;
  if (isMulticast6(destination)) bits |= RouteFlag.MULTICAST;
  applyRoute(p, type, bits, load<u32>(found.hop, NextHopImage.interfaceIndex), true);
}

/** Routes a packet that came in on p.inInterface; the route may be an error (p.routeError). */
export function routeInput6(p: Packet): void {
  askFor(p.data + 8, p.data + 24, p.inInterface, p.mark, trafficClass(p.data));
  if (hasFlag(Family.IPV6, NetworkFlag.PORT_RULES)) askPorts(p);
  else flow.protocol = <u32>load<u8>(p.data, 6);
  const error = lookupInput6();
  if (error != 0) {
    applyError(p, error);
    return;
  }
  choose(p, p.inInterface);
  apply(p, p.data + 24, RouteFlag.INPUT);
}

/** The source address that the route settled on: 16 bytes. */
export const routedSource6: usize = memory.data(16, 8);
const wantedDestination: usize = memory.data(16, 8);

/**
 * Routes a packet of the host to the 16-byte `destination`; `source` 0 or an unspecified address:
 * to be chosen, into `routedSource6` (ip6_dst_lookup_tail). `protocol` is the asker's. Answers an errno,
 * 0 = routed.
 */
export function routeOutput6(
  p: Packet,
  source: usize,
  destination: usize,
  trafficClass: u32,
  mark: u32,
  oif: u32,
  protocol: u32,
): u32 {
  copy16(wantedDestination, destination);
  if (source == 0) memory.fill(routedSource6, 0, 16);
  else copy16(routedSource6, source);
  let error = look(trafficClass, mark, oif, protocol);
  if ((load<u64>(routedSource6) | load<u64>(routedSource6, 8)) == 0) {
    if (!chooseSource(error)) return Errno.EADDRNOTAVAIL;
    if (error != 0) error = look(trafficClass, mark, oif, protocol);
  }
  if (error != 0) return error;
  apply(p, wantedDestination, 0);
  return 0;
}

function look(trafficClass: u32, mark: u32, oif: u32, protocol: u32): u32 {
  askFor(routedSource6, wantedDestination, LOOPBACK, mark, trafficClass);
  flow.oif = oif;
  flow.protocol = protocol;
  const error = lookupOutput6();
  // before a source is chosen, which then suits the hop
  if (error == 0) choose(null, oif);
  return error;
}

/** ip6_route_get_saddr: the route's own source, or one of its interface's. */
function chooseSource(error: u32): bool {
  let index: u32 = 0;
  if (error == 0) {
    if (load<u8>(found.route, RouteImage.hasSource) != 0) {
      copy16(routedSource6, found.route + RouteImage.source);
      return true;
    }
    index = isLocalRoute(found.type) ? LOOPBACK : load<u32>(found.hop, NextHopImage.interfaceIndex);
  }
  return selectAddress6(index, wantedDestination, routedSource6);
}

/** Routes a packet of the host by its header as it is now (ip6_route_output without a choice of
 * source). `fresh`: the host just made it, and asks for its protocol and ports, without a label
 * (nf_send_reset6). Answers an errno. */
export function routeByHeader6(p: Packet, oif: u32, fresh: bool): u32 {
  copy16(wantedDestination, p.data + 24);
  copy16(routedSource6, p.data + 8);
  askFor(routedSource6, wantedDestination, LOOPBACK, p.mark, trafficClass(p.data));
  flow.oif = oif;
  if (!fresh) flow.label = load<u32>(p.data) & 0xffff0f00;
  if (fresh || hasFlag(Family.IPV6, NetworkFlag.PORT_RULES)) askPorts(p);
  const error = lookupOutput6();
  if (error != 0) return error;
  choose(null, oif);
  apply(p, wantedDestination, 0);
  return 0;
}

/** Routes a packet of the host toward `destination`, whatever its header says, without choosing a
 * source. Answers an errno. */
export function routeToward6(p: Packet, destination: usize, trafficClass: u32, oif: u32): u32 {
  copy16(wantedDestination, destination);
  memory.fill(routedSource6, 0, 16);
  const error = look(trafficClass, 0, oif, 0);
  if (error == 0) apply(p, wantedDestination, 0);
  return error;
}

/** Whether the route to `destination` names a source address (icmpv6_rt_has_prefsrc). */
export function hasPreferredSource6(p: Packet, destination: usize, oif: u32): bool {
  copy16(wantedDestination, destination);
  memory.fill(routedSource6, 0, 16);
  if (look(0, p.mark, oif, Protocol.ICMPV6) != 0) return false;
  return load<u8>(found.route, RouteImage.hasSource) != 0;
}
