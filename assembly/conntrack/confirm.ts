/** Confirming connections (nf_conntrack_confirm). */
import { Cause, ConntrackStat, Status, Verdict } from "../abi";
import { jiffies, now } from "../memory/clock";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Connection, connectionOf, Way, wayOf } from "./connection";
import { hashTuple } from "./hash";
import { countStat } from "./stats";
import { find, insert, recordOf } from "./table";
import { sameTuple } from "./tuple";

/** Last of INPUT and POSTROUTING: the connection of a packet that was let through enters the table. */
export function confirm(p: Packet): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const c = connectionOf(p);
  if (c.isConfirmed()) return Verdict.ACCEPT;
  // an answer that the host made to a packet that it then dropped: that packet would have confirmed
  if (wayOf(p.ctInfo) != Way.ORIGINAL) return Verdict.ACCEPT;
  if (c.is(Status.DYING)) return lost(p);
  c.replyHash = hashTuple(c.tuple(Way.REPLY));
  let other = find(c.tuple(Way.ORIGINAL), c.originalHash);
  if (other == 0) other = find(c.tuple(Way.REPLY), c.replyHash);
  if (other != 0) return resolveClash(p, c, recordOf(other));
  c.timeout += jiffies;
  c.status |= Status.CONFIRMED;
  if (c.stamped != 0) c.started = now;
  insert(c);
  countStat(ConntrackStat.INSERT);
  return Verdict.ACCEPT;
}

function lost(p: Packet): i32 {
  countStat(ConntrackStat.INSERT_FAILED);
  p.cause = Cause.CONNTRACK_CLASH;
  return Verdict.DROP;
}

/** Protocols whose packets may join the connection that was there first (allow_clash). */
function mayClash(protocol: u32): bool {
  return protocol == Protocol.UDP || protocol == Protocol.UDPLITE || protocol == Protocol.GRE;
}

/** Another connection holds one of the tuples (nf_ct_resolve_clash): while this packet waited in a
 * queue, another of its flow was let through. */
function resolveClash(p: Packet, c: Connection, winner: Connection): i32 {
  if (mayClash(c.protocol()) && sameFlow(c, winner)) {
    join(p, c, winner);
    return Verdict.ACCEPT;
  }
  countStat(ConntrackStat.DROP);
  return lost(p);
}

/** Whether the winner is as good for the packet as its own connection: nothing was translated, or
 * both were alike (nf_ct_match). */
function sameFlow(c: Connection, winner: Connection): bool {
  if (!winner.is(Status.SRC_NAT_DONE | Status.DST_NAT_DONE)) return true;
  return (
    sameTuple(c.tuple(Way.ORIGINAL), winner.tuple(Way.ORIGINAL)) &&
    sameTuple(c.tuple(Way.REPLY), winner.tuple(Way.REPLY))
  );
}

/** The packet goes over to the winner, and its counters with it (nf_ct_acct_merge). */
function join(p: Packet, c: Connection, winner: Connection): void {
  if (winner.counted != 0) {
    winner.originalPackets += c.originalPackets;
    winner.originalBytes += c.originalBytes;
  }
  p.connection = changetype<usize>(winner);
  countStat(ConntrackStat.CLASH_RESOLVE);
}
