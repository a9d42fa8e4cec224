/**
 * SNPT: gives the source another prefix without state (iptables-extensions(8), SNPT; ip6t_snpt_tg of
 * ip6t_NPT; RFC 6296). A part of the address that no prefix covers takes up the difference, so that
 * checksums of the transport stay right.
 */
import { Verdict } from "../abi";
import { fold } from "../packet/checksum";
import { ICMP6_ERRORS_END, IPV6_HEADER_SIZE } from "../packet/ipv6";
import { makeWritable, Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { sendIcmpError6 } from "../stack/icmp6";
import { Context } from "../table/context";

/** Prefixes, 16 bytes each; DNPT has the same record. */
export const enum NptInfo {
  from = 0,
  to = 16,
  /** u8 each: bits of the first prefix, and of the longer of both. */
  fromLength = 32,
  longest = 33,
  /** u16: what the transport's checksum would change by, as in memory. */
  adjustment = 34,
  size = 40,
}

const SOURCE: u32 = 8;
const DESTINATION: u32 = 24;
const PARAMETER_PROBLEM: u32 = 4;
const ICMP_HEADER_SIZE: u32 = 8;

/** Maps the source and goes on; in an ICMP error also the quoted packet's destination. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  return translate(p, data, SOURCE, DESTINATION);
}

/** Maps the address at `field`, and the one at `quotedField` of a packet that an ICMP error quotes
 * if it has the first prefix. Without a place for the difference: a parameter problem, and dropped. */
export function translate(p: Packet, data: usize, field: u32, quotedField: u32): i32 {
  makeWritable(p);
  if (!mapPrefix(data, p.data + field)) {
    sendIcmpError6(p, PARAMETER_PROBLEM, 0, field);
    return Verdict.DROP;
  }
  if (<u32>load<u8>(p.data, 6) != <u32>Protocol.ICMPV6) return Verdict.CONTINUE;
  const quoted = IPV6_HEADER_SIZE + ICMP_HEADER_SIZE;
  if (!p.has(quoted, IPV6_HEADER_SIZE)) return Verdict.CONTINUE;
  const type = <u32>load<u8>(p.data + IPV6_HEADER_SIZE);
  if (type >= ICMP6_ERRORS_END) return Verdict.CONTINUE;
  const address = p.data + quoted + quotedField;
  if (hasPrefix(data, address)) mapPrefix(data, address);
  return Verdict.CONTINUE;
}

/** Whether the address starts with the first prefix; what follows in the record is zero. */
function hasPrefix(data: usize, address: usize): bool {
  const length = <u32>load<u8>(data, NptInfo.fromLength);
  for (let i: u32 = 0; i < 16; i++) {
    const bits = length > i << 3 ? min<u32>(length - (i << 3), 8) : 0;
    const mask = (0xff00 >> bits) & 0xff;
    if ((<u32>load<u8>(address + i) & mask) != <u32>load<u8>(data + i, NptInfo.from)) return false;
  }
  return true;
}

function mapPrefix(data: usize, address: usize): bool {
  const length = <u32>load<u8>(data, NptInfo.longest);
  for (let i: u32 = 0; i << 3 < length; i++) {
    const bits = min<u32>(length - (i << 3), 8);
    const mask = (0xff00 >> bits) & 0xff;
    const kept = <u32>load<u8>(address + i) & ~mask;
    store<u8>(address + i, <u8>(kept | (<u32>load<u8>(data + i, NptInfo.to) & mask)));
  }
  let word: u32 = 3;
  if (length > 48) {
    word = 4;
    while (word < 8 && load<u16>(address + (word << 1)) == 0xffff) word++;
    if (word == 8) return false;
  }
  const place = address + (word << 1);
  const sum = fold(<u64>load<u16>(place) + <u64>load<u16>(data, NptInfo.adjustment));
  store<u16>(place, sum == 0xffff ? 0 : <u16>sum);
  return true;
}
