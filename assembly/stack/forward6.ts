/** Forwarding an IPv6 packet (ip6_forward). */
import { Cause, ConfSysctl, Hook, PacketType, Sysctl, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { conf } from "../memory/interfaces";
import { sysctl } from "../memory/sysctl";
import { makeHeadersWritable, Packet, PacketFlag } from "../packet/packet";
import { Kind6, kind6 } from "../route/kind6";
import { continueAfter } from "./continue";
import { sendIcmpError6 } from "./icmp6";
import { forwardMtu6 } from "./mtu";
import { output6 } from "./output6";
import { redirect6 } from "./redirect6";

const UNREACHABLE: u32 = 1;
const BEYOND_SCOPE: u32 = 2;
const TOO_BIG: u32 = 2;
const TIME_EXCEEDED: u32 = 3;

/** Checks, hop limit, FORWARD. */
export function forward6(p: Packet): void {
  if (
    sysctl(Sysctl.IP6_FORWARDING) == 0 &&
    conf(p.inInterface, ConfSysctl.FORCE_FORWARDING6) == 0
  ) {
    p.cause = Cause.NOT_FORWARDING;
    return;
  }
  if (p.type != PacketType.HOST) {
    p.cause = Cause.NOT_UNICAST;
    return;
  }
  if (load<u8>(p.data, 7) <= 1) {
    p.cause = Cause.TTL_EXCEEDED;
    sendIcmpError6(p, TIME_EXCEEDED, 0, 0);
    return;
  }
  if (p.inInterface == p.routeInterface && !p.is(PacketFlag.SOURCE_ROUTED)) redirect6(p);
  else {
    const kind = kind6(p.data + 8);
    if (kind == 0 || (kind & (Kind6.MULTICAST | Kind6.LOOPBACK)) != 0) {
      p.cause = Cause.SOURCE_ADDRESS;
      return;
    }
    if ((kind & Kind6.LINKLOCAL) != 0) {
      p.cause = Cause.SCOPE;
      sendIcmpError6(p, UNREACHABLE, BEYOND_SCOPE, 0);
      return;
    }
  }
  const mtu = forwardMtu6(p);
  if (exceeds(p, mtu)) {
    p.cause = Cause.MTU_EXCEEDED;
    sendIcmpError6(p, TOO_BIG, 0, mtu);
    return;
  }
  makeHeadersWritable(p);
  decreaseHopLimit(p.data);
  p.flags = (p.flags & ~(<u32>PacketFlag.SUM_KEPT)) | PacketFlag.FORWARDED;
  p.outInterface = p.routeInterface;
  if (runHooks(p, Hook.FORWARD, 0) == Verdict.ACCEPT) continueAfter(p, Hook.FORWARD);
}

/** Takes one off the hop limit. */
export function decreaseHopLimit(header: usize): void {
  store<u8>(header, load<u8>(header, 7) - 1, 7);
}

/** Behind FORWARD. */
export function forwardFinish6(p: Packet): void {
  output6(p);
}

/** Whether the packet is too big for the way (ip6_pkt_too_big). */
function exceeds(p: Packet, mtu: u32): bool {
  if (p.length <= mtu) return false;
  if (p.fragMaxSize > mtu) return true;
  return !p.is(PacketFlag.DEFRAGMENTED);
}
