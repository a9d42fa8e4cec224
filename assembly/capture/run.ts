/**
 * Runs captures through the engine: always the earliest packet of all sources next, within a source
 * in its own order, and of equal times the source that was opened first. Nothing crosses to the host
 * per packet; a run ends when a source needs input, the results are full, or damage is met.
 */
import {
  CaptureDamage,
  CaptureFormat,
  CaptureStatus,
  MAX_SOURCES,
  ResultKind,
  ResultRecord,
  Want,
} from "../abi";
import { settleCourses } from "../course/course";
import { mayFollow } from "../course/find";
import { setClock } from "../memory/clock";
import { growAhead } from "../memory/heap";
import { closeResult, hasRoom, newResult, wants } from "../memory/results";
import { Arrival, readPlain } from "../stack/arrival";
import { processFrame } from "../stack/enter";
import {
  clearLane,
  joinLane,
  laneHasRoom,
  lanePlace,
  laneWaits,
  lookAhead,
  nextArrival,
} from "./lane";
import { nameInterface } from "./name";
import { advancePcap, isPcap, openPcap } from "./pcap";
import { advancePcapng, isPacketBlock, isPcapng } from "./pcapng";
import { isShared, noteNumber, takes } from "./share";
import { damageAt, Found, has, shortage, Source, sourceAt, sourceCount } from "./source";

/** The source that the last run stopped at. */
export let currentSource: u32 = 0;

/** Processes packets until something is needed from the host. */
export function run(): CaptureStatus {
  growAhead();
  const status = sourceCount() == 1 ? runOne(sourceAt(0)) : runAll();
  settleCourses();
  return status;
}

function runAll(): CaptureStatus {
  let status = fillPending();
  while (status == CaptureStatus.DONE) {
    const next = earliest();
    if (next == <u32>MAX_SOURCES) break;
    if (!hasRoom()) return CaptureStatus.RESULTS_FULL;
    const s = sourceAt(next);
    s.pending = false;
    if (mayFollow()) readPlain(s.next);
    processArrival(s.next);
    status = fillPending();
  }
  return status;
}

/** As run, when there is one capture: nothing is compared, and a few packets are found at a time. */
function runOne(s: Source): CaptureStatus {
  currentSource = 0;
  while (hasRoom()) {
    if (laneWaits()) processArrival(nextArrival());
    else if (s.finished) return CaptureStatus.DONE;
    else {
      const found = fillLane(s);
      if (found == Found.BLOCK) passBlock(s, 0);
      else if (found == Found.END) s.finished = true;
      else if (found == Found.DAMAGE) return CaptureStatus.DAMAGED;
      else if (found == Found.NEED_INPUT) return CaptureStatus.NEED_INPUT;
    }
  }
  return CaptureStatus.RESULTS_FULL;
}

/** Finds the next packets, up to what is none. What stopped it is found again when it is its turn: until then
 * it answers PACKET. */
function fillLane(s: Source): Found {
  clearLane();
  do {
    const a = lanePlace();
    const found = advance(s, a);
    if (found != Found.PACKET) {
      if (laneWaits()) break;
      return found;
    }
    joinLane();
    // what a comment declares is forgotten when the next one is read
    if (a.declares()) break;
  } while (laneHasRoom() && packetFollows(s));
  lookAhead();
  return Found.PACKET;
}

/** Whether what comes next is a packet, if it is anything. */
function packetFollows(s: Source): bool {
  return s.format == CaptureFormat.PCAP || isPacketBlock(s);
}

/** Sees to it that every source knows its next packet. */
function fillPending(): CaptureStatus {
  const n = sourceCount();
  for (let i: u32 = 0; i < n; i++) {
    const s = sourceAt(i);
    while (!s.pending) {
      if (s.finished) break;
      if (!hasRoom()) return CaptureStatus.RESULTS_FULL;
      const found = advance(s, s.next);
      if (found == Found.PACKET) s.pending = true;
      else if (found == Found.END) s.finished = true;
      else if (found == Found.BLOCK) passBlock(s, i);
      else {
        currentSource = i;
        return found == Found.DAMAGE ? CaptureStatus.DAMAGED : CaptureStatus.NEED_INPUT;
      }
    }
  }
  return CaptureStatus.DONE;
}

function advance(s: Source, a: Arrival): Found {
  if (s.format == CaptureFormat.PCAP) return advancePcap(s, a);
  if (s.format == CaptureFormat.PCAPNG) return advancePcapng(s, a);
  return open(s, a);
}

/** Finds out what a source is. */
function open(s: Source, a: Arrival): Found {
  if (s.ended && s.available() == 0) return damageAt(s, CaptureDamage.EMPTY, 0, 0);
  if (!has(s, 4)) return shortage(s, CaptureDamage.HEADER_TRUNCATED);
  const magic = load<u32>(s.at());
  if (isPcapng(magic)) {
    if (!has(s, 28)) return shortage(s, CaptureDamage.HEADER_TRUNCATED);
    return advancePcapng(s, a);
  }
  if (!isPcap(magic)) return damageAt(s, CaptureDamage.UNKNOWN_MAGIC, bswap<u32>(magic), 0);
  const found = openPcap(s);
  if (found == Found.BLOCK) s.interfaceIndex = nameInterface(s, 0, 0, 0);
  return found;
}

function passBlock(s: Source, number: u32): void {
  if (!wants(Want.BLOCKS)) return;
  const r = newResult();
  store<u8>(r, ResultKind.BLOCK, ResultRecord.kind);
  store<u8>(r, <u8>number, ResultRecord.source);
  store<i64>(r, s.lastTime, ResultRecord.time);
  store<u32>(r, <u32>s.block, ResultRecord.block);
  store<u32>(r, s.blockSize, ResultRecord.blockSize);
  closeResult(r);
}

/** The source with the earliest packet, MAX_SOURCES when none has one. */
function earliest(): u32 {
  const n = sourceCount();
  let best: u32 = MAX_SOURCES;
  let time: i64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const s = sourceAt(i);
    if (!s.pending) continue;
    if (best != <u32>MAX_SOURCES && s.next.time >= time) continue;
    best = i;
    time = s.next.time;
  }
  return best;
}

function processArrival(a: Arrival): void {
  if (wants(Want.ONLY_WALK)) return;
  if (isShared() && !takes(a.frame, a.captured, a.original, a.linkType)) {
    // time passes all the same
    setClock(a.time);
    return;
  }
  processFrame(a);
  if (isShared()) noteNumber();
}
