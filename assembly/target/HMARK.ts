/**
 * HMARK: a mark from a hash of addresses and ports, the same in both directions
 * (iptables-extensions(8), HMARK; hmark_tg_v4 and hmark_tg_v6 of xt_HMARK).
 */
import { Family, Verdict } from "../abi";
import { Way } from "../conntrack/connection";
import { seenConnection, seesConnection } from "../conntrack/seen";
import { get16, get32 } from "../packet/bytes";
import { fragmentField, headerLength4 } from "../packet/ipv4";
import {
  extensionHead,
  extensionSize,
  ICMP6_ERRORS_END,
  IPV6_HEADER_SIZE,
  isExtension,
} from "../packet/ipv6";
import { jhash2 } from "../packet/jhash";
import { Packet } from "../packet/packet";
import { portsOffset, Protocol } from "../packet/protocol";
import { Context } from "../table/context";

export const enum HmarkInfo {
  /** Masks of addresses, 16 bytes each, IPv4 in the first four. */
  sourceMask = 0,
  destinationMask = 16,
  /** u32 each, of both ports or the SPI, in network order: bits that count, bits that are set. */
  portMask = 32,
  portSet = 36,
  /** u32 each. */
  random = 40,
  modulus = 44,
  offset = 48,
  /** u8: bits of the protocol that count. */
  protocolMask = 52,
  /** u8: 1 = the connection's addresses, not the packet's. */
  conntrack = 53,
  size = 56,
}

/** MF and the offset. */
const FRAGMENT_BITS: u32 = 0x3fff;

/** What is hashed: source and destination (host order), ports. */
const words: usize = memory.data(12, 4);
let protocol: u32 = 0;

/** Marks the packet and goes on; what cannot be read keeps its mark. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  memory.fill(words, 0, 12);
  protocol = 0;
  if (load<u8>(data, HmarkInfo.conntrack) != 0) {
    if (!seesConnection(p)) return Verdict.CONTINUE;
    takeConnection(p, data);
  } else if (!(p.family == Family.IPV4 ? take4(p, data) : take6(p, data))) return Verdict.CONTINUE;
  p.mark = hashed(data);
  return Verdict.CONTINUE;
}

function hashed(data: usize): u32 {
  const source = load<u32>(words);
  const destination = load<u32>(words, 4);
  if (destination < source) {
    store<u32>(words, destination);
    store<u32>(words, source, 4);
  }
  const hash =
    jhash2(words, 3, load<u32>(data, HmarkInfo.random)) ^
    (protocol & <u32>load<u8>(data, HmarkInfo.protocolMask));
  const scaled = <u32>((<u64>hash * <u64>load<u32>(data, HmarkInfo.modulus)) >> 32);
  return scaled + load<u32>(data, HmarkInfo.offset);
}

/** An address under its mask as one word: IPv6's four are added without carry. */
function folded(address: usize, mask: usize, family: u32): u32 {
  let word = get32(address) & get32(mask);
  if (family == Family.IPV4) return word;
  for (let i: usize = 4; i < 16; i += 4) word ^= get32(address + i) & get32(mask + i);
  return word;
}

function takeAddresses(source: usize, destination: usize, family: u32, data: usize): void {
  store<u32>(words, folded(source, data + HmarkInfo.sourceMask, family));
  store<u32>(words, folded(destination, data + HmarkInfo.destinationMask, family), 4);
}

/** The greater port first. */
function takePorts(source: u32, destination: u32, data: usize): void {
  const mask = data + HmarkInfo.portMask;
  const set = data + HmarkInfo.portSet;
  const a = (source & get16(mask)) | get16(set);
  const b = (destination & get16(mask + 2)) | get16(set + 2);
  store<u32>(words, (max<u32>(a, b) << 16) | min<u32>(a, b), 8);
}

function takeConnection(p: Packet, data: usize): void {
  const c = seenConnection(p);
  const original = c.tuple(Way.ORIGINAL);
  const reply = c.tuple(Way.REPLY);
  takeAddresses(original.source(), reply.source(), p.family, data);
  protocol = <u32>original.protocol;
  if (protocol == <u32>Protocol.ICMP) return;
  const from = bswap<u16>(original.sourcePort);
  takePorts(from, bswap<u16>(reply.sourcePort), data);
}

/** Ports, or the SPI, of the transport header at `offset`. */
function takeTransport(p: Packet, offset: u32, data: usize): void {
  const behind = portsOffset(protocol);
  if (behind < 0) return;
  const at = offset + <u32>behind;
  if (p.has(at, 4)) takePorts(get16(p.data + at), get16(p.data + at + 2), data);
}

/** ICMP errors count as the packet that they quote. */
function take4(p: Packet, data: usize): bool {
  let at: u32 = 0;
  if (load<u8>(p.data, 9) == <u8>Protocol.ICMP) {
    const icmp = headerLength4(p.data);
    if (p.has(icmp, 8) && isError4(<u32>load<u8>(p.data + icmp))) {
      at = icmp + 8;
      if (!p.has(at, 20)) return false;
    }
  }
  const h = p.data + at;
  takeAddresses(h + 12, h + 16, Family.IPV4, data);
  protocol = <u32>load<u8>(h, 9);
  if (protocol == <u32>Protocol.ICMP) return true;
  if ((fragmentField(h) & FRAGMENT_BITS) == 0) takeTransport(p, at + headerLength4(h), data);
  return true;
}

/** Destination unreachable, source quench, redirect, time exceeded, parameter problem. */
function isError4(type: u32): bool {
  return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

/** Where the walk of a chain ended, and whether a fragment header was met. */
let ended: u32 = 0;
let fragmented: bool = false;

/** The protocol behind the IPv6 header at `start` (ipv6_find_hdr with IP6_FH_F_AUTH: an
 * authentication header ends the walk); negative when the chain cannot be read. */
function walk6(p: Packet, start: u32): i32 {
  let next = <u32>load<u8>(p.data + start, 6);
  let offset = start + IPV6_HEADER_SIZE;
  ended = start;
  fragmented = false;
  while (isExtension(next) && next != <u32>Protocol.NONE) {
    if (!p.has(offset, extensionHead(next))) return -1;
    const at = p.data + offset;
    if (next == <u32>Protocol.AH) break;
    if (next == <u32>Protocol.FRAGMENT) {
      fragmented = true;
      if ((get16(at + 2) & 0xfff8) != 0) {
        const inner = <u32>load<u8>(at);
        return isExtension(inner) && inner != <u32>Protocol.NONE ? -1 : <i32>inner;
      }
    }
    const size = extensionSize(next, at);
    next = <u32>load<u8>(at);
    offset += size;
  }
  ended = offset;
  return <i32>next;
}

function take6(p: Packet, data: usize): bool {
  let at: u32 = 0;
  let next = walk6(p, 0);
  if (next < 0) return true;
  if (!fragmented && next == <i32>Protocol.ICMPV6 && p.has(ended, 8)) {
    const type = <u32>load<u8>(p.data + ended);
    if (type != 0 && type < ICMP6_ERRORS_END) {
      at = ended + 8;
      if (!p.has(at, IPV6_HEADER_SIZE)) return false;
      if (load<u8>(p.data + at) >> 4 != 6) return false;
      next = walk6(p, at);
      if (next < 0) return false;
    }
  }
  takeAddresses(p.data + at + 8, p.data + at + 24, Family.IPV6, data);
  protocol = <u32>next;
  if (protocol == <u32>Protocol.ICMPV6 || fragmented) return true;
  takeTransport(p, ended, data);
  return true;
}
