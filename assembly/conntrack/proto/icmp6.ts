/**
 * ICMPv6 (RFC 4443; nf_conntrack_proto_icmpv6): echo and node information are connections, errors
 * and redirects belong to the connection whose packet they quote, what the link itself needs
 * (neighbour discovery, multicast listeners) is not tracked.
 */
import { CtInfo, Hook, InvalidReason, Sysctl, Verdict } from "../../abi";
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

const ECHO_REQUEST: u32 = 128;
const ECHO_REPLY: u32 = 129;
const REDIRECT: u32 = 137;
/** Node information (RFC 4620). */
const NI_QUERY: u32 = 139;
const NI_REPLY: u32 = 140;

const HEADER_SIZE: u32 = 8;
/** A redirect's header with its two addresses (RFC 4861, 4.5), and its "redirected header". */
const REDIRECT_SIZE: u32 = 40;
const OPTION_REDIRECTED: u8 = 4;
const OPTION_HEAD: u32 = 8;

/** Listener queries, reports, done (130-132, 143), router and neighbour solicitation and
 * advertisement (133-136). */
function neverTracked(type: u32): bool {
  return (type >= 130 && type <= 136) || type == 143;
}

/** Turns the type of a tuple, whose addresses are turned already, into its answer's. False: the
 * type has no answer. */
export function invertIcmp6(t: Tuple): bool {
  const type = t.icmpType();
  if (type == ECHO_REQUEST) t.setIcmpType(ECHO_REPLY);
  else if (type == ECHO_REPLY) t.setIcmpType(ECHO_REQUEST);
  else if (type == NI_QUERY) t.setIcmpType(NI_REPLY);
  else if (type == NI_REPLY) t.setIcmpType(NI_QUERY);
  else return false;
  return true;
}

/** Checks before a connection is looked for (nf_conntrack_icmpv6_error): ACCEPT, with a connection
 * when the message is an error about one, or untracked; -ACCEPT when it is invalid. */
export function icmp6Error(p: Packet, hook: u32): i32 {
  if (!p.has(p.transport, HEADER_SIZE)) return invalid(p, InvalidReason.SHORT_PACKET);
  if (hook == Hook.PREROUTING && sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) != 0) {
    if (!transportSumGood(p, Protocol.ICMPV6, hook))
      return invalid(p, InvalidReason.ICMP6_CHECKSUM);
  }
  const type = <u32>load<u8>(p.transportHeader());
  if (neverTracked(type)) {
    p.ctInfo = CtInfo.UNTRACKED;
    return Verdict.ACCEPT;
  }
  if (type == REDIRECT) return redirect(p);
  if (type >= ECHO_REQUEST) return Verdict.ACCEPT;
  return relate(p, p.transport + HEADER_SIZE);
}

/** A redirect, which must come from a neighbour, and quotes the packet in its first option or not at
 * all (nf_conntrack_icmpv6_redirect). */
function redirect(p: Packet): i32 {
  if (!p.has(p.transport, REDIRECT_SIZE)) return invalid(p, InvalidReason.REDIRECT_SHORT);
  const t = p.transportHeader();
  if (load<u8>(t, 1) != 0) return -Verdict.ACCEPT;
  const linkLocal = load<u8>(p.data, 8) == 0xfe && (load<u8>(p.data, 9) & 0xc0) == 0x80;
  if (load<u8>(p.data, 7) != 255 || !linkLocal) return invalid(p, InvalidReason.REDIRECT_SOURCE);
  if (!p.has(p.transport, REDIRECT_SIZE + 2) || load<u8>(t, REDIRECT_SIZE + 1) == 0) {
    return invalid(p, InvalidReason.REDIRECT_NO_OPTIONS);
  }
  if (load<u8>(t, REDIRECT_SIZE) != OPTION_REDIRECTED) return Verdict.ACCEPT;
  return relate(p, p.transport + REDIRECT_SIZE + OPTION_HEAD);
}

/** A query or an answer of connection `c` (nf_conntrack_icmpv6_packet): only queries begin one. */
export function icmp6Packet(p: Packet, c: Connection, ctInfo: u32): i32 {
  const type = c.tuple(Way.ORIGINAL).icmpType();
  if (type != ECHO_REQUEST && type != NI_QUERY) return -Verdict.ACCEPT;
  refreshCounted(p, c, ctInfo, secondsOf(c, Sysctl.NF_CONNTRACK_ICMPV6_TIMEOUT));
  return Verdict.ACCEPT;
}
