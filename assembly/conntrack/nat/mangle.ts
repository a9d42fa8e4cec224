/**
 * Changing what a packet carries: helpers replace addresses and ports in the payload by those that
 * the other end can reach (nf_nat_mangle_tcp_packet, nf_nat_mangle_udp_packet; nf_nat_helper.c, 6.18).
 */
import { Family } from "../../abi";
import { get32, put16 } from "../../packet/bytes";
import { checksum, pseudoSum4, pseudoSum6, sumBytes } from "../../packet/checksum";
import { makeWritable, Packet, PacketFlag } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { RouteFlag } from "../../route/flags";
import { Connection } from "../connection";
import { noteChange } from "../seqadj";

const MAX_LENGTH: u32 = 65535;
const UDP_HEADER: u32 = 8;

/** Replaces `size` bytes, `offset` behind the TCP header, by the `newSize` bytes at `from`; later
 * segments are moved by the difference. False: the packet would become too long. */
export function mangleTcp(
  p: Packet,
  c: Connection,
  offset: u32,
  size: u32,
  from: usize,
  newSize: u32,
): bool {
  if (!mangleTcpOnly(p, offset, size, from, newSize)) return false;
  if (newSize != size) noteChange(p, c, get32(p.transportHeader() + 4), <i32>newSize - <i32>size);
  return true;
}

/** The same without a note of the difference: the helper makes one for the whole segment. */
export function mangleTcpOnly(p: Packet, offset: u32, size: u32, from: usize, newSize: u32): bool {
  const header = (<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2;
  if (!replaceBytes(p, p.transport + header + offset, size, from, newSize)) return false;
  sumAgain(p, Protocol.TCP, 16);
  return true;
}

/** Replaces `size` bytes, `offset` behind the UDP header, by the `newSize` bytes at `from`. */
export function mangleUdp(p: Packet, offset: u32, size: u32, from: usize, newSize: u32): bool {
  if (!replaceBytes(p, p.transport + UDP_HEADER + offset, size, from, newSize)) return false;
  const t = p.transportHeader();
  put16(t + 4, p.length - p.transport);
  if (load<u16>(t, 6) == 0) return true;
  sumAgain(p, Protocol.UDP, 6);
  if (load<u16>(p.transportHeader(), 6) == 0) store<u16>(p.transportHeader(), 0xffff, 6);
  return true;
}

/** Makes the gap as wide as what goes in, and the IP header tell the new length. */
function replaceBytes(p: Packet, at: u32, size: u32, from: usize, newSize: u32): bool {
  if (at + size > p.captured) return false;
  const length = p.length - size + newSize;
  if (newSize > size && length > MAX_LENGTH) return false;
  makeWritable(p);
  const place = p.data + at;
  memory.copy(place + newSize, place + size, p.captured - at - size);
  memory.copy(place, from, newSize);
  p.captured = p.captured - size + newSize;
  p.length = length;
  if (p.family == Family.IPV6) {
    put16(p.data + 4, length - 40);
    return true;
  }
  put16(p.data + 2, length);
  store<u16>(p.data, 0, 10);
  const header = (<u32>load<u8>(p.data) & 15) << 2;
  store<u16>(p.data, <u16>checksum(sumBytes(p.data, header, 0)), 10);
  return true;
}

/** The transport's checksum, `offset` bytes into its header, over the packet as it is now. */
function sumAgain(p: Packet, protocol: u32, offset: u32): void {
  const t = p.transportHeader();
  const length = p.length - p.transport;
  store<u16>(t + <usize>offset, 0);
  const pseudo =
    p.family == Family.IPV4
      ? pseudoSum4(p.data, protocol, length)
      : pseudoSum6(p.data + 8, p.data + 24, protocol, length);
  // the kernel leaves the sum to the device (CHECKSUM_PARTIAL): what is delivered never meets one, and has
  // that of the pseudo header alone
  const delivered = (p.routeFlags & RouteFlag.LOCAL) != 0 && p.inInterface != 0;
  const sum = delivered ? ~checksum(pseudo) : checksum(sumBytes(t, length, pseudo));
  store<u16>(t + <usize>offset, <u16>sum);
  p.flags =
    (p.flags & ~(<u32>(PacketFlag.SUM_KEPT | PacketFlag.SUM_PARTIAL))) | PacketFlag.SUM_TRUSTED;
}
