/** One frame through the engine: from the link layer to its result record. */
import { Direction, Family, ResultKind, ResultRecord, Want } from "../abi";
import { endPacket } from "../conntrack/expire";
import { follow } from "../course/follow";
import { endNoting, noting } from "../course/note";
import { setClock } from "../memory/clock";
import {
  addSides,
  closeResult,
  newResult,
  nextResult,
  sidesTold,
  takeResult,
  wants,
} from "../memory/results";
import { setFrameFacts } from "../packet/facts";
import { expiredQueue } from "../packet/fragments";
import { cookedDirection, openCause, openFrame } from "../packet/link";
import { Packet, PacketFlag } from "../packet/packet";
import { parseAgain } from "../packet/parse";
import { acquirePacket, releasePacket } from "../packet/pool";
import { Arrival, copyArrival } from "./arrival";
import { resetEmitCount } from "./emit";
import { directionOf } from "./direction";
import { expireFragments } from "./expire";
import { recordFate } from "./fate";
import { pathDirection, pathGiven, pathInterface, takePath } from "./path";
import { receive, sendLocal } from "./receive";

/** Processes a frame; answers its result record. */
export function processFrame(a: Arrival): usize {
  if (pathGiven()) a.interfaceIndex = pathInterface();
  setClock(a.time);
  resetEmitCount();
  if (a.header != 0 && !a.declares() && expiredQueue() == 0) {
    const r = nextResult();
    if (follow(r, a)) {
      takeResult();
      endPacket();
      return r;
    }
  }
  return walk(newResult(), a);
}

/** The plain way: through hooks, tables and routes. */
function walk(r: usize, a: Arrival): usize {
  expireFragments();
  const p = acquirePacket();
  p.inInterface = a.interfaceIndex;
  p.uid = a.uid;
  p.gid = a.gid;
  p.mark = a.mark;
  p.facts = a.facts;
  setFrameFacts(a.facts);
  const version = openFrame(p, a.frame, a.captured, a.original, a.linkType);
  store<u8>(r, ResultKind.PACKET, ResultRecord.kind);
  store<u8>(r, <u8>a.source, ResultRecord.source);
  store<u8>(r, <u8>version, ResultRecord.version);
  copyArrival(r, a);
  store<u32>(r, a.linkType, ResultRecord.linkType);
  if (version == 0) {
    p.cause = openCause;
  } else {
    store<u32>(r, <u32>p.data - a.frame, ResultRecord.ipOffset);
    let d = pathGiven() ? pathDirection() : a.direction;
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
  setFrameFacts(0);
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
