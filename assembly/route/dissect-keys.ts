/** What the kernel's dissector finds in a packet for a hash (__skb_flow_dissect with the keys of
 * flow_keys_dissector): at the outer header, or at the innermost one of packets in packets. */
import { Family } from "../abi";
import { get16 } from "../packet/bytes";
import { extensionSize, IPV6_HEADER_SIZE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { EtherType, portsOffset, Protocol } from "../packet/protocol";

/** Headers that it looks at, at most (MAX_FLOW_DISSECT_HDRS). */
const MOST: u32 = 15;
/** EtherTypes inside GRE: Ethernet (TEB) and PPP. */
const TEB: u32 = 0x6558;
const PPP: u32 = 0x880b;

/** What was found. Family 0: no addresses. */
@unmanaged
export class Dissected {
  family: u32;
  source: usize;
  destination: usize;
  /** Host order. */
  label: u32;
  protocol: u32;
  /** As in memory, source first. */
  sport: u32;
  dport: u32;
  /** Whether there was a packet in the packet. */
  encapsulated: u32;
}

export const dissected = changetype<Dissected>(memory.data(32, 8));

/** Where the walk is, and what it expects there. */
let offset: u32 = 0;
let etherType: u32 = 0;

/** Looks at the packet; `inner`: packets in it count, else it stops at the first. */
export function dissect(p: Packet, inner: bool): void {
  memory.fill(changetype<usize>(dissected), 0, offsetof<Dissected>());
  offset = 0;
  etherType = p.family == Family.IPV4 ? EtherType.IPV4 : EtherType.IPV6;
  for (let i: u32 = 0; i < MOST; i++) {
    if (!address(p) || !follow(p, inner)) return;
  }
}

/** Reads the IP header; false: there is no more to see. */
function address(p: Packet): bool {
  const at = p.data + offset;
  if (etherType == <u32>EtherType.IPV4) {
    if (!p.has(offset, 20)) return false;
    const size = (<u32>load<u8>(at) & 15) << 2;
    if (size < 20) return false;
    dissected.family = Family.IPV4;
    dissected.source = at + 12;
    dissected.destination = at + 16;
    dissected.protocol = <u32>load<u8>(at, 9);
    offset += size;
    return (get16(at + 6) & 0x3fff) == 0;
  }
  if (etherType != <u32>EtherType.IPV6 || !p.has(offset, IPV6_HEADER_SIZE)) return false;
  dissected.family = Family.IPV6;
  dissected.source = at + 8;
  dissected.destination = at + 24;
  dissected.protocol = <u32>load<u8>(at, 6);
  const label = bswap<u32>(load<u32>(at)) & 0xfffff;
  if (label != 0) dissected.label = label;
  offset += IPV6_HEADER_SIZE;
  return extensions(p);
}

/** Passes the extension headers of IPv6; false at a fragment. */
function extensions(p: Packet): bool {
  for (let i: u32 = 0; i < MOST; i++) {
    const next = dissected.protocol;
    const at = p.data + offset;
    switch (next) {
      case Protocol.HOPOPTS:
      case Protocol.ROUTING:
      case Protocol.DSTOPTS:
        if (!p.has(offset, 2)) return false;
        dissected.protocol = <u32>load<u8>(at);
        offset += extensionSize(next, at);
        break;
      case Protocol.FRAGMENT:
        if (p.has(offset, 8)) dissected.protocol = <u32>load<u8>(at);
        return false;
      default:
        return true;
    }
  }
  return false;
}

/** What stands behind the IP header: ports, which end the walk, or another packet. */
function follow(p: Packet, inner: bool): bool {
  switch (dissected.protocol) {
    case Protocol.IPIP:
      etherType = EtherType.IPV4;
      break;
    case Protocol.IPV6:
      etherType = EtherType.IPV6;
      break;
    case Protocol.GRE:
      if (!tunnel(p)) return false;
      break;
    default:
      ports(p);
      return false;
  }
  dissected.encapsulated = 1;
  return inner;
}

/** Passes a GRE header (__skb_flow_dissect_gre): version 0, or version 1 with PPP in it. False: not one
 * of these. */
function tunnel(p: Packet): bool {
  if (!p.has(offset, 4)) return false;
  const at = p.data + offset;
  const flags = get16(at);
  const version = flags & 7;
  etherType = get16(at + 2);
  // a source route is not followed
  if ((flags & 0x4000) != 0 || version > 1) return false;
  if (version == 1 && (etherType != PPP || (flags & 0x2000) == 0)) return false;
  let size: u32 = 4;
  if ((flags & 0x8000) != 0) size += 4;
  if ((flags & 0x2000) != 0) size += 4;
  if ((flags & 0x1000) != 0) size += 4;
  if (version == 0) {
    if (etherType == TEB) {
      if (!p.has(offset + size, 14)) return false;
      etherType = get16(at + size + 12);
      size += 14;
    }
  } else {
    if ((flags & 0x80) != 0) size += 4;
    if (!p.has(offset + size, 4)) return false;
    const ppp = get16(at + size + 2);
    if (ppp == 0x21) etherType = EtherType.IPV4;
    else if (ppp == 0x57) etherType = EtherType.IPV6;
    size += 4;
  }
  offset += size;
  return true;
}

function ports(p: Packet): void {
  const behind = portsOffset(dissected.protocol);
  if (behind < 0) return;
  const at = offset + <u32>behind;
  if (!p.has(at, 4)) return;
  dissected.sport = <u32>load<u16>(p.data + at);
  dissected.dport = <u32>load<u16>(p.data + at + 2);
}
