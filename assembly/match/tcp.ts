/**
 * tcp: ports, flags and options of a TCP header (iptables-extensions(8), tcp; tcp_mt of the kernel).
 */
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { Family } from "../abi";

/** Ranges of ports (u16 each, host order), flags to look at, flags to find, an option to find. */
export const enum TcpInfo {
  sourceFrom = 0,
  sourceTo = 2,
  destinationFrom = 4,
  destinationTo = 6,
  flagMask = 8,
  flagCompare = 9,
  /** 0 = any. */
  option = 10,
  /** TcpInvert bits. */
  invert = 11,
  size = 16,
}

/** What a "!" turned around. */
export const enum TcpInvert {
  SOURCE = 1,
  DESTINATION = 2,
  FLAGS = 4,
  OPTION = 8,
}

const HEADER_SIZE: u32 = 20;

/** Whether the packet is a TCP segment, or the first fragment of one, as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) {
    // An IPv4 fragment that starts at byte 8 could overwrite the flags of a header that passed.
    if (p.fragmentOffset == 8 && p.family == Family.IPV4) c.hotdrop = 1;
    return false;
  }
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.transportHeader();
  const invert = <u32>load<u8>(data, TcpInfo.invert);
  const source = get16(header);
  let same =
    source >= <u32>load<u16>(data, TcpInfo.sourceFrom) &&
    source <= <u32>load<u16>(data, TcpInfo.sourceTo);
  if (same == ((invert & TcpInvert.SOURCE) != 0)) return false;
  const destination = get16(header + 2);
  same =
    destination >= <u32>load<u16>(data, TcpInfo.destinationFrom) &&
    destination <= <u32>load<u16>(data, TcpInfo.destinationTo);
  if (same == ((invert & TcpInvert.DESTINATION) != 0)) return false;
  same =
    (load<u8>(header, 13) & load<u8>(data, TcpInfo.flagMask)) ==
    load<u8>(data, TcpInfo.flagCompare);
  if (same == ((invert & TcpInvert.FLAGS) != 0)) return false;
  const option = <u32>load<u8>(data, TcpInfo.option);
  if (option == 0) return true;
  return findOption(p, c, option, (invert & TcpInvert.OPTION) != 0);
}

/** Whether the segment carries the option, or not when inverted; tcp_find_option of the kernel. */
function findOption(p: Packet, c: Context, option: u32, invert: bool): bool {
  const headerSize = (<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2;
  if (headerSize < HEADER_SIZE) {
    c.hotdrop = 1;
    return false;
  }
  if (headerSize == HEADER_SIZE) return invert;
  if (!p.has(p.transport, headerSize)) {
    c.hotdrop = 1;
    return false;
  }
  const options = p.transportHeader() + HEADER_SIZE;
  const size = headerSize - HEADER_SIZE;
  for (let i: u32 = 0; i < size; ) {
    const kind = <u32>load<u8>(options + i);
    if (kind == option) return !invert;
    // END and NOP have no length; a length of 0 counts as 1, and the walk ends behind the header
    if (kind < 2 || i + 1 >= size) i++;
    else i += max<u32>(<u32>load<u8>(options + i, 1), 1);
  }
  return invert;
}
