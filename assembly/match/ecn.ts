/**
 * ecn: explicit congestion notification (iptables-extensions(8), ecn; ecn_mt4 and ecn_mt6 of the
 * kernel; RFC 3168): two bits of the IP header, two flags of TCP, which are read
 * in later fragments too.
 */
import { Family } from "../abi";
import { trafficClass } from "../packet/ipv6";
import { blindTransport, Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u8 each: EcnFlag bits that are asked for, and which of them a "!" turned around; the codepoint. */
export const enum EcnInfo {
  flags = 0,
  invert = 1,
  codepoint = 2,
  size = 8,
}

export const enum EcnFlag {
  IP = 1,
  ECE = 2,
  CWR = 4,
}

const TCP_HEADER_SIZE: u32 = 20;
const TCP_FLAGS: usize = 13;
const ECE: u32 = 0x40;
const CWR: u32 = 0x80;

/** Whether the packet has the codepoint and the flags. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const flags = <u32>load<u8>(data, EcnInfo.flags);
  const invert = <u32>load<u8>(data, EcnInfo.invert);
  if ((flags & EcnFlag.IP) != 0) {
    const tos = p.family == Family.IPV4 ? <u32>load<u8>(p.data, 1) : trafficClass(p.data);
    const same = (tos & 3) == <u32>load<u8>(data, EcnInfo.codepoint);
    if (same == ((invert & EcnFlag.IP) != 0)) return false;
  }
  if ((flags & (EcnFlag.ECE | EcnFlag.CWR)) == 0) return true;
  const start = blindTransport(p);
  if (!p.has(start, TCP_HEADER_SIZE)) return false;
  const tcp = <u32>load<u8>(p.data + start, TCP_FLAGS);
  return (
    bitFits(tcp & ECE, flags & EcnFlag.ECE, invert) &&
    bitFits(tcp & CWR, flags & EcnFlag.CWR, invert)
  );
}

/** Whether a flag is as asked for; `asked` is its EcnFlag bit, or 0. */
function bitFits(set: u32, asked: u32, invert: u32): bool {
  if (asked == 0) return true;
  return (set != 0) != ((invert & asked) != 0);
}
