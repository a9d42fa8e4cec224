/** What Linux adds to classic BPF: loads from SKF_AD_OFF on tell of the packet instead of its bytes
 * (convert_bpf_extensions of the kernel). */
import { Family, Hook } from "../abi";
import { isLoopback } from "../memory/interfaces";
import { random32 } from "../memory/random";
import { FactGiven, FactRecord } from "../packet/facts";
import { extensionSize, IPV6_HEADER_SIZE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** SKF_AD_*: places behind SKF_AD_OFF. */
export const enum BpfExtension {
  PROTOCOL = 0,
  PKTTYPE = 4,
  IFINDEX = 8,
  NLATTR = 12,
  NLATTR_NEST = 16,
  MARK = 20,
  QUEUE = 24,
  HATYPE = 28,
  RXHASH = 32,
  CPU = 36,
  ALU_XOR_X = 40,
  VLAN_TAG = 44,
  VLAN_TAG_PRESENT = 48,
  PAY_OFFSET = 52,
  RANDOM = 56,
  VLAN_TPID = 60,
}

const ETHERNET: u32 = 1;
const LOOPBACK: u32 = 772;
/** Size of the head of a netlink attribute. */
const ATTRIBUTE: u32 = 4;

/** Whether the last extension ended the program: it asked for a device where there is none. */
export let extensionFailed: bool = false;

/** The value of an extension; `a` and `x` are the machine's registers. */
export function extension(p: Packet, which: u32, a: u32, x: u32, c: Context): u32 {
  extensionFailed = false;
  switch (which) {
    case BpfExtension.PROTOCOL:
      return c.family == <u32>Family.IPV4 ? 0x0800 : 0x86dd;
    case BpfExtension.PKTTYPE:
      return p.type;
    case BpfExtension.IFINDEX:
      return device(p, c);
    case BpfExtension.HATYPE:
      return isLoopback(device(p, c)) ? LOOPBACK : ETHERNET;
    case BpfExtension.NLATTR:
      return findAttribute(p, a, x, false);
    case BpfExtension.NLATTR_NEST:
      return findAttribute(p, a, x, true);
    case BpfExtension.MARK:
      return p.mark;
    case BpfExtension.CPU:
      return processor(p, c);
    case BpfExtension.ALU_XOR_X:
      return a ^ x;
    case BpfExtension.PAY_OFFSET:
      return payloadOffset(p);
    case BpfExtension.RANDOM:
      return random32();
    case BpfExtension.QUEUE:
    case BpfExtension.RXHASH:
      // the driver's, which no capture tells
      undecided(c);
  }
  return 0;
}

/** The index of skb->dev: the way in, and out behind routing; a packet in OUTPUT has none yet. */
function device(p: Packet, c: Context): u32 {
  if (c.hook == <u32>Hook.POSTROUTING) return p.outInterface;
  if (c.hook == <u32>Hook.OUTPUT) extensionFailed = true;
  return p.inInterface;
}

function processor(p: Packet, c: Context): u32 {
  if (p.facts != 0 && (load<u16>(p.facts, FactRecord.given) & FactGiven.CPU) != 0) {
    return load<u32>(p.facts, FactRecord.cpu);
  }
  undecided(c);
  return 0;
}

/** Where the netlink attribute of type `x` stands among those from offset `a` on, or inside the one
 * there; 0 = nowhere (bpf_skb_get_nlattr, bpf_skb_get_nlattr_nest). */
function findAttribute(p: Packet, a: u32, x: u32, nested: bool): u32 {
  const length = p.captured;
  if (length < ATTRIBUTE || a > length - ATTRIBUTE) return 0;
  let at = a;
  let left = length - a;
  if (nested) {
    const size = <u32>load<u16>(p.data + a);
    if (size > left || size < ATTRIBUTE) return 0;
    at = a + ATTRIBUTE;
    left = size - ATTRIBUTE;
  }
  while (left >= ATTRIBUTE) {
    const size = <u32>load<u16>(p.data + at);
    if (size < ATTRIBUTE || size > left) return 0;
    if ((<u32>load<u16>(p.data + at, 2) & 0x3fff) == x) return at;
    const step = (size + 3) & ~3;
    if (step > left) return 0;
    at += step;
    left -= step;
  }
  return 0;
}

/** Headers that the dissector looks into, at most (MAX_FLOW_DISSECT_HDRS). */
const MAX_HEADERS: u32 = 15;

/** Where the dissector stands, and whether a fragment keeps it there. */
let place: u32 = 0;
let later: bool = false;
let first: bool = false;

/** Where the payload begins behind the headers that the flow dissector knows, through tunnels of IP; 0
 * where one is broken (skb_get_poff). */
function payloadOffset(p: Packet): u32 {
  let family = p.family;
  place = 0;
  for (let n: u32 = 0; n < MAX_HEADERS; n++) {
    const protocol = family == <u32>Family.IPV4 ? walk4(p) : walk6(p);
    if (protocol < 0) return 0;
    const at = min<u32>(place, p.length);
    if (later) return at;
    if (!first && protocol == IP_IN_IP) family = Family.IPV4;
    else if (!first && protocol == IPV6_IN_IP) family = Family.IPV6;
    else if (!first && protocol == <i32>Protocol.GRE) {
      const inner = walkGre(p);
      if (inner < 0) return 0;
      if (inner == 0) return at;
      family = inner;
    } else return at + headerSize(p, <u32>protocol, place);
  }
  return min<u32>(place, p.length);
}

const IP_IN_IP: i32 = 4;
const IPV6_IN_IP: i32 = 41;

/** Passes an IPv4 header; the protocol behind it, -1 = broken. */
function walk4(p: Packet): i32 {
  if (!p.has(place, 20)) return -1;
  const header = p.data + place;
  const size = (<u32>load<u8>(header) & 15) << 2;
  if (size < 20) return -1;
  const fragment = <u32>bswap<u16>(load<u16>(header, 6));
  later = (fragment & 0x1fff) != 0;
  first = !later && (fragment & 0x2000) != 0;
  place += size;
  return <i32>load<u8>(header, 9);
}

/** Passes an IPv6 header and its extensions. */
function walk6(p: Packet): i32 {
  later = false;
  first = false;
  if (!p.has(place, IPV6_HEADER_SIZE)) return -1;
  let protocol = <u32>load<u8>(p.data + place, 6);
  place += IPV6_HEADER_SIZE;
  while (isWalked(protocol)) {
    if (!p.has(place, protocol == <u32>Protocol.FRAGMENT ? 8 : 2)) return -1;
    const header = p.data + place;
    const next = <u32>load<u8>(header);
    place += extensionSize(protocol, header);
    if (protocol == <u32>Protocol.FRAGMENT) {
      later = (<u32>bswap<u16>(load<u16>(header, 2)) & 0xfff8) != 0;
      first = !later;
      return <i32>next;
    }
    protocol = next;
  }
  return <i32>protocol;
}

/** Passes a GRE header without routing, of version 0: the Family inside, -1 = none that is known, 0 = the
 * header is not looked into. */
function walkGre(p: Packet): i32 {
  if (!p.has(place, 4)) return -1;
  const flags = <u32>bswap<u16>(load<u16>(p.data + place));
  const type = <u32>bswap<u16>(load<u16>(p.data + place, 2));
  if ((flags & 0x4007) != 0) return 0;
  place += 4;
  if ((flags & 0x8000) != 0) place += 4;
  if ((flags & 0x2000) != 0) place += 4;
  if ((flags & 0x1000) != 0) place += 4;
  if (type == 0x0800) return Family.IPV4;
  return type == 0x86dd ? <i32>Family.IPV6 : -1;
}

function isWalked(protocol: u32): bool {
  if (protocol == <u32>Protocol.HOPOPTS || protocol == <u32>Protocol.ROUTING) return true;
  return protocol == <u32>Protocol.DSTOPTS || protocol == <u32>Protocol.FRAGMENT;
}

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
