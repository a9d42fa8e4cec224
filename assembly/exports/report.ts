import { addOutput } from "../report/output";
import {
  beginReport,
  outputIndex,
  packetNumber,
  report,
  resetReport,
  resultIndex,
  skip,
  takeTemplate,
  wantedTemplate,
} from "../report/run";
import { tallyPointer } from "../report/tally";
import { wideNumber, wideReason } from "../report/wide";

/** Forgets outputs, templates and what was added up. */
export function reportReset(): void {
  resetReport();
}
/** Adds an output of an OutputKind, told of the packets that are Wanted; its OutputRecord, 0 = too many or
 * too little memory. Grows the memory. */
export function reportOutput(kind: u32, wanted: u32): usize {
  return addOutput(kind, wanted);
}
/** Begins with the results that are there now. */
export function reportBegin(): void {
  beginReport();
}
/** Writes them to the outputs until the host is needed; a ReportNeed. Grows the memory. */
export function reportRun(): u32 {
  return report();
}
/** The result and the output that the last run stopped at, and the packet's number from 1. */
export function reportResult(): u32 {
  return resultIndex;
}
export function reportTo(): u32 {
  return outputIndex;
}
export function reportPacket(): f64 {
  return <f64>packetNumber();
}
/** The host wrote that packet, or block, to that output. */
export function reportSkip(): void {
  skip();
}
/** The TemplateKind that is missing, and giving it: a copy of the TemplateRecord of `size` bytes is taken. False
 * when memory is exhausted. Grows the memory. */
export function reportWanted(): u32 {
  return wantedTemplate();
}
export function reportTemplate(kind: u32, at: usize, size: u32): bool {
  return takeTemplate(kind, at, size);
}
/** Number of the first packet whose fate may hang on other shares, 0 = none, and its WideReason. */
export function reportWide(): f64 {
  return <f64>wideNumber;
}
export function reportWideReason(): u32 {
  return wideReason;
}
/** Pointer to the TallyRecord. */
export function reportTally(): usize {
  return tallyPointer();
}
