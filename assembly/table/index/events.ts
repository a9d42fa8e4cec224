/**
 * Where rules begin and end to accept the values of a field, in the order of the values: what
 * the classes of the field are cut along.
 */
import { allocate, release } from "../../memory/heap";

/** A place where a rule is put in or taken out: value (u64), rule (u32). */
export const enum Event {
  key = 0,
  rule = 8,
  size = 16,
}

let events: usize = 0;
let spare: usize = 0;
let capacity: u32 = 0;
/** Events noted. */
export let eventCount: u32 = 0;

/** Room for `most` events. False when memory is exhausted. */
export function startEvents(most: u32): bool {
  capacity = most;
  eventCount = 0;
  events = allocate(<usize>most * Event.size);
  spare = allocate(<usize>most * Event.size);
  return events != 0 && spare != 0;
}

/** Releases the room. */
export function endEvents(): void {
  release(events);
  release(spare);
  events = 0;
  spare = 0;
}

/** The events, in order after `sortEvents`. */
export function eventAt(index: u32): usize {
  return events + <usize>index * Event.size;
}

/** Notes that the rule accepts the values from `low` to `high`; `most` is the field's largest. */
export function noteRange(rule: u32, low: u64, high: u64, most: u64): void {
  if (low > high) return;
  note(rule, low);
  if (high < most) note(rule, high + 1);
}

/** Notes that the rule accepts all values but those from `low` to `high`. */
export function noteOthers(rule: u32, low: u64, high: u64, most: u64): void {
  if (low > high) {
    note(rule, 0);
    return;
  }
  if (low > 0) {
    note(rule, 0);
    note(rule, low);
  }
  if (high < most) note(rule, high + 1);
}

function note(rule: u32, key: u64): void {
  if (eventCount >= capacity) return;
  const at = eventAt(eventCount);
  store<u64>(at, key);
  store<u32>(at, rule, Event.rule);
  eventCount++;
}

const counts: usize = memory.data(256 * 4, 8);

/** Sorts by value, a byte at a time from the lowest; bytes in which all values agree are left out. */
export function sortEvents(): void {
  let differ: u64 = 0;
  for (let i: u32 = 1; i < eventCount; i++) {
    differ |= load<u64>(eventAt(i)) ^ load<u64>(eventAt(0));
  }
  for (let shift: u64 = 0; shift < 64; shift += 8) {
    if (((differ >> shift) & 0xff) != 0) sortByte(shift);
  }
}

function sortByte(shift: u64): void {
  memory.fill(counts, 0, 256 * 4);
  for (let i: u32 = 0; i < eventCount; i++) {
    const at = counts + ((<usize>((load<u64>(eventAt(i)) >> shift) & 0xff)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let sum: u32 = 0;
  for (let b: usize = 0; b < 256; b++) {
    const n = load<u32>(counts + (b << 2));
    store<u32>(counts + (b << 2), sum);
    sum += n;
  }
  for (let i: u32 = 0; i < eventCount; i++) {
    const from = eventAt(i);
    const at = counts + ((<usize>((load<u64>(from) >> shift) & 0xff)) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    const to = spare + <usize>place * Event.size;
    store<u64>(to, load<u64>(from));
    store<u64>(to, load<u64>(from, 8), 8);
  }
  const sorted = spare;
  spare = events;
  events = sorted;
}
