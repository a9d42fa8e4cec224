/** UDP-Lite (RFC 3828; nf_conntrack_proto_udplite, in nf_conntrack_proto_udp.c). */
import { Family, Hook, InvalidReason, Status, Sysctl, Verdict } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { get16 } from "../../packet/bytes";
import { fold, pseudoSum4, pseudoSum6, sumBytes } from "../../packet/checksum";
import { Packet, PacketFlag } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection } from "../connection";
import { assure } from "../events";
import { invalid } from "../invalid";
import { secondsOf } from "../policy";
import { refreshCounted } from "../timeout";

const HEADER_SIZE: u32 = 8;

/** What is wrong with the datagram (udplite_error). The coverage is what the checksum covers, 0 =
 * all of it. */
function fault(p: Packet, hook: u32): InvalidReason {
  if (!p.has(p.transport, HEADER_SIZE)) return InvalidReason.SHORT_PACKET;
  const t = p.transportHeader();
  const length = p.length - p.transport;
  let coverage = get16(t + 4);
  if (coverage == 0) coverage = length;
  else if (coverage < HEADER_SIZE || coverage > length) return InvalidReason.UDPLITE_COVERAGE;
  if (load<u16>(t, 6) == 0) return InvalidReason.UDPLITE_NO_CHECKSUM;
  if (hook != Hook.PREROUTING) return InvalidReason.NONE;
  if (sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) == 0) return InvalidReason.NONE;
  return sumGood(p, length, coverage) ? InvalidReason.NONE : InvalidReason.BAD_CHECKSUM;
}

/** Linux sums the pseudo header with UDP's protocol number: a datagram that is right by RFC 3828 is
 * invalid to it. */
function sumGood(p: Packet, length: u32, coverage: u32): bool {
  if (p.is(PacketFlag.TRUNCATED)) return true;
  const sum =
    p.family == Family.IPV4
      ? pseudoSum4(p.data, Protocol.UDP, length)
      : pseudoSum6(p.data + 8, p.data + 24, Protocol.UDP, length);
  return fold(sumBytes(p.transportHeader(), coverage, sum)) == 0xffff;
}

/** A datagram of connection `c` (nf_conntrack_udplite_packet): ASSURED as soon as it is answered. */
export function udplitePacket(p: Packet, c: Connection, ctInfo: u32, hook: u32): i32 {
  const reason = fault(p, hook);
  if (reason != InvalidReason.NONE) return invalid(p, reason);
  const answered = c.is(Status.SEEN_REPLY);
  refreshCounted(
    p,
    c,
    ctInfo,
    secondsOf(
      c,
      answered ? Sysctl.NF_CONNTRACK_UDP_TIMEOUT_STREAM : Sysctl.NF_CONNTRACK_UDP_TIMEOUT,
    ),
  );
  if (answered && !c.is(Status.NAT_CLASH)) assure(c);
  return Verdict.ACCEPT;
}
