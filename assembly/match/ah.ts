/**
 * ah: the authentication header of IPsec (iptables-extensions(8), ah; ah_mt and ah_mt6 of the
 * kernel). In IPv4 it is the transport header that -p ah asks for; in IPv6 an extension header that
 * is looked for.
 */
import { Family } from "../abi";
import { get16, get32 } from "../packet/bytes";
import { extensionSize, findHeader6, HEADER_NOT_FOUND, HEADER_UNREADABLE } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";

/** A range of security parameter indexes, u32 each, host order; IPv6: the header's size. */
export const enum AhInfo {
  from = 0,
  to = 4,
  /** Bytes, 0 = any. */
  length = 8,
  /** u8: AhInvert bits. */
  invert = 12,
  /** u8: whether the reserved field must be zero. */
  reserved = 13,
  size = 16,
}

/** What a "!" turned around. */
export const enum AhInvert {
  SPI = 1,
  LENGTH = 2,
}

const HEADER_SIZE: u32 = 12;

/** Whether the packet has such a header. */
export function match(p: Packet, data: usize, c: Context): bool {
  let offset = p.transport;
  if (p.family == Family.IPV4) {
    if (p.fragmentOffset != 0) return false;
  } else {
    offset = findHeader6(p, Protocol.AH);
    if (offset == HEADER_NOT_FOUND) return false;
  }
  if (offset == HEADER_UNREADABLE || !p.has(offset, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.data + offset;
  // IPv6 wants the whole header, IPv4 its start
  if (p.family == Family.IPV6 && !p.has(offset, extensionSize(Protocol.AH, header))) {
    c.hotdrop = 1;
    return false;
  }
  const invert = <u32>load<u8>(data, AhInfo.invert);
  const spi = get32(header + 4);
  const same = spi >= load<u32>(data, AhInfo.from) && spi <= load<u32>(data, AhInfo.to);
  if (same == ((invert & AhInvert.SPI) != 0)) return false;
  if (p.family == Family.IPV4) return true;
  const length = load<u32>(data, AhInfo.length);
  if (length != 0) {
    const sameLength = length == extensionSize(Protocol.AH, header);
    if (sameLength == ((invert & AhInvert.LENGTH) != 0)) return false;
  }
  return load<u8>(data, AhInfo.reserved) == 0 || get16(header + 2) == 0;
}
