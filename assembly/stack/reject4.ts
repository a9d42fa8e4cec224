/**
 * The answers of REJECT for IPv4: ICMP errors and TCP resets (nf_send_unreach and nf_send_reset of
 * nf_reject_ipv4).
 *
 * Nothing answers a later fragment, or a packet whose transport checksum is wrong. What else
 * may not be answered with an error (broadcasts, ICMP errors) is the sender's to check.
 */
import { Family, RouteType, Sysctl } from "../abi";
import { attach } from "../conntrack/connection";
import { setClosing } from "../conntrack/closing";
import { sysctl } from "../memory/sysctl";
import { get16, put16 } from "../packet/bytes";
import { IP_DF, IPV4_HEADER_SIZE, setHeaderChecksum4 } from "../packet/ipv4";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { leaveSum } from "../packet/partial";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { sumUnnecessary, transportSumGood } from "../packet/verify";
import { sendIcmpError4 } from "./icmp4";
import { defaultHopLimit, routeGenerated, sendRouted } from "./output";
import { mayReset, TCP_HEADER_SIZE, writeReset } from "./reset";

const DEST_UNREACHABLE: u32 = 3;

/** Whether the checksum of a protocol says anything about the whole packet (nf_reject_verify_csum):
 * UDP may go without one, others have none or a partial one. */
export function sumCounts(p: Packet, protocol: u32): bool {
  if (protocol == Protocol.UDP) {
    return !p.has(p.transport, 8) || get16(p.transportHeader() + 6) != 0;
  }
  return !(
    protocol == Protocol.GRE ||
    protocol == Protocol.AH ||
    protocol == Protocol.ESP ||
    protocol == Protocol.SCTP ||
    protocol == Protocol.UDPLITE
  );
}

/** Answers at a hook with "destination unreachable" of a code. */
export function unreachable4(p: Packet, code: u32, hook: u32): void {
  if (p.fragmentOffset != 0) return;
  if (!sumUnnecessary(p) && sumCounts(p, p.protocol)) {
    if (!transportSumGood(p, p.protocol, hook)) return;
  }
  sendIcmpError4(p, DEST_UNREACHABLE, code, 0);
}

/** Answers a TCP segment at a hook with a reset. */
export function reset4(p: Packet, hook: u32): void {
  if (p.fragmentOffset != 0 || p.protocol != Protocol.TCP) return;
  if (!mayReset(p) || !transportSumGood(p, Protocol.TCP, hook)) return;
  if (p.routeType == RouteType.BROADCAST || p.routeType == RouteType.MULTICAST) return;
  if (!canAcquire()) return;
  const answer = acquirePacket();
  write(p, answer);
  if (routeGenerated(answer)) {
    store<u8>(answer.data, <u8>defaultHopLimit(answer), 8);
    setHeaderChecksum4(answer.data);
    attach(p, answer);
    setClosing(p);
    sendRouted(answer);
  }
  releasePacket();
}

/** Fills the record and the bytes of a reset: from the packet's destination back to its source. */
function write(p: Packet, answer: Packet): void {
  const length = IPV4_HEADER_SIZE + TCP_HEADER_SIZE;
  const h = answer.buffer + HEADROOM;
  memory.fill(h, 0, IPV4_HEADER_SIZE);
  store<u8>(h, 0x45);
  put16(h + 2, length);
  put16(h + 6, IP_DF);
  store<u8>(h, <u8>Protocol.TCP, 9);
  store<u32>(h, load<u32>(p.data, 16), 12);
  store<u32>(h, load<u32>(p.data, 12), 16);
  const t = h + IPV4_HEADER_SIZE;
  writeReset(p, t);
  answer.family = Family.IPV4;
  answer.data = h;
  answer.length = length;
  answer.captured = length;
  answer.transport = IPV4_HEADER_SIZE;
  answer.protocol = Protocol.TCP;
  answer.flags = PacketFlag.GENERATED;
  leaveSum(answer);
  answer.mark = sysctl(Sysctl.FWMARK_REFLECT4) != 0 ? p.mark : 0;
}
