/**
 * udp: ports of a UDP header (iptables-extensions(8), udp; udp_mt of the kernel).
 */
import { get16 } from "../packet/bytes";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** Ranges of ports (u16 each, host order). */
export const enum UdpInfo {
  sourceFrom = 0,
  sourceTo = 2,
  destinationFrom = 4,
  destinationTo = 6,
  /** UdpInvert bits. */
  invert = 8,
  size = 16,
}

/** What a "!" turned around. */
export const enum UdpInvert {
  SOURCE = 1,
  DESTINATION = 2,
}

const HEADER_SIZE: u32 = 8;

/** Whether the packet is a datagram, or the first fragment of one, with such ports. */
export function match(p: Packet, data: usize, c: Context): bool {
  if (p.fragmentOffset != 0) return false;
  if (!p.has(p.transport, HEADER_SIZE)) {
    c.hotdrop = 1;
    return false;
  }
  const header = p.transportHeader();
  const invert = <u32>load<u8>(data, UdpInfo.invert);
  const source = get16(header);
  let same =
    source >= <u32>load<u16>(data, UdpInfo.sourceFrom) &&
    source <= <u32>load<u16>(data, UdpInfo.sourceTo);
  if (same == ((invert & UdpInvert.SOURCE) != 0)) return false;
  const destination = get16(header + 2);
  same =
    destination >= <u32>load<u16>(data, UdpInfo.destinationFrom) &&
    destination <= <u32>load<u16>(data, UdpInfo.destinationTo);
  return same != ((invert & UdpInvert.DESTINATION) != 0);
}
