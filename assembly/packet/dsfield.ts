/**
 * The type of service of IPv4 and the traffic class of IPv6: six bits of code point (RFC 2474), two
 * of congestion notification. ipv4_change_dsfield and ipv6_change_dsfield of the kernel.
 */
import { Family } from "../abi";
import { get16, put16 } from "./bytes";
import { makeHeadersWritable, Packet } from "./packet";

/** The byte. */
export function dsField(p: Packet): u32 {
  if (p.family == Family.IPV4) return <u32>load<u8>(p.data, 1);
  return (get16(p.data) >> 4) & 0xff;
}

/** Sets the byte. The header checksum of IPv4 moves by the difference, the kernel's way: of the two
 * forms of zero that one's complement has, this one leaves 0xffff where others leave 0. */
export function setDsField(p: Packet, value: u32): void {
  makeHeadersWritable(p);
  const h = p.data;
  if (p.family != Family.IPV4) {
    put16(h, (get16(h) & 0xf00f) | (value << 4));
    return;
  }
  let check = get16(h + 10) + <u32>load<u8>(h, 1);
  if ((check + 1) >> 16 != 0) check = (check + 1) & 0xffff;
  check -= value;
  check += check >> 16;
  put16(h + 10, check & 0xffff);
  store<u8>(h, <u8>value, 1);
}
