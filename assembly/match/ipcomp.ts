/**
 * ipcomp: the index of an IP payload compression header (iptables-extensions(8), ipcomp; comp_mt of
 * the kernel; RFC 3173). --compres is not compared: the kernel never looks at the reserved bits.
 */
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A range of indexes, u32 each, host order. */
export const enum IpcompInfo {
  from = 0,
  to = 4,
  /** u8. */
  invert = 8,
  size = 16,
}

const HEADER_SIZE: u32 = 4;

/** Whether the index lies in the range. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const index = get16(p.transportHeader() + 2);
  const same = index >= load<u32>(data, IpcompInfo.from) && index <= load<u32>(data, IpcompInfo.to);
  return same != (load<u8>(data, IpcompInfo.invert) != 0);
}
