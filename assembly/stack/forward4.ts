/** Forwarding an IPv4 packet (ip_forward). */
import { Cause, ConfSysctl, Hook, PacketType, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { conf } from "../memory/interfaces";
import { fragmentField, IP_DF } from "../packet/ipv4";
import { makeHeadersWritable, Packet, PacketFlag } from "../packet/packet";
import { RouteFlag } from "../route/flags";
import { continueAfter } from "./continue";
import { sendIcmpError4 } from "./icmp4";
import { forwardOptions4, isStrictRoute4 } from "./options4";
import { output4 } from "./output4";
import { forwardMtu4 } from "./mtu";
import { allowRedirect } from "./peer";

/** ICMP types and codes (RFC 792). */
const UNREACHABLE: u32 = 3;
const FRAGMENTATION_NEEDED: u32 = 4;
const SOURCE_ROUTE_FAILED: u32 = 5;
const REDIRECT: u32 = 5;
const REDIRECT_HOST: u32 = 1;
const TIME_EXCEEDED: u32 = 11;

/** Checks, TTL, FORWARD. */
export function forward4(p: Packet): void {
  if (p.type != PacketType.HOST) {
    p.cause = Cause.NOT_UNICAST;
    return;
  }
  if (load<u8>(p.data, 8) <= 1) {
    p.cause = Cause.TTL_EXCEEDED;
    sendIcmpError4(p, TIME_EXCEEDED, 0, 0);
    return;
  }
  if (p.is(PacketFlag.OPTIONS)) {
    if (isStrictRoute4(p) && (p.routeFlags & RouteFlag.GATEWAY) != 0) {
      p.cause = Cause.HEADER_OPTIONS;
      sendIcmpError4(p, UNREACHABLE, SOURCE_ROUTE_FAILED, 0);
      return;
    }
  }
  p.flags = (p.flags & ~(<u32>PacketFlag.SUM_KEPT)) | PacketFlag.FORWARDED;
  const mtu = forwardMtu4(p);
  if (exceeds(p, mtu)) {
    p.cause = Cause.MTU_EXCEEDED;
    sendIcmpError4(p, UNREACHABLE, FRAGMENTATION_NEEDED, mtu);
    return;
  }
  makeHeadersWritable(p);
  decreaseTtl(p.data);
  if (p.is(PacketFlag.DO_REDIRECT) && p.optionSourceRoute == 0) redirect(p);
  p.outInterface = p.routeInterface;
  if (runHooks(p, Hook.FORWARD, 0) == Verdict.ACCEPT) continueAfter(p, Hook.FORWARD);
}

/** Behind FORWARD (ip_forward_finish). */
export function forwardFinish4(p: Packet): void {
  if (p.is(PacketFlag.OPTIONS)) forwardOptions4(p);
  output4(p);
}

/** Whether the packet is too big for the way and may not be cut (ip_exceeds_mtu). */
function exceeds(p: Packet, mtu: u32): bool {
  if (p.length <= mtu) return false;
  if ((fragmentField(p.data) & IP_DF) == 0) return false;
  if (p.fragMaxSize > mtu) return true;
  return !p.is(PacketFlag.DEFRAGMENTED);
}

/** TTL minus one with the checksum kept right, to the bit as the kernel does it: its result may be
 * 0xffff where a new computation gives 0 (ip_decrease_ttl). */
export function decreaseTtl(header: usize): void {
  const sum = <u32>load<u16>(header, 10) + 1;
  store<u16>(header, <u16>(sum + (sum >= 0xffff ? 1 : 0)), 10);
  store<u8>(header, load<u8>(header, 8) - 1, 8);
}

/** Tells the sender of a better first hop (ip_rt_send_redirect). */
function redirect(p: Packet): void {
  if (conf(p.routeInterface, ConfSysctl.SEND_REDIRECTS) == 0) return;
  if (!allowRedirect(p.data + 12)) return;
  const routed = (p.routeFlags & (RouteFlag.GATEWAY | RouteFlag.GATEWAY6)) == RouteFlag.GATEWAY;
  const hop = routed ? <u32>p.nextHopLow : load<u32>(p.data, 16);
  sendIcmpError4(p, REDIRECT, REDIRECT_HOST, bswap<u32>(hop));
}
