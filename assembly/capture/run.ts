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
  NO_FACT,
  ResultKind,
  ResultRecord,
  Want,
} from "../abi";
import { setClock } from "../memory/clock";
import { growAhead } from "../memory/heap";
import { closeResult, hasRoom, newResult, wants } from "../memory/results";
import { processFrame, setFacts } from "../stack/enter";
import { lookAhead } from "./ahead";
import { nameInterface } from "./name";
import { advancePcap, isPcap, openPcap } from "./pcap";
import { advancePcapng, isPcapng } from "./pcapng";
import { isShared, noteNumber, takes } from "./share";
import { damageAt, Found, has, shortage, Source, sourceAt, sourceCount } from "./source";

/** The source that the last run stopped at. */
export let currentSource: u32 = 0;

/** Processes packets until something is needed from the host. */
export function run(): CaptureStatus {
  growAhead();
  if (sourceCount() == 1) return runOne(sourceAt(0));
  let status = fillPending();
  while (status == CaptureStatus.DONE) {
    const next = earliest();
    if (next == <u32>MAX_SOURCES) break;
    if (!hasRoom()) return CaptureStatus.RESULTS_FULL;
    processPending(sourceAt(next), next);
    status = fillPending();
  }
  return status;
}

/** Packets until it is time to look ahead. */
let ahead: u32 = 0;

/** As run, when there is one capture: nothing is compared. */
function runOne(s: Source): CaptureStatus {
  currentSource = 0;
  while (hasRoom()) {
    if (s.pending) {
      processPending(s, 0);
      continue;
    }
    if (s.finished) return CaptureStatus.DONE;
    if (ahead == 0) ahead = lookAhead(s);
    const found = advance(s);
    if (found == Found.PACKET) {
      ahead--;
      processPending(s, 0);
    } else if (found == Found.BLOCK) passBlock(s, 0);
    else if (found == Found.END) s.finished = true;
    else return found == Found.DAMAGE ? CaptureStatus.DAMAGED : CaptureStatus.NEED_INPUT;
  }
  return CaptureStatus.RESULTS_FULL;
}

/** Sees to it that every source knows its next packet. */
function fillPending(): CaptureStatus {
  const n = sourceCount();
  for (let i: u32 = 0; i < n; i++) {
    const s = sourceAt(i);
    while (!s.pending) {
      if (s.finished) break;
      if (!hasRoom()) return CaptureStatus.RESULTS_FULL;
      const found = advance(s);
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

function advance(s: Source): Found {
  if (s.format == CaptureFormat.PCAP) return advancePcap(s);
  if (s.format == CaptureFormat.PCAPNG) return advancePcapng(s);
  return open(s);
}

/** Finds out what a source is. */
function open(s: Source): Found {
  if (s.ended && s.available() == 0) return damageAt(s, CaptureDamage.EMPTY, 0, 0);
  if (!has(s, 4)) return shortage(s, CaptureDamage.HEADER_TRUNCATED);
  const magic = load<u32>(s.at());
  if (isPcapng(magic)) {
    if (!has(s, 28)) return shortage(s, CaptureDamage.HEADER_TRUNCATED);
    return advancePcapng(s);
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
    if (best != <u32>MAX_SOURCES && s.time >= time) continue;
    best = i;
    time = s.time;
  }
  return best;
}

function processPending(s: Source, number: u32): void {
  s.pending = false;
  if (wants(Want.ONLY_WALK)) return;
  if (isShared() && !takes(s.frame, s.captured, s.original, s.frameLinkType)) {
    // time passes all the same
    setClock(s.time);
    return;
  }
  if ((s.uid & s.gid) != NO_FACT || s.mark != 0 || s.facts != 0) {
    setFacts(s.uid, s.gid, s.mark, s.facts);
  }
  const r = processFrame(
    s.frame,
    s.captured,
    s.original,
    s.frameLinkType,
    s.frameInterface,
    s.direction,
    s.time,
  );
  if (isShared()) noteNumber();
  store<u8>(r, <u8>number, ResultRecord.source);
  store<u32>(r, <u32>s.block, ResultRecord.block);
  store<u32>(r, s.blockSize, ResultRecord.blockSize);
}
