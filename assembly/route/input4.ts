/** The input route of an IPv4 packet (ip_route_input_rcu, ip_route_input_slow). */
import { Cause, ConfSysctl, Errno, Family, NetworkFlag, NextHopImage, RouteType } from "../abi";
import { conf } from "../memory/interfaces";
import { shortcuts } from "../memory/shortcuts";
import { Packet, PacketFlag } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { onLink4 } from "./address";
import { applyError, applyRoute } from "./apply";
import { applyKnown4, noteRoute4 } from "./cache";
import { askPorts } from "./dissect";
import { RouteFlag } from "./flags";
import { askFor, found } from "./flow";
import {
  ALL_HOSTS,
  isLimitedBroadcast4,
  isLocalMulticast4,
  isLoopback4,
  isMulticast4,
  isZeroNet4,
} from "./kind4";
import { lookup4 } from "./lookup4";
import { chooseHop4 } from "./multipath";
import { hasFlag } from "./network";
import { anyRealm, forwardRealm, resetSourceRealm, sourceRealm } from "./realm";
import { SOURCE_GOOD, SOURCE_ON_LINK, validateSource4 } from "./validate4";

/** Routes a packet that came in on p.inInterface. NONE: p's route is set, though it may be an error
 * (p.routeError); else why the packet is dropped at once. */
export function routeInput4(p: Packet): Cause {
  if (shortcuts && applyKnown4(p)) return Cause.NONE;
  const fresh = (p.flags & (PacketFlag.ROUTED | PacketFlag.DO_REDIRECT)) == 0;
  const cause = routeInputTo4(p, load<u32>(p.data, 16));
  if (fresh && cause == Cause.NONE) noteRoute4(p);
  return cause;
}

/** As routeInput4, to another destination than the header's (source routes). */
export function routeInputTo4(p: Packet, destination: u32): Cause {
  resetSourceRealm();
  const source = load<u32>(p.data, 12);
  const index = p.inInterface;
  const tos = <u32>load<u8>(p.data, 1) & 0xfc;
  if (isMulticast4(destination)) return routeMulticast(p, source, destination, tos);
  if (isMulticast4(source) || isLimitedBroadcast4(source)) return Cause.MARTIAN_SOURCE;
  if (isLimitedBroadcast4(destination) || (source == 0 && destination == 0)) {
    return routeBroadcast(p, source, tos);
  }
  if (isZeroNet4(source)) return Cause.MARTIAN_SOURCE;
  if (isZeroNet4(destination)) return Cause.MARTIAN_DESTINATION;
  if (isLoopback4(destination)) {
    if (conf(index, ConfSysctl.ROUTE_LOCALNET) == 0) return Cause.MARTIAN_DESTINATION;
  } else if (isLoopback4(source)) {
    if (conf(index, ConfSysctl.ROUTE_LOCALNET) == 0) return Cause.MARTIAN_SOURCE;
  }
  store<u32>(sought, destination);
  askFor(p.data + 12, sought, index, p.mark, tos);
  if (hasFlag(Family.IPV4, NetworkFlag.PORT_RULES)) askPorts(p);
  const error = lookup4();
  const forwarding = conf(index, ConfSysctl.FORWARDING4) != 0;
  if (error != 0) {
    applyError(p, forwarding ? error : Errno.EHOSTUNREACH);
    return Cause.NONE;
  }
  if (found.type == RouteType.BROADCAST) {
    if (conf(index, ConfSysctl.BC_FORWARDING) == 0) return routeBroadcast(p, source, tos);
  } else if (found.type == RouteType.LOCAL) return routeLocal(p, destination, tos);
  if (!forwarding) {
    applyError(p, Errno.EHOSTUNREACH);
    return Cause.NONE;
  }
  if (found.type != RouteType.UNICAST && found.type != RouteType.BROADCAST) {
    return Cause.MARTIAN_DESTINATION;
  }
  return routeForward(p, source, destination, tos);
}

const sought: usize = memory.data(8, 8);

function routeLocal(p: Packet, destination: u32, tos: u32): Cause {
  const checked = validateSource4(p, destination, tos, 0);
  if (checked < SOURCE_GOOD) return checked;
  applyRoute(p, RouteType.LOCAL, RouteFlag.LOCAL | RouteFlag.INPUT, 1, false);
  p.realm = sourceRealm;
  return Cause.NONE;
}

function routeBroadcast(p: Packet, source: u32, tos: u32): Cause {
  if (!isZeroNet4(source)) {
    const checked = validateSource4(p, 0, tos, 0);
    if (checked < SOURCE_GOOD) return checked;
  }
  const flags: u32 = RouteFlag.LOCAL | RouteFlag.BROADCAST | RouteFlag.INPUT;
  applyRoute(p, RouteType.BROADCAST, flags, 1, false);
  p.realm = sourceRealm;
  return Cause.NONE;
}

/** Groups: the host is in 224.0.0.1 on every interface and in no other (ip_route_input_mc). */
function routeMulticast(p: Packet, source: u32, destination: u32, tos: u32): Cause {
  if (destination != ALL_HOSTS) return Cause.NOT_UNICAST;
  if (isMulticast4(source) || isLimitedBroadcast4(source)) return Cause.MARTIAN_SOURCE;
  if (isLoopback4(source) && conf(p.inInterface, ConfSysctl.ROUTE_LOCALNET) == 0) {
    return Cause.MARTIAN_SOURCE;
  }
  if (isZeroNet4(source)) {
    if (!isLocalMulticast4(destination) && p.protocol != Protocol.IGMP) return Cause.MARTIAN_SOURCE;
  } else {
    const checked = validateSource4(p, 0, tos, 0);
    if (checked < SOURCE_GOOD) return checked;
  }
  const flags: u32 = RouteFlag.LOCAL | RouteFlag.MULTICAST | RouteFlag.INPUT;
  applyRoute(p, RouteType.MULTICAST, flags, 1, false);
  p.realm = sourceRealm;
  return Cause.NONE;
}

/** ip_mkroute_input, __mkroute_input. */
function routeForward(p: Packet, source: u32, destination: u32, tos: u32): Cause {
  chooseHop4(p);
  const index = p.inInterface;
  const route = found.route;
  const hop = found.hop;
  const type = found.type;
  const realm = found.realm;
  const out = load<u32>(hop, NextHopImage.interfaceIndex);
  const checked = validateSource4(p, destination, tos, out);
  if (checked < SOURCE_GOOD) return checked;
  found.route = route;
  found.hop = hop;
  applyRoute(p, type, RouteFlag.INPUT, out, true);
  if (anyRealm()) p.realm = forwardRealm(hop, realm);
  if (out == index && checked == SOURCE_ON_LINK && conf(out, ConfSysctl.SEND_REDIRECTS) != 0) {
    const router =
      <u32>load<u8>(hop, NextHopImage.family) == Family.IPV4 ? load<u32>(hop, NextHopImage.via) : 0;
    if (conf(out, ConfSysctl.SHARED_MEDIA) != 0 || onLink4(out, source, router)) {
      p.flags |= PacketFlag.DO_REDIRECT;
    }
  }
  return Cause.NONE;
}
