/**
 * mh: the type of a Mobile IPv6 message (iptables-extensions(8), mh; mh_mt6 of the kernel; RFC 6275,
 * 6.1).
 */
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

/** u8 each: a range of types; whether "!" stood before it. */
export const enum MhInfo {
  from = 0,
  to = 1,
  invert = 2,
  size = 8,
}

/** Up to the checksum. */
const HEADER_SIZE: u32 = 6;

/** Whether the type lies in the range. A message with anything behind it drops the packet. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  const header = p.transportHeader();
  if (!p.has(p.transport, HEADER_SIZE) || <u32>load<u8>(header) != <u32>Protocol.NONE) {
    c.hotdrop = 1;
    return false;
  }
  const type = load<u8>(header, 2);
  const same = type >= load<u8>(data, MhInfo.from) && type <= load<u8>(data, MhInfo.to);
  return same != (load<u8>(data, MhInfo.invert) != 0);
}
