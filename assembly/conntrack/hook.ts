/**
 * Conntrack's hook function (nf_conntrack_in): finds the packet's connection, or makes one, and lets
 * the protocol's tracker judge the packet.
 *
 * A packet that no connection can be found or made for passes with none: it is INVALID to rules.
 */
import { Cause, ConntrackStat, CtInfo, Status, Sysctl, Verdict } from "../abi";
import { sysctl } from "../memory/sysctl";
import { Packet } from "../packet/packet";
import { arenaFull, newRecord } from "./arena";
import { Connection, connectionOf, Way } from "./connection";
import { sweepFull } from "./expire";
import { extract, hasTransport, invert } from "./extract";
import { hashTuple } from "./hash";
import { setInvalidHook } from "./invalid";
import { icmpFirst, trackPacket } from "./proto/dispatch";
import { watch } from "./reference";
import { countStat } from "./stats";
import { earlyDrop, find, openTable, recordOf, wayOfNode } from "./table";
import { copyTuple, Tuple } from "./tuple";

/** The tuple of the packet at hand, and that of its answers. */
const original: usize = memory.data(40, 8);
const reply: usize = memory.data(40, 8);

/** What resolve found. */
const enum Found {
  CONNECTION,
  /** Nothing that could be tracked. */
  NOTHING,
  /** The table is full. */
  NO_ROOM,
}

/** PREROUTING and OUTPUT: finds or makes the packet's connection. */
export function conntrackHook(p: Packet, hook: u32): i32 {
  // seen before (it was looped back, or the host made it in answer to another), or untracked
  if (p.connection != 0 || p.ctInfo == CtInfo.UNTRACKED) return Verdict.ACCEPT;
  setInvalidHook(hook);
  if (!hasTransport(p)) return untracked(p, Found.NOTHING);
  if (icmpFirst(p, hook) < 0) {
    countStat(ConntrackStat.ERROR);
    return untracked(p, Found.NOTHING);
  }
  if (p.connection != 0 || p.ctInfo == CtInfo.UNTRACKED) return Verdict.ACCEPT;
  const tuple = changetype<Tuple>(original);
  if (!extract(p, tuple)) return untracked(p, Found.NOTHING);
  for (;;) {
    const found = resolve(p, tuple);
    if (found != Found.CONNECTION) return untracked(p, found);
    const verdict = trackPacket(p, connectionOf(p), p.ctInfo, hook);
    if (verdict == Verdict.ACCEPT) return seen(p);
    p.connection = 0;
    p.ctInfo = CtInfo.NONE;
    // an attempt to open a closed connection again: the old one is gone, the packet begins a new one
    if (verdict == Verdict.REPEAT || verdict == -Verdict.REPEAT) continue;
    countStat(ConntrackStat.INVALID);
    if (verdict != Verdict.DROP) return Verdict.ACCEPT;
    countStat(ConntrackStat.DROP);
    p.cause = Cause.CONNTRACK_INVALID;
    return Verdict.DROP;
  }
}

function untracked(p: Packet, found: Found): i32 {
  if (found == Found.NOTHING) {
    countStat(ConntrackStat.INVALID);
    return Verdict.ACCEPT;
  }
  countStat(ConntrackStat.DROP);
  p.cause = Cause.CONNTRACK_FULL;
  return Verdict.DROP;
}

/** Notes that the connection was answered. The packet that answers is told from later ones by it, so
 * the tracker ran first. */
function seen(p: Packet): i32 {
  if (p.ctInfo == CtInfo.ESTABLISHED_REPLY) connectionOf(p).status |= Status.SEEN_REPLY;
  return Verdict.ACCEPT;
}

/** Finds or makes the connection of a tuple (resolve_normal_ct). */
function resolve(p: Packet, tuple: Tuple): Found {
  const hash = hashTuple(tuple);
  const node = find(tuple, hash);
  if (node == 0) return begin(p, tuple, hash);
  const c = recordOf(node);
  p.connection = changetype<usize>(c);
  if (wayOfNode(node) == Way.REPLY) p.ctInfo = CtInfo.ESTABLISHED_REPLY;
  else if (c.is(Status.SEEN_REPLY)) p.ctInfo = CtInfo.ESTABLISHED;
  else if (c.is(Status.EXPECTED)) p.ctInfo = CtInfo.RELATED;
  else p.ctInfo = CtInfo.NEW;
  return Found.CONNECTION;
}

/** Makes a connection, which enters the table when its packet is let through (init_conntrack). */
function begin(p: Packet, tuple: Tuple, hash: u32): Found {
  const answer = changetype<Tuple>(reply);
  if (!invert(answer, tuple)) return Found.NOTHING;
  if (!openTable() || !makeRoom(hash)) return Found.NO_ROOM;
  const record = newRecord();
  if (record === null) return Found.NO_ROOM;
  const c = changetype<Connection>(record);
  copyTuple(c.tuple(Way.ORIGINAL), tuple);
  copyTuple(c.tuple(Way.REPLY), answer);
  c.counted = sysctl(Sysctl.NF_CONNTRACK_ACCT) != 0 ? 1 : 0;
  c.stamped = sysctl(Sysctl.NF_CONNTRACK_TIMESTAMP) != 0 ? 1 : 0;
  watch(c);
  countStat(ConntrackStat.NEW);
  p.connection = changetype<usize>(c);
  p.ctInfo = CtInfo.NEW;
  return Found.CONNECTION;
}

function makeRoom(hash: u32): bool {
  if (!arenaFull()) return true;
  sweepFull();
  return !arenaFull() || earlyDrop(hash);
}
