/**
 * icmp: type and code of an ICMP message (iptables-extensions(8), icmp; icmp_match of the kernel).
 */
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A type (255 = any) with a range of codes. */
export const enum IcmpInfo {
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
  const type = load<u8>(data, IcmpInfo.type);
  let same = type == 255;
  if (!same && load<u8>(header) == type) {
    const code = load<u8>(header, 1);
    same = code >= load<u8>(data, IcmpInfo.codeFrom) && code <= load<u8>(data, IcmpInfo.codeTo);
  }
  return same != (load<u8>(data, IcmpInfo.invert) != 0);
}
