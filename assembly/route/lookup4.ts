/** IPv4 route lookup (fib_lookup, fib_table_lookup). */
import { Errno, Family, NextHopImage, PrefixNode, RouteImage, RouteType } from "../abi";
import { interfaceUp } from "../memory/interfaces";
import { get32 } from "../packet/bytes";
import { flow, found, notFound } from "./flow";
import { customRules, MERGED_TABLE, routingTable, TABLE_DEFAULT } from "./network";
import { lookupByRules, TOS_MASK, TRY_NEXT } from "./rule";
import { findPrefix4, widerPrefix } from "./table";

/** The errno of a route type (fib_props). */
export function typeError(type: u32): u32 {
  if (type == RouteType.UNREACHABLE) return Errno.EHOSTUNREACH;
  if (type == RouteType.PROHIBIT) return Errno.EACCES;
  if (type == RouteType.BLACKHOLE) return Errno.EINVAL;
  if (type == RouteType.THROW) return TRY_NEXT;
  return 0;
}

/** The first hop of a route that may be taken; 0 = none. A device that goes down takes its routes
 * with it, but for those of the host's own addresses. */
function usableHop(route: usize, type: u32, oif: u32): usize {
  let hop = <usize>load<u32>(route, RouteImage.hops);
  let n = load<u32>(route, RouteImage.hopCount);
  while (n > 0) {
    const device = load<u32>(hop, NextHopImage.interfaceIndex);
    const up = type == RouteType.LOCAL || interfaceUp(device);
    if (up && (oif == 0 || oif == device)) return hop;
    hop += NextHopImage.size;
    n--;
  }
  return 0;
}

function lookInTable(id: u32): u32 {
  const table = routingTable(Family.IPV4, id);
  return table == 0 ? TRY_NEXT : lookIn(table);
}

/** Looks into a table: 0 = found, an errno, or TRY_NEXT. */
function lookIn(table: usize): u32 {
  const tos = flow.tos & TOS_MASK;
  let node = findPrefix4(table, get32(flow.destination));
  while (node != 0) {
    let n = load<u32>(node, PrefixNode.routeCount);
    let route = <usize>load<u32>(node, PrefixNode.routes);
    for (; n > 0; n--, route += RouteImage.size) {
      const wanted = <u32>load<u8>(route, RouteImage.tos);
      if (wanted != 0 && wanted != tos) continue;
      const type = <u32>load<u8>(route, RouteImage.type);
      const error = typeError(type);
      if (error != 0) {
        notFound(error);
        return error;
      }
      const hop = usableHop(route, type, flow.oif);
      if (hop == 0) continue;
      found.error = 0;
      found.type = type;
      found.route = route;
      found.hop = hop;
      found.prefixLength = load<u32>(node, PrefixNode.prefixLength);
      return 0;
    }
    node = widerPrefix(node);
  }
  return TRY_NEXT;
}

/** Looks `flow` up; fills `found`, answers its errno. */
export function lookup4(): u32 {
  if (customRules(Family.IPV4)) return lookupByRules(flow, Family.IPV4, lookInTable);
  found.realm = 0;
  let error = lookInTable(MERGED_TABLE);
  if (error == TRY_NEXT) error = lookInTable(TABLE_DEFAULT);
  return error == TRY_NEXT ? notFound(Errno.ENETUNREACH) : error;
}

/** Looks `flow` up in one table only: 0 = found. */
export function lookupTable4(id: u32): u32 {
  return lookInTable(id);
}
