/**
 * The IPv4 header (RFC 791).
 *
 *     0       1       2       3
 *    ┌───┬───┬───────┬───────────────┐
 *    │ver│ihl│  TOS  │ total length  │
 *    ├───┴───┴───────┼─┬─┬─┬─────────┤
 *    │ identification│0│D│M│ offset  │   offset in units of 8 bytes
 *    ├───────┬───────┼─┴─┴─┴─────────┤
 *    │  TTL  │ proto │   checksum    │
 *    ├───────┴───────┴───────────────┤
 *    │ source                        │
 *    ├───────────────────────────────┤
 *    │ destination                   │
 *    └───────────────────────────────┘
 */
import { Cause, Family } from "../abi";
import { get16 } from "./bytes";
import { fold, sumBytes, checksum } from "./checksum";
import { Packet, PacketFlag } from "./packet";

export const IPV4_HEADER_SIZE: u32 = 20;
/** Bits of the flags and offset field, host order. */
export const IP_DF: u32 = 0x4000;
export const IP_MF: u32 = 0x2000;
export const IP_OFFSET: u32 = 0x1fff;

/** Header length in bytes. */
export function headerLength4(header: usize): u32 {
  return (<u32>load<u8>(header) & 15) << 2;
}

/** The flags and offset field, host order. */
export function fragmentField(header: usize): u32 {
  return get16(header + 6);
}

/** Whether the packet is a fragment (ip_is_fragment). */
export function isFragment4(header: usize): bool {
  return (fragmentField(header) & (IP_MF | IP_OFFSET)) != 0;
}

/** Computes the header checksum anew. */
export function setHeaderChecksum4(header: usize): void {
  store<u16>(header, 0, 10);
  store<u16>(header, <u16>checksum(sumBytes(header, headerLength4(header), 0)), 10);
}

/** The checks of ip_rcv_core: NONE, or why the packet is dropped. Trims what follows the IP packet
 * and fills the record. p.length is the bytes that the link carried. */
export function validate4(p: Packet): Cause {
  const h = p.data;
  if (p.captured < IPV4_HEADER_SIZE) return Cause.HEADER_TOO_SHORT;
  if (load<u8>(h) >> 4 != 4) return Cause.HEADER_VERSION;
  const ihl = headerLength4(h);
  if (ihl < IPV4_HEADER_SIZE) return Cause.HEADER_VERSION;
  if (p.captured < ihl) return Cause.HEADER_TOO_SHORT;
  let sum: u64 =
    <u64>load<u32>(h) +
    <u64>load<u32>(h, 4) +
    <u64>load<u32>(h, 8) +
    <u64>load<u32>(h, 12) +
    <u64>load<u32>(h, 16);
  if (ihl > IPV4_HEADER_SIZE) sum = sumBytes(h + 20, ihl - 20, sum);
  if (fold(sum) != 0xffff) return Cause.HEADER_CHECKSUM;
  const total = get16(h + 2);
  if (total > p.length || total < ihl) return Cause.HEADER_LENGTH;
  p.length = total;
  if (p.captured >= total) {
    p.captured = total;
    p.flags &= ~(<u32>PacketFlag.TRUNCATED);
  } else p.flags |= PacketFlag.TRUNCATED;
  locate4(p);
  return Cause.NONE;
}

/** Fills the fields that point into the header. */
export function locate4(p: Packet): void {
  p.family = Family.IPV4;
  p.transport = headerLength4(p.data);
  p.protocol = <u32>load<u8>(p.data, 9);
  p.fragmentOffset = (fragmentField(p.data) & IP_OFFSET) << 3;
}
