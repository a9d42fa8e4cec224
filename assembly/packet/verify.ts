/**
 * Whether a packet's transport checksum is right (nf_ip_checksum and nf_ip6_checksum of the kernel).
 *
 * IPv4 sums TCP and UDP with the pseudo header and every other protocol without; IPv6 sums all with
 * it. What the capture cut off cannot be summed: such packets count as good.
 */
import { Family } from "../abi";
import { fold, pseudoSum4, pseudoSum6, sumBytes } from "./checksum";
import { Packet, PacketFlag } from "./packet";
import { Protocol } from "./protocol";

/** Whether everything from the transport header on sums up, as the checksum of `protocol` does. */
export function transportSumGood(p: Packet, protocol: u32): bool {
  if (p.is(PacketFlag.TRUNCATED)) return true;
  if (p.length < p.transport) return false;
  const length = p.length - p.transport;
  // what stands in front counts too: an IPv4 header sums to 0xffff, so that even nothing is right
  let sum: u64 = 0xffff;
  if (p.family == Family.IPV6) sum = pseudoSum6(p.data + 8, p.data + 24, protocol, length);
  else if (protocol == Protocol.TCP || protocol == Protocol.UDP) {
    sum = pseudoSum4(p.data, protocol, length);
  }
  return fold(sumBytes(p.transportHeader(), length, sum)) == 0xffff;
}
