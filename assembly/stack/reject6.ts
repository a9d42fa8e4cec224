/**
 * The answers of REJECT for IPv6: ICMPv6 errors and TCP resets (nf_send_unreach6 and nf_send_reset6
 * of nf_reject_ipv6).
 *
 * Nothing answers a packet without a transport header, or one whose transport checksum is wrong, and
 * no reset answers one from or to an address that is not a single host's.
 */
import { Family, Sysctl } from "../abi";
import { attach } from "../conntrack/connection";
import { setClosing } from "../conntrack/closing";
import { sysctl } from "../memory/sysctl";
import { copy16, put16 } from "../packet/bytes";
import { checksum, pseudoSum6, sumBytes } from "../packet/checksum";
import { IPV6_HEADER_SIZE } from "../packet/ipv6";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { sumUnnecessary, transportSumGood } from "../packet/verify";
import { sendIcmpError6 } from "./icmp6";
import { defaultHopLimit, routeGenerated, sendRouted } from "./output";
import { sumCounts } from "./reject4";
import { mayReset, TCP_HEADER_SIZE, writeReset } from "./reset";

const DEST_UNREACHABLE: u32 = 1;

/** Whether the packet has a transport header that begins in it (ipv6_skip_exthdr). */
function hasTransport(p: Packet): bool {
  if (p.fragmentOffset != 0 || p.is(PacketFlag.NO_TRANSPORT)) return false;
  return p.protocol != Protocol.NONE && p.transport < p.length;
}

/** Whether an address is a single host's (IPV6_ADDR_UNICAST): neither multicast nor "::". */
function isUnicast(address: usize): bool {
  if (load<u8>(address) == 0xff) return false;
  return (load<u64>(address) | load<u64>(address, 8)) != 0;
}

/** Answers at a hook with "destination unreachable" of a code. */
export function unreachable6(p: Packet, code: u32, hook: u32): void {
  // what needs no look at its checksum needs no transport header either (reject6_csum_ok)
  if (!sumUnnecessary(p)) {
    if (!hasTransport(p)) return;
    if (sumCounts(p, p.protocol) && !transportSumGood(p, p.protocol, hook)) return;
  }
  sendIcmpError6(p, DEST_UNREACHABLE, code, 0);
}

/** Answers a TCP segment at a hook with a reset. */
export function reset6(p: Packet, hook: u32): void {
  if (!isUnicast(p.data + 8) || !isUnicast(p.data + 24)) return;
  if (!hasTransport(p) || p.protocol != Protocol.TCP) return;
  if (!mayReset(p) || !transportSumGood(p, Protocol.TCP, hook)) return;
  if (!canAcquire()) return;
  const answer = acquirePacket();
  write(p, answer);
  if (routeGenerated(answer)) {
    store<u8>(answer.data, <u8>defaultHopLimit(answer), 7);
    attach(p, answer);
    setClosing(p);
    sendRouted(answer);
  }
  releasePacket();
}

/** Fills the record and the bytes of a reset: from the packet's destination back to its source. */
function write(p: Packet, answer: Packet): void {
  const length = IPV6_HEADER_SIZE + TCP_HEADER_SIZE;
  const h = answer.buffer + HEADROOM;
  store<u32>(h, 0x60);
  put16(h + 4, TCP_HEADER_SIZE);
  store<u8>(h, <u8>Protocol.TCP, 6);
  copy16(h + 8, p.data + 24);
  copy16(h + 24, p.data + 8);
  const t = h + IPV6_HEADER_SIZE;
  writeReset(p, t);
  const sum = pseudoSum6(h + 8, h + 24, Protocol.TCP, TCP_HEADER_SIZE);
  store<u16>(t, <u16>checksum(sumBytes(t, TCP_HEADER_SIZE, sum)), 16);
  answer.family = Family.IPV6;
  answer.data = h;
  answer.length = length;
  answer.captured = length;
  answer.transport = IPV6_HEADER_SIZE;
  answer.protocol = Protocol.TCP;
  answer.flags = PacketFlag.GENERATED;
  answer.mark = sysctl(Sysctl.FWMARK_REFLECT6) != 0 ? p.mark : 0;
}
