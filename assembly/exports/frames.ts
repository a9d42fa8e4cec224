/** What the host calls of frames, one batch at a time, and what became of them. */
import { clearFacts, readFacts } from "../capture/facts";
import { setClock } from "../memory/clock";
import {
  clearResults,
  resultsCount,
  resultsPointer,
  setWant,
  sideBytes,
  sideLost,
  sidePointer,
} from "../memory/results";
import { declared } from "../packet/facts";
import { processBatch } from "../stack/batch";

/** Want bits: what is written besides the results. */
export function configure(want: u32): void {
  setWant(want);
}
/** The record of facts in words, for BatchFrame.facts (packet/facts.ts); 0 = none among them. */
export function factsNamed(text: usize, length: u32): usize {
  clearFacts();
  readFacts(text, length);
  return declared();
}

/** Moves the clock to `time` (nanoseconds) without a packet. */
export function clockSet(time: i64): void {
  setClock(time);
}

/** Processes up to `count` BatchFrame records from `at` on; answers how many were done before the
 * result buffers filled. Results are read, cleared, and the rest given again. */
export function frames(at: usize, count: u32): u32 {
  return processBatch(at, count);
}

/** Forgets the results that the host has read. */
export function resultsClear(): void {
  clearResults();
}
export function results(): usize {
  return resultsPointer();
}
export function resultCount(): u32 {
  return resultsCount();
}
export function side(): usize {
  return sidePointer();
}
export function sideLength(): u32 {
  return sideBytes();
}
/** Side records lost for want of memory. */
export function sideRecordsLost(): u32 {
  return sideLost;
}
