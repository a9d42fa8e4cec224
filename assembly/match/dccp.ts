/**
 * dccp: ports, type and options of a DCCP header (iptables-extensions(8), dccp; dccp_mt of the
 * kernel; RFC 4340, 5).
 *
 *     0         2         4       5         6         8            9
 *    ┌─────────┬─────────┬───────┬─────────┬─────────┬────────────┬─────────
 *    │ source  │ destin. │ size  │ CC, cov.│checksum │res,type,x  │ sequence
 *    └─────────┴─────────┴───────┴─────────┴─────────┴────────────┴─────────
 */
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** Ranges of ports (u16 each, host order). */
export const enum DccpInfo {
  sourceFrom = 0,
  sourceTo = 2,
  destinationFrom = 4,
  destinationTo = 6,
  /** u16: a bit for each type. */
  types = 8,
  /** u8 each: an option's kind; DccpFlag bits asked for, and turned around. */
  option = 10,
  flags = 11,
  invert = 12,
  size = 16,
}

export const enum DccpFlag {
  SOURCE = 1,
  DESTINATION = 2,
  TYPE = 4,
  OPTION = 8,
}

/** The generic header with a short sequence number. */
const HEADER_SIZE: u32 = 12;
const LONG_SEQUENCE: u32 = 4;

/** Whether the header is as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.transportHeader();
  const flags = <u32>load<u8>(data, DccpInfo.flags);
  const invert = <u32>load<u8>(data, DccpInfo.invert);
  if ((flags & DccpFlag.SOURCE) != 0) {
    const same = inRange(get16(header), data + DccpInfo.sourceFrom);
    if (same == ((invert & DccpFlag.SOURCE) != 0)) return false;
  }
  if ((flags & DccpFlag.DESTINATION) != 0) {
    const same = inRange(get16(header + 2), data + DccpInfo.destinationFrom);
    if (same == ((invert & DccpFlag.DESTINATION) != 0)) return false;
  }
  const kind = <u32>load<u8>(header, 8);
  const type = (kind >> 1) & 15;
  if ((flags & DccpFlag.TYPE) != 0) {
    const same = ((<u32>load<u16>(data, DccpInfo.types) >> type) & 1) != 0;
    if (same == ((invert & DccpFlag.TYPE) != 0)) return false;
  }
  if ((flags & DccpFlag.OPTION) == 0) return true;
  const start = HEADER_SIZE + ((kind & 1) != 0 ? LONG_SEQUENCE : 0) + typeSize(type);
  const same = hasOption(p, c, start, <u32>load<u8>(data, DccpInfo.option));
  return same != ((invert & DccpFlag.OPTION) != 0);
}

function inRange(port: u32, range: usize): bool {
  return port >= <u32>load<u16>(range) && port <= <u32>load<u16>(range, 2);
}

/** Bytes between the generic header and the options (dccp_packet_hdr_len). */
function typeSize(type: u32): u32 {
  if (type == 0) return 4; // REQUEST: service code
  if (type == 2) return 0; // DATA
  if (type == 1) return 12; // RESPONSE: acknowledgement and service code
  if (type == 7 || type > 9) return 12; // RESET, and what is none
  return 8;
}

/** Whether the option is there (dccp_find_option). */
function hasOption(p: Packet, c: Context, start: u32, option: u32): bool {
  const header = p.transportHeader();
  const size = (<u32>load<u8>(header, 4)) << 2;
  if (size == start) return false;
  if (size < start || !p.has(p.transport, size)) {
    c.hotdrop = 1;
    return false;
  }
  for (let i = start; i < size; ) {
    const kind = <u32>load<u8>(header + i);
    if (kind == option) return true;
    if (kind < 2) i++;
    else if (i + 1 >= size) break;
    else i += max<u32>(<u32>load<u8>(header + i, 1), 1);
  }
  return false;
}
