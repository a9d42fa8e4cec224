/**
 * Conntrack's hook function (nf_conntrack_in): finds the packet's connection, or makes one, and lets
 * the protocol's tracker judge the packet.
 *
 * A packet that no connection can be found or made for passes with none: it is INVALID to rules.
 */
import {
  Cause,
  ConnectionEvent,
  ConntrackStat,
  CtInfo,
  Family,
  Status,
  Sysctl,
  Verdict,
} from "../abi";
import { shortcuts } from "../memory/shortcuts";
import { sysctl } from "../memory/sysctl";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { arenaFull, newRecord } from "./arena";
import { Connection, ConnectionExtra, connectionOf, Way } from "./connection";
import { noteEvent } from "./events";
import { sweepFull } from "./expire";
import { extract, hasTransport, invert } from "./extract";
import { expectationCount } from "./expect";
import { meetExpectation } from "./expected";
import { hash4, hashTuple } from "./hash";
import { setInvalidHook } from "./invalid";
import { icmpFirst, trackPacket } from "./proto/dispatch";
import { watch } from "./reference";
import { countStat } from "./stats";
import { labelsUsed } from "./labels";
import { earlyDrop, find, find4, openTable, recordOf, wayOfNode } from "./table";
import { applyTemplate, attachHelper, findFor, zoneOf } from "./template";
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
  if (p.template == 0) return track(p, hook);
  const verdict = track(p, hook);
  p.template = 0;
  return verdict;
}

function track(p: Packet, hook: u32): i32 {
  setInvalidHook(hook);
  if (isPlain(p)) {
    const node = findPlain(p);
    if (node != 0) {
      join(p, node);
      const answer = settle(p, trackPacket(p, connectionOf(p), p.ctInfo, hook));
      if (answer != AGAIN) return answer;
    }
  }
  return trackAny(p, hook);
}

/** Whether the packet is a whole IPv4 one with ports: most are. */
function isPlain(p: Packet): bool {
  if (p.family != Family.IPV4 || p.fragmentOffset != 0) return false;
  if (!shortcuts || p.template != 0) return false;
  if (p.protocol != Protocol.TCP && p.protocol != Protocol.UDP) return false;
  return p.has(p.transport, 4);
}

/** The node of a plain packet's connection, 0 = none: its tuple goes from the headers into the
 * look-up without being written anywhere. */
function findPlain(p: Packet): usize {
  const addresses = load<u64>(p.data, 12);
  const tail =
    <u64>load<u32>(p.transportHeader()) |
    ((<u64>p.protocol) << 32) |
    ((<u64>(<u32>Family.IPV4)) << 40);
  return find4(addresses, tail, hash4(addresses, tail));
}

/** What settle answers when the packet must look for its connection once more. */
const AGAIN: i32 = -1000;

/** Ends the packet's look at its connection with what the tracker says of it. */
function settle(p: Packet, verdict: i32): i32 {
  if (verdict == Verdict.ACCEPT) return seen(p);
  p.connection = 0;
  p.ctInfo = CtInfo.NONE;
  // an attempt to open a closed connection again: the old one is gone, the packet begins a new one
  if (verdict == Verdict.REPEAT || verdict == -Verdict.REPEAT) return AGAIN;
  countStat(ConntrackStat.INVALID);
  if (verdict != Verdict.DROP) return Verdict.ACCEPT;
  countStat(ConntrackStat.DROP);
  p.cause = Cause.CONNTRACK_INVALID;
  return Verdict.DROP;
}

/** Any packet, from the checks of what may be tracked on. */
function trackAny(p: Packet, hook: u32): i32 {
  if (!hasTransport(p)) return untracked(p, Found.NOTHING);
  if (icmpFirst(p, hook) < 0) {
    countStat(ConntrackStat.ERROR);
    return Verdict.ACCEPT;
  }
  if (p.connection != 0 || p.ctInfo == CtInfo.UNTRACKED) return Verdict.ACCEPT;
  const tuple = changetype<Tuple>(original);
  if (!extract(p, tuple)) return untracked(p, Found.NOTHING);
  if (p.template != 0) tuple.zone = <u16>zoneOf(p, Way.ORIGINAL);
  let answer = AGAIN;
  while (answer == AGAIN) {
    const found = resolve(p, tuple);
    if (found != Found.CONNECTION) return untracked(p, found);
    answer = settle(p, trackPacket(p, connectionOf(p), p.ctInfo, hook));
  }
  return answer;
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
  if (p.ctInfo != CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
  const c = connectionOf(p);
  if (c.is(Status.SEEN_REPLY)) return Verdict.ACCEPT;
  c.status |= Status.SEEN_REPLY;
  noteEvent(c, ConnectionEvent.REPLY);
  return Verdict.ACCEPT;
}

/** Finds or makes the connection of a tuple (resolve_normal_ct). */
function resolve(p: Packet, tuple: Tuple): Found {
  const hash = hashTuple(tuple);
  const node = p.template == 0 ? find(tuple, hash) : findFor(p, tuple);
  if (node == 0) return begin(p, tuple, hash);
  join(p, node);
  return Found.CONNECTION;
}

/** Makes the packet one of a node's connection. */
function join(p: Packet, node: usize): void {
  const c = recordOf(node);
  p.connection = changetype<usize>(c);
  if (wayOfNode(node) == Way.REPLY) p.ctInfo = CtInfo.ESTABLISHED_REPLY;
  else if (c.is(Status.SEEN_REPLY)) p.ctInfo = CtInfo.ESTABLISHED;
  else if (c.is(Status.EXPECTED)) p.ctInfo = CtInfo.RELATED;
  else p.ctInfo = CtInfo.NEW;
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
  if (sysctl(Sysctl.NF_CONNTRACK_TIMESTAMP) != 0) c.extras |= <u8>ConnectionExtra.STAMPED;
  if (labelsUsed()) c.extras |= <u8>ConnectionExtra.LABELS;
  watch(c);
  if (p.template != 0) applyTemplate(p, c);
  if (expectationCount != 0) meetExpectation(p, c);
  else if (p.template != 0) attachHelper(p, c);
  countStat(ConntrackStat.NEW);
  p.connection = changetype<usize>(c);
  p.ctInfo = c.is(Status.EXPECTED) ? CtInfo.RELATED : CtInfo.NEW;
  return Found.CONNECTION;
}

function makeRoom(hash: u32): bool {
  if (!arenaFull()) return true;
  sweepFull();
  return !arenaFull() || earlyDrop(hash);
}
