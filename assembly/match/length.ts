/**
 * length: bytes of the packet with its IP header (iptables-extensions(8), length; length_mt and
 * length_mt6 of the kernel). It is the header's own field that counts: a jumbogram's is 40.
 */
import { Family } from "../abi";
import { get16 } from "../packet/bytes";
import { IPV6_HEADER_SIZE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A range, u16 each. */
export const enum LengthInfo {
  from = 0,
  to = 2,
  invert = 4,
  size = 8,
}

/** Whether the length lies in the range. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const length = p.family == Family.IPV4 ? get16(p.data + 2) : get16(p.data + 4) + IPV6_HEADER_SIZE;
  const same =
    length >= <u32>load<u16>(data, LengthInfo.from) &&
    length <= <u32>load<u16>(data, LengthInfo.to);
  return same != (load<u8>(data, LengthInfo.invert) != 0);
}
