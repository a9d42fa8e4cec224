/**
 * The segments that most segments are: an acknowledgement, with data or without, inside the windows of
 * a connection that both ends have long agreed on. What tcp.ts and tcp_window.ts do with one is written
 * out here without the exceptions, which none of them meets; any other segment is left to them.
 */
import { Hook, HZ, Status, Sysctl, TcpState } from "../../abi";
import { jiffies } from "../../memory/clock";
import { sysctl } from "../../memory/sysctl";
import { get32 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { transportSumGood } from "../../packet/verify";
import { Connection, wayOf } from "../connection";
import { account } from "../timeout";
import { highestSack } from "./tcp_options";
import { TcpFlag, TcpKind } from "./tcp_states";
import { after, before, TcpEnd, TcpEndFlag, TcpTrack } from "./tcp_track";
import { MAX_ACK_WINDOW } from "./tcp_window";

const KIND: u32 = TcpFlag.FIN | TcpFlag.SYN | TcpFlag.RST | TcpFlag.ACK;
/** Both ends were heard. */
const SETTLED: u32 = Status.SEEN_REPLY | Status.ASSURED | Status.CONFIRMED;
const HEADER: u32 = 20;

/** Takes the segment over if it is such a one; false: nothing was done. */
export function steadySegment(p: Packet, c: Connection, ctInfo: u32, hook: u32): bool {
  if (!isSteady(c)) return false;
  const offset = p.transport;
  if (!p.has(offset, HEADER)) return false;
  if (hook == Hook.PREROUTING && sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) != 0) {
    if (!transportSumGood(p, Protocol.TCP, hook)) return false;
  }
  const way = wayOf(ctInfo);
  if (!steadyAt(c, p.data + offset, p.length - offset, p.captured - offset, way)) return false;
  account(c, way, p.length);
  return true;
}

/** Whether a segment of the connection may be such a one. */
export function isSteady(c: Connection): bool {
  if (c.state != <u8>TcpState.ESTABLISHED) return false;
  return (c.status & SETTLED) == SETTLED && c.extension == 0;
}

/** As steadySegment, but for counting, of a connection that isSteady: the segment at `header` has `length`
 * bytes, of which `there` were captured, its fixed header among them, and its checksum is right. */
export function steadyAt(c: Connection, header: usize, length: u32, there: u32, way: u32): bool {
  const word = get32(header + 12);
  if (((word >> 16) & KIND) != TcpFlag.ACK) return false;
  const size = (word >> 28) << 2;
  if (size < HEADER || size > length) return false;
  const t = changetype<TcpTrack>(c.tracker());
  const sender = t.sender(way);
  const receiver = t.sender(1 - way);
  if (sender.maxWindow == 0 || receiver.maxWindow == 0) return false;
  const seq = get32(header + 4);
  const ack = get32(header + 8);
  const end = seq + length - size;
  let sack = ack;
  if (size != HEADER) {
    if (size > there) return false;
    if (receiver.is(TcpEndFlag.SACK_PERMITTED)) {
      sack = highestSack(header + HEADER, size - HEADER, ack);
    }
  }
  if (!inside(sender, receiver, seq, end, sack)) return false;
  const announced = word & 0xffff;
  learn(sender, receiver, announced << sender.scale, end, ack, sack);
  remember(t, way, seq, end, ack, announced);
  if ((c.status & Status.FIXED_TIMEOUT) == 0) {
    c.timeout = jiffies + <u32>timeoutAfter(t) * HZ;
  }
  return true;
}

/** The conditions of tcp_window.ts, judge(). */
function inside(sender: TcpEnd, receiver: TcpEnd, seq: u32, end: u32, sack: u32): bool {
  if (!before(seq, sender.maxEnd + 1)) return false;
  if (!before(sack, receiver.end + 1)) return false;
  if (!after(end, sender.end - receiver.maxWindow - 1)) return false;
  return after(sack, receiver.end - max<u32>(sender.maxWindow, MAX_ACK_WINDOW) - 1);
}

/** What tcp_window.ts, learn() takes over of an acknowledgement. */
function learn(sender: TcpEnd, receiver: TcpEnd, window: u32, end: u32, ack: u32, sack: u32): void {
  const reach = window + (sack - ack);
  if (sender.maxWindow < reach) sender.maxWindow = reach;
  let flags = <u32>sender.flags;
  if (after(end, sender.end)) {
    sender.end = end;
    flags |= TcpEndFlag.DATA_UNACKNOWLEDGED;
  }
  if ((flags & TcpEndFlag.MAXACK_SET) == 0) {
    sender.maxAck = ack;
    flags |= TcpEndFlag.MAXACK_SET;
  } else if (after(ack, sender.maxAck)) sender.maxAck = ack;
  sender.flags = <u8>flags;
  if (after(end, sender.maxEnd)) receiver.maxWindow += end - sender.maxEnd;
  if (after(sack + window, receiver.maxEnd - 1)) {
    receiver.maxEnd = sack + window;
    if (window == 0) receiver.maxEnd++;
  }
  if (ack == receiver.end) receiver.clear(TcpEndFlag.DATA_UNACKNOWLEDGED);
}

/** Notes the segment as the last one, or once more the same. */
function remember(t: TcpTrack, way: u32, seq: u32, end: u32, ack: u32, announced: u32): void {
  t.lastKind = <u8>TcpKind.ACK;
  if (t.lastSeq == seq) {
    if (t.lastAck == ack && t.lastEnd == end) {
      if (<u32>t.lastWindow == announced && <u32>t.lastDirection == way) {
        t.retransmissions++;
        return;
      }
    }
  }
  t.lastDirection = <u8>way;
  t.lastSeq = seq;
  t.lastAck = ack;
  t.lastEnd = end;
  t.lastWindow = <u16>announced;
  t.retransmissions = 0;
}

/** Seconds that the connection lives on (tcp.ts, nextTimeout() in ESTABLISHED). */
function timeoutAfter(t: TcpTrack): i32 {
  const regular = sysctl(Sysctl.NF_CONNTRACK_TCP_TIMEOUT_ESTABLISHED);
  const retransmitting = sysctl(Sysctl.NF_CONNTRACK_TCP_TIMEOUT_MAX_RETRANS);
  if (<i32>t.retransmissions >= sysctl(Sysctl.NF_CONNTRACK_TCP_MAX_RETRANS)) {
    if (regular > retransmitting) return retransmitting;
  }
  const flags = <u32>t.sender(0).flags | <u32>t.sender(1).flags;
  if ((flags & TcpEndFlag.DATA_UNACKNOWLEDGED) != 0) {
    const unacknowledged = sysctl(Sysctl.NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED);
    if (regular > unacknowledged) return unacknowledged;
  }
  if (t.lastWindow != 0) return regular;
  return min<i32>(regular, retransmitting);
}
