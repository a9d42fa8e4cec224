/**
 * TCP (nf_conntrack_proto_tcp.c, 6.18; RFC 9293): state by the table in tcp_states.ts, windows in
 * tcp_window.ts, and what neither can tell alone: connections that were picked up in the middle,
 * opened again, reset, or are out of step with their ends.
 *
 * The order is fixed: header checks, a first look at new connections, the state that would follow,
 * the exceptions to it, the window, the timeout.
 */
import {
  ConnectionEvent,
  Hook,
  HZ,
  InvalidReason,
  Status,
  Sysctl,
  TcpState,
  Verdict,
} from "../../abi";
import { jiffies } from "../../memory/clock";
import { shortcuts } from "../../memory/shortcuts";
import { sysctl } from "../../memory/sysctl";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { transportSumGood } from "../../packet/verify";
import { invalid, tell } from "../invalid";
import { Connection, Way, wayOf } from "../connection";
import { assure, noteEvent } from "../events";
import { extensionOf } from "../extension";
import { remove } from "../table";
import { account, refreshCounted } from "../timeout";
import { secondsOf, secondsOfSynSent2 } from "../policy";
import { readSynOptions } from "./tcp_options";
import { IG, IV, isClosing, nextState, TcpFlag, TcpKind, validFlags, kindOf } from "./tcp_states";
import { steadySegment } from "./tcp_steady";
import { before, TcpEnd, TcpEndFlag, TcpTrack } from "./tcp_track";
import { inWindow, readSegment, Segment, Window, windowNumber, windowReason } from "./tcp_window";

const INVALID: i32 = -Verdict.ACCEPT;
/** Bytes of a header without options. */
const HEADER: u32 = 20;

/** The segment at hand; segments are not tracked inside each other. */
const segmentSpace: usize = memory.data(40, 8);
/** What a SYN that passes unjudged says of its sender. */
const endSpace: usize = memory.data(24, 8);

/** What the exceptions decide. */
const enum Course {
  /** Go on with the window. */
  WINDOW = 0,
  /** The window need not be asked. */
  SKIP = 1,
  /** Passes, nothing changes. */
  PASS = 2,
  INVALID = 3,
  REPEAT = 4,
  DROP = 5,
  /** As PASS, and nobody is told. */
  QUIET = 6,
}

/** The state that exceptions put in place of the table's. */
let follows: u32 = 0;
let previous: u32 = 0;

/** A segment of connection `c`, new unless c.isConfirmed(): ACCEPT, -ACCEPT (invalid), REPEAT or
 * DROP. */
export function tcpPacket(p: Packet, c: Connection, ctInfo: u32, hook: u32): i32 {
  if (shortcuts && steadySegment(p, c, ctInfo, hook)) return Verdict.ACCEPT;
  const s = changetype<Segment>(segmentSpace);
  if (!p.has(p.transport, HEADER)) return INVALID;
  const reason = fault(p, hook);
  if (reason != InvalidReason.NONE) return invalid(p, reason);
  readSegment(s, p.transportHeader(), p.length - p.transport);
  s.kind = kindOf(s.flags);
  const t = changetype<TcpTrack>(c.tracker());
  if (!c.isConfirmed() && !begin(p, c, t, s)) return INVALID;
  const way = wayOf(ctInfo);
  previous = c.state;
  follows = nextState(way, s.kind, previous);
  let course = decide(c, t, s, way);
  if (course == Course.WINDOW) {
    const window = inWindow(c, t, s, way);
    if (window != Window.ACCEPT) tell(p, windowReason, windowNumber, 0, 0);
    if (window == Window.IGNORE) return Verdict.ACCEPT;
    if (window == Window.INVALID) {
      outOfWindow(p, c, t, s, way);
      return INVALID;
    }
    course = Course.SKIP;
  }
  switch (course) {
    case Course.PASS:
      if (follows != TcpState.TIME_WAIT) tell(p, InvalidReason.TCP_IGNORED, s.kind, way, previous);
      return Verdict.ACCEPT;
    case Course.INVALID:
      if (follows != IV) return invalid(p, InvalidReason.TCP_RST);
      tell(p, InvalidReason.TCP_STATE, s.kind, way, previous);
      return INVALID;
    case Course.QUIET:
      return Verdict.ACCEPT;
    case Course.REPEAT:
      return Verdict.REPEAT;
    case Course.DROP:
      return Verdict.DROP;
  }
  return settle(p, c, t, s, way, ctInfo);
}

/** What is wrong with the header, of which 20 bytes are there (tcp_error). Checksums are verified where packets come in: those that
 * the host sends are filled in later. */
function fault(p: Packet, hook: u32): InvalidReason {
  const header = p.transportHeader();
  const size = (<u32>(load<u8>(header, 12) >> 4)) << 2;
  if (size < HEADER || size > p.length - p.transport) return InvalidReason.TCP_TRUNCATED;
  if (!p.has(p.transport, size)) return InvalidReason.TCP_TRUNCATED;
  if (hook == Hook.PREROUTING && sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) != 0) {
    if (!transportSumGood(p, Protocol.TCP, hook)) return InvalidReason.BAD_CHECKSUM;
  }
  if (!validFlags(<u32>load<u8>(header, 13))) return InvalidReason.TCP_FLAGS;
  return InvalidReason.NONE;
}

/** The first segment of a connection (tcp_new); false when none can start with it. */
function begin(p: Packet, c: Connection, t: TcpTrack, s: Segment): bool {
  const state = nextState(Way.ORIGINAL, s.kind, TcpState.NONE);
  if (state >= IV) {
    tell(p, InvalidReason.TCP_NEW, 0, 0, 0);
    return false;
  }
  const opens = state == TcpState.SYN_SENT;
  if (!opens && sysctl(Sysctl.NF_CONNTRACK_TCP_LOOSE) == 0) return false;
  memory.fill(changetype<usize>(t), 0, offsetof<TcpTrack>());
  c.state = <u8>TcpState.NONE;
  const sender = t.sender(Way.ORIGINAL);
  sender.end = s.end;
  sender.maxWindow = s.window == 0 ? 1 : s.window;
  if (opens) {
    sender.maxEnd = sender.end;
    readSynOptions(s.options, s.optionsSize, sender);
  } else {
    // in the middle: scale and SACK are not known, so the windows are not judged
    sender.maxEnd = sender.end + sender.maxWindow;
    const flags = TcpEndFlag.SACK_PERMITTED | TcpEndFlag.BE_LIBERAL;
    sender.set(flags);
    t.sender(Way.REPLY).set(flags);
  }
  t.lastKind = <u8>TcpKind.NONE;
  return true;
}

/** The exceptions to the state table, by the state that would follow. */
function decide(c: Connection, t: TcpTrack, s: Segment, way: u32): Course {
  if (follows == IV) return keptAlive(c, t, s, way) ? Course.QUIET : Course.INVALID;
  if (follows == IG) return outOfStep(t, s, way);
  switch (follows) {
    case TcpState.SYN_SENT:
      if (previous < <u32>TcpState.TIME_WAIT) return Course.WINDOW;
      return reopen(c, t, s, way);
    case TcpState.TIME_WAIT:
      return challengeAcknowledged(t, s, way) ? Course.PASS : Course.WINDOW;
    case TcpState.SYN_SENT2:
      t.lastFlags = <u8>(<u32>t.lastFlags | TcpEndFlag.SIMULTANEOUS_OPEN);
      return Course.WINDOW;
    case TcpState.SYN_RECV:
      if (
        way == Way.REPLY &&
        s.kind == TcpKind.ACK &&
        (<u32>t.lastFlags & TcpEndFlag.SIMULTANEOUS_OPEN) != 0
      )
        follows = TcpState.ESTABLISHED;
      return Course.WINDOW;
    case TcpState.CLOSE:
      return s.kind == TcpKind.RST ? reset(c, t, s, way) : Course.WINDOW;
  }
  return Course.WINDOW;
}

/** Whether the client of a connection that SYNPROXY opens keeps it alive while the server has not
 * answered: the server is to be asked again then. */
function keptAlive(c: Connection, t: TcpTrack, s: Segment, way: u32): bool {
  if (c.extension == 0 || extensionOf(c).proxied == 0) return false;
  if (previous != TcpState.SYN_SENT || s.kind != TcpKind.ACK || way != Way.ORIGINAL) return false;
  if (t.lastDirection != <u8>Way.ORIGINAL) return false;
  return t.sender(Way.ORIGINAL).end - 1 == s.seq;
}

/** A SYN on a closed connection: when it was closed in order, or the same end has just reset it, the
 * connection goes and the SYN starts another. */
function reopen(c: Connection, t: TcpTrack, s: Segment, way: u32): Course {
  const flags = <u32>t.sender(0).flags | <u32>t.sender(1).flags;
  const resetBefore = <u32>t.lastDirection == way && t.lastKind == <u8>TcpKind.RST;
  if ((flags & TcpEndFlag.CLOSE_INIT) != 0 || resetBefore)
    return remove(c) ? Course.REPEAT : Course.DROP;
  return outOfStep(t, s, way);
}

/** What the ends may understand though we do not: it passes, and enough is noted to get back in
 * step when the other end answers. */
function outOfStep(t: TcpTrack, s: Segment, way: u32): Course {
  if (
    s.kind == TcpKind.SYNACK &&
    t.lastKind == <u8>TcpKind.SYN &&
    <u32>t.lastDirection != way &&
    s.ack == t.lastEnd
  ) {
    backInStep(t, way);
    return Course.WINDOW;
  }
  t.lastKind = <u8>s.kind;
  t.lastDirection = <u8>way;
  t.lastSeq = s.seq;
  t.lastEnd = s.end;
  t.lastWindow = <u16>s.window;
  if (s.kind == TcpKind.SYN && way == Way.ORIGINAL) noteSyn(t, s);
  // perhaps a challenge ACK (RFC 5961) to the SYN
  if (previous == TcpState.SYN_SENT && s.kind == TcpKind.ACK && way == Way.REPLY) t.lastAck = s.ack;
  return Course.PASS;
}

/** Keeps the options of a SYN that passes unjudged. */
function noteSyn(t: TcpTrack, s: Segment): void {
  memory.fill(endSpace, 0, 24);
  const seen = changetype<TcpEnd>(endSpace);
  readSynOptions(s.options, s.optionsSize, seen);
  t.lastScale = seen.scale;
  t.lastFlags = seen.flags;
  // an ACK that answers this SYN is not the one for the last FIN
  if (previous == TcpState.LAST_ACK)
    t.lastFlags = <u8>(<u32>t.lastFlags | TcpEndFlag.EXPECT_CHALLENGE_ACK);
}

/** A SYN+ACK answers the SYN that passed unjudged: both ends are in SYN_RECV, and so are we. */
function backInStep(t: TcpTrack, way: u32): void {
  previous = TcpState.SYN_SENT;
  follows = TcpState.SYN_RECV;
  const opener = t.sender(t.lastDirection);
  opener.end = t.lastEnd;
  opener.maxEnd = t.lastEnd;
  opener.maxWindow = t.lastWindow == 0 ? 1 : <u32>t.lastWindow;
  opener.scale = t.lastScale;
  t.lastFlags = <u8>(<u32>t.lastFlags & ~(<u32>TcpEndFlag.EXPECT_CHALLENGE_ACK));
  opener.flags = t.lastFlags;
  // the answering end starts over, but stays unjudged when it was (nf_ct_tcp_state_reset)
  const answerer = t.sender(way);
  const flags = <u32>answerer.flags & TcpEndFlag.BE_LIBERAL;
  memory.fill(changetype<usize>(answerer), 0, offsetof<TcpEnd>());
  answerer.flags = <u8>flags;
}

/** Whether the ACK is a challenge to a SYN in LAST_ACK, which must not count as the last ACK. */
function challengeAcknowledged(t: TcpTrack, s: Segment, way: u32): bool {
  if (previous != TcpState.LAST_ACK || s.kind != TcpKind.ACK) return false;
  if (<u32>t.lastDirection == way || t.lastKind != <u8>TcpKind.SYN) return false;
  if ((<u32>t.lastFlags & TcpEndFlag.EXPECT_CHALLENGE_ACK) == 0) return false;
  t.lastFlags = <u8>(<u32>t.lastFlags & ~(<u32>TcpEndFlag.EXPECT_CHALLENGE_ACK));
  return true;
}

/** Whether both ends have been heard in an established connection. */
function established(c: Connection): bool {
  return c.state == <u8>TcpState.ESTABLISHED && c.is(Status.ASSURED);
}

/** A RST closes the connection when its sequence number is the one that RFC 5961 asks for, or when it
 * answers something that passed unjudged. */
function reset(c: Connection, t: TcpTrack, s: Segment, way: u32): Course {
  if (isClosing(c.state)) return Course.SKIP;
  const other = t.sender(1 - way);
  if (other.is(TcpEndFlag.MAXACK_SET) && t.lastKind != <u8>TcpKind.SYN) {
    if (s.seq == 0 && !established(c)) return Course.WINDOW;
    if (before(s.seq, other.maxAck) && sysctl(Sysctl.NF_CONNTRACK_TCP_IGNORE_INVALID_RST) == 0)
      return Course.INVALID;
    if (!established(c) || s.seq == other.maxAck) return Course.WINDOW;
    // part of a train: right behind the same end's data
    if (t.lastKind == <u8>TcpKind.ACK && <u32>t.lastDirection == way && s.seq == t.lastEnd)
      return Course.WINDOW;
    // inside the window but not exact: the receiver will send a challenge ACK
    follows = previous;
  }
  const synSeen = c.is(Status.SEEN_REPLY) && t.lastKind == <u8>TcpKind.SYN;
  const ackSeen = !c.is(Status.ASSURED) && t.lastKind == <u8>TcpKind.ACK;
  const answers = <u32>t.lastDirection != way && s.ack == t.lastEnd;
  if ((synSeen || ackSeen) && answers) return Course.SKIP;
  // in answer to a challenge ACK that passed unjudged
  if (
    previous == TcpState.SYN_SENT &&
    t.lastKind == <u8>TcpKind.ACK &&
    t.lastDirection == <u8>Way.REPLY &&
    s.seq == t.lastAck
  )
    return Course.SKIP;
  return Course.WINDOW;
}

/** FINs and RSTs of both ends that do not fit the window: the connection is out of step with ends
 * that are closing, so it does not live for days (nf_tcp_handle_invalid). */
function outOfWindow(p: Packet, c: Connection, t: TcpTrack, s: Segment, way: u32): void {
  if (!c.is(Status.ASSURED) || c.is(Status.FIXED_TIMEOUT)) return;
  if (s.kind != TcpKind.RST && s.kind != TcpKind.FIN) return;
  const closing = t.lastKind == <u8>TcpKind.FIN || t.lastKind == <u8>TcpKind.RST;
  if (<u32>t.lastDirection == way || !closing) {
    t.lastKind = <u8>s.kind;
    t.lastDirection = <u8>way;
    return;
  }
  const left = c.timeout - jiffies;
  if (left < 120 * HZ) return;
  const timeout = <u32>secondsOf(c, Sysctl.NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED) * HZ;
  if (left <= timeout) return;
  tell(p, InvalidReason.TCP_TIMEOUT, s.kind | ((<u32>t.lastKind) << 8), way, timeout);
  c.timeout = timeout + jiffies;
}

/** Seconds that a state lives. */
function timeoutOf(c: Connection, state: u32): i32 {
  if (state == TcpState.SYN_SENT2) return secondsOfSynSent2(c);
  return secondsOf(c, Sysctl.NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT + state - 1);
}

/** The timeout after a segment that was taken over. */
function nextTimeout(c: Connection, t: TcpTrack, s: Segment): i32 {
  const regular = timeoutOf(c, follows);
  const retransmitting = secondsOf(c, Sysctl.NF_CONNTRACK_TCP_TIMEOUT_MAX_RETRANS);
  const unacknowledged = secondsOf(c, Sysctl.NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED);
  if (
    <i32>t.retransmissions >= sysctl(Sysctl.NF_CONNTRACK_TCP_MAX_RETRANS) &&
    regular > retransmitting
  )
    return retransmitting;
  if (s.kind == TcpKind.RST) return timeoutOf(c, TcpState.CLOSE);
  const flags = <u32>t.sender(0).flags | <u32>t.sender(1).flags;
  if ((flags & TcpEndFlag.DATA_UNACKNOWLEDGED) != 0 && regular > unacknowledged)
    return unacknowledged;
  if (t.lastWindow == 0 && regular > retransmitting) return retransmitting;
  return regular;
}

/** Takes the new state over. */
function settle(p: Packet, c: Connection, t: TcpTrack, s: Segment, way: u32, ctInfo: u32): i32 {
  t.lastKind = <u8>s.kind;
  t.lastDirection = <u8>way;
  c.state = <u8>follows;
  if (previous != follows) noteEvent(c, ConnectionEvent.PROTOINFO);
  if (previous != follows && follows == TcpState.FIN_WAIT) t.sender(way).set(TcpEndFlag.CLOSE_INIT);
  let timeout = nextTimeout(c, t, s);
  if (!c.is(Status.SEEN_REPLY)) {
    if (s.has(TcpFlag.RST)) {
      // nobody else spoke: there is no connection to keep
      account(c, way, p.length);
      remove(c);
      return Verdict.ACCEPT;
    }
    // a SYN again does not prolong: a port in constant reuse would keep its mapping for ever
    if (s.kind == TcpKind.SYN && previous == TcpState.SYN_SENT) return Verdict.ACCEPT;
    const unacknowledged = secondsOf(c, Sysctl.NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED);
    if (follows == TcpState.ESTABLISHED && timeout > unacknowledged) timeout = unacknowledged;
  } else if (!c.is(Status.ASSURED) && follows == TcpState.ESTABLISHED) {
    if (previous == TcpState.SYN_RECV || previous == TcpState.ESTABLISHED) assure(c);
  }
  refreshCounted(p, c, ctInfo, timeout);
  return Verdict.ACCEPT;
}
