/** IPv6 route lookup (fib6_rule_lookup, fib6_table_lookup, rt6_select). */
import { Errno, Family, NextHopImage, PrefixNode, RouteImage, RouteType } from "../abi";
import { flow, FlowFlag, found, notFound } from "./flow";
import { needsInterface6 } from "./kind6";
import { typeError } from "./lookup4";
import { hopAlive } from "./multipath";
import { customRules, routingTable, TABLE_LOCAL, TABLE_MAIN } from "./network";
import { lookupByRules, TRY_NEXT } from "./rule";
import { findPrefix6, widerPrefix } from "./table";

/** How well a hop suits the interface asked for: 2 it is the one (or none is), 0 it is another;
 * -1: it will not do (rt6_score_route). */
function score(device: u32, wanted: u32, strict: bool): i32 {
  if (wanted == 0 || device == wanted) return 2;
  return strict ? -1 : 0;
}

/** The interface that decides between routes: the one it came in by, or is to leave by. */
let preferredDevice: u32 = 0;

/** Whether a route to a device can be taken: the host's own addresses are there while their link is down
 * (addrconf_f6i_alloc). */
function usable(type: u32, device: u32): bool {
  return isLocalRoute(type) || hopAlive(device, Family.IPV6);
}

/** The best route of a prefix, among those of the lowest metric that has one. */
function selectRoute(node: usize): bool {
  const strict = (flow.flags & FlowFlag.STRICT) != 0;
  let best: i32 = -1;
  let metric: u32 = 0;
  let n = load<u32>(node, PrefixNode.routeCount);
  let route = <usize>load<u32>(node, PrefixNode.routes);
  for (; n > 0; n--, route += RouteImage.size) {
    if (best >= 0 && load<u32>(route, RouteImage.metric) != metric) break;
    const type = <u32>load<u8>(route, RouteImage.type);
    if (typeError(type) != 0) {
      // error routes lie on `lo`, which is what a strict question does not ask for
      if (best >= 0 || score(1, preferredDevice, strict) < 0) continue;
      best = score(1, preferredDevice, strict);
      metric = load<u32>(route, RouteImage.metric);
      take(node, route, 0, type);
      continue;
    }
    let hop = <usize>load<u32>(route, RouteImage.hops);
    for (let k = load<u32>(route, RouteImage.hopCount); k > 0; k--, hop += NextHopImage.size) {
      const device = load<u32>(hop, NextHopImage.interfaceIndex);
      if (!usable(type, device)) continue;
      const s = score(device, preferredDevice, strict);
      if (s <= best) continue;
      best = s;
      metric = load<u32>(route, RouteImage.metric);
      take(node, route, hop, type);
    }
  }
  return best >= 0;
}

function take(node: usize, route: usize, hop: usize, type: u32): void {
  found.error = typeError(type);
  found.type = type;
  found.route = route;
  found.hop = hop;
  found.prefixLength = load<u32>(node, PrefixNode.prefixLength);
}

function lookInTable(id: u32): u32 {
  const table = routingTable(Family.IPV6, id);
  if (table == 0) return TRY_NEXT;
  let node = findPrefix6(table, flow.destination);
  while (node != 0) {
    if (selectRoute(node)) return found.error;
    node = widerPrefix(node);
  }
  return TRY_NEXT;
}

function lookup6(): u32 {
  if (customRules(Family.IPV6)) return lookupByRules(flow, Family.IPV6, lookInTable);
  let error = lookInTable(TABLE_LOCAL);
  if (error == TRY_NEXT) error = lookInTable(TABLE_MAIN);
  return error == TRY_NEXT ? notFound(Errno.ENETUNREACH) : error;
}

/** Looks up the route of a packet that came in on flow.iif (ip6_route_input_lookup). */
export function lookupInput6(): u32 {
  preferredDevice = flow.iif;
  flow.flags |= FlowFlag.HAS_SOURCE;
  if (needsInterface6(flow.destination)) flow.flags |= FlowFlag.STRICT;
  return lookup6();
}

/** Looks up the route of a packet of the host, over flow.oif if that is set
 * (ip6_route_output_flags). */
export function lookupOutput6(): u32 {
  preferredDevice = flow.oif;
  const source = flow.source;
  const known = (load<u64>(source) | load<u64>(source, 8)) != 0;
  if (known) flow.flags |= FlowFlag.HAS_SOURCE;
  if (needsInterface6(flow.destination) || (flow.oif != 0 && !known)) {
    flow.flags |= FlowFlag.STRICT;
  }
  flow.iif = 1;
  return lookup6();
}

/** The first route of a prefix over flow.oif, else the first that can be taken; STRICT: no other
 * (rt6_device_match). Metrics do not count. */
function selectDevice(node: usize): bool {
  let n = load<u32>(node, PrefixNode.routeCount);
  let route = <usize>load<u32>(node, PrefixNode.routes);
  let fallback = false;
  for (; n > 0; n--, route += RouteImage.size) {
    const type = <u32>load<u8>(route, RouteImage.type);
    const reject = typeError(type) != 0;
    // error routes lie on `lo`
    const hop: usize = reject ? <usize>0 : <usize>load<u32>(route, RouteImage.hops);
    const device = hop == 0 ? 1 : load<u32>(hop, NextHopImage.interfaceIndex);
    if (!usable(type, device)) continue;
    const wanted = flow.oif == 0 || device == flow.oif;
    if (!wanted && (fallback || (flow.flags & FlowFlag.STRICT) != 0)) continue;
    take(node, route, hop, type);
    if (wanted) return true;
    fallback = true;
  }
  return fallback;
}

function lookForDevice(id: u32): u32 {
  const table = routingTable(Family.IPV6, id);
  if (table == 0) return TRY_NEXT;
  let node = findPrefix6(table, flow.destination);
  while (node != 0) {
    if (selectDevice(node)) return found.error;
    node = widerPrefix(node);
  }
  return TRY_NEXT;
}

/** Looks up a route over flow.oif without choosing between routes by their worth (ip6_route_lookup):
 * what netfilter asks. */
export function lookupDevice6(): u32 {
  if (customRules(Family.IPV6)) return lookupByRules(flow, Family.IPV6, lookForDevice);
  let error = lookForDevice(TABLE_LOCAL);
  if (error == TRY_NEXT) error = lookForDevice(TABLE_MAIN);
  return error == TRY_NEXT ? notFound(Errno.ENETUNREACH) : error;
}

/** Whether a route leads to this host. */
export function isLocalRoute(type: u32): bool {
  return type == RouteType.LOCAL || type == RouteType.ANYCAST;
}
