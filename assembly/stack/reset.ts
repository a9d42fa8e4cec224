/** What a TCP reset that answers a segment looks like (RFC 9293, 3.5.2; nf_reject_ipv4, _ipv6). */
import { get32, put32 } from "../packet/bytes";
import { Packet } from "../packet/packet";

/** Bytes of a TCP header without options. */
export const TCP_HEADER_SIZE: u32 = 20;

const FIN: u32 = 1;
const SYN: u32 = 2;
const RST: u32 = 4;
const ACK: u32 = 16;

/** Whether a reset may answer the segment: its header is there and is no reset itself. */
export function mayReset(p: Packet): bool {
  if (!p.has(p.transport, TCP_HEADER_SIZE)) return false;
  return (<u32>load<u8>(p.transportHeader(), 13) & RST) == 0;
}

/**
 * Writes the TCP header that resets the segment in `p` to `to`, its checksum zero. A segment with an
 * acknowledgement is answered at that number; any other is acknowledged as a whole.
 */
export function writeReset(p: Packet, to: usize): void {
  const t = p.transportHeader();
  memory.fill(to, 0, TCP_HEADER_SIZE);
  store<u16>(to, load<u16>(t, 2));
  store<u16>(to, load<u16>(t), 2);
  store<u8>(to, <u8>((TCP_HEADER_SIZE >> 2) << 4), 12);
  const flags = <u32>load<u8>(t, 13);
  if ((flags & ACK) != 0) {
    store<u32>(to, load<u32>(t, 8), 4);
    store<u8>(to, <u8>RST, 13);
    return;
  }
  const header = (<u32>load<u8>(t, 12) >> 4) << 2;
  let next = get32(t + 4) + (p.length - p.transport) - header;
  if ((flags & SYN) != 0) next++;
  if ((flags & FIN) != 0) next++;
  put32(to + 8, next);
  store<u8>(to, <u8>(RST | ACK), 13);
}
