/**
 * pptp (RFC 2637; nf_conntrack_pptp, nf_nat_pptp, 6.18): the control connection names the ids of a call,
 * under which both ends send GRE. Who opens the control connection counts as the client (PNS).
 *
 * What is remembered (Extension.data), ids in network order:
 *
 *     0        1     2        4        6           8           12           16
 *    ┌────────┬─────┬────────┬────────┬───────────┬───────────┬────────────┬────────────┐
 *    │session │call │server's│client's│client's,  │server's,  │pair of keys│pair of keys│
 *    │        │     │id      │id      │before NAT │before NAT │original    │reply       │
 *    └────────┴─────┴────────┴────────┴───────────┴───────────┴────────────┴────────────┘
 */
import { Expected, ExpectFunction, HelperKind, Status, Verdict } from "../../abi";
import { get16, get32 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way, wayOf } from "../connection";
import {
  draft,
  expect,
  Expectation,
  findExpectation,
  fromAddress,
  fromPort,
  lastExpected,
  removeExpectation,
  towards,
} from "../expect";
import { extensionOf, helperOf } from "../extension";
import { invert } from "../extract";
import { mapTo } from "../nat/follow";
import { mangleTcp } from "../nat/mangle";
import { Manip } from "../nat/manip_type";
import { addKeys, dropKeys, isKeys } from "../proto/gre_keys";
import { findTuple, recordOf, remove } from "../table";
import { zoneOfConnection } from "../template";
import { copyTuple, Tuple } from "../tuple";
import { isEstablished, tcpData } from "./payload";

/** Bytes before a message's own fields, and the number that marks them (RFC 2637, 1.4). */
const HEADS: u32 = 12;
const COOKIE: u32 = 0x1a2b3c4d;
const CONTROL: u32 = 1;
/** The result code for yes, of all messages. */
const GOOD: u32 = 1;

/** Messages. */
const enum M {
  START_REQUEST = 1,
  START_REPLY = 2,
  STOP_REQUEST = 3,
  STOP_REPLY = 4,
  ECHO_REQUEST = 5,
  ECHO_REPLY = 6,
  OUT_REQUEST = 7,
  OUT_REPLY = 8,
  IN_REQUEST = 9,
  IN_REPLY = 10,
  IN_CONNECTED = 11,
  CLEAR = 12,
  DISCONNECT = 13,
  WAN_ERROR = 14,
  SET_LINK = 15,
}

const enum Session {
  NONE,
  ERROR,
  STOP_REQUESTED,
  REQUESTED,
  CONFIRMED,
}

const enum Call {
  NONE,
  ERROR,
  OUT_REQUESTED,
  OUT_CONFIRMED,
  IN_REQUESTED,
  IN_REPLIED,
  IN_CONFIRMED,
  CLEAR_REQUESTED,
}

const changed: usize = memory.data(8, 8);
const tupleSpace: usize = memory.data(40, 8);

/** Bytes of a message behind its heads, at least. */
function sizeOf(m: u32): u32 {
  switch (m) {
    case M.START_REQUEST:
    case M.START_REPLY:
      return 144;
    case M.OUT_REQUEST:
      return 156;
    case M.OUT_REPLY:
      return 20;
    case M.IN_REQUEST:
      return 208;
    case M.IN_REPLY:
    case M.SET_LINK:
      return 12;
    case M.IN_CONNECTED:
      return 16;
    case M.STOP_REQUEST:
    case M.STOP_REPLY:
    case M.CLEAR:
      return 4;
    case M.DISCONNECT:
      return 136;
    case M.WAN_ERROR:
      return 28;
  }
  return 0;
}

/** Reads a message. */
export function pptp(p: Packet, c: Connection): i32 {
  if (!isEstablished(p)) return Verdict.ACCEPT;
  const data = tcpData(p);
  if (data == 0 || !p.has(data, HEADS)) return Verdict.ACCEPT;
  const head = p.data + data;
  if (get16(head + 2) != CONTROL || get32(head + 4) != COOKIE) return Verdict.ACCEPT;
  const m = get16(head + 8);
  if (m <= <u32>M.SET_LINK && p.length - data - HEADS < sizeOf(m)) return Verdict.ACCEPT;
  if (wayOf(p.ctInfo) == Way.ORIGINAL) return fromClient(p, c, m, head + HEADS);
  return fromServer(p, c, m, head + HEADS);
}

function memo(c: Connection): usize {
  return extensionOf(c).data();
}
function session(c: Connection): u32 {
  return <u32>load<u8>(memo(c));
}
function setSession(c: Connection, state: Session): void {
  store<u8>(memo(c), <u8>state);
}
function call(c: Connection): u32 {
  return <u32>load<u8>(memo(c), 1);
}
function setCall(c: Connection, state: Call): void {
  store<u8>(memo(c), <u8>state, 1);
}
function serverId(c: Connection): u16 {
  return load<u16>(memo(c), 2);
}
function clientId(c: Connection): u16 {
  return load<u16>(memo(c), 4);
}

function isTranslated(c: Connection): bool {
  return c.is(Status.SRC_NAT | Status.DST_NAT);
}

/** What the client says; a message that does not fit changes nothing. */
function fromClient(p: Packet, c: Connection, m: u32, at: usize): i32 {
  const id = load<u16>(at);
  switch (m) {
    case M.START_REQUEST:
      if (session(c) != Session.NONE) return Verdict.ACCEPT;
      setSession(c, Session.REQUESTED);
      break;
    case M.STOP_REQUEST:
      setSession(c, Session.STOP_REQUESTED);
      break;
    case M.OUT_REQUEST:
      if (session(c) != Session.CONFIRMED) return Verdict.ACCEPT;
      setCall(c, Call.OUT_REQUESTED);
      store<u16>(memo(c), id, 4);
      break;
    case M.IN_REPLY:
      if (call(c) != Call.IN_REQUESTED && call(c) != Call.IN_REPLIED) return Verdict.ACCEPT;
      if (serverId(c) != load<u16>(at, 2)) return Verdict.ACCEPT;
      if (<u32>load<u8>(at, 4) == GOOD) {
        setCall(c, Call.IN_REPLIED);
        store<u16>(memo(c), id, 4);
      } else setCall(c, Call.NONE);
      break;
    case M.CLEAR:
      if (session(c) != Session.CONFIRMED) return Verdict.ACCEPT;
      setCall(c, Call.CLEAR_REQUESTED);
      break;
    default:
      return Verdict.ACCEPT;
  }
  return isTranslated(c) ? changeClient(p, c, m) : Verdict.ACCEPT;
}

/** With NAT the client's id becomes the port that its control connection has outside. */
function changeClient(p: Packet, c: Connection, m: u32): i32 {
  if (m != M.OUT_REQUEST && m != M.IN_REPLY && m != M.CLEAR) return Verdict.ACCEPT;
  let id = clientId(c);
  if (m == M.OUT_REQUEST) {
    store<u16>(memo(c), id, 6);
    id = c.tuple(Way.REPLY).destinationPort;
    store<u16>(memo(c), id, 4);
  }
  return change(p, c, 0, id);
}

function change(p: Packet, c: Connection, offset: u32, id: u16): i32 {
  store<u16>(changed, id);
  return mangleTcp(p, c, HEADS + offset, 2, changed, 2) ? Verdict.ACCEPT : Verdict.DROP;
}

/** What the server says. */
function fromServer(p: Packet, c: Connection, m: u32, at: usize): i32 {
  switch (m) {
    case M.START_REPLY:
      if (session(c) < <u32>Session.REQUESTED) return Verdict.ACCEPT;
      setSession(c, <u32>load<u8>(at, 2) == GOOD ? Session.CONFIRMED : Session.ERROR);
      break;
    case M.STOP_REPLY:
      if (session(c) > <u32>Session.STOP_REQUESTED) return Verdict.ACCEPT;
      setSession(c, <u32>load<u8>(at) == GOOD ? Session.NONE : Session.ERROR);
      break;
    case M.OUT_REPLY:
      if (!outReply(c, at)) return Verdict.ACCEPT;
      break;
    case M.IN_REQUEST:
      if (session(c) != Session.CONFIRMED) return Verdict.ACCEPT;
      setCall(c, Call.IN_REQUESTED);
      store<u16>(memo(c), load<u16>(at), 2);
      break;
    case M.IN_CONNECTED:
      if (session(c) != Session.CONFIRMED) return Verdict.ACCEPT;
      if (call(c) != Call.IN_REPLIED && call(c) != Call.IN_CONFIRMED) return Verdict.ACCEPT;
      if (clientId(c) != load<u16>(at)) return Verdict.ACCEPT;
      setCall(c, Call.IN_CONFIRMED);
      expectCall(c, serverId(c), load<u16>(at));
      break;
    case M.DISCONNECT:
      setCall(c, Call.NONE);
      endCall(c);
      break;
    case M.WAN_ERROR:
    case M.SET_LINK:
    case M.ECHO_REQUEST:
    case M.ECHO_REPLY:
      break;
    default:
      return Verdict.ACCEPT;
  }
  return isTranslated(c) ? changeServer(p, c, m) : Verdict.ACCEPT;
}

function outReply(c: Connection, at: usize): bool {
  if (session(c) != Session.CONFIRMED) return false;
  if (call(c) != Call.OUT_REQUESTED && call(c) != Call.OUT_CONFIRMED) return false;
  const id = load<u16>(at);
  const peer = load<u16>(at, 2);
  if (clientId(c) != peer) return false;
  if (<u32>load<u8>(at, 4) != GOOD) {
    setCall(c, Call.NONE);
    return true;
  }
  setCall(c, Call.OUT_CONFIRMED);
  store<u16>(memo(c), id, 2);
  expectCall(c, id, peer);
  return true;
}

/** With NAT the client reads the id that it gave. */
function changeServer(p: Packet, c: Connection, m: u32): i32 {
  const id = load<u16>(memo(c), 6);
  if (m == M.OUT_REPLY) return change(p, c, 2, id);
  switch (m) {
    case M.IN_CONNECTED:
    case M.WAN_ERROR:
    case M.DISCONNECT:
    case M.SET_LINK:
      return change(p, c, 0, id);
  }
  return Verdict.ACCEPT;
}

/** Expects GRE both ways (exp_gre). */
function expectCall(c: Connection, id: u16, peer: u16): void {
  const original = side(0, c, Way.ORIGINAL, peer, id);
  const reply = side(1, c, Way.REPLY, id, peer);
  if (isTranslated(c)) {
    const before = load<u16>(memo(c), 6);
    store<u16>(memo(c), serverId(c), 8);
    original.savedPort = clientId(c);
    original.tuple().sourcePort = before;
    original.tuple().destinationPort = serverId(c);
    original.way = <u8>Way.ORIGINAL;
    reply.savedPort = before;
    reply.tuple().sourcePort = serverId(c);
    reply.tuple().destinationPort = clientId(c);
    reply.way = <u8>Way.REPLY;
  }
  if (expect(original, false) != Expected.OK) return;
  const first = lastExpected;
  if (expect(reply, false) != Expected.OK) {
    removeExpectation(changetype<Expectation>(first));
    return;
  }
  const second = lastExpected;
  if (keepKeys(c, Way.ORIGINAL, original.tuple()) && keepKeys(c, Way.REPLY, reply.tuple())) return;
  removeExpectation(changetype<Expectation>(second));
  removeExpectation(changetype<Expectation>(first));
}

function side(index: u32, c: Connection, way: u32, from: u16, to: u16): Expectation {
  const t = c.tuple(way);
  const e = draft(index, c, Protocol.GRE, 0);
  fromAddress(e, t.source());
  fromPort(e, from);
  towards(e, t.destination(), to);
  e.run = <u8>ExpectFunction.PPTP;
  return e;
}

/** Keeps the pair of a direction; false when another one is there (nf_ct_gre_keymap_add). */
function keepKeys(c: Connection, way: u32, t: Tuple): bool {
  const place = memo(c) + 12 + ((<usize>way) << 2);
  const known = <usize>load<u32>(place);
  if (known != 0) {
    if (isKeys(known, t)) return true;
    forgetKeys(c);
    return false;
  }
  store<u32>(place, <u32>addKeys(t));
  return true;
}

function forgetKeys(c: Connection): void {
  dropKeys(<usize>load<u32>(memo(c), 12));
  dropKeys(<usize>load<u32>(memo(c), 16));
  store<u64>(memo(c) + 12, 0);
}

/** The call is over, or the control connection is: GRE of it is no longer known
 * (pptp_destroy_siblings). */
export function endCall(c: Connection): void {
  if (helperOf(c) != HelperKind.PPTP) return;
  forgetKeys(c);
  endSide(c, Way.ORIGINAL, clientId(c), serverId(c));
  endSide(c, Way.REPLY, serverId(c), clientId(c));
}

function endSide(c: Connection, way: u32, from: u16, to: u16): void {
  const t = changetype<Tuple>(tupleSpace);
  copyTuple(t, c.tuple(way));
  t.protocol = <u8>Protocol.GRE;
  t.sourcePort = from;
  t.destinationPort = to;
  const node = findTuple(t);
  if (node != 0) {
    remove(recordOf(node));
    return;
  }
  const e = findExpectation(t, zoneOfConnection(c));
  if (e != 0) removeExpectation(changetype<Expectation>(e));
}

/** GRE that was expected: the other direction is its answer, and need not be expected any more
 * (pptp_expectfn, pptp_nat_expected). */
export function pptpExpected(p: Packet, c: Connection, e: Expectation): void {
  const master = changetype<Connection>(<usize>e.master);
  const t = changetype<Tuple>(tupleSpace);
  const zone = zoneOfConnection(c);
  if (!isTranslated(master)) {
    invert(t, e.tuple());
    const other = findExpectation(t, zone);
    if (other != 0) removeExpectation(changetype<Expectation>(other));
    return;
  }
  const away = master.tuple(1 - <u32>e.way);
  copyTuple(t, away);
  t.protocol = <u8>Protocol.GRE;
  const out = <u32>e.way == Way.ORIGINAL;
  t.sourcePort = out ? serverId(master) : 0;
  t.destinationPort = out ? clientId(master) : 0;
  const other = findExpectation(t, zone);
  if (other != 0) removeExpectation(changetype<Expectation>(other));
  mapTo(p, c, away.destination(), out, e.savedPort, Manip.SOURCE);
  mapTo(p, c, away.source(), !out, e.savedPort, Manip.DESTINATION);
}
