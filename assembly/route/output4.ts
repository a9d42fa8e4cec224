/** The output route of an IPv4 packet (ip_route_output_key_hash_rcu, __mkroute_output). */
import {
  ConfSysctl,
  Errno,
  Family,
  NetworkFlag,
  NextHopImage,
  RouteImage,
  RouteType,
} from "../abi";
import { conf, interfaceUp, isLoopback } from "../memory/interfaces";
import { Packet } from "../packet/packet";

import { applyRoute } from "./apply";
import { askPorts } from "./dissect";
import { RouteFlag } from "./flags";
import { askFor, flow, FlowFlag, found } from "./flow";
import {
  ALL_HOSTS,
  isLimitedBroadcast4,
  isLocalMulticast4,
  isLoopback4,
  isMulticast4,
  isZeroNet4,
} from "./kind4";
import { homeOfAddress4 } from "./local";
import { lookup4 } from "./lookup4";
import { chooseHop4 } from "./multipath";
import { hasFlag } from "./network";
import { anyRealm, outputRealm } from "./realm";
import { SCOPE_HOST, SCOPE_LINK, SCOPE_UNIVERSE, selectAddress4 } from "./select";

/** The source address that the route settled on (flowi4.saddr), as in memory. */
export let routedSource4: u32 = 0;

/** IPPROTO_RAW, of a socket that takes headers as they are. */
const RAW_PROTOCOL: u32 = 255;

/** The interface loopback traffic takes. */
const LOOPBACK: u32 = 1;

const addresses: usize = memory.data(16, 8);

/**
 * Routes a packet of the host by the given addresses (as in memory; source 0 = to be chosen), TOS
 * and mark. Sets p's route and `routedSource4`; answers an errno, 0 = routed. ANY_SOURCE: the source
 * need not be the host's.
 */
export function routeOutput4(
  p: Packet,
  source: u32,
  destination: u32,
  tos: u32,
  mark: u32,
  oif: u32,
  flags: u32,
): u32 {
  routedSource4 = source;
  found.realm = 0;
  let wanted = oif;
  if (source != 0) {
    if (isMulticast4(source) || isLimitedBroadcast4(source) || isZeroNet4(source)) {
      return Errno.EINVAL;
    }
    if (oif == 0 && (isMulticast4(destination) || isLimitedBroadcast4(destination))) {
      // a multicast or limited broadcast leaves where its source is at home
      const home = homeOfAddress4(source);
      if (home == 0) return Errno.ENETUNREACH;
      found.route = 0;
      found.hop = 0;
      found.prefixLength = 0;
      return make(p, RouteType.UNICAST, destination, home, home, 0);
    }
    if ((flags & FlowFlag.ANY_SOURCE) == 0 && homeOfAddress4(source) == 0) {
      return Errno.ENETUNREACH;
    }
  }
  if (oif != 0) {
    if (!interfaceUp(oif)) return Errno.ENETUNREACH;
    if (isLocalMulticast4(destination) || isLimitedBroadcast4(destination)) {
      if (routedSource4 == 0) routedSource4 = selectAddress4(oif, 0, SCOPE_LINK);
      found.route = 0;
      found.hop = 0;
      return make(p, RouteType.UNICAST, destination, oif, oif, 0);
    }
    if (routedSource4 == 0) {
      if (isMulticast4(destination)) routedSource4 = selectAddress4(oif, 0, SCOPE_UNIVERSE);
      else if (destination == 0) routedSource4 = selectAddress4(oif, 0, SCOPE_HOST);
    }
  }
  let target = destination;
  if (target == 0) {
    target = routedSource4;
    if (target == 0) {
      target = 0x0100007f;
      routedSource4 = target;
    }
    found.route = 0;
    found.hop = 0;
    return make(p, RouteType.LOCAL, target, LOOPBACK, LOOPBACK, RouteFlag.LOCAL);
  }
  store<u32>(addresses, routedSource4);
  store<u32>(addresses, target, 8);
  askFor(addresses, addresses + 8, LOOPBACK, mark, tos);
  flow.oif = wanted;
  if ((flags & FlowFlag.RAW) != 0) flow.protocol = RAW_PROTOCOL;
  if ((flags & FlowFlag.DISSECT) != 0 && hasFlag(Family.IPV4, NetworkFlag.PORT_RULES)) askPorts(p);
  const error = lookup4();
  if (error != 0) {
    if (oif == 0) return error;
    // the tables are wrong: assume that the destination is on the link
    if (routedSource4 == 0) routedSource4 = selectAddress4(oif, 0, SCOPE_LINK);
    found.route = 0;
    found.hop = 0;
    return make(p, RouteType.UNICAST, target, oif, oif, 0);
  }
  if (found.type == RouteType.LOCAL) {
    if (routedSource4 == 0) {
      routedSource4 =
        load<u8>(found.route, RouteImage.hasSource) != 0 ? preferredSource4() : target;
    }
    const home = load<u32>(found.hop, NextHopImage.interfaceIndex);
    return make(p, RouteType.LOCAL, target, LOOPBACK, home, RouteFlag.LOCAL);
  }
  if (wanted == 0) chooseHop4(null);
  if (routedSource4 == 0) routedSource4 = preferredSource4();
  const out = load<u32>(found.hop, NextHopImage.interfaceIndex);
  return make(p, found.type, target, out, 0, 0);
}

/** The source that the route just found prefers (fib_result_prefsrc). */
export function preferredSource4(): u32 {
  const route = found.route;
  if (load<u8>(route, RouteImage.hasSource) != 0) return load<u32>(route, RouteImage.source);
  const hop = found.hop;
  const router = load<u8>(hop, NextHopImage.family) == 2 ? load<u32>(hop, NextHopImage.via) : 0;
  const index = load<u32>(hop, NextHopImage.interfaceIndex);
  return selectAddress4(index, router, <u32>load<u8>(route, RouteImage.scope));
}

/** __mkroute_output. */
function make(p: Packet, found_type: u32, destination: u32, out: u32, home: u32, flags: u32): u32 {
  let type = found_type;
  let bits = flags;
  let useHop = true;
  const loopback = isLoopback(out);
  if (isLoopback4(routedSource4) && !loopback && conf(out, ConfSysctl.ROUTE_LOCALNET) == 0) {
    return Errno.EINVAL;
  }
  if (isLimitedBroadcast4(destination)) {
    type = RouteType.BROADCAST;
    useHop = false;
  } else if (isMulticast4(destination)) type = RouteType.MULTICAST;
  else if (isZeroNet4(destination)) return Errno.EINVAL;
  if (loopback) bits |= RouteFlag.LOCAL;
  if (type == RouteType.BROADCAST) {
    bits |= RouteFlag.BROADCAST | RouteFlag.LOCAL;
    useHop = false;
  } else if (type == RouteType.MULTICAST) {
    bits |= RouteFlag.MULTICAST;
    if (destination == ALL_HOSTS) bits |= RouteFlag.LOCAL;
    else bits &= ~(<u32>RouteFlag.LOCAL);
    if (found.prefixLength < 4) useHop = false;
  }
  const many = RouteFlag.BROADCAST | RouteFlag.MULTICAST;
  if ((bits & many) != 0 && (bits & RouteFlag.LOCAL) != 0 && !loopback) {
    bits |= RouteFlag.LOOP_BACK;
  }
  if (type == RouteType.LOCAL) useHop = false;
  applyRoute(p, type, bits, out, useHop);
  if (anyRealm()) p.realm = realmOf(type, destination, home);
  return 0;
}

/** The realm of the route that `make` made. */
function realmOf(type: u32, destination: u32, home: u32): u32 {
  const wide = type == RouteType.MULTICAST && found.prefixLength < 4;
  const hop: usize = wide || type == RouteType.BROADCAST ? 0 : found.hop;
  // groups that the host is in, and addresses at home elsewhere than on lo: made anew for each
  if (type == RouteType.MULTICAST) return outputRealm(hop, found.realm, destination != ALL_HOSTS);
  return outputRealm(hop, found.realm, type != RouteType.LOCAL || home == LOOPBACK);
}
