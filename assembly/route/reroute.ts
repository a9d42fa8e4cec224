/** Routing again after netfilter changed what the route depends on (ip_route_me_harder,
 * ip6_route_me_harder). */
import { Family, NO_FACT, RouteType } from "../abi";
import { Packet, PacketFlag } from "../packet/packet";
import { onPath } from "../stack/path";
import { askAs, FlowFlag } from "./flow";
import { Kind6, kind6 } from "./kind6";
import { addressType4 } from "./lookup";
import { routeOutput4 } from "./output4";
import { routeByHeader6 } from "./routes6";

/** Looks the route up anew for a local packet in OUTPUT by what its header and mark say now; false
 * when there is none, with the sender's error in p.error. The hook at hand goes on with the
 * interfaces that it began with. */
export function routeAgain(p: Packet): bool {
  return route(p, false);
}

/** The same for a packet that the host has just made. */
export function routeFresh(p: Packet): bool {
  return route(p, true);
}

function route(p: Packet, fresh: bool): bool {
  if (onPath(p)) return true;
  const error = p.family == Family.IPV4 ? routeAgain4(p) : routeAgain6(p, fresh);
  if (error == 0) return true;
  p.error = error;
  return false;
}

function routeAgain4(p: Packet): u32 {
  const source = load<u32>(p.data, 12);
  const type = addressType4(source, 0);
  const usable = type == RouteType.LOCAL || type == RouteType.UNICAST;
  const flags: u32 = FlowFlag.DISSECT | (usable ? FlowFlag.ANY_SOURCE : 0);
  const tos = <u32>load<u8>(p.data, 1) & 0xfc;
  return routeOutput4(p, usable ? source : 0, load<u32>(p.data, 16), tos, p.mark, 0, flags);
}

function routeAgain6(p: Packet, fresh: bool): u32 {
  const strict = (kind6(p.data + 24) & (Kind6.MULTICAST | Kind6.LINKLOCAL)) != 0;
  const oif = strict && p.is(PacketFlag.ROUTED) ? p.routeInterface : 0;
  askAs(p.uid);
  const error = routeByHeader6(p, oif, fresh);
  askAs(NO_FACT);
  return error;
}
