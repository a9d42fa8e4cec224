/** Confirming connections (nf_conntrack_confirm). */
import { Cause, ConntrackStat, HZ, Status, Verdict, Want } from "../abi";
import { jiffies, now } from "../memory/clock";
import { wants } from "../memory/results";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Connection, ConnectionExtra, connectionOf, Way, wayOf } from "./connection";
import { tellCached, tellNew } from "./events";
import { help } from "./helper";
import { hashTuple } from "./hash";
import { countStat } from "./stats";
import { crowded, find, insert, insertReply, recordOf } from "./table";
import { sameTuple } from "./tuple";

/** Last of INPUT and POSTROUTING (nf_confirm): the connection's helper sees the packet, sequence
 * numbers are adjusted, and the connection of a packet that was let through enters the table. */
export function confirm(p: Packet): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const c = connectionOf(p);
  if (c.extension != 0) {
    const verdict = help(p, c);
    if (verdict != Verdict.ACCEPT) return verdict;
    if (c.isConfirmed() && wants(Want.EVENTS)) tellCached(c);
  }
  if (c.isConfirmed()) return Verdict.ACCEPT;
  // an answer that the host made to a packet that it then dropped: that packet would have confirmed
  if (wayOf(p.ctInfo) != Way.ORIGINAL) return Verdict.ACCEPT;
  if (c.is(Status.DYING)) return lost(p);
  const originalHash = hashTuple(c.tuple(Way.ORIGINAL));
  const replyHash = hashTuple(c.tuple(Way.REPLY));
  let other = find(c.tuple(Way.ORIGINAL), originalHash);
  if (other == 0) other = find(c.tuple(Way.REPLY), replyHash);
  if (other != 0) return resolveClash(p, c, recordOf(other), replyHash);
  if (crowded(originalHash) || crowded(replyHash)) {
    countStat(ConntrackStat.CHAIN_TOO_LONG);
    return lost(p);
  }
  if (!insert(c, originalHash, replyHash)) return lost(p);
  c.timeout += jiffies;
  c.status |= Status.CONFIRMED;
  if ((c.extras & <u8>ConnectionExtra.STAMPED) != 0) c.started = now;
  countStat(ConntrackStat.INSERT);
  if (wants(Want.EVENTS)) tellNew(c);
  return Verdict.ACCEPT;
}

function lost(p: Packet): i32 {
  countStat(ConntrackStat.INSERT_FAILED);
  p.cause = Cause.CONNTRACK_CLASH;
  return Verdict.DROP;
}

/** Protocols without a state that two connections for one flow could spoil (allow_clash). */
function mayClash(protocol: u32): bool {
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.SCTP:
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      return false;
  }
  return true;
}

/** Another connection holds one of the tuples: while this packet waited in a queue, another of its
 * flow was let through. The packet joins that connection, or keeps its own for a moment, or is
 * dropped (nf_ct_resolve_clash). */
function resolveClash(p: Packet, c: Connection, winner: Connection, replyHash: u32): i32 {
  if (mayClash(c.protocol())) {
    if (interchangeable(c, winner)) return join(p, c, winner);
    const other = find(c.tuple(Way.REPLY), replyHash);
    if (other == 0) return insertAnswers(p, c, replyHash);
    if (interchangeable(c, recordOf(other))) return join(p, c, recordOf(other));
  }
  countStat(ConntrackStat.DROP);
  return lost(p);
}

/** Whether the winner is as good for the packet as its own connection: nothing was translated, or
 * both were alike, or each is the other's answer (nf_ct_can_merge). */
function interchangeable(c: Connection, winner: Connection): bool {
  if (!winner.is(Status.SRC_NAT_DONE | Status.DST_NAT_DONE)) return true;
  return alike(c, Way.ORIGINAL, winner) || alike(c, Way.REPLY, winner);
}

/** Whether the tuple of c in direction `way` is the winner's original, and the other its reply. */
function alike(c: Connection, way: u32, winner: Connection): bool {
  if (!sameTuple(c.tuple(way), winner.tuple(Way.ORIGINAL))) return false;
  return sameTuple(c.tuple(way ^ 1), winner.tuple(Way.REPLY));
}

/** The packet goes over to the winner, and its counters with it (__nf_ct_resolve_clash). */
function join(p: Packet, c: Connection, winner: Connection): i32 {
  if (winner.counted != 0) {
    winner.originalPackets += c.originalPackets;
    winner.originalBytes += c.originalBytes;
  }
  p.connection = changetype<usize>(winner);
  countStat(ConntrackStat.CLASH_RESOLVE);
  return Verdict.ACCEPT;
}

/** Two packets of a flow were translated differently: the later one's connection stands in the table
 * for answers only, and for a second only (nf_ct_resolve_clash_harder). */
function insertAnswers(p: Packet, c: Connection, replyHash: u32): i32 {
  c.status |= Status.FIXED_TIMEOUT | Status.NAT_CLASH | Status.CONFIRMED;
  c.timeout = jiffies + HZ;
  if (!insertReply(c, replyHash)) return lost(p);
  countStat(ConntrackStat.CLASH_RESOLVE);
  return Verdict.ACCEPT;
}
