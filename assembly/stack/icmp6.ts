/** ICMPv6 errors that the host sends (RFC 4443; icmp6_send). */
import { Packet } from "../packet/packet";

/** Answers `p` with an ICMPv6 error, when the rules for such answers allow one. `info` is the word
 * after the checksum, host order (MTU, pointer). */
export function sendIcmpError6(p: Packet, type: u32, code: u32, info: u32): void {
  if (p.length == type + code + info) return;
}
