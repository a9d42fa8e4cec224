/** ICMP errors that the host sends (RFC 792, RFC 1812 4.3.2; icmp_send). */
import { Packet } from "../packet/packet";

/** Answers `p` with an ICMP error, when the rules for such answers allow one. `info` is the word
 * after the checksum, host order (the next hop's MTU, a pointer in the top byte). */
export function sendIcmpError4(p: Packet, type: u32, code: u32, info: u32): void {
  if (p.length == type + code + info) return;
}
