/**
 * Where the payload begins behind the headers that Linux' flow dissector knows, through tunnels
 * (skb_get_poff, __skb_flow_dissect of net/core/flow_dissector.c, 6.18).
 */
import { Family } from "../abi";
import { get16 } from "../packet/bytes";
import { extensionSize, IPV6_HEADER_SIZE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";

/** Headers that are looked into behind the first, at most (MAX_FLOW_DISSECT_HDRS). */
const MAX_HEADERS: u32 = 15;

const IP_IN_IP: u32 = 4;
const IPV6_IN_IP: u32 = 41;

/** EtherTypes (if_ether.h), and the one of PPTP's GRE. */
const enum EtherType {
  IP = 0x0800,
  ARP = 0x0806,
  BATMAN = 0x4305,
  ETHERNET = 0x6558,
  VLAN = 0x8100,
  IPV6 = 0x86dd,
  PPP = 0x880b,
  MPLS = 0x8847,
  MPLS_MULTICAST = 0x8848,
  PPPOE = 0x8864,
  PROVIDER_VLAN = 0x88a8,
  TIPC = 0x88ca,
  PTP = 0x88f7,
  PRP = 0x88fb,
  FCOE = 0x8906,
  HSR = 0x892f,
}

/** Protocols of PPP. */
const enum Ppp {
  IP = 0x21,
  IPV6 = 0x57,
  MPLS = 0x281,
  MPLS_MULTICAST = 0x283,
}

/** What a step ends with, where it is not the number of an IP protocol. */
const enum Step {
  /** A header is cut off or makes no sense. */
  BROKEN = -1,
  /** There is nothing more to look into. */
  DONE = -2,
  /** `inside` says what follows. */
  AGAIN = -3,
}

/** Where the dissector stands, the EtherType of what follows, and how many headers it met. */
let place: u32 = 0;
let inside: u32 = 0;
let met: u32 = 0;
/** Whether a fragment keeps it there: a later one, or the first one. */
let later: bool = false;
let first: bool = false;

/** Offset of the payload from the IP header, 0 where a header is broken. */
export function payloadOffset(p: Packet): u32 {
  place = 0;
  met = 0;
  inside = p.family == <u32>Family.IPV4 ? EtherType.IP : EtherType.IPV6;
  do {
    let step = walkType(p, inside);
    if (step >= 0) {
      const protocol = <u32>step;
      if (later) return reached(p);
      step = first ? Step.DONE : walkProtocol(p, protocol);
      if (step == Step.DONE) return reached(p) + headerSize(p, protocol, place);
    }
    if (step == Step.BROKEN) return 0;
    if (step == Step.DONE) return reached(p);
  } while (mayGoOn());
  return reached(p);
}

function reached(p: Packet): u32 {
  return min<u32>(place, p.length);
}

function mayGoOn(): bool {
  met++;
  return met <= MAX_HEADERS;
}

/** Passes a header of `size` bytes; then comes what `type` says. */
function again(size: u32, type: u32): i32 {
  place += size;
  inside = type;
  return Step.AGAIN;
}

/** Ends behind a header of `size` bytes. */
function done(size: u32): i32 {
  place += size;
  return Step.DONE;
}

/** Passes what an EtherType stands for; the protocol behind an IP header, or a Step. */
function walkType(p: Packet, type: u32): i32 {
  later = false;
  first = false;
  switch (type) {
    case EtherType.IP:
      return walk4(p);
    case EtherType.IPV6:
      return walk6(p);
    case EtherType.VLAN:
    case EtherType.PROVIDER_VLAN:
      return p.has(place, 4) ? again(4, get16(p.data + place + 2)) : Step.BROKEN;
    case EtherType.PRP:
    case EtherType.HSR:
      return p.has(place, 6) ? again(6, get16(p.data + place + 4)) : Step.BROKEN;
    case EtherType.PPPOE:
      return walkPppoe(p);
    case EtherType.BATMAN:
      return walkBatman(p);
    case EtherType.MPLS:
    case EtherType.MPLS_MULTICAST:
      return done(4);
    case EtherType.ARP:
      return Step.DONE;
    case EtherType.TIPC:
      return p.has(place, 16) ? Step.DONE : Step.BROKEN;
    case EtherType.FCOE:
      return p.has(place, 38) ? done(38) : Step.BROKEN;
    case EtherType.PTP:
      return p.has(place, 34) ? done(34) : Step.BROKEN;
  }
  return Step.BROKEN;
}

/** Passes an IPv4 header; the protocol behind it. */
function walk4(p: Packet): i32 {
  if (!p.has(place, 20)) return Step.BROKEN;
  const header = p.data + place;
  const size = (<u32>load<u8>(header) & 15) << 2;
  if (size < 20) return Step.BROKEN;
  const fragment = get16(header + 6);
  later = (fragment & 0x1fff) != 0;
  first = !later && (fragment & 0x2000) != 0;
  place += size;
  return <i32>load<u8>(header, 9);
}

/** Passes an IPv6 header and its extensions. */
function walk6(p: Packet): i32 {
  if (!p.has(place, IPV6_HEADER_SIZE)) return Step.BROKEN;
  let protocol = <u32>load<u8>(p.data + place, 6);
  place += IPV6_HEADER_SIZE;
  while (isWalked(protocol)) {
    if (!p.has(place, protocol == <u32>Protocol.FRAGMENT ? 8 : 2)) return Step.BROKEN;
    const header = p.data + place;
    const next = <u32>load<u8>(header);
    place += extensionSize(protocol, header);
    if (protocol == <u32>Protocol.FRAGMENT) {
      later = (get16(header + 2) & 0xfff8) != 0;
      first = !later;
      return <i32>next;
    }
    protocol = next;
    if (!mayGoOn()) break;
  }
  return <i32>protocol;
}

function isWalked(protocol: u32): bool {
  if (protocol == <u32>Protocol.HOPOPTS || protocol == <u32>Protocol.ROUTING) return true;
  return protocol == <u32>Protocol.DSTOPTS || protocol == <u32>Protocol.FRAGMENT;
}

/** Passes a session header of PPPoE (RFC 2516); a protocol of PPP ends odd and begins even (RFC 1661). */
function walkPppoe(p: Packet): i32 {
  if (!p.has(place, 8)) return Step.BROKEN;
  const header = p.data + place;
  if (load<u8>(header) != 0x11 || load<u8>(header, 1) != 0) return Step.BROKEN;
  const protocol = get16(header + 6);
  if ((protocol & 0x0101) != 1) return Step.BROKEN;
  const type = ofPpp(protocol);
  return type == 0 ? done(8) : again(8, type);
}

/** The EtherType of a protocol of PPP, 0 = none that is known. */
function ofPpp(protocol: u32): u32 {
  switch (protocol) {
    case Ppp.IP:
      return EtherType.IP;
    case Ppp.IPV6:
      return EtherType.IPV6;
    case Ppp.MPLS:
      return EtherType.MPLS;
    case Ppp.MPLS_MULTICAST:
      return EtherType.MPLS_MULTICAST;
  }
  return 0;
}

/** Passes a unicast header of B.A.T.M.A.N. with the Ethernet header inside. */
function walkBatman(p: Packet): i32 {
  if (!p.has(place, 24)) return Step.BROKEN;
  const header = p.data + place;
  if (load<u8>(header) != 0x40 || load<u8>(header, 1) != 15) return Step.BROKEN;
  return again(24, get16(header + 22));
}

/** Passes a tunnel's header; DONE for a protocol that is none. */
function walkProtocol(p: Packet, protocol: u32): i32 {
  if (protocol == IP_IN_IP) return again(0, EtherType.IP);
  if (protocol == IPV6_IN_IP) return again(0, EtherType.IPV6);
  return protocol == <u32>Protocol.GRE ? walkGre(p) : Step.DONE;
}

const GRE_CHECKSUM: u32 = 0x8000;
const GRE_ROUTING: u32 = 0x4000;
const GRE_KEY: u32 = 0x2000;
const GRE_SEQUENCE: u32 = 0x1000;
const GRE_ACKNOWLEDGEMENT: u32 = 0x80;

/** Passes a GRE header without routing: of version 0 (RFC 2784, 2890), or of PPTP (RFC 2637). */
function walkGre(p: Packet): i32 {
  if (!p.has(place, 4)) return Step.BROKEN;
  const flags = get16(p.data + place);
  const type = get16(p.data + place + 2);
  const version = flags & 7;
  if ((flags & GRE_ROUTING) != 0 || version > 1) return Step.DONE;
  if (version == 1 && (type != EtherType.PPP || (flags & GRE_KEY) == 0)) return Step.DONE;
  let size: u32 = (flags & GRE_CHECKSUM) != 0 ? 8 : 4;
  if ((flags & GRE_KEY) != 0) {
    if (!p.has(place + size, 4)) return Step.BROKEN;
    size += 4;
  }
  if ((flags & GRE_SEQUENCE) != 0) size += 4;
  if (version == 1) return walkPpp(p, (flags & GRE_ACKNOWLEDGEMENT) != 0 ? size + 4 : size);
  if (type != EtherType.ETHERNET) return again(size, type);
  if (!p.has(place + size, 14)) return Step.BROKEN;
  return again(size + 14, get16(p.data + place + size + 12));
}

/** Passes `size` bytes and the PPP header behind them. */
function walkPpp(p: Packet, size: u32): i32 {
  if (!p.has(place + size, 4)) return Step.BROKEN;
  const protocol = get16(p.data + place + size + 2);
  if (protocol == Ppp.IP) return again(size + 4, EtherType.IP);
  return again(size + 4, protocol == Ppp.IPV6 ? EtherType.IPV6 : EtherType.PPP);
}

/** Size of the header behind which the payload of a transport protocol begins. */
function headerSize(p: Packet, protocol: u32, at: u32): u32 {
  switch (protocol) {
    case Protocol.TCP:
      if (!p.has(at + 12, 1)) return 0;
      return max<u32>(20, (<u32>(load<u8>(p.data + at, 12) >> 4)) << 2);
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.ICMP:
    case Protocol.ICMPV6:
    case 2: // IGMP
      return 8;
    case Protocol.DCCP:
    case Protocol.SCTP:
      return 12;
  }
  return 0;
}
