/** An IPv6 packet from an interface: ip6_rcv, ip6_rcv_finish, ip6_input, ip6_pkt_discard. */
import {
  Cause,
  ConfSysctl,
  Errno,
  Hook,
  InterfaceFlag,
  InterfaceRecord,
  PacketType,
  Verdict,
} from "../abi";
import { runHooks } from "../hook/dispatch";
import { conf, interfaceRecord, isLoopback } from "../memory/interfaces";
import { Packet, PacketFlag } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { RouteFlag } from "../route/flags";
import { isMulticast6, Kind6, kind6 } from "../route/kind6";
import { routeInput6 } from "../route/routes6";
import { inGroup6 } from "../route/select";
import { continueAfter } from "./continue";
import { forward6 } from "./forward6";
import { hopOptionsGood } from "./hop6";
import { sendIcmpError6 } from "./icmp6";

/** ICMPv6 type and codes of ip6_pkt_drop. */
const UNREACHABLE: u32 = 1;
const NO_ROUTE: u32 = 0;
const PROHIBITED: u32 = 1;

/** Checks of addresses that validate6 leaves to the stack (ip6_rcv_core). */
function addressesGood(p: Packet): Cause {
  const source = p.data + 8;
  const destination = p.data + 24;
  const loopback = isLoopback(p.inInterface);
  if (!loopback) {
    const a = kind6(source);
    const b = kind6(destination);
    if (((a | b) & Kind6.LOOPBACK) != 0) return Cause.MARTIAN_SOURCE;
  }
  if (isMulticast6(destination)) {
    const scope = <u32>load<u8>(destination, 1) & 15;
    if (scope == 0) return Cause.SCOPE;
    if (scope == 1 && !loopback && p.type != PacketType.LOOPBACK) return Cause.SCOPE;
  } else if (p.type == PacketType.BROADCAST || p.type == PacketType.MULTICAST) {
    if (conf(p.inInterface, ConfSysctl.DROP_UNICAST_IN_L2_MULTICAST6) != 0)
      return Cause.NOT_UNICAST;
  }
  return isMulticast6(source) ? Cause.MARTIAN_SOURCE : Cause.NONE;
}

/** PREROUTING, then routing. */
export function receive6(p: Packet): void {
  const cause = addressesGood(p);
  if (cause != Cause.NONE) {
    p.cause = cause;
    return;
  }
  if (load<u8>(p.data, 6) == <u8>Protocol.HOPOPTS && !hopOptionsGood(p)) {
    p.cause = Cause.HEADER_OPTIONS;
    return;
  }
  if (runHooks(p, Hook.PREROUTING, 0) == Verdict.ACCEPT) continueAfter(p, Hook.PREROUTING);
}

/** Behind PREROUTING (ip6_rcv_finish). */
export function receiveFinish6(p: Packet): void {
  if (!p.is(PacketFlag.ROUTED)) routeInput6(p);
  if (p.routeError != 0) {
    refuse(p);
    return;
  }
  const flags = p.routeFlags;
  if ((flags & RouteFlag.MULTICAST) != 0) {
    if (!inGroup6(p.inInterface, p.data + 24, isRouter(p.inInterface))) {
      p.cause = Cause.NOT_UNICAST;
      return;
    }
  } else if ((flags & RouteFlag.LOCAL) == 0) {
    forward6(p);
    return;
  }
  if (runHooks(p, Hook.INPUT, 0) == Verdict.ACCEPT) continueAfter(p, Hook.INPUT);
}

/** Whether the interface joined the groups of routers. */
function isRouter(index: u32): bool {
  if (conf(index, ConfSysctl.FORWARDING6) == 0) return false;
  const flags = load<u32>(interfaceRecord(index), InterfaceRecord.flags);
  return (flags & (InterfaceFlag.MULTICAST | InterfaceFlag.LOOPBACK)) != 0;
}

/** No way to the destination: the sender is told (ip6_pkt_discard, ip6_pkt_prohibit). */
function refuse(p: Packet): void {
  const error = p.routeError;
  if (error == <u32>Errno.EINVAL) {
    p.cause = Cause.BLACKHOLE;
    return;
  }
  p.cause = error == <u32>Errno.ENETUNREACH ? Cause.NO_ROUTE : Cause.UNREACHABLE;
  if (error == <u32>Errno.EACCES) p.cause = Cause.PROHIBIT;
  sendIcmpError6(p, UNREACHABLE, error == <u32>Errno.EACCES ? PROHIBITED : NO_ROUTE, 0);
}
