/**
 * What SYNPROXY does with the connections that it opens (ipv4_synproxy_hook and ipv6_synproxy_hook of
 * nf_synproxy_core.c, 6.18). The client has agreed on a sequence number with us, the server will draw
 * another: once the server has answered, its numbers and time stamps are moved to those that the client
 * knows. Runs last but confirming at INPUT and POSTROUTING, and only where a rule has SYNPROXY.
 */
import { Cause, ConnectionEvent, Status, TcpState, Verdict } from "../abi";
import { isLoopback } from "../memory/interfaces";
import { get32, put32 } from "../packet/bytes";
import { makeWritable, Packet, PacketFlag } from "../packet/packet";
import { changeSum } from "../packet/partial";
import { Protocol } from "../packet/protocol";
import {
  acknowledgeClient,
  acknowledgeServer,
  openServer,
  parseOptions,
  SynOption,
  seen,
} from "../stack/synproxy";
import { Connection, connectionOf, Way, wayOf } from "./connection";
import { noteEvent } from "./events";
import { Extension, extensionOf } from "./extension";
import { hasTransport } from "./extract";
import { TcpFlag } from "./proto/tcp_states";
import { TcpTrack } from "./proto/tcp_track";

const HEADER: u32 = 20;

/** The hook function: ACCEPT, DROP, or STOLEN when it answered the packet itself. */
export function synproxyHook(p: Packet): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  const c = connectionOf(p);
  if (c.extension == 0) return Verdict.ACCEPT;
  const x = extensionOf(c);
  if (x.proxied == 0) return Verdict.ACCEPT;
  // packets of the host over lo: it has seen the other half of them
  if (p.outInterface == 0 && isLoopback(p.inInterface)) return Verdict.ACCEPT;
  if (!hasTransport(p) || p.protocol != Protocol.TCP) return Verdict.ACCEPT;
  if (!p.has(p.transport, HEADER)) return Verdict.DROP;
  const flags = <u32>load<u8>(p.transportHeader(), 13);
  const state = <u32>c.state;
  if (state == TcpState.SYN_RECV) {
    const both: u32 = TcpFlag.SYN | TcpFlag.ACK;
    if ((flags & both) == both) return parseOptions(p, seen) ? answered(p, c, x) : refused(p);
  } else if (state == TcpState.SYN_SENT || reopened(p, c, x, flags)) {
    if (!parseOptions(p, seen)) return refused(p);
    if ((flags & TcpFlag.SYN) == 0 && (flags & TcpFlag.ACK) != 0) {
      if (wayOf(p.ctInfo) == Way.ORIGINAL) return askAgain(p);
    }
    x.isn = get32(p.transportHeader() + 8);
    if (seen.has(SynOption.STAMP)) x.stamp = seen.echo;
    noteEvent(c, ConnectionEvent.SYNPROXY);
  }
  return moveStamp(p, x) ? Verdict.ACCEPT : refused(p);
}

function refused(p: Packet): i32 {
  p.cause = Cause.SYNPROXY;
  return Verdict.DROP;
}

function taken(p: Packet): i32 {
  p.cause = Cause.SYNPROXY;
  p.flags |= PacketFlag.STOLEN;
  return Verdict.STOLEN;
}

/** Whether the connection is closed, and the segment opens it anew. */
function reopened(p: Packet, c: Connection, x: Extension, flags: u32): bool {
  if (c.state != <u8>TcpState.CLOSE) return false;
  const fromClient = wayOf(p.ctInfo) == Way.ORIGINAL;
  if ((flags & TcpFlag.RST) != 0 && !fromClient) {
    shift(p, c, x, x.isn - get32(p.transportHeader() + 4) + 1);
    return false;
  }
  if ((flags & TcpFlag.SYN) == 0 || (flags & TcpFlag.ACK) != 0 || !fromClient) return false;
  x.stampShift = 0;
  return true;
}

/** Moves the sequence numbers of the packet's direction from now on (nf_ct_seqadj_init). */
function shift(p: Packet, c: Connection, x: Extension, by: i32): void {
  if (by == 0) return;
  c.status |= Status.SEQ_ADJUST;
  const a = x.adjustment(wayOf(p.ctInfo));
  a.before = by;
  a.after = by;
}

/** The server has not answered yet, and the client keeps its connection alive: the server is asked
 * once more. Such a segment repeats the byte before the next. */
function askAgain(p: Packet): i32 {
  return openServer(p, seen, get32(p.transportHeader() + 4) + 1) ? taken(p) : refused(p);
}

/** The server's SYN+ACK: both ends get the acknowledgement that they wait for. */
function answered(p: Packet, c: Connection, x: Extension): i32 {
  if (seen.has(SynOption.STAMP)) {
    x.stampShift = seen.value - x.stamp;
    noteEvent(c, ConnectionEvent.SYNPROXY);
  }
  seen.bits &= SynOption.STAMP | SynOption.ECN;
  const window = changetype<TcpTrack>(c.tracker()).sender(Way.ORIGINAL).maxWindow;
  // a broadcast comes back as it is sent, and its options are read
  const bits = seen.bits;
  const scale = seen.scale;
  const value = seen.value;
  const echo = seen.echo;
  seen.swapStamps();
  acknowledgeServer(p, seen, window);
  shift(p, c, x, x.isn - get32(p.transportHeader() + 4));
  noteEvent(c, ConnectionEvent.SEQADJ);
  seen.bits = bits;
  seen.scale = scale;
  seen.value = value;
  seen.echo = echo;
  acknowledgeClient(p, seen);
  return taken(p);
}

/** Moves the time stamp of the server's, or the client's echo of one (synproxy_tstamp_adjust). */
function moveStamp(p: Packet, x: Extension): bool {
  if (x.stampShift == 0) return true;
  const end = p.transport + ((<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2);
  if (end > p.captured) return false;
  makeWritable(p);
  let at = p.transport + HEADER;
  while (at < end) {
    const kind = <u32>load<u8>(p.data + at);
    if (kind == 0) return true;
    if (kind == 1) {
      at++;
      continue;
    }
    if (at + 1 == end) return true;
    const size = <u32>load<u8>(p.data + at, 1);
    if (size < 2 || at + size > end) return true;
    if (kind == 8 && size == 10) {
      const back = wayOf(p.ctInfo) == Way.REPLY;
      const field = p.data + at + (back ? 2 : 6);
      const old = load<u32>(field);
      put32(field, back ? get32(field) - x.stampShift : get32(field) + x.stampShift);
      changeSum(p, p.transportHeader() + 16, old, load<u32>(field));
      return true;
    }
    at += size;
  }
  return true;
}
