/**
 * ICMP errors about connections with NAT: the quoted packet is turned back to what its sender sent,
 * the error's own address to what its receiver knows (nf_nat_icmp_reply_translation and its IPv6
 * twin).
 */
import { Cause, Family, Status } from "../../abi";
import { checksum, pseudoSum6, sumBytes } from "../../packet/checksum";
import { makeWritable, Packet, PacketFlag } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { transportSumGood } from "../../packet/verify";
import { connectionOf, wayOf } from "../connection";
import { invert } from "../extract";
import { Tuple } from "../tuple";
import { manipulate } from "./manip";
import { Manip } from "./manip_type";

const ICMP_REDIRECT: u32 = 5;
const ICMPV6_REDIRECT: u32 = 137;
const NAT_DONE: u32 = Status.SRC_NAT_DONE | Status.DST_NAT_DONE;
const NAT_MASK: u32 = Status.SRC_NAT | Status.DST_NAT;

const targetSpace: usize = memory.data(40, 8);

function errorSum(p: Packet): u64 {
  const length = p.captured - p.transport;
  const sum = sumBytes(p.transportHeader(), length, 0);
  if (p.family == Family.IPV4) return sum;
  return sum + pseudoSum6(p.data + 8, p.data + 24, Protocol.ICMPV6, length);
}

/** Translates an error that is RELATED to a connection; false = it must be dropped. */
export function translateError(p: Packet, manip: Manip, hook: u32): bool {
  const v4 = p.family == Family.IPV4;
  const quoted = p.transport + 8;
  if (!p.has(quoted, v4 ? 20 : 40)) return refuse(p);
  if (!transportSumGood(p, v4 ? Protocol.ICMP : Protocol.ICMPV6, hook)) return refuse(p);
  const c = connectionOf(p);
  const type = <u32>load<u8>(p.transportHeader());
  if (type == (v4 ? ICMP_REDIRECT : ICMPV6_REDIRECT)) {
    // a redirect is of use only where no address is changed
    if ((c.status & NAT_DONE) != NAT_DONE || (c.status & NAT_MASK) != 0) return refuse(p);
  }
  const way = wayOf(p.ctInfo);
  let bit: u32 = manip == Manip.SOURCE ? Status.SRC_NAT : Status.DST_NAT;
  if (way == 1) bit ^= NAT_MASK;
  if (!c.is(bit)) return true;
  makeWritable(p);
  const other = c.tuple(1 - way);
  manipulate(p, quoted, other, manip == Manip.SOURCE ? Manip.DESTINATION : Manip.SOURCE);
  if (!p.is(PacketFlag.TRUNCATED)) {
    store<u16>(p.transportHeader(), 0, 2);
    store<u16>(p.transportHeader(), <u16>checksum(errorSum(p)), 2);
  }
  const target = changetype<Tuple>(targetSpace);
  invert(target, other);
  target.protocol = v4 ? <u8>Protocol.ICMP : <u8>Protocol.ICMPV6;
  manipulate(p, 0, target, manip);
  return true;
}

function refuse(p: Packet): bool {
  p.cause = Cause.CONNTRACK_INVALID;
  return false;
}
