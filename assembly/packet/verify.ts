/**
 * Whether a packet's transport checksum is right (nf_ip_checksum and nf_ip6_checksum of the kernel).
 *
 * IPv4 sums TCP and UDP with the pseudo header and every other protocol without; IPv6 sums all with
 * it. What the capture cut off cannot be summed: such packets count as good.
 *
 * Who sums first keeps the sum with the packet (CHECKSUM_COMPLETE), right or wrong. From then on only
 * PREROUTING and INPUT look again, and there the kept sum is believed before the bytes are. Forwarding
 * forgets it (skb_forward_csum), but not that it was right once (csum_valid).
 */
import { Family, Hook } from "../abi";
import { fold, pseudoSum4, sumBytes } from "./checksum";
import { IPV6_HEADER_SIZE } from "./ipv6";
import { Packet, PacketFlag } from "./packet";
import { Protocol } from "./protocol";

const ADDRESSES_AT: usize = 8;
const ADDRESSES_SIZE: u32 = 32;

/** Whether everything from the transport header on sums up at `hook`, as the checksum of `protocol`
 * does. */
export function transportSumGood(p: Packet, protocol: u32, hook: u32): bool {
  if (p.is(PacketFlag.TRUNCATED)) return true;
  if ((p.flags & (PacketFlag.SUM_KEPT | PacketFlag.SUM_TRUSTED)) != 0) {
    if (p.is(PacketFlag.SUM_TRUSTED)) return true;
    if (hook != Hook.PREROUTING && hook != Hook.INPUT) return true;
    if (keptSumGood(p, protocol)) {
      p.flags = (p.flags & ~(<u32>PacketFlag.SUM_KEPT)) | PacketFlag.SUM_TRUSTED;
      return true;
    }
  }
  if (p.length < p.transport) return false;
  const good = p.family == Family.IPV4 ? sum4(p, protocol) : sum6(p, protocol);
  p.flags =
    (p.flags & ~(<u32>PacketFlag.SUM_RIGHT)) |
    (good ? PacketFlag.SUM_KEPT | PacketFlag.SUM_RIGHT : PacketFlag.SUM_KEPT);
  return good;
}

/** Whether nobody has to look at the checksum again (skb_csum_unnecessary). */
export function sumUnnecessary(p: Packet): bool {
  return (p.flags & (PacketFlag.SUM_TRUSTED | PacketFlag.SUM_RIGHT)) != 0;
}

/** The kept sum after a field of the pseudo header changed, in a checksum that the sum holds: what the
 * checksum lost (inet_proto_csum_replace4). Values as in memory. */
export function keepSum(p: Packet, before: u32, after: u32): void {
  if (p.is(PacketFlag.SUM_KEPT)) p.keptSum += <u64>before + <u64>~after;
}

function sum4(p: Packet, protocol: u32): bool {
  const length = p.length - p.transport;
  // the IPv4 header in front counts too and sums to 0xffff, so that even nothing is right
  const sum = sumBytes(p.transportHeader(), length, 0xffff);
  p.keptSum = sum;
  if (protocol != Protocol.TCP && protocol != Protocol.UDP) return fold(sum) == 0xffff;
  return fold(sum + pseudoSum4(p.data, protocol, length)) == 0xffff;
}

/** The kept sum begins with the IPv6 header, whose addresses are in the pseudo header too. */
function sum6(p: Packet, protocol: u32): bool {
  const length = p.length - p.transport;
  const addresses = sumBytes(p.data + ADDRESSES_AT, ADDRESSES_SIZE, 0);
  const sum = sumBytes(p.transportHeader(), length, 0);
  p.keptSum = sum + addresses + <u64>load<u32>(p.data) + <u64>load<u32>(p.data, 4);
  if (p.transport > IPV6_HEADER_SIZE) {
    p.keptSum = sumBytes(p.data + IPV6_HEADER_SIZE, p.transport - IPV6_HEADER_SIZE, p.keptSum);
  }
  return fold(sum + addresses + rest6(protocol, length)) == 0xffff;
}

/** The pseudo header without its addresses. */
function rest6(protocol: u32, length: u32): u64 {
  return <u64>bswap<u32>(length) + <u64>bswap<u32>(protocol);
}

function keptSumGood(p: Packet, protocol: u32): bool {
  const length = p.length - p.transport;
  if (p.family == Family.IPV4) {
    if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
      if (fold(p.keptSum) == 0xffff) return true;
    }
    return fold(p.keptSum + pseudoSum4(p.data, protocol, length)) == 0xffff;
  }
  // without the header as it is now, with the pseudo header as it is now
  const header = ~fold(sumBytes(p.data, p.transport, 0)) & 0xffff;
  const addresses = sumBytes(p.data + ADDRESSES_AT, ADDRESSES_SIZE, 0);
  return fold(p.keptSum + <u64>header + addresses + rest6(protocol, length)) == 0xffff;
}
