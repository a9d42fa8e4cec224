/**
 * icmp6: type and code of an ICMPv6 message (iptables-extensions(8), icmp6; icmp6_match of the
 * kernel). Unlike icmp, type 255 means type 255.
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A type with a range of codes. */
export const enum Icmp6Info {
  type = 0,
  codeFrom = 1,
  codeTo = 2,
  invert = 3,
  size = 8,
}

const HEADER_SIZE: u32 = 8;

/** Whether the packet is such a message, or the first fragment of one. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.transportHeader();
  let same = load<u8>(header) == load<u8>(data, Icmp6Info.type);
  if (same) {
    const code = load<u8>(header, 1);
    same = code >= load<u8>(data, Icmp6Info.codeFrom) && code <= load<u8>(data, Icmp6Info.codeTo);
  }
  return same != (load<u8>(data, Icmp6Info.invert) != 0);
}
