/**
 * Walks over results, adds them up and writes them to the outputs; comes back where the host has to do
 * something first, and goes on from there.
 */
import {
  OutputKind,
  OutputRecord,
  ReportNeed,
  ResultKind,
  ResultRecord,
  SideKind,
  SideRecord,
  TemplateRecord,
  Verdict,
  Wanted,
} from "../abi";
import { isShared, numberOf } from "../capture/share";
import { resultsCount, resultsPointer, sidePointer } from "../memory/results";
import { allocate } from "../memory/heap";
import { neededTemplate, writeBlocks } from "./block";
import { writeLine } from "./line";
import { forgetOutputs, outputAt, outputCount } from "./output";
import { forgetShapes, setTemplate, shapeOf } from "./shape";
import { clearTally, count } from "./tally";
import { initText, PIECE_SLACK } from "./text";
import { clearWide, noteWide } from "./wide";

/** Number of the packet at hand, from 1; of the one before while a block is at hand. */
let n: u64 = 0;
/** Result and output at hand. */
export let resultIndex: u32 = 0;
export let outputIndex: u32 = 0;
/** Whether the result at hand was counted already, and its shape, once it is known. */
let entered: bool = false;
let shape: usize = 0;
let shapeKnown: bool = false;

/** Number of the packet at hand. */
export function packetNumber(): u64 {
  return n;
}

/** Forgets outputs, templates and counts. */
export function resetReport(): void {
  initText();
  forgetOutputs();
  forgetShapes();
  clearTally();
  clearWide();
  n = 0;
  beginReport();
}

/** Starts with the first result. */
export function beginReport(): void {
  resultIndex = 0;
  outputIndex = 0;
  entered = false;
}

/** The host wrote what is at hand. */
export function skip(): void {
  outputIndex++;
}

/** Goes on until the host is needed or all results are told. */
export function report(): ReportNeed {
  const results = resultsCount();
  const outputs = outputCount();
  for (; resultIndex < results; resultIndex++) {
    const r = resultsPointer() + <usize>resultIndex * ResultRecord.size;
    const isPacket = load<u8>(r, ResultRecord.kind) == ResultKind.PACKET;
    if (!entered) enter(r, isPacket);
    for (; outputIndex < outputs; outputIndex++) {
      const need = isPacket ? writePacket(outputAt(outputIndex), r) : block(outputAt(outputIndex));
      if (need != ReportNeed.NOTHING) return need;
    }
    outputIndex = 0;
    entered = false;
  }
  return ReportNeed.NOTHING;
}

function enter(r: usize, isPacket: bool): void {
  entered = true;
  shapeKnown = false;
  if (!isPacket) return;
  if (isShared()) {
    n = numberOf(resultIndex);
    noteWide(r, n);
  } else n++;
  count(r, n);
}

/** Blocks that hold no packet concern annotated captures. */
function block(o: usize): ReportNeed {
  const kind = load<u8>(o, OutputRecord.kind);
  return kind == OutputKind.BLOCKS ? ReportNeed.HOST : ReportNeed.NOTHING;
}

function writePacket(o: usize, r: usize): ReportNeed {
  const wanted = load<u8>(o, OutputRecord.wanted);
  if (wanted != Wanted.ALL) {
    const accepted = load<u8>(r, ResultRecord.verdict) == <u8>Verdict.ACCEPT;
    if (accepted != (wanted == Wanted.ACCEPTED)) return ReportNeed.NOTHING;
  }
  const kind = load<u8>(o, OutputRecord.kind);
  if (kind == OutputKind.EACH) return ReportNeed.HOST;
  if (kind == OutputKind.LOGGED) return isLogged(r) ? ReportNeed.HOST : ReportNeed.NOTHING;
  if (!shapeKnown) {
    shape = shapeOf(r);
    shapeKnown = true;
  }
  if (shape == 0) return ReportNeed.HOST;
  return kind == OutputKind.LINES ? writeLine(o, r, shape, n) : writeBlocks(o, r, shape, n);
}

/** Whether LOG or TRACE showed the packet. */
function isLogged(r: usize): bool {
  let side = sidePointer() + load<u32>(r, ResultRecord.side);
  for (let i = load<u32>(r, ResultRecord.sideCount); i > 0; i--) {
    if (load<u16>(side, SideRecord.kind) == SideKind.LOG) return true;
    side += load<u32>(side, SideRecord.size_bytes);
  }
  return false;
}

/** Gives the shape at hand its template TemplateKind `kind`: a copy of the TemplateRecord of `size` bytes. False
 * when memory is exhausted. */
export function takeTemplate(kind: u32, at: usize, size: u32): bool {
  const template = allocate(max<u32>(size, TemplateRecord.entries) + PIECE_SLACK);
  if (template == 0) return false;
  memory.copy(template, at, size);
  setTemplate(shape, kind, template);
  return true;
}

/** The template that is needed. */
export function wantedTemplate(): u32 {
  return load<u8>(outputAt(outputIndex), OutputRecord.kind) == OutputKind.LINES
    ? 0
    : neededTemplate;
}
