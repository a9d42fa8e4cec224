/** Whether a packet's source may have come in where it did: reverse path filter and the host's own
 * addresses (fib_validate_source). */
import {
  Cause,
  ConfSysctl,
  Family,
  NetworkFlag,
  NextHopImage,
  RouteImage,
  RouteType,
} from "../abi";
import { conf, isLoopback } from "../memory/interfaces";
import { Packet } from "../packet/packet";
import { hasAnyAddress, interfaceOfAddress4 } from "./address";
import { askPorts } from "./dissect";
import { askFor, flow, found, scratch } from "./flow";
import { lookup4 } from "./lookup4";
import { customRules, hasFlag } from "./network";
import { anyRealm, noteSourceRealm, resetSourceRealm } from "./realm";

/** validate4's answers besides a Cause (below 256). */
export const SOURCE_GOOD: i32 = 256;
/** ... and the source is on the link: a redirect would reach it. */
export const SOURCE_ON_LINK: i32 = 257;

/**
 * Checks the source address of a packet to `destination` (as in memory, 0 for broadcasts) that came
 * in on p.inInterface and would leave by `out` (0 = stays here). SOURCE_GOOD, SOURCE_ON_LINK, or
 * the Cause why it is dropped.
 */
export function validateSource4(p: Packet, destination: u32, tos: u32, out: u32): i32 {
  resetSourceRealm();
  const index = p.inInterface;
  const filter = conf(index, ConfSysctl.RP_FILTER);
  const source = load<u32>(p.data, 12);
  const quick = filter == 0 && !anyRealm();
  if (quick && (index != out || conf(index, ConfSysctl.SEND_REDIRECTS) == 0)) {
    if (conf(index, ConfSysctl.ACCEPT_LOCAL) != 0) return SOURCE_GOOD;
    if (!hasFlag(Family.IPV4, NetworkFlag.CUSTOM_LOCAL_ROUTES) && !customRules(Family.IPV4)) {
      return interfaceOfAddress4(source) != 0 ? Cause.MARTIAN_SOURCE : SOURCE_GOOD;
    }
  }
  return checkFully(p, source, destination, tos, out, filter);
}

function checkFully(
  p: Packet,
  source: u32,
  destination: u32,
  tos: u32,
  out: u32,
  filter: u32,
): i32 {
  const index = p.inInterface;
  store<u32>(scratch + 32, source);
  store<u32>(scratch + 48, destination);
  const mark = conf(index, ConfSysctl.SRC_VALID_MARK) != 0 ? p.mark : 0;
  askFor(scratch + 48, scratch + 32, out != 0 ? out : 1, mark, tos);
  if (hasFlag(Family.IPV4, NetworkFlag.PORT_RULES)) {
    askPorts(p);
    const sport = flow.sport;
    flow.sport = flow.dport;
    flow.dport = sport;
  }
  const noAddress = !hasAnyAddress(Family.IPV4, index);
  if (lookup4() != 0) return filter != 0 ? Cause.RP_FILTER : SOURCE_GOOD;
  if (found.type != RouteType.UNICAST) {
    if (found.type != RouteType.LOCAL || conf(index, ConfSysctl.ACCEPT_LOCAL) == 0) {
      return Cause.MARTIAN_SOURCE;
    }
  }
  noteSourceRealm();
  let matches = routeUses(found.route, index);
  if (!matches && found.type == RouteType.LOCAL && isLoopback(index)) matches = true;
  if (matches) return onLink() ? SOURCE_ON_LINK : SOURCE_GOOD;
  if (noAddress) {
    resetSourceRealm();
    return filter != 0 ? Cause.RP_FILTER : SOURCE_GOOD;
  }
  if (filter == 1) return Cause.RP_FILTER;
  flow.oif = index;
  if (lookup4() != 0 || found.type != RouteType.UNICAST) return SOURCE_GOOD;
  return onLink() ? SOURCE_ON_LINK : SOURCE_GOOD;
}

/** Whether the found hop is no router (nhc_scope >= RT_SCOPE_HOST). */
function onLink(): bool {
  return load<u8>(found.hop, NextHopImage.family) == 0;
}

/** Whether a hop of the route leads over the interface (fib_info_nh_uses_dev). */
export function routeUses(route: usize, index: u32): bool {
  let n = load<u32>(route, RouteImage.hopCount);
  let hop = <usize>load<u32>(route, RouteImage.hops);
  while (n > 0) {
    if (load<u32>(hop, NextHopImage.interfaceIndex) == index) return true;
    hop += NextHopImage.size;
    n--;
  }
  return false;
}
