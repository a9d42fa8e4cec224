/** An IPv6 packet on its way out: ip6_output, ip6_finish_output2, raw sockets. */
import { Cause, ConfSysctl, EmitAt, Errno, Hook, NO_FACT, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { conf, interfaceMtu, interfaceUp, isLoopback } from "../memory/interfaces";
import { copy16 } from "../packet/bytes";
import { locate6 } from "../packet/ipv6";
import { copyPacket, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { isMulticast6, Scope6, scope6 } from "../route/kind6";
import { askAs } from "../route/flow";
import { routeOutput6 } from "../route/routes6";
import { inGroup6 } from "../route/select";
import { continueAfter } from "./continue";
import { emit, emitNoFrame } from "./emit";
import { fragment6 } from "./fragment6";
import { sendIcmpError6 } from "./icmp6";
import { denySend, failSend, LOOPBACK, loopBack } from "./loopback";
import { IPV6_MIN_MTU } from "./mtu";

const TOO_BIG: u32 = 2;
/** Hop limit of packets whose interface sets none. */
const DEFAULT_HOP_LIMIT: u32 = 64;
/** IPPROTO_RAW, of a socket that takes headers as they are. */
const RAW_PROTOCOL: u32 = 255;

const destination: usize = memory.data(16, 8);

/** The hop limit for packets of the host over an interface (ip6_dst_hoplimit). */
export function hopLimit6(index: u32): u32 {
  const own = index == 0 ? 0 : conf(index, ConfSysctl.HOP_LIMIT);
  return own != 0 ? own : DEFAULT_HOP_LIMIT;
}

/** A packet that a local process gave to a raw socket with the header included (rawv6_sendmsg,
 * rawv6_send_hdrinc). Answers an errno, 0 = it may meet OUTPUT. */
export function prepareRaw6(p: Packet): u32 {
  if (p.captured < 40) return Errno.EINVAL;
  copy16(destination, p.data + 24);
  // "::" means this host
  if ((load<u64>(destination) | load<u64>(destination, 8)) == 0) store<u8>(destination, 1, 15);
  askAs(p.uid);
  const error = routeOutput6(p, 0, destination, 0, p.mark, 0, RAW_PROTOCOL);
  askAs(NO_FACT);
  if (error != 0) return error;
  if (p.length > interfaceMtu(p.routeInterface)) return Errno.EMSGSIZE;
  locate6(p);
  return 0;
}

/** Behind OUTPUT and FORWARD: POSTROUTING (ip6_output). */
export function output6(p: Packet): void {
  p.outInterface = p.routeInterface;
  if (conf(p.outInterface, ConfSysctl.DISABLE_IPV6) != 0) {
    p.cause = Cause.IPV6_DISABLED;
    return;
  }
  const verdict = runHooks(p, Hook.POSTROUTING, 0);
  if (verdict == Verdict.ACCEPT) continueAfter(p, Hook.POSTROUTING);
  else denySend(p, verdict);
}

/** Behind POSTROUTING: fragments where it must, and the device (ip6_finish_output). */
export function finishOutput6(p: Packet): void {
  const out = p.outInterface;
  emit(p, EmitAt.WIRE, p.inInterface, out);
  if (p.is(PacketFlag.LOOP_COPY)) {
    if (!isLoopback(out)) emitNoFrame(out);
    loopBack(p, out);
    return;
  }
  // the way out knows the MTU of the route, though forwarding asked the device (ip6_skb_dst_mtu)
  const mtu = p.routeMtu;
  const largest = p.fragMaxSize;
  if (p.length <= mtu && (largest == 0 || p.length <= largest)) {
    if (mayTransmit(p, out)) transmit6(p, out);
    else if (!isLoopback(out)) emitNoFrame(out);
    return;
  }
  const whole = p.is(PacketFlag.DEFRAGMENTED);
  if ((!whole && p.length > mtu) || largest > mtu) {
    if (!isLoopback(out)) emitNoFrame(out);
    sendIcmpError6(p, TOO_BIG, 0, mtu);
    failSend(p, Errno.EMSGSIZE, Cause.MTU_EXCEEDED);
    return;
  }
  fragment6(p, largest != 0 ? max<u32>(min<u32>(mtu, largest), IPV6_MIN_MTU) : mtu);
}

/** Multicasts: a copy for this host when it is in the group, and nothing that may not leave the
 * node. False = the device gets nothing (ip6_finish_output2). */
export function mayTransmit(p: Packet, out: u32): bool {
  if (!isMulticast6(p.data + 24) || isLoopback(out)) return true;
  const router = conf(out, ConfSysctl.FORWARDING6) != 0;
  if (inGroup6(out, p.data + 24, router)) {
    loopCopy(p);
    if (load<u8>(p.data, 7) == 0) return false;
  }
  return scope6(p.data + 24) > <u32>Scope6.NODE;
}

/** The copy for this host passes POSTROUTING too. */
function loopCopy(p: Packet): void {
  if (!canAcquire()) return;
  const copy = acquirePacket();
  copyPacket(copy, p);
  copy.flags |= PacketFlag.LOOP_COPY;
  copy.inInterface = 0;
  if (runHooks(copy, Hook.POSTROUTING, 0) == Verdict.ACCEPT) {
    continueAfter(copy, Hook.POSTROUTING);
  }
  releasePacket();
}

/** To the device. */
export function transmit6(p: Packet, out: u32): void {
  if (out == LOOPBACK) loopBack(p, out);
  else if (!interfaceUp(out)) emitNoFrame(out);
}
