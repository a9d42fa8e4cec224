/**
 * Rewriting a packet, or the packet inside an ICMP error, to what a tuple says: one side's address
 * and port, with the checksums that cover them (nf_nat_proto.c, 6.18).
 */
import { Family } from "../../abi";
import { update32 } from "../../packet/checksum";
import { crc32c } from "../../packet/crc32c";
import { fragmentField, headerLength4, IP_OFFSET } from "../../packet/ipv4";
import { extensionSize, IPV6_HEADER_SIZE, isExtension } from "../../packet/ipv6";
import { Packet, PacketFlag } from "../../packet/packet";
import { changePseudo, changeSum } from "../../packet/partial";
import { keepSum } from "../../packet/verify";
import { Protocol } from "../../packet/protocol";
import { get16 } from "../../packet/bytes";
import { Tuple } from "../tuple";
import { Manip } from "./manip_type";

const ICMP_ECHO_REPLY: u32 = 0;
const ICMP_ECHO: u32 = 8;
const ICMP_FIRST_QUERY: u32 = 13;
const ICMP_LAST_QUERY: u32 = 18;
const ICMPV6_ECHO: u32 = 128;
const ICMPV6_ECHO_REPLY: u32 = 129;

/** Replaces the words of an address in a checksum that covers it by a pseudo header. */
function updateAddress(p: Packet, check: usize, before: usize, after: usize, family: u32): void {
  const words: usize = family == Family.IPV4 ? 1 : 4;
  for (let i: usize = 0; i < words; i++)
    changePseudo(p, check, load<u32>(before + (i << 2)), load<u32>(after + (i << 2)));
}

/** Rewrites the IP packet that starts `at` bytes into `p` (0, or inside an ICMP error) so that its
 * side `manip` is that of `target`. The packet's bytes must be writable. */
export function manipulate(p: Packet, at: u32, target: Tuple, manip: Manip): void {
  const header = p.data + at;
  if (p.family == Family.IPV4) {
    if (!p.has(at, 20)) return;
    const transport = at + headerLength4(header);
    // an error quotes the first fragment, or a later one that has no ports
    if (at == 0 || (fragmentField(header) & IP_OFFSET) == 0)
      transportManip(p, header, transport, <u32>load<u8>(header, 9), target, manip);
    const field = header + (manip == Manip.SOURCE ? 12 : 16);
    const to = manip == Manip.SOURCE ? target.source() : target.destination();
    update32(header + 10, load<u32>(field), load<u32>(to));
    store<u32>(field, load<u32>(to));
    return;
  }
  if (!p.has(at, IPV6_HEADER_SIZE)) return;
  if (skipExtensions(p, at)) transportManip(p, header, skipped, skippedProtocol, target, manip);
  const field = header + (manip == Manip.SOURCE ? 8 : 24);
  const to = manip == Manip.SOURCE ? target.source() : target.destination();
  memory.copy(field, to, 16);
}

let skipped: u32 = 0;
let skippedProtocol: u32 = 0;

/** Finds the transport header behind the IPv6 header at `at` (ipv6_skip_exthdr); false when there is
 * none in this packet. */
function skipExtensions(p: Packet, at: u32): bool {
  let next = <u32>load<u8>(p.data + at, 6);
  let offset = at + IPV6_HEADER_SIZE;
  while (isExtension(next)) {
    if (next == Protocol.NONE || !p.has(offset, 8)) return false;
    const h = p.data + offset;
    if (next == Protocol.FRAGMENT && (get16(h + 2) & 0xfff8) != 0) return false;
    const size = extensionSize(next, h);
    next = <u32>load<u8>(h);
    offset += size;
  }
  skipped = offset;
  skippedProtocol = next;
  return true;
}

/** Ports or ids and the transport's checksum. `ip` is the IP header whose addresses it covers. */
function transportManip(
  p: Packet,
  ip: usize,
  offset: u32,
  protocol: u32,
  target: Tuple,
  manip: Manip,
): void {
  switch (protocol) {
    case Protocol.TCP:
      // an error may quote no more than the ports
      portManip(p, ip, offset, target, manip, p.has(offset, 20) ? 16 : 0);
      return;
    case Protocol.UDP:
      if (p.has(offset, 8) && load<u16>(p.data + offset, 6) == 0)
        portManip(p, ip, offset, target, manip, 0);
      else udpManip(p, ip, offset, target, manip);
      return;
    case Protocol.UDPLITE:
      udpManip(p, ip, offset, target, manip);
      return;
    case Protocol.SCTP:
      sctpManip(p, offset, target, manip);
      return;
    case Protocol.ICMP:
      icmpManip(p, offset, target);
      return;
    case Protocol.GRE:
      if (manip == Manip.DESTINATION) greManip(p, offset, target);
      return;
    case Protocol.ICMPV6:
      icmp6Manip(p, ip, offset, target, manip);
      return;
  }
}

/** Source or destination port; `check` is the checksum's offset, 0 = leave it alone. */
function portManip(
  p: Packet,
  ip: usize,
  offset: u32,
  target: Tuple,
  manip: Manip,
  check: u32,
): void {
  if (!p.has(offset, 8)) return;
  const h = p.data + offset;
  const port = manip == Manip.SOURCE ? target.sourcePort : target.destinationPort;
  const field = h + (manip == Manip.SOURCE ? 0 : 2);
  if (check != 0) {
    coverAddress(p, h + check, ip, p.family, target, manip);
    changeSum(p, h + check, <u32>load<u16>(field), <u32>port);
  }
  store<u16>(field, port);
}

/** Takes the new address into a checksum over the pseudo header (nf_csum_update). */
function coverAddress(
  p: Packet,
  check: usize,
  ip: usize,
  family: u32,
  target: Tuple,
  manip: Manip,
): void {
  const v4 = family == Family.IPV4;
  const source = manip == Manip.SOURCE;
  const field = ip + (v4 ? (source ? 12 : 16) : source ? 8 : 24);
  const to = source ? target.source() : target.destination();
  updateAddress(p, check, field, to, family);
  // an IPv6 header has no checksum of its own that would hold the change
  if (v4) keepSum(p, load<u32>(field), load<u32>(to));
}

/** UDP: a checksum that comes out as zero is sent as 0xffff, zero means none (RFC 768). */
function udpManip(p: Packet, ip: usize, offset: u32, target: Tuple, manip: Manip): void {
  if (!p.has(offset, 8)) return;
  portManip(p, ip, offset, target, manip, 6);
  const check = p.data + offset + 6;
  if (load<u16>(check) == 0) store<u16>(check, 0xffff);
}

function sctpManip(p: Packet, offset: u32, target: Tuple, manip: Manip): void {
  if (!p.has(offset, 8)) return;
  portManip(p, 0, offset, target, manip, 0);
  if (!p.has(offset, 12) || p.is(PacketFlag.TRUNCATED)) return;
  const h = p.data + offset;
  store<u32>(h, 0, 8);
  store<u32>(h, ~crc32c(0xffffffff, h, p.captured - offset), 8);
}

/** The receiver's call id of version 1 (PPTP); the sender's is not in the packet. */
function greManip(p: Packet, offset: u32, target: Tuple): void {
  if (!p.has(offset, 8)) return;
  const h = p.data + offset;
  if ((get16(h) & 7) == 1) store<u16>(h, target.destinationPort, 6);
}

/** Queries carry an id, errors do not. */
function icmpManip(p: Packet, offset: u32, target: Tuple): void {
  if (!p.has(offset, 8)) return;
  const h = p.data + offset;
  const type = <u32>load<u8>(h);
  const query =
    type == ICMP_ECHO ||
    type == ICMP_ECHO_REPLY ||
    (type >= ICMP_FIRST_QUERY && type <= ICMP_LAST_QUERY);
  if (!query) return;
  update32(h + 2, <u32>load<u16>(h, 4), <u32>target.sourcePort);
  store<u16>(h, target.sourcePort, 4);
}

function icmp6Manip(p: Packet, ip: usize, offset: u32, target: Tuple, manip: Manip): void {
  if (!p.has(offset, 8)) return;
  const h = p.data + offset;
  coverAddress(p, h + 2, ip, Family.IPV6, target, manip);
  const type = <u32>load<u8>(h);
  if (type != ICMPV6_ECHO && type != ICMPV6_ECHO_REPLY) return;
  update32(h + 2, <u32>load<u16>(h, 4), <u32>target.sourcePort);
  store<u16>(h, target.sourcePort, 4);
}
