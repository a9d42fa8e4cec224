/**
 * SCTP (nf_conntrack_proto_sctp.c, 6.18; RFC 9260): chunks are walked in order, each may change the
 * state; verification tags must be those that the ends gave each other.
 */
import { ConnectionEvent, InvalidReason, SctpState, Sysctl, Verdict } from "../../abi";
import { get16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Connection, Way, wayOf } from "../connection";
import { assure, noteEvent } from "../events";
import { invalid, tell } from "../invalid";
import { secondsOf } from "../policy";
import { refreshCounted } from "../timeout";
import { nextSctpState, SCTP_INVALID, SctpChunk } from "./sctp_states";

const INVALID: i32 = -Verdict.ACCEPT;
const HEADER: u32 = 12;
const CHUNK_HEADER: u32 = 4;
/** Parameters of INIT and INIT_ACK that must be there: 16 bytes, the tag first. */
const INIT_SIZE: u32 = 16;
/** The T bit: the tag is the peer's (RFC 9260, 8.5.1). */
const FLAG_T: u32 = 1;
/** An association flag: a HEARTBEAT came with a tag that nobody gave. */
const HEARTBEAT_TAG_FAILED: u32 = 1;

/** What is remembered beside the state (struct ip_ct_sctp). */
@unmanaged
class SctpTrack {
  /** Verification tags by direction, as in packets. */
  originalTag: u32;
  replyTag: u32;
  /** Whether an INIT was seen, by direction. */
  originalInit: u8;
  replyInit: u8;
  lastDirection: u8;
  flags: u8;

  tag(way: u32): u32 {
    return way == Way.ORIGINAL ? this.originalTag : this.replyTag;
  }
  setTag(way: u32, value: u32): void {
    if (way == Way.ORIGINAL) this.originalTag = value;
    else this.replyTag = value;
  }
  init(way: u32): bool {
    return (way == Way.ORIGINAL ? this.originalInit : this.replyInit) != 0;
  }
  setInit(way: u32, value: u8): void {
    if (way == Way.ORIGINAL) this.originalInit = value;
    else this.replyInit = value;
  }
}

/** Gives an association that no packet began its verification tags. */
export function setSctpTags(c: Connection, original: u32, reply: u32): void {
  const t = changetype<SctpTrack>(c.tracker());
  t.originalTag = original;
  t.replyTag = reply;
}

/** Chunk types below 32 that the packet has, by bit. */
let seen: u32 = 0;

function has(chunk: SctpChunk): bool {
  return (seen & (1 << (<u32>chunk))) != 0;
}

/** Whether the chunks stand together as they may: what must be alone is alone, what must be first is
 * first, none is empty (do_basic_checks). Fills `seen`. */
function chunksGood(p: Packet): bool {
  seen = 0;
  let count: u32 = 0;
  let alone = false;
  let offset = p.transport + HEADER;
  while (offset < p.length && p.has(offset, CHUNK_HEADER)) {
    const at = p.data + offset;
    const type = <u32>load<u8>(at);
    const length = get16(at + 2);
    if (type == SctpChunk.INIT || type == SctpChunk.INIT_ACK) alone = true;
    if (type == SctpChunk.SHUTDOWN_COMPLETE) alone = true;
    const first = type == SctpChunk.COOKIE_ACK || type == SctpChunk.COOKIE_ECHO;
    if (((first || alone) && count != 0) || length == 0) {
      const word = type | (alone ? 256 : 0);
      tell(p, InvalidReason.SCTP_CHUNKS, count, word, <u32>load<u16>(at, 2));
      return false;
    }
    if (type < 32) seen |= 1 << type;
    offset += (length + 3) & ~3;
    count++;
  }
  return count != 0;
}

/** The first packet of an association (sctp_new); false when none can start with it. */
function begin(p: Packet, c: Connection, t: SctpTrack, tag: u32): bool {
  if (has(SctpChunk.ABORT) || has(SctpChunk.SHUTDOWN_COMPLETE) || has(SctpChunk.COOKIE_ACK))
    return false;
  memory.fill(changetype<usize>(t), 0, offsetof<SctpTrack>());
  c.state = <u8>SctpState.NONE;
  let offset = p.transport + HEADER;
  while (offset < p.length && p.has(offset, CHUNK_HEADER)) {
    const at = p.data + offset;
    const type = <u32>load<u8>(at);
    const state = nextSctpState(Way.ORIGINAL, type, SctpState.NONE);
    if (state == SctpState.NONE || state == SCTP_INVALID) return false;
    if (type == SctpChunk.INIT) {
      if (tag != 0 || !p.has(offset + CHUNK_HEADER, INIT_SIZE)) return false;
      t.replyTag = load<u32>(at, CHUNK_HEADER);
    } else if (type == SctpChunk.HEARTBEAT) t.originalTag = tag;
    else t.replyTag = tag; // out of the blue: the answer carries the same tag
    offset += (get16(at + 2) + 3) & ~3;
  }
  return true;
}

/** What a chunk does to the walk. */
const enum Step {
  GO_ON = 0,
  /** The chunk counts for nothing, the timeout stays. */
  SKIP = 1,
  INVALID = 2,
}

/** Set when the packet passes without prolonging anything. */
let ignore = false;

/** The tag rules of single chunks (RFC 9260, 8.5.1). */
function checkTag(t: SctpTrack, way: u32, type: u32, flags: u32, tag: u32): Step {
  switch (type) {
    case SctpChunk.INIT:
      return tag == 0 ? Step.GO_ON : Step.INVALID;
    case SctpChunk.ABORT:
    case SctpChunk.SHUTDOWN_COMPLETE: {
      const expected = (flags & FLAG_T) == 0 ? t.tag(way) : t.tag(1 - way);
      return tag == expected ? Step.GO_ON : Step.INVALID;
    }
    case SctpChunk.COOKIE_ECHO:
      return tag == t.tag(way) ? Step.GO_ON : Step.INVALID;
    case SctpChunk.COOKIE_ACK:
      t.originalInit = 0;
      t.replyInit = 0;
      return Step.GO_ON;
    case SctpChunk.HEARTBEAT:
      return heartbeat(t, way, tag);
    case SctpChunk.HEARTBEAT_ACK:
      return heartbeatAck(t, way, tag);
  }
  return Step.GO_ON;
}

function heartbeat(t: SctpTrack, way: u32, tag: u32): Step {
  if (t.tag(way) == 0) t.setTag(way, tag);
  else if (t.tag(way) != tag) {
    if (has(SctpChunk.DATA) || ignore) return Step.INVALID;
    t.flags = <u8>(<u32>t.flags | HEARTBEAT_TAG_FAILED);
    t.lastDirection = <u8>way;
    ignore = true;
    return Step.SKIP;
  } else t.flags = <u8>(<u32>t.flags & ~HEARTBEAT_TAG_FAILED);
  return Step.GO_ON;
}

function heartbeatAck(t: SctpTrack, way: u32, tag: u32): Step {
  if (t.tag(way) == 0) t.setTag(way, tag);
  else if (t.tag(way) != tag) {
    if (has(SctpChunk.DATA) || ignore) return Step.INVALID;
    const expected = (<u32>t.flags & HEARTBEAT_TAG_FAILED) != 0;
    if (!expected || <u32>t.lastDirection == way) return Step.INVALID;
    t.flags = <u8>(<u32>t.flags & ~HEARTBEAT_TAG_FAILED);
    t.setTag(way, tag);
    t.setTag(1 - way, 0);
  } else t.flags = <u8>(<u32>t.flags & ~HEARTBEAT_TAG_FAILED);
  return Step.GO_ON;
}

/** Notes the tags of INIT and INIT_ACK; false when they do not fit. */
function noteTags(p: Packet, c: Connection, t: SctpTrack, way: u32, offset: u32, next: u32): bool {
  const type = <u32>load<u8>(p.data + offset);
  if (type != SctpChunk.INIT && type != SctpChunk.INIT_ACK) return true;
  if (!p.has(offset + CHUNK_HEADER, INIT_SIZE)) return false;
  const tag = load<u32>(p.data + offset, CHUNK_HEADER);
  const other = 1 - way;
  if (type == SctpChunk.INIT) {
    if (t.init(way) && t.init(other)) t.setInit(other, 0);
    t.setInit(way, 1);
    t.setTag(other, tag);
    // an INIT again does not prolong: a port in constant reuse would keep its mapping for ever
    if (next == SctpState.CLOSED && c.state == <u8>SctpState.CLOSED && c.isConfirmed())
      ignore = true;
    return true;
  }
  const known = t.tag(other);
  if (!t.init(other) && known != 0 && known != tag) return false;
  if (t.init(way) && t.init(other) && known != tag) return false; // both ends sent an INIT
  t.setTag(other, tag);
  return true;
}

/** Whether the packet's tag is judged as a whole, not chunk by chunk. */
function tagMatters(): bool {
  return !(
    has(SctpChunk.INIT) ||
    has(SctpChunk.SHUTDOWN_COMPLETE) ||
    has(SctpChunk.COOKIE_ECHO) ||
    has(SctpChunk.ABORT) ||
    has(SctpChunk.SHUTDOWN_ACK) ||
    has(SctpChunk.HEARTBEAT) ||
    has(SctpChunk.HEARTBEAT_ACK)
  );
}

/** A packet of association `c`, new unless c.isConfirmed(): ACCEPT or -ACCEPT (invalid). The
 * checksum was verified before. */
export function sctpPacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  if (!p.has(p.transport, HEADER)) return invalid(p, InvalidReason.SCTP_SHORT);
  if (!chunksGood(p)) return INVALID;
  const tag = load<u32>(p.transportHeader(), 4);
  const t = changetype<SctpTrack>(c.tracker());
  const way = wayOf(ctInfo);
  if (!c.isConfirmed() && !begin(p, c, t, tag)) return INVALID;
  if (tagMatters() && tag != t.tag(way)) {
    tell(p, InvalidReason.SCTP_TAG, tag, t.tag(way), way);
    return INVALID;
  }
  ignore = false;
  let next: u32 = SctpState.NONE;
  let offset = p.transport + HEADER;
  while (offset < p.length && p.has(offset, CHUNK_HEADER)) {
    const at = p.data + offset;
    const type = <u32>load<u8>(at);
    const size = (get16(at + 2) + 3) & ~3;
    const step = checkTag(t, way, type, <u32>load<u8>(at, 1), tag);
    if (step == Step.INVALID) return INVALID;
    if (step == Step.GO_ON) {
      next = nextSctpState(way, type, <u32>c.state);
      if (next == SCTP_INVALID || !noteTags(p, c, t, way, offset, next)) return INVALID;
      if (c.state != <u8>next) {
        noteEvent(c, ConnectionEvent.PROTOINFO);
        if (next == SctpState.ESTABLISHED) assure(c);
      }
      c.state = <u8>next;
    }
    offset += size;
  }
  if (!ignore) refreshCounted(p, c, ctInfo, timeoutOf(c, next));
  return Verdict.ACCEPT;
}

/** Seconds that a state lives; NONE has CLOSED's. */
function timeoutOf(c: Connection, state: u32): i32 {
  return secondsOf(c, Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_CLOSED + max<u32>(state, 1) - 1);
}
