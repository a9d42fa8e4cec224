/** One frame through the engine: from the link layer to its result record. */
import { Direction, Family, NO_FACT, ResultKind, ResultRecord, Want } from "../abi";
import { endPacket } from "../conntrack/expire";
import { follow } from "../course/follow";
import { endNoting, noting } from "../course/note";
import { setClock } from "../memory/clock";
import { addSides, closeResult, newResult, sidesTold, wants } from "../memory/results";
import { frameFacts, setFrameFacts } from "../packet/facts";
import { cookedDirection, openCause, openFrame } from "../packet/link";
import { Packet, PacketFlag } from "../packet/packet";
import { parseAgain } from "../packet/parse";
import { acquirePacket, releasePacket } from "../packet/pool";
import { resetEmitCount } from "./emit";
import { directionOf } from "./direction";
import { expireFragments } from "./expire";
import { recordFate } from "./fate";
import { pathDirection, pathGiven, pathInterface, takePath } from "./path";
import { receive, sendLocal } from "./receive";

/** Facts for the next frame (a comment's uid=..., a sidecar): set before, forgotten after it. */
let factUid: u32 = NO_FACT;
let factGid: u32 = NO_FACT;
let factMark: u32 = 0;
/** Whether anything was supplied. */
let told: bool = false;

/** Supplies what a capture cannot hold for the next frame. */
export function setFacts(uid: u32, gid: u32, mark: u32, facts: usize): void {
  factUid = uid;
  factGid = gid;
  factMark = mark;
  setFrameFacts(facts);
  told = (uid & gid) != NO_FACT || mark != 0 || facts != 0;
}

/**
 * Processes a frame of `captured` bytes (`original` on the wire) that was seen on interface
 * `index` at `time` (nanoseconds). `direction` 0 = told by the link layer or by the host's own
 * addresses. Answers the result record; the caller adds where the frame stood in its capture.
 */
export function processFrame(
  frame: usize,
  captured: u32,
  original: u32,
  linkType: u32,
  index: u32,
  direction: u32,
  time: i64,
): usize {
  if (pathGiven()) index = pathInterface();
  setClock(time);
  resetEmitCount();
  const r = newResult();
  expireFragments();
  if (!told) {
    if (follow(r, frame, captured, original, linkType, index, direction, time)) {
      closeResult(r);
      endPacket();
      return r;
    }
  }
  const p = acquirePacket();
  p.inInterface = index;
  p.uid = factUid;
  p.gid = factGid;
  p.mark = factMark;
  p.facts = frameFacts;
  const version = openFrame(p, frame, captured, original, linkType);
  store<u8>(r, <u8>version, ResultRecord.version);
  store<u8>(r, ResultKind.PACKET, ResultRecord.kind);
  store<i64>(r, time, ResultRecord.time);
  store<u32>(r, <u32>frame, ResultRecord.frame);
  store<u32>(r, captured, ResultRecord.captured);
  store<u32>(r, original, ResultRecord.original);
  store<u32>(r, index, ResultRecord.interfaceIndex);
  store<u32>(r, linkType, ResultRecord.linkType);
  if (version == 0) {
    p.cause = openCause;
  } else {
    store<u32>(r, <u32>(p.data - frame), ResultRecord.ipOffset);
    let d = pathGiven() ? pathDirection() : direction;
    if (d == 0) d = cookedDirection != 0 ? cookedDirection : directionOf(p, version);
    store<u8>(r, <u8>d, ResultRecord.direction);
    enter(p, version, d);
  }
  recordFate(r, p);
  closeResult(r);
  if (noting) endNoting(p, r);
  releasePacket();
  const sides = sidesTold();
  endPacket();
  // events of connections that go now are the packet's
  if (sidesTold() != sides) addSides(r, sides);
  factUid = NO_FACT;
  factGid = NO_FACT;
  factMark = 0;
  setFrameFacts(0);
  told = false;
  return r;
}

function enter(p: Packet, version: u32, direction: u32): void {
  p.family = version == 4 ? Family.IPV4 : Family.IPV6;
  if (wants(Want.ONLY_PARSE)) {
    p.cause = parseAgain(p);
    return;
  }
  if (pathGiven()) {
    takePath(p);
    return;
  }
  if (direction == Direction.OUT) {
    p.flags |= PacketFlag.LOCAL_OUT;
    p.outInterface = p.inInterface;
    p.inInterface = 0;
    p.mac = 0;
    p.macLength = 0;
    p.flags &= ~(<u32>PacketFlag.ETHERNET);
    sendLocal(p);
  } else receive(p);
}
