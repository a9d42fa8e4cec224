/** Tuples from packets, and the tuples of their answers (nf_ct_get_tuple, nf_ct_invert_tuple). */
import { Family } from "../abi";
import { get16 } from "../packet/bytes";
import { extensionSize, isExtension } from "../packet/ipv6";
import { Packet, PacketFlag } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { invertIcmp } from "./proto/icmp";
import { invertIcmp6 } from "./proto/icmp6";
import { greKeys } from "./proto/gre";
import { copyTuple, Tuple } from "./tuple";

/** Whether the packet has a transport header: a later fragment has none, nor has an IPv6 packet whose
 * chain of headers ends before one (nf_ct_get_l4proto). */
export function hasTransport(p: Packet): bool {
  if (p.fragmentOffset != 0) return false;
  if (p.family == Family.IPV4) return true;
  return !p.is(PacketFlag.NO_TRANSPORT) && p.protocol != Protocol.NONE;
}

/** Fills `to` from the packet's own headers; hasTransport(p). False: the transport header is not
 * whole, or cannot be tracked. */
export function extract(p: Packet, to: Tuple): bool {
  return fill(p, 0, p.transport, p.protocol, to);
}

/** Where the inner packet's transport header is, and its protocol: set by extractInner. */
export let innerTransport: u32 = 0;
export let innerProtocol: u32 = 0;

/** Fills `to` from the IP packet of p's family whose header stands `at` bytes into p's bytes, inside
 * an ICMP error (nf_ct_get_tuplepr). False: cut too short, or a later fragment. */
export function extractInner(p: Packet, at: u32, to: Tuple): bool {
  const known = p.family == Family.IPV4 ? inner4(p, at) : inner6(p, at);
  if (!known) return false;
  return fill(p, at, innerTransport, innerProtocol, to);
}

function inner4(p: Packet, at: u32): bool {
  if (!p.has(at, 20)) return false;
  const h = p.data + at;
  if ((get16(h + 6) & 0x1fff) != 0) return false;
  innerTransport = at + ((<u32>load<u8>(h) & 15) << 2);
  innerProtocol = <u32>load<u8>(h, 9);
  return innerTransport <= p.length;
}

/** The walk of ipv6_skip_exthdr. */
function inner6(p: Packet, at: u32): bool {
  if (!p.has(at, 40)) return false;
  let next = <u32>load<u8>(p.data + at, 6);
  let offset = at + 40;
  while (isExtension(next)) {
    if (next == Protocol.NONE || !p.has(offset, 4)) return false;
    const h = p.data + offset;
    if (next == Protocol.FRAGMENT && (get16(h + 2) & 0xfff8) != 0) return false;
    const size = extensionSize(next, h);
    next = <u32>load<u8>(h);
    offset += size;
  }
  innerTransport = offset;
  innerProtocol = next;
  return true;
}

/** Fills `to` from the IP header at `ip` and the transport header at `transport`. */
function fill(p: Packet, ip: u32, transport: u32, protocol: u32, to: Tuple): bool {
  const h = p.data + ip;
  if (p.family == Family.IPV4) {
    to.sourceLow = <u64>load<u32>(h, 12);
    to.sourceHigh = 0;
    to.destinationLow = <u64>load<u32>(h, 16);
    to.destinationHigh = 0;
    to.family = <u8>Family.IPV4;
  } else {
    to.sourceLow = load<u64>(h, 8);
    to.sourceHigh = load<u64>(h, 16);
    to.destinationLow = load<u64>(h, 24);
    to.destinationHigh = load<u64>(h, 32);
    to.family = <u8>Family.IPV6;
  }
  to.protocol = <u8>protocol;
  to.zone = 0;
  return transportPart(p, transport, protocol, to);
}

function transportPart(p: Packet, at: u32, protocol: u32, to: Tuple): bool {
  const t = p.data + at;
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.SCTP:
      if (!p.has(at, 4)) return false;
      to.sourcePort = load<u16>(t);
      to.destinationPort = load<u16>(t, 2);
      return true;
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      if (!p.has(at, 8)) return false;
      to.sourcePort = load<u16>(t, 4);
      to.destinationPort = load<u16>(t);
      return true;
    case Protocol.GRE:
      return greKeys(p, at, to);
  }
  to.sourcePort = 0;
  to.destinationPort = 0;
  return true;
}

/** Fills `to` with the tuple of answers to `from`. False: nothing answers it (ICMP). */
export function invert(to: Tuple, from: Tuple): bool {
  copyTuple(to, from);
  to.sourceLow = from.destinationLow;
  to.sourceHigh = from.destinationHigh;
  to.destinationLow = from.sourceLow;
  to.destinationHigh = from.sourceHigh;
  if (from.protocol == <u8>Protocol.ICMP) return invertIcmp(to);
  if (from.protocol == <u8>Protocol.ICMPV6) return invertIcmp6(to);
  to.sourcePort = from.destinationPort;
  to.destinationPort = from.sourcePort;
  return true;
}
