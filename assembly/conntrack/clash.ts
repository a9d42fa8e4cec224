/**
 * Two connections that want one tuple (nf_ct_resolve_clash): while a packet waited in a queue another of its flow
 * was let through, or a connection is in other zones one way than the other, or NAT was made to give a
 * tuple twice. The connection in the table stays.
 */
import { Cause, ConntrackStat, HZ, Status, Verdict, Want } from "../abi";
import { jiffies } from "../memory/clock";
import { wants } from "../memory/results";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Connection, Way } from "./connection";
import { tellCached } from "./events";
import { countStat } from "./stats";
import { insertReply, recordOf } from "./table";
import { sameTuple } from "./tuple";
import { clashing } from "./zones";

/** The packet is dropped: its connection could not enter the table. */
export function lost(p: Packet): i32 {
  countStat(ConntrackStat.INSERT_FAILED);
  p.cause = Cause.CONNTRACK_CLASH;
  return Verdict.DROP;
}

/** Protocols without a state that two connections for one flow could spoil (allow_clash). */
export function mayClash(protocol: u32): bool {
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.SCTP:
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      return false;
  }
  return true;
}

/** Another connection holds one of the tuples: the packet joins it, or keeps its own for a moment, or is
 * dropped. */
export function resolveClash(p: Packet, c: Connection, winner: Connection, replyHash: u32): i32 {
  if (mayClash(c.protocol())) {
    if (interchangeable(c, winner)) return join(p, c, winner);
    const other = clashing(c, Way.REPLY, replyHash);
    if (other == 0) return insertAnswers(p, c, replyHash);
    if (interchangeable(c, recordOf(other))) return join(p, c, recordOf(other));
  }
  countStat(ConntrackStat.DROP);
  return lost(p);
}

/** Whether the winner is as good for the packet as its own connection: both have the same tuples, in the
 * same zones, or each is the other's answer (nf_ct_can_merge). */
function interchangeable(c: Connection, winner: Connection): bool {
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
  if (winner.extension != 0 && wants(Want.EVENTS)) tellCached(winner);
  countStat(ConntrackStat.CLASH_RESOLVE);
  return Verdict.ACCEPT;
}

/** Two packets of a flow were translated differently: the later one's connection stands in the table
 * for answers only, and for a second only (nf_ct_resolve_clash_harder). Nobody is told that it is new. */
function insertAnswers(p: Packet, c: Connection, replyHash: u32): i32 {
  c.status |= Status.FIXED_TIMEOUT | Status.NAT_CLASH | Status.CONFIRMED;
  c.timeout = jiffies + HZ;
  if (!insertReply(c, replyHash)) return lost(p);
  if (c.extension != 0 && wants(Want.EVENTS)) tellCached(c);
  countStat(ConntrackStat.CLASH_RESOLVE);
  return Verdict.ACCEPT;
}
