/**
 * Window tracking: whether a segment can belong to what both ends have said so far (tcp_in_window of
 * nf_conntrack_proto_tcp.c, 6.18). A segment passes when
 *
 *   I.   its first byte lies before the end of the receiver's window
 *   II.  its last byte does not lie before what the receiver acknowledged, less its window
 *   III. it acknowledges nothing that was not sent
 *   IV.  it does not acknowledge what is long past
 */
import { InvalidReason, Sysctl, TcpState } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { get16, get32 } from "../../packet/bytes";
import { Connection, Way } from "../connection";
import { offsetAt } from "../seqadj";
import { highestSack, readSynOptions } from "./tcp_options";
import { TcpFlag, TcpKind } from "./tcp_states";
import { after, before, TcpEnd, TcpEndFlag, TcpTrack } from "./tcp_track";

/** What window tracking says of a segment. */
export const enum Window {
  ACCEPT = 0,
  /** Passes, but changes nothing. */
  IGNORE = 1,
  INVALID = 2,
}

/** How late an acknowledgement may be, at least (MAXACKWINCONST). */
export const MAX_ACK_WINDOW: u32 = 66000;

/** A segment, read once. */
@unmanaged
export class Segment {
  seq: u32;
  ack: u32;
  /** Behind its last byte; SYN and FIN count as one. */
  end: u32;
  /** As in the header, not scaled. */
  window: u32;
  /** TcpFlag bits. */
  flags: u32;
  /** TcpKind. */
  kind: u32;
  /** Its options: readable bytes. */
  options: usize;
  optionsSize: u32;

  /** Whether the flag is set. */
  has(flag: TcpFlag): bool {
    return (this.flags & <u32>flag) != 0;
  }
}

/** Fills a segment from the header at `header`; `length` counts header and data. */
export function readSegment(s: Segment, header: usize, length: u32): void {
  const size = (<u32>(load<u8>(header, 12) >> 4)) << 2;
  const flags = <u32>load<u8>(header, 13);
  s.seq = get32(header + 4);
  s.ack = get32(header + 8);
  s.window = get16(header + 14);
  s.flags = flags;
  s.end = s.seq + length - size;
  if ((flags & TcpFlag.SYN) != 0) s.end++;
  if ((flags & TcpFlag.FIN) != 0) s.end++;
  s.options = header + 20;
  s.optionsSize = size - 20;
}

/** What a SYN or SYN+ACK says of its sender (tcp_init_sender). */
function startSender(s: Segment, sender: TcpEnd, receiver: TcpEnd, way: u32): void {
  sender.end = s.end;
  sender.maxEnd = s.end;
  sender.maxWindow = s.window == 0 ? 1 : s.window;
  readSynOptions(s.options, s.optionsSize, sender);
  // RFC 7323, 2.2: windows are scaled only when both ends said so
  if (way != Way.REPLY) return;
  if (sender.is(TcpEndFlag.WINDOW_SCALE) && receiver.is(TcpEndFlag.WINDOW_SCALE)) return;
  sender.scale = 0;
  receiver.scale = 0;
}

/** What the first segment of an end says when the SYN was missed. */
function pickUp(s: Segment, sender: TcpEnd, receiver: TcpEnd, sack: u32): void {
  const window = s.window << sender.scale;
  sender.end = s.end;
  sender.maxWindow = window == 0 ? 1 : window;
  sender.maxEnd = s.end + sender.maxWindow;
  if (receiver.maxWindow == 0) {
    receiver.end = sack;
    receiver.maxEnd = sack;
  } else if (sack == receiver.end + 1) receiver.end++; // the answer to a keepalive
}

/** A refusal, unless the sender is not judged. */
function refuse(sender: TcpEnd, answer: Window): Window {
  if (sender.is(TcpEndFlag.BE_LIBERAL)) return Window.ACCEPT;
  return sysctl(Sysctl.NF_CONNTRACK_TCP_BE_LIBERAL) != 0 ? Window.ACCEPT : answer;
}

/** Judges a segment in direction `way` and learns from it. */
export function inWindow(c: Connection, t: TcpTrack, s: Segment, way: u32): Window {
  const sender = t.sender(way);
  const receiver = t.sender(1 - way);
  const state = <u32>c.state;
  let seq = s.seq;
  let end = s.end;
  let ack = s.ack;
  let sack = ack;
  if (receiver.is(TcpEndFlag.SACK_PERMITTED)) sack = highestSack(s.options, s.optionsSize, sack);
  if (c.extension != 0) {
    // what the other end said was made longer or shorter on its way
    const offset = offsetAt(c, 1 - way, ack - 1);
    ack -= offset;
    sack -= offset;
  }

  if (sender.maxWindow == 0) {
    if (s.has(TcpFlag.SYN)) {
      startSender(s, sender, receiver, way);
      if (!s.has(TcpFlag.ACK)) return Window.ACCEPT; // simultaneous open
    } else pickUp(s, sender, receiver, sack);
  } else if (
    s.has(TcpFlag.SYN) &&
    after(end, sender.end) &&
    (state == TcpState.SYN_SENT || state == TcpState.SYN_RECV)
  ) {
    // the end starts over with another sequence number
    startSender(s, sender, receiver, way);
    if (way == Way.REPLY && !s.has(TcpFlag.ACK)) return Window.ACCEPT;
  }

  // no acknowledgement, or none worth the name in a RST of a careless stack: as if it were right
  if (!s.has(TcpFlag.ACK) || (s.has(TcpFlag.RST) && ack == 0)) {
    ack = receiver.end;
    sack = receiver.end;
  }
  if (s.has(TcpFlag.RST) && seq == 0 && state == TcpState.SYN_SENT) {
    // a RST that answers a SYN
    seq = sender.end;
    end = seq;
  }
  const answer = judge(sender, receiver, seq, end, sack);
  if (answer != Window.ACCEPT) {
    const refused = refuse(sender, answer);
    return refused;
  }
  learn(t, s, sender, receiver, way, seq, end, ack, sack);
  return Window.ACCEPT;
}

/** Why the last segment that was not accepted was not, and the number that tells it. */
export let windowReason: InvalidReason = InvalidReason.NONE;
export let windowNumber: u32 = 0;

function because(reason: InvalidReason, number: u32, answer: Window): Window {
  windowReason = reason;
  windowNumber = number;
  return answer;
}

/** The four conditions. */
function judge(sender: TcpEnd, receiver: TcpEnd, seq: u32, end: u32, sack: u32): Window {
  const oldestAck = receiver.end - max<u32>(sender.maxWindow, MAX_ACK_WINDOW) - 1;
  const acksOnlySent = before(sack, receiver.end + 1);
  if (!before(seq, sender.maxEnd + 1)) {
    const overshot = end - sender.maxEnd + 1;
    const inside = receiver.maxWindow != 0 && after(end, sender.end - receiver.maxWindow - 1);
    if (inside && after(sack, oldestAck) && overshot <= receiver.maxWindow && acksOnlySent) {
      // more than the window allows, nothing else wrong: remember it, or the acknowledgement of it
      // would be refused later
      sender.end = end;
      sender.set(TcpEndFlag.DATA_UNACKNOWLEDGED);
      return because(InvalidReason.TCP_OVERSHOT, overshot, Window.IGNORE);
    }
    return because(InvalidReason.TCP_SEQ_OVER, sender.maxEnd + 1, Window.INVALID);
  }
  if (!acksOnlySent) {
    return because(InvalidReason.TCP_ACK_OVER, receiver.end + 1, Window.INVALID);
  }
  const oldest = sender.end - receiver.maxWindow - 1;
  if (receiver.maxWindow != 0 && !after(end, oldest)) {
    return because(InvalidReason.TCP_SEQ_UNDER, oldest, Window.IGNORE);
  }
  if (!after(sack, oldestAck)) {
    return because(InvalidReason.TCP_ACK_UNDER, oldestAck, Window.IGNORE);
  }
  return Window.ACCEPT;
}

/** Takes over what an accepted segment says. */
function learn(
  t: TcpTrack,
  s: Segment,
  sender: TcpEnd,
  receiver: TcpEnd,
  way: u32,
  seq: u32,
  end: u32,
  ack: u32,
  sack: u32,
): void {
  // windows of SYNs are never scaled (RFC 7323, 2.2)
  const window = s.has(TcpFlag.SYN) ? s.window : s.window << sender.scale;
  const reach = window + (sack - ack);
  if (sender.maxWindow < reach) sender.maxWindow = reach;
  if (after(end, sender.end)) {
    sender.end = end;
    sender.set(TcpEndFlag.DATA_UNACKNOWLEDGED);
  }
  if (s.has(TcpFlag.ACK)) {
    if (!sender.is(TcpEndFlag.MAXACK_SET)) {
      sender.maxAck = ack;
      sender.set(TcpEndFlag.MAXACK_SET);
    } else if (after(ack, sender.maxAck)) sender.maxAck = ack;
  }
  if (receiver.maxWindow != 0 && after(end, sender.maxEnd))
    receiver.maxWindow += end - sender.maxEnd;
  if (after(sack + window, receiver.maxEnd - 1)) {
    receiver.maxEnd = sack + window;
    if (window == 0) receiver.maxEnd++;
  }
  if (ack == receiver.end) receiver.clear(TcpEndFlag.DATA_UNACKNOWLEDGED);
  if (s.kind == TcpKind.ACK) countRetransmission(t, s, way, seq, end, ack);
}

function countRetransmission(
  t: TcpTrack,
  s: Segment,
  way: u32,
  seq: u32,
  end: u32,
  ack: u32,
): void {
  if (
    t.lastDirection == <u8>way &&
    t.lastSeq == seq &&
    t.lastAck == ack &&
    t.lastEnd == end &&
    <u32>t.lastWindow == s.window
  ) {
    t.retransmissions++;
    return;
  }
  t.lastDirection = <u8>way;
  t.lastSeq = seq;
  t.lastAck = ack;
  t.lastEnd = end;
  t.lastWindow = <u16>s.window;
  t.retransmissions = 0;
}
