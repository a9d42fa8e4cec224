/** An IPv4 packet from an interface: ip_rcv, ip_rcv_finish, ip_local_deliver, ip_error. */
import { Cause, ConfSysctl, Errno, Hook, PacketType, RouteType, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { conf } from "../memory/interfaces";
import { Packet, PacketFlag } from "../packet/packet";
import { isFragment4 } from "../packet/ipv4";
import { gather4 } from "../packet/defragment4";
import { FragmentUser } from "../packet/fragments";
import { RouteFlag } from "../route/flags";
import { routeInput4 } from "../route/input4";
import { continueAfter } from "./continue";
import { forward4 } from "./forward4";
import { sendIcmpError4 } from "./icmp4";
import { receiveOptions4 } from "./options4";
import { allowPeer } from "./peer";

/** ICMP type and codes of ip_error. */
const UNREACHABLE: u32 = 3;
const NETWORK: u32 = 0;
const HOST: u32 = 1;
const FILTERED: u32 = 13;

/** PREROUTING, then routing. */
export function receive4(p: Packet): void {
  if (runHooks(p, Hook.PREROUTING, 0) == Verdict.ACCEPT) continueAfter(p, Hook.PREROUTING);
}

/** Behind PREROUTING (ip_rcv_finish). */
export function receiveFinish4(p: Packet): void {
  if (!p.is(PacketFlag.ROUTED)) {
    const cause = routeInput4(p);
    if (cause != Cause.NONE) {
      p.cause = cause;
      return;
    }
  }
  if (p.transport > 20 && !receiveOptions4(p)) return;
  const type = p.routeType;
  if (type != RouteType.MULTICAST && type != RouteType.BROADCAST) {
    if (p.type == PacketType.BROADCAST || p.type == PacketType.MULTICAST) {
      if (conf(p.inInterface, ConfSysctl.DROP_UNICAST_IN_L2_MULTICAST4) != 0) {
        p.cause = Cause.NOT_UNICAST;
        return;
      }
    }
  }
  if (p.routeError != 0) refuse(p);
  else if ((p.routeFlags & RouteFlag.LOCAL) != 0) deliver4(p);
  else forward4(p);
}

/** To this host: INPUT. */
export function deliver4(p: Packet): void {
  if (isFragment4(p.data)) {
    if (gather4(p, FragmentUser.LOCAL_DELIVER) != Verdict.ACCEPT) return;
  }
  if (runHooks(p, Hook.INPUT, 0) == Verdict.ACCEPT) continueAfter(p, Hook.INPUT);
}

/** No way to the destination: a router says so (ip_error). */
function refuse(p: Packet): void {
  const error = p.routeError;
  p.cause = Cause.NO_ROUTE;
  if (error == <u32>Errno.EINVAL) p.cause = Cause.BLACKHOLE;
  else if (error == <u32>Errno.EACCES) p.cause = Cause.PROHIBIT;
  else if (error == <u32>Errno.EHOSTUNREACH) p.cause = Cause.UNREACHABLE;
  if (conf(p.inInterface, ConfSysctl.FORWARDING4) == 0) {
    p.cause = Cause.NOT_FORWARDING;
    return;
  }
  let code: u32 = HOST;
  if (error == <u32>Errno.ENETUNREACH) code = NETWORK;
  else if (error == <u32>Errno.EACCES) code = FILTERED;
  else if (error != <u32>Errno.EHOSTUNREACH) return;
  if (allowPeer(p.data + 12, 4)) sendIcmpError4(p, UNREACHABLE, code, 0);
}
