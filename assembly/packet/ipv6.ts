/**
 * The IPv6 header and its chain of extension headers (RFC 8200).
 *
 *     0       1       2       3
 *    ┌───┬───────┬───────────────────┐
 *    │ver│ class │    flow label     │
 *    ├───┴───────┴───┬───────┬───────┤
 *    │ payload length│ next  │  hop  │
 *    ├───────────────┴───────┴───────┤
 *    │ source, 16 bytes              │   at 8
 *    │ destination, 16 bytes         │   at 24
 *    └───────────────────────────────┘
 */
import { Cause, Family } from "../abi";
import { get16 } from "./bytes";
import { Packet, PacketFlag } from "./packet";
import { Protocol } from "./protocol";

export const IPV6_HEADER_SIZE: u32 = 40;

/** Whether the next-header value is an extension header (ipv6_ext_hdr of the kernel). */
export function isExtension(next: u32): bool {
  return (
    next == Protocol.HOPOPTS ||
    next == Protocol.ROUTING ||
    next == Protocol.FRAGMENT ||
    next == Protocol.AH ||
    next == Protocol.NONE ||
    next == Protocol.DSTOPTS
  );
}

/** Bytes of an extension header that ipv6_find_hdr must be able to read; whether the rest is there is
 * left to whoever looks at what follows. */
export function extensionHead(next: u32): u32 {
  return next == <u32>Protocol.FRAGMENT || next == <u32>Protocol.ROUTING ? 4 : 2;
}

/** Size in bytes of the extension header at `at`. */
export function extensionSize(next: u32, at: usize): u32 {
  if (next == Protocol.FRAGMENT) return 8;
  if (next == Protocol.AH) return (<u32>load<u8>(at, 1) + 2) << 2;
  return (<u32>load<u8>(at, 1) + 1) << 3;
}

/** Traffic class. */
export function trafficClass(header: usize): u32 {
  return (get16(header) >> 4) & 0xff;
}

/** Checks of the fixed header as ip6_rcv_core makes them: version and length. NONE, or why the
 * packet is dropped. Trims what follows and fills the record. */
export function validate6(p: Packet): Cause {
  const h = p.data;
  if (p.captured < IPV6_HEADER_SIZE) return Cause.HEADER_TOO_SHORT;
  if (load<u8>(h) >> 4 != 6) return Cause.HEADER_VERSION;
  const payload = get16(h + 4);
  if (payload != 0 || load<u8>(h, 6) != <u8>Protocol.HOPOPTS) {
    const total = payload + IPV6_HEADER_SIZE;
    if (total > p.length) return Cause.HEADER_LENGTH;
    p.length = total;
  } else if (p.length > IPV6_HEADER_SIZE + 65535) {
    // a jumbogram (RFC 2675): more than any device of the model carries, or a buffer holds
    return Cause.HEADER_LENGTH;
  }
  if (p.captured >= p.length) {
    p.captured = p.length;
    p.flags &= ~(<u32>PacketFlag.TRUNCATED);
  } else p.flags |= PacketFlag.TRUNCATED;
  locate6(p);
  return Cause.NONE;
}

/**
 * Walks the chain to the last header, as ipv6_find_hdr(skb, &offset, -1, &fragoff, NULL) does: the
 * first header that is no extension, or "no next header"; a later fragment ends the walk at what
 * the fragment header names. Sets NO_TRANSPORT when the chain leaves the packet.
 */
export function locate6(p: Packet): void {
  p.family = Family.IPV6;
  p.fragmentOffset = 0;
  p.flags &= ~(<u32>PacketFlag.NO_TRANSPORT);
  let next = <u32>load<u8>(p.data, 6);
  let offset = IPV6_HEADER_SIZE;
  while (isExtension(next) && next != Protocol.NONE) {
    if (!p.has(offset, extensionHead(next))) {
      p.flags |= PacketFlag.NO_TRANSPORT;
      break;
    }
    const at = p.data + offset;
    if (next == Protocol.FRAGMENT) {
      const fragment = get16(at + 2) & 0xfff8;
      if (fragment != 0) {
        p.fragmentOffset = fragment;
        const inner = <u32>load<u8>(at);
        // a later fragment: its transport header is elsewhere
        if (isExtension(inner) && inner != Protocol.NONE) p.flags |= PacketFlag.NO_TRANSPORT;
        next = inner;
        break;
      }
    }
    const size = extensionSize(next, at);
    next = <u32>load<u8>(at);
    offset += size;
  }
  p.transport = offset;
  p.protocol = next;
}

/** findHeader6's answers besides an offset: no such header, and a chain that cannot be read. */
export const HEADER_NOT_FOUND: u32 = 0;
export const HEADER_UNREADABLE: u32 = 1;

/** Where the first header `wanted` of the chain stands (ipv6_find_hdr without flags). Behind a later
 * fragment's header there is none. */
export function findHeader6(p: Packet, wanted: u32): u32 {
  let next = <u32>load<u8>(p.data, 6);
  let offset = IPV6_HEADER_SIZE;
  while (isExtension(next) && next != <u32>Protocol.NONE) {
    const at = p.data + offset;
    if (!p.has(offset, extensionHead(next))) return HEADER_UNREADABLE;
    if (next == wanted) return offset;
    if (next == <u32>Protocol.FRAGMENT && (get16(at + 2) & 0xfff8) != 0) return HEADER_NOT_FOUND;
    const size = extensionSize(next, at);
    next = <u32>load<u8>(at);
    offset += size;
  }
  return next == wanted ? offset : HEADER_NOT_FOUND;
}

/** ICMPv6 types below this one are errors (RFC 4443, 2.1). */
export const ICMP6_ERRORS_END: u32 = 128;
