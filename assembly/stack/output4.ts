/** An IPv4 packet on its way out: ip_output, ip_mc_output, ip_finish_output, raw sockets. */
import { Cause, EmitAt, Errno, Hook, NO_FACT, Verdict } from "../abi";
import { runHooks } from "../hook/dispatch";
import { interfaceMtu, interfaceUp, isLoopback } from "../memory/interfaces";
import { random32 } from "../memory/random";
import { put16 } from "../packet/bytes";
import { headerLength4, fragmentField, IP_DF, locate4, setHeaderChecksum4 } from "../packet/ipv4";
import { copyPacket, makeWritable, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { RouteFlag } from "../route/flags";
import { askAs, FlowFlag } from "../route/flow";
import { routedSource4, routeOutput4 } from "../route/output4";
import { continueAfter } from "./continue";
import { emit, emitNoFrame } from "./emit";
import { fragment4 } from "./fragment4";
import { sendIcmpError4 } from "./icmp4";
import { denySend, failSend, LOOPBACK, loopBack } from "./loopback";
import { forwardMtu4 } from "./mtu";

const UNREACHABLE: u32 = 3;
const FRAGMENTATION_NEEDED: u32 = 4;

/** A packet that a local process gave to a raw socket with the header included: what
 * raw_sendmsg and raw_send_hdrinc do. Answers an errno, 0 = it may meet OUTPUT. */
export function prepareRaw4(p: Packet): u32 {
  if (p.length > 65535) return Errno.EMSGSIZE;
  if (p.captured < 20) return Errno.EINVAL;
  // the socket's own address and TOS are unset: only the destination decides
  askAs(p.uid);
  const error = routeOutput4(p, 0, load<u32>(p.data, 16), 0, p.mark, 0, FlowFlag.RAW);
  askAs(NO_FACT);
  if (error != 0) return error;
  if (p.length > interfaceMtu(p.routeInterface)) return Errno.EMSGSIZE;
  const size = headerLength4(p.data);
  if (size > p.captured) return Errno.EINVAL;
  if (size < 20) return Errno.EINVAL;
  makeWritable(p);
  const h = p.data;
  if (load<u32>(h, 12) == 0) store<u32>(h, routedSource4, 12);
  put16(h + 2, p.length);
  if (load<u16>(h, 4) == 0) store<u16>(h, <u16>newId4(h), 4);
  setHeaderChecksum4(h);
  locate4(p);
  return 0;
}

/** An id for a packet without one: none is needed where fragmenting is forbidden
 * (ip_select_ident). */
export function newId4(header: usize): u32 {
  return (fragmentField(header) & IP_DF) != 0 ? 0 : random32() & 0xffff;
}

/** Behind OUTPUT and FORWARD: POSTROUTING (dst_output). */
export function output4(p: Packet): void {
  p.outInterface = p.routeInterface;
  const flags = p.routeFlags;
  if ((flags & RouteFlag.LOOP_BACK) != 0) {
    p.inInterface = 0;
    loopCopy(p);
    if ((flags & RouteFlag.MULTICAST) != 0 && load<u8>(p.data, 8) == 0) return;
  }
  const verdict = runHooks(p, Hook.POSTROUTING, 0);
  if (verdict == Verdict.ACCEPT) continueAfter(p, Hook.POSTROUTING);
  else denySend(p, verdict);
}

/** The copy for this host passes POSTROUTING too. */
function loopCopy(p: Packet): void {
  if (!canAcquire()) return;
  const copy = acquirePacket();
  copyPacket(copy, p);
  copy.flags |= PacketFlag.LOOP_COPY;
  if (runHooks(copy, Hook.POSTROUTING, 0) == Verdict.ACCEPT) {
    continueAfter(copy, Hook.POSTROUTING);
  }
  releasePacket();
}

/** Behind POSTROUTING: fragments where it must, and the device (ip_finish_output). */
export function finishOutput4(p: Packet): void {
  const out = p.outInterface;
  emit(p, EmitAt.WIRE, p.inInterface, out);
  if (p.is(PacketFlag.LOOP_COPY)) {
    if (!isLoopback(out)) emitNoFrame(out);
    loopBack(p, out);
    return;
  }
  const mtu = forwardMtu4(p);
  if (p.length <= mtu && p.fragMaxSize == 0) {
    transmit4(p, out);
    return;
  }
  if ((fragmentField(p.data) & IP_DF) != 0) {
    if (!p.is(PacketFlag.DEFRAGMENTED) || p.fragMaxSize > mtu) {
      if (!isLoopback(out)) emitNoFrame(out);
      // the device it would leave by is what the answer takes for its origin
      sendIcmpError4(p, UNREACHABLE, FRAGMENTATION_NEEDED, mtu);
      failSend(p, Errno.EMSGSIZE, Cause.MTU_EXCEEDED);
      return;
    }
  }
  fragment4(p, p.fragMaxSize != 0 && p.fragMaxSize < mtu ? p.fragMaxSize : mtu);
}

/** To the device. */
export function transmit4(p: Packet, out: u32): void {
  if (out == LOOPBACK) loopBack(p, out);
  else if (!interfaceUp(out)) emitNoFrame(out);
}
