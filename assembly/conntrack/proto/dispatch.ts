/** Which tracker a packet belongs to (nf_conntrack_handle_packet, nf_conntrack_handle_icmp). */
import { Family, Hook, InvalidReason, Sysctl, Verdict } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { crc32c } from "../../packet/crc32c";
import { Packet, PacketFlag } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection } from "../connection";
import { invalid } from "../invalid";
import { genericPacket } from "./generic";
import { grePacket } from "./gre";
import { icmpError, icmpPacket } from "./icmp";
import { icmp6Error, icmp6Packet } from "./icmp6";
import { sctpPacket } from "./sctp";
import { tcpPacket } from "./tcp";
import { udpPacket } from "./udp";
import { udplitePacket } from "./udplite";

const SCTP_HEADER_SIZE: u32 = 12;

/** ICMP messages of the packet's own family, before a connection is looked for: ACCEPT to go on,
 * -ACCEPT when the message is invalid. */
export function icmpFirst(p: Packet, hook: u32): i32 {
  if (p.family == Family.IPV4) {
    return p.protocol == Protocol.ICMP ? icmpError(p, hook) : Verdict.ACCEPT;
  }
  return p.protocol == Protocol.ICMPV6 ? icmp6Error(p, hook) : Verdict.ACCEPT;
}

/** Lets the tracker of the packet's protocol see it: ACCEPT; -ACCEPT when it is invalid; REPEAT when
 * the connection is gone and a new one is to begin; DROP. */
export function trackPacket(p: Packet, c: Connection, ctInfo: u32, hook: u32): i32 {
  switch (p.protocol) {
    case Protocol.TCP:
      return tcpPacket(p, c, ctInfo, hook);
    case Protocol.UDP:
      return udpPacket(p, c, ctInfo, hook);
    case Protocol.UDPLITE:
      return udplitePacket(p, c, ctInfo, hook);
    case Protocol.ICMP:
      return p.family == Family.IPV4 ? icmpPacket(p, c, ctInfo) : -Verdict.ACCEPT;
    case Protocol.ICMPV6:
      return p.family == Family.IPV6 ? icmp6Packet(p, c, ctInfo) : -Verdict.ACCEPT;
    case Protocol.SCTP:
      if (!sctpSumGood(p, hook)) return invalid(p, InvalidReason.SCTP_CHECKSUM);
      return sctpPacket(p, c, ctInfo);
    case Protocol.GRE:
      return grePacket(p, c, ctInfo);
  }
  return genericPacket(p, c, ctInfo);
}

/** The CRC is over the packet with its own field as zero. A header that is not whole is the
 * tracker's to refuse. */
function sctpSumGood(p: Packet, hook: u32): bool {
  if (hook != Hook.PREROUTING || sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) == 0) return true;
  if (p.is(PacketFlag.TRUNCATED)) return true;
  if (!p.has(p.transport, SCTP_HEADER_SIZE)) return true;
  const t = p.transportHeader();
  const length = p.length - p.transport;
  let crc = crc32c(0xffffffff, t, 8);
  crc = crc32c(crc, zeros, 4);
  crc = crc32c(crc, t + SCTP_HEADER_SIZE, length - SCTP_HEADER_SIZE);
  return ~crc == load<u32>(t, 8);
}

const zeros: usize = memory.data(4, 4);
