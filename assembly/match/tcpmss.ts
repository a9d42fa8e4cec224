/**
 * tcpmss: the maximum segment size that a TCP header announces (iptables-extensions(8), tcpmss;
 * tcpmss_mt of the kernel). It is not asked whether the segment is a SYN, nor whether the packet is
 * a later fragment: what stands where the header would be is read.
 */
import { get16 } from "../packet/bytes";
import { blindTransport, Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A range of sizes (u16 each, host order). */
export const enum TcpmssInfo {
  from = 0,
  to = 2,
  /** u8. */
  invert = 4,
  size = 8,
}

const HEADER_SIZE: u32 = 20;
const OPTION_KIND: u32 = 2;
const OPTION_SIZE: u32 = 4;

/** Whether the announced size lies in the range; without one only an inverted rule matches. */
export function match(p: Packet, data: usize, c: Context): bool {
  const start = blindTransport(p);
  if (!p.has(start, HEADER_SIZE)) return unreadable(c);
  const header = p.data + start;
  const size = (<u32>load<u8>(header, 12) >> 4) << 2;
  if (size < HEADER_SIZE || !p.has(start, size)) return unreadable(c);
  const invert = load<u8>(data, TcpmssInfo.invert) != 0;
  for (let i: u32 = HEADER_SIZE; i < size; ) {
    const kind = <u32>load<u8>(header + i);
    if (kind == OPTION_KIND && size - i >= OPTION_SIZE) {
      if (<u32>load<u8>(header + i, 1) == OPTION_SIZE) {
        const mss = get16(header + i + 2);
        const same =
          mss >= <u32>load<u16>(data, TcpmssInfo.from) &&
          mss <= <u32>load<u16>(data, TcpmssInfo.to);
        return same != invert;
      }
    }
    if (kind < 2 || i + 1 >= size) i++;
    else i += max<u32>(<u32>load<u8>(header + i, 1), 1);
  }
  return invert;
}

function unreadable(c: Context): bool {
  c.hotdrop = 1;
  return false;
}
