/**
 * rpfilter: whether an answer would leave by the interface the packet came in by
 * (iptables-extensions(8), rpfilter; rpfilter_mt of ipt_rpfilter and ip6t_rpfilter).
 */
import { Family, InterfaceFlag, InterfaceRecord, PacketType, RouteType } from "../abi";
import { interfaceRecord } from "../memory/interfaces";
import { trafficClass } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { askFor, flow, FlowFlag, found, scratch } from "../route/flow";
import { isLimitedBroadcast4, isLocalMulticast4, isMulticast4, isZeroNet4 } from "../route/kind4";
import { Kind6, kind6 } from "../route/kind6";
import { lookup4 } from "../route/lookup4";
import { lookupDevice6 } from "../route/lookup6";
import { routeUses } from "../route/validate4";
import { onPath } from "../stack/path";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** u8: RpfilterFlag bits. */
export const enum RpfilterInfo {
  flags = 0,
  size = 8,
}

export const enum RpfilterFlag {
  LOOSE = 1,
  VALID_MARK = 2,
  ACCEPT_LOCAL = 4,
  INVERT = 8,
}

/** Whether the source is one the interface may have. Where the packet's way is given there are no
 * routes to tell: it passes, and the rule is reported. */
export function match(p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, RpfilterInfo.flags);
  let good = isLoopback(p);
  if (!good) {
    if (onPath(p)) {
      undecided(c);
      good = true;
    } else good = p.family == Family.IPV4 ? answers4(p, flags) : answers6(p, flags);
  }
  return good != ((flags & RpfilterFlag.INVERT) != 0);
}

function isLoopback(p: Packet): bool {
  if (p.type == <u32>PacketType.LOOPBACK) return true;
  if (p.inInterface == 0) return false;
  const record = interfaceRecord(p.inInterface);
  return (load<u32>(record, InterfaceRecord.flags) & InterfaceFlag.LOOPBACK) != 0;
}

function markOf(p: Packet, flags: u32): u32 {
  return (flags & RpfilterFlag.VALID_MARK) != 0 ? p.mark : 0;
}

function answers4(p: Packet, flags: u32): bool {
  const source = load<u32>(p.data, 12);
  const destination = load<u32>(p.data, 16);
  if (isZeroNet4(source)) {
    if (isLimitedBroadcast4(destination) || isLocalMulticast4(destination)) return true;
  }
  const noHost =
    isMulticast4(destination) || isLimitedBroadcast4(destination) || isZeroNet4(destination);
  store<u32>(scratch, noHost ? 0 : destination);
  store<u32>(scratch, source, 16);
  askFor(scratch, scratch + 16, 1, markOf(p, flags), <u32>load<u8>(p.data, 1) & 0xfc);
  if (lookup4() != 0) return false;
  if (found.type != RouteType.UNICAST) {
    if (found.type != RouteType.LOCAL || (flags & RpfilterFlag.ACCEPT_LOCAL) == 0) return false;
  }
  return (flags & RpfilterFlag.LOOSE) != 0 || routeUses(found.route, p.inInterface);
}

function answers6(p: Packet, flags: u32): bool {
  const source = p.data + 8;
  const destination = p.data + 24;
  const kind = kind6(source);
  if (kind == Kind6.ANY) return true;
  memory.fill(scratch, 0, 16);
  const unicast = (kind6(destination) & Kind6.UNICAST) != 0;
  const from = unicast ? destination : scratch;
  askFor(from, source, 1, markOf(p, flags), trafficClass(p.data));
  flow.protocol = <u32>load<u8>(p.data, 6);
  if (unicast) flow.flags |= FlowFlag.HAS_SOURCE;
  const loose = (flags & RpfilterFlag.LOOSE) != 0;
  if ((kind & Kind6.LINKLOCAL) != 0) {
    flow.flags |= FlowFlag.STRICT;
    flow.oif = p.inInterface;
  } else if (!loose) flow.oif = p.inInterface;
  if (lookupDevice6() != 0) return false;
  if (found.type == RouteType.ANYCAST) return false;
  if (found.type == RouteType.LOCAL) return (flags & RpfilterFlag.ACCEPT_LOCAL) != 0;
  return loose || routeUses(found.route, p.inInterface);
}
