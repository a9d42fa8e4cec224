/**
 * ICMP (RFC 792; nf_conntrack_proto_icmp): queries with an identifier are connections, errors belong
 * to the connection whose packet they quote.
 */
import { Hook, InvalidReason, Sysctl, Verdict } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { transportSumGood } from "../../packet/verify";
import { Connection, Way } from "../connection";
import { invalid } from "../invalid";
import { relate } from "../relate";
import { secondsOf } from "../policy";
import { refreshCounted } from "../timeout";
import { Tuple } from "../tuple";

const ECHO_REPLY: u32 = 0;
const ECHO: u32 = 8;
const TIMESTAMP: u32 = 13;
const ADDRESS_REPLY: u32 = 18;
/** The highest type that is known (NR_ICMP_TYPES); RFC 1122, 3.2.2: unknown ones are discarded. */
const TYPE_LAST: u32 = 18;

const HEADER_SIZE: u32 = 8;

/** Whether the type reports an error and quotes a packet (icmp_is_err). */
export function isIcmpError(type: u32): bool {
  // destination unreachable, source quench, redirect, time exceeded, parameter problem
  return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

/** Type `type` of a query's answer, or of an answer's query; -1 = none. */
function counterpart(type: u32): i32 {
  if (type == ECHO) return ECHO_REPLY;
  if (type == ECHO_REPLY) return ECHO;
  // timestamp, information, address mask: requests are odd, replies follow
  if (type >= TIMESTAMP && type <= ADDRESS_REPLY) return <i32>(((type - 1) ^ 1) + 1);
  return -1;
}

/** Turns the type of a tuple, whose addresses are turned already, into its answer's; the identifier
 * and the code stay. False: the type has no answer. */
export function invertIcmp(t: Tuple): bool {
  const type = counterpart(t.icmpType());
  if (type < 0) return false;
  t.setIcmpType(<u32>type);
  return true;
}

/** Checks before a connection is looked for (nf_conntrack_icmpv4_error): ACCEPT, with a connection
 * when the message is an error about one; -ACCEPT when it is invalid. */
export function icmpError(p: Packet, hook: u32): i32 {
  if (!p.has(p.transport, HEADER_SIZE)) return invalid(p, InvalidReason.SHORT_PACKET);
  if (hook == Hook.PREROUTING && sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) != 0) {
    if (!transportSumGood(p, Protocol.ICMP, hook)) return invalid(p, InvalidReason.ICMP_CHECKSUM);
  }
  const type = <u32>load<u8>(p.transportHeader());
  if (type > TYPE_LAST) return invalid(p, InvalidReason.ICMP_TYPE);
  if (!isIcmpError(type)) return Verdict.ACCEPT;
  return relate(p, p.transport + HEADER_SIZE);
}

/** A query or an answer of connection `c` (nf_conntrack_icmp_packet): only queries begin one. */
export function icmpPacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  const type = c.tuple(Way.ORIGINAL).icmpType();
  // the odd ones above the echo: timestamp, information and address mask requests
  if (type != ECHO && (type < TIMESTAMP || (type & 1) == 0)) return -Verdict.ACCEPT;
  refreshCounted(p, c, ctInfo, secondsOf(c, Sysctl.NF_CONNTRACK_ICMP_TIMEOUT));
  return Verdict.ACCEPT;
}
