/**
 * What conntrack(8) does to the table of connections (nf_conntrack_netlink.c, 6.18). Between input
 * packets only. Answers are RequestError.
 *
 * Connections may be made before the first packet tells the time: their timeouts begin with it.
 */
import {
  ConnectionEvent,
  ConnectionRequest,
  ConntrackStat,
  HZ,
  RequestError,
  RequestField,
  Status,
  Sysctl,
  TcpState,
  Verdict,
} from "../abi";
import { jiffies, now } from "../memory/clock";
import { sysctl } from "../memory/sysctl";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { arenaFull, freeRecord, Life, newRecord, recordAt, recordCount } from "./arena";
import { Connection, ConnectionExtra, Way } from "./connection";
import { setCommanded, tellCommanded } from "./events";
import { sweepFull } from "./expire";
import { extend } from "./extension";
import { hasLabels, labelsUsed } from "./labels";
import { hashTuple } from "./hash";
import { natRemoved } from "./nat/bysource";
import { NatRange } from "./nat/range";
import { Manip, setupNat, setupNull } from "./nat/setup";
import { setSctpTags } from "./proto/sctp";
import { TcpTrack } from "./proto/tcp_track";
import { packetDone } from "./reference";
import { countStat } from "./stats";
import { crowded, earlyDrop, findTuple, insert, openTable, recordOf, remove } from "./table";
import { copyTuple, Tuple } from "./tuple";
import { clashing, findInZones } from "./zones";

/** What no request changes (IPS_UNCHANGEABLE_MASK), and what it may not even name otherwise than it
 * is. */
const UNCHANGEABLE: u32 =
  Status.EXPECTED |
  Status.CONFIRMED |
  Status.SRC_NAT |
  Status.DST_NAT |
  Status.SEQ_ADJUST |
  Status.SRC_NAT_DONE |
  Status.DST_NAT_DONE |
  Status.DYING;
const FIXED: u32 = Status.EXPECTED | Status.DYING;
/** Jiffies that a timeout has at most (INT_MAX). */
const TIMEOUT_LIMIT: u64 = 0x7fffffff;

/** The connection that the last request made. */
export let madeConnection: u32 = 0;

function has(r: usize, field: RequestField): bool {
  return (load<u32>(r, ConnectionRequest.fields) & <u32>field) != 0;
}

function timeoutOf(r: usize): u32 {
  const time = <u64>load<u32>(r, ConnectionRequest.timeout) * HZ;
  return <u32>min<u64>(time, TIMEOUT_LIMIT);
}

/** The connection of a tuple in either direction, 0 = none (nf_conntrack_find_get). */
export function connectionOfTuple(tuple: usize): u32 {
  const node = findTuple(changetype<Tuple>(tuple));
  return node == 0 ? 0 : <u32>changetype<usize>(recordOf(node));
}

/** Makes a connection (ctnetlink_create_conntrack). */
export function createConnection(r: usize): i32 {
  const original = changetype<Tuple>(r + ConnectionRequest.original);
  const reply = changetype<Tuple>(r + ConnectionRequest.reply);
  if (findInZones(original, reply.zone) != 0) return RequestError.THERE;
  if (!openTable() || !roomFor(hashTuple(original))) return RequestError.NO_MEMORY;
  const record = newRecord();
  if (record === null) return RequestError.NO_MEMORY;
  const c = changetype<Connection>(record);
  copyTuple(c.tuple(Way.ORIGINAL), original);
  copyTuple(c.tuple(Way.REPLY), reply);
  const answer = fill(c, r);
  if (answer != RequestError.OK) {
    natRemoved(c);
    freeRecord(c);
    return answer;
  }
  madeConnection = <u32>changetype<usize>(c);
  countStat(ConntrackStat.INSERT);
  tellCommanded(c, ConnectionEvent.NEW);
  return RequestError.OK;
}

function roomFor(hash: u32): bool {
  if (!arenaFull()) return true;
  sweepFull();
  return !arenaFull() || earlyDrop(hash);
}

function fill(c: Connection, r: usize): i32 {
  if (has(r, RequestField.SOURCE_NAT) || has(r, RequestField.DESTINATION_NAT)) {
    if (!translate(c, r)) return RequestError.THERE;
  }
  c.counted = sysctl(Sysctl.NF_CONNTRACK_ACCT) != 0 ? 1 : 0;
  if (sysctl(Sysctl.NF_CONNTRACK_TIMESTAMP) != 0) c.extras |= <u8>ConnectionExtra.STAMPED;
  if (labelsUsed()) c.extras |= <u8>ConnectionExtra.LABELS;
  if (has(r, RequestField.STATUS) && !setStatus(c, load<u32>(r, ConnectionRequest.status))) {
    return RequestError.BUSY;
  }
  const answer = setState(c, r);
  if (answer != RequestError.OK) return answer;
  if (has(r, RequestField.MARK)) c.mark = load<u32>(r, ConnectionRequest.mark);
  return enter(c, timeoutOf(r));
}

/** Destination, then source; a side that is not asked for keeps what it is (ctnetlink_setup_nat). */
function translate(c: Connection, r: usize): bool {
  const nobody = changetype<Packet>(0);
  const destination = has(r, RequestField.DESTINATION_NAT)
    ? setupNat(nobody, c, rangeAt(r + ConnectionRequest.destination), Manip.DESTINATION)
    : setupNull(nobody, c, Manip.DESTINATION);
  if (destination != Verdict.ACCEPT) return false;
  const source = has(r, RequestField.SOURCE_NAT)
    ? setupNat(nobody, c, rangeAt(r + ConnectionRequest.source), Manip.SOURCE)
    : setupNull(nobody, c, Manip.SOURCE);
  return source == Verdict.ACCEPT;
}

function rangeAt(at: usize): NatRange {
  return changetype<NatRange>(at);
}

/** Into the table (nf_conntrack_hash_check_insert). */
function enter(c: Connection, time: u32): i32 {
  const originalHash = hashTuple(c.tuple(Way.ORIGINAL));
  const replyHash = hashTuple(c.tuple(Way.REPLY));
  if (clashing(c, Way.ORIGINAL, originalHash) != 0) return RequestError.THERE;
  if (clashing(c, Way.REPLY, replyHash) != 0) return RequestError.THERE;
  if (crowded(originalHash) || crowded(replyHash)) {
    countStat(ConntrackStat.CHAIN_TOO_LONG);
    return RequestError.NO_SPACE;
  }
  c.timeout = jiffies + time;
  noteBeginning(c);
  if (!insert(c, originalHash, replyHash)) return RequestError.NO_MEMORY;
  c.status |= Status.CONFIRMED;
  if ((c.extras & <u8>ConnectionExtra.STAMPED) != 0) c.started = now;
  return RequestError.OK;
}

/** UDP that both ends talk in is a stream at once: no packet said when it began. */
function noteBeginning(c: Connection): void {
  if (c.protocol() == Protocol.UDP) store<u32>(c.tracker(), jiffies - 1);
}

/** Sets bits; false when it names some that a request cannot change (nf_ct_change_status_common). */
function setStatus(c: Connection, status: u32): bool {
  const change = c.status ^ status;
  if ((change & FIXED) != 0) return false;
  if ((change & ~status & (Status.SEEN_REPLY | Status.ASSURED)) != 0) return false;
  c.status |= status & ~UNCHANGEABLE;
  return true;
}

/** The tracker's state (tcp_from_nlattr, nlattr_to_sctp). */
function setState(c: Connection, r: usize): i32 {
  const protocol = c.protocol();
  if (protocol == Protocol.SCTP) {
    const tags = has(r, RequestField.TAGS);
    if (!tags && !has(r, RequestField.STATE)) return RequestError.OK;
    if (!tags || !has(r, RequestField.STATE)) return RequestError.INVALID;
    c.state = load<u8>(r, ConnectionRequest.state);
    const original = load<u32>(r, ConnectionRequest.originalTag);
    setSctpTags(c, original, load<u32>(r, ConnectionRequest.replyTag));
    return RequestError.OK;
  }
  if (protocol != Protocol.TCP || !has(r, RequestField.STATE)) return RequestError.OK;
  const state = load<u8>(r, ConnectionRequest.state);
  if (state > <u8>TcpState.SYN_SENT2) return RequestError.INVALID;
  c.state = state;
  const t = changetype<TcpTrack>(c.tracker());
  const flags = <u32>load<u8>(r, ConnectionRequest.tcpFlags);
  t.sender(Way.ORIGINAL).set(flags);
  t.sender(Way.REPLY).set(flags);
  return RequestError.OK;
}

/** Changes a connection (ctnetlink_new_conntrack); what was changed before a refusal stays. */
export function updateConnection(id: u32, r: usize): i32 {
  const c = changetype<Connection>(<usize>id);
  const answer = change(c, r);
  if (answer == RequestError.OK) tellCommanded(c, ConnectionEvent.LABEL);
  return answer;
}

/** ctnetlink_change_conntrack */
function change(c: Connection, r: usize): i32 {
  if (has(r, RequestField.TIMEOUT)) {
    if (c.is(Status.FIXED_TIMEOUT)) return RequestError.NOT_PERMITTED;
    c.timeout = jiffies + timeoutOf(r);
  }
  if (has(r, RequestField.STATUS)) {
    if (!setStatus(c, load<u32>(r, ConnectionRequest.status))) return RequestError.BUSY;
  }
  const answer = setState(c, r);
  if (answer != RequestError.OK) return answer;
  if (has(r, RequestField.MARK)) c.mark = load<u32>(r, ConnectionRequest.mark);
  return has(r, RequestField.LABELS) ? setLabels(c, r) : RequestError.OK;
}

/** Bits under the mask become the labels'; others stay (nf_connlabels_replace). */
export function setLabels(c: Connection, r: usize): i32 {
  if (!hasLabels(c)) return RequestError.NO_SPACE;
  const x = extend(c);
  if (x === null) return RequestError.NO_MEMORY;
  const low = load<u64>(r, ConnectionRequest.labelsMask);
  const high = load<u64>(r, ConnectionRequest.labelsMask + 8);
  x.labelsLow = (x.labelsLow & ~low) | load<u64>(r, ConnectionRequest.labels);
  x.labelsHigh = (x.labelsHigh & ~high) | load<u64>(r, ConnectionRequest.labels + 8);
  return RequestError.OK;
}

/** Deletes a connection. */
export function deleteConnection(id: u32): void {
  setCommanded(true);
  remove(changetype<Connection>(<usize>id));
  setCommanded(false);
  packetDone();
}

/** Sets the counters of a connection to zero (conntrack -L -z). */
export function zeroConnection(id: u32): void {
  const c = changetype<Connection>(<usize>id);
  c.originalPackets = 0;
  c.originalBytes = 0;
  c.replyPackets = 0;
  c.replyBytes = 0;
}

/** The clock has begun: what was made before begins now. */
export function connectionsBegin(): void {
  for (let i: u32 = 0; i < recordCount(); i++) {
    const c = recordAt(i);
    if (c.life != <u8>Life.TABLE) continue;
    c.timeout += jiffies;
    noteBeginning(c);
    if ((c.extras & <u8>ConnectionExtra.STAMPED) != 0) c.started = now;
  }
}
