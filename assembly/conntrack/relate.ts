/**
 * Errors: the connection that an ICMP message speaks of (nf_conntrack_inet_error).
 *
 * The message quotes the beginning of a packet that somebody could not deliver. Whoever gets the
 * message must be who sent that packet: else anybody could have his packets let through as RELATED.
 */
import { CtInfo, Family, InvalidReason, Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { same16 } from "../packet/bytes";
import { Way } from "./connection";
import { extractInner, invert } from "./extract";
import { tell } from "./invalid";
import { findTuple, recordOf, wayOfNode } from "./table";
import { findFor, zoneOf } from "./template";
import { Tuple } from "./tuple";

const quoted: usize = memory.data(40, 8);
const answer: usize = memory.data(40, 8);

/** Gives the packet the connection of the packet quoted `at` bytes into it, as RELATED: ACCEPT, or
 * -ACCEPT when there is none. */
export function relate(p: Packet, at: u32): i32 {
  const inner = changetype<Tuple>(quoted);
  const inverse = changetype<Tuple>(answer);
  if (!extractInner(p, at, inner)) return -Verdict.ACCEPT;
  // the connection is looked for by the answer: the quoted packet may be one that NAT changed, and
  // the answer's tuple is the one that the other end knows
  if (!invert(inverse, inner)) return -Verdict.ACCEPT;
  if (p.template != 0) inverse.zone = <u16>zoneOf(p, Way.ORIGINAL);
  const node = p.template == 0 ? findTuple(inverse) : findFor(p, inverse);
  if (node == 0) return -Verdict.ACCEPT;
  const way = wayOfNode(node);
  const c = recordOf(node);
  if (!sentTo(p, c.tuple(way))) {
    tell(p, InvalidReason.OUTER_DESTINATION, at, 0, 0);
    return -Verdict.ACCEPT;
  }
  p.connection = changetype<usize>(c);
  p.ctInfo = way == Way.REPLY ? CtInfo.RELATED_REPLY : CtInfo.RELATED;
  return Verdict.ACCEPT;
}

/** Whether the packet goes where the tuple's packets go. */
function sentTo(p: Packet, t: Tuple): bool {
  if (p.family == Family.IPV4) return load<u32>(p.data, 16) == <u32>t.destinationLow;
  return same16(p.data + 24, t.destination());
}
