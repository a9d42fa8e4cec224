/**
 * Checksums that are left to the device (CHECKSUM_PARTIAL of the kernel).
 *
 * Some of what the host sends has the sum of the pseudo header alone in its TCP checksum until a device
 * finishes it: resets of IPv4 (nf_reject_ip_tcphdr_put) and what SYNPROXY makes. Rules that look at the
 * bytes and errors that quote them see that. Changes of the header do not touch it but for those
 * of the pseudo header (inet_proto_csum_replace4).
 */
import { Family } from "../abi";
import { checksum, fold, pseudoSum4, pseudoSum6, sumBytes, update32 } from "./checksum";
import { Packet, PacketFlag } from "./packet";
import { Protocol } from "./protocol";

/** Offset of the checksum in a TCP header. */
const CHECK: usize = 16;

function pseudoSum(p: Packet): u64 {
  const length = p.length - p.transport;
  return p.family == Family.IPV4
    ? pseudoSum4(p.data, Protocol.TCP, length)
    : pseudoSum6(p.data + 8, p.data + 24, Protocol.TCP, length);
}

/** Leaves the TCP checksum of a packet of the host to the device. */
export function leaveSum(p: Packet): void {
  store<u16>(p.transportHeader(), <u16>fold(pseudoSum(p)), CHECK);
  p.flags |= PacketFlag.SUM_PARTIAL | PacketFlag.SUM_TRUSTED;
}

/** What the device would do, in a copy of the packet's bytes: whole, from the IP header on. The field's own value counts
 * for the pseudo header, also where addresses changed without it (SNPT, DNPT); 0 is sent as its other form. */
export function finishSumIn(bytes: usize, p: Packet): void {
  const t = bytes + p.transport;
  const sum = checksum(sumBytes(t, p.length - p.transport, 0));
  store<u16>(t, <u16>(sum == 0 ? 0xffff : sum), CHECK);
}

/** Finishes a checksum that was left to the device (skb_checksum_help). */
export function finishSum(p: Packet): void {
  if (!p.is(PacketFlag.SUM_PARTIAL)) return;
  finishSumIn(p.data, p);
  p.flags &= ~(<u32>(PacketFlag.SUM_PARTIAL | PacketFlag.SUM_TRUSTED));
}

/** Takes a change of 32 bits of the TCP header (as in memory) into its checksum at `check`, unless that is
 * left to the device. */
export function changeSum(p: Packet, check: usize, before: u32, after: u32): void {
  if (!p.is(PacketFlag.SUM_PARTIAL)) update32(check, before, after);
}

/** The same for 32 bits of the pseudo header, which such a checksum holds as they are. */
export function changePseudo(p: Packet, check: usize, before: u32, after: u32): void {
  if (!p.is(PacketFlag.SUM_PARTIAL)) {
    update32(check, before, after);
    return;
  }
  const sum = <u64>load<u16>(check) + <u64>~before + <u64>after;
  store<u16>(check, <u16>fold(sum));
}
