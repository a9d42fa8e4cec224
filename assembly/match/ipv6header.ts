/**
 * ipv6header: which headers the chain of an IPv6 packet holds (iptables-extensions(8), ipv6header;
 * ipv6header_mt6 of the kernel).
 */
import { extensionSize, IPV6_HEADER_SIZE, isExtension } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

/** u8 each: Ipv6HeaderBit bits; 1 = "!" stood before them; 1 = --soft. */
export const enum Ipv6HeaderInfo {
  headers = 0,
  invert = 1,
  soft = 2,
  size = 8,
}

/** Headers, as the kernel numbers them (MASK_*). */
export const enum Ipv6HeaderBit {
  PROTOCOL = 1,
  NONE = 2,
  ESP = 4,
  AH = 8,
  FRAGMENT = 16,
  ROUTING = 32,
  DSTOPTS = 64,
  HOPOPTS = 128,
}

/** Whether the packet has just these headers; --soft: these, whatever else there is. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const there = headersOf(p);
  if (there < 0) return false;
  const asked = <u32>load<u8>(data, Ipv6HeaderInfo.headers);
  const invert = load<u8>(data, Ipv6HeaderInfo.invert) != 0;
  if (load<u8>(data, Ipv6HeaderInfo.soft) == 0) return (<u32>there == asked) != invert;
  return (<u32>there & asked) == (invert ? 0 : asked);
}

/** The headers of the chain; negative when it cannot be read. */
function headersOf(p: Packet): i32 {
  let found: i32 = 0;
  let next = <u32>load<u8>(p.data, 6);
  let offset = IPV6_HEADER_SIZE;
  while (isExtension(next)) {
    if (next == <u32>Protocol.NONE) return found | Ipv6HeaderBit.NONE;
    if (!p.has(offset, 2)) return -1;
    found |= bitOf(next);
    const at = p.data + offset;
    const size = extensionSize(next, at);
    next = <u32>load<u8>(at);
    offset += size;
    if (offset > p.length) break;
  }
  if (next == <u32>Protocol.NONE) return found;
  if (next != <u32>Protocol.ESP) return found | Ipv6HeaderBit.PROTOCOL;
  return p.has(offset, 2) ? found | Ipv6HeaderBit.ESP : -1;
}

function bitOf(next: u32): i32 {
  if (next == <u32>Protocol.HOPOPTS) return Ipv6HeaderBit.HOPOPTS;
  if (next == <u32>Protocol.ROUTING) return Ipv6HeaderBit.ROUTING;
  if (next == <u32>Protocol.FRAGMENT) return Ipv6HeaderBit.FRAGMENT;
  if (next == <u32>Protocol.AH) return Ipv6HeaderBit.AH;
  return Ipv6HeaderBit.DSTOPTS;
}
