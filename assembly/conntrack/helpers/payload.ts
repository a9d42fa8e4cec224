/** What helpers ask of the packet at hand. */
import { CtInfo } from "../../abi";
import { Packet } from "../../packet/packet";

const TCP_HEADER: u32 = 20;
const UDP_HEADER: u32 = 8;

/** Whether packets went both ways before this one. */
export function isEstablished(p: Packet): bool {
  return p.ctInfo == CtInfo.ESTABLISHED || p.ctInfo == CtInfo.ESTABLISHED_REPLY;
}

/** Offset of a TCP segment's data in the packet, 0 = it has none. */
export function tcpData(p: Packet): u32 {
  if (!p.has(p.transport, TCP_HEADER)) return 0;
  const at = p.transport + ((<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2);
  return at < p.length ? at : 0;
}

/** Offset of a UDP datagram's data in the packet, 0 = it has none. */
export function udpData(p: Packet): u32 {
  const at = p.transport + UDP_HEADER;
  return at < p.length ? at : 0;
}
