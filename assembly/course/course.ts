/**
 * Courses: what became of a packet that took the plain way through hooks, tables and routes, kept so
 * that later packets of its connection and direction may take the same way without walking it.
 *
 * A course holds what it depends on, what the packet's result says, and which counters it moved. It
 * does not hold what a tracker does: that is done for each packet (follow.ts). One record serves all
 * connections that fare alike, in both directions:
 *
 *   record    { Course of the original direction, Course of the reply direction }, 384 bytes
 *   number    what a connection keeps: the record's slot, and above it how often the slot was
 *             written, so that the number of a record that gave way to another fits no more
 *
 * Whatever else the outcome depends on (rules, routes, interfaces, settings, what the host wants to be
 * told) makes another generation when it changes, of which there is no course yet
 * (memory/generation.ts).
 */
import { allocate } from "../memory/heap";
import { hostGeneration } from "../memory/generation";
import { clear64 } from "../packet/bytes";

/** Counters of rules and chains that a course may move. */
export const COUNTERS: u32 = 24;

/** Bits of Course.bits. */
export const enum CourseBit {
  /** The packet was forwarded: its TTL went down. */
  FORWARDED = 1,
  /** It left. */
  EMITTED = 2,
  /** NAT rewrote its headers. */
  TRANSLATED = 4,
}

/** One direction of a record. */
@unmanaged
export class Course {
  /** Of the record. */
  number: u32;
  /** The generation it was noted in, 0 = there is no course for this direction. */
  generation: u32;
  // what it depends on
  /** Status and mark of the connection. */
  status: u32;
  connectionMark: u32;
  /** Interface and direction as the capture names them. */
  interfaceIndex: u32;
  direction: u32;
  /** TOS, of IPv6 the header's first word; and those TCP flags that rules look at. */
  traffic: u32;
  tcpFlags: u32;
  /** Most bytes that fit the way. */
  most: u32;
  /** CourseBit bits. */
  bits: u32;
  // what came of it
  /** The first eight bytes of the result record. */
  head: u64;
  rule: u32;
  mark: u32;
  /** Where it left: EmitAt, interfaces. */
  emitAt: u32;
  emitIn: u32;
  emitOut: u32;
  /** How many counters follow. */
  count: u32;
  /** Packets and bytes that the counters have yet to be moved by. */
  packets: u32;
  bytes: u64;

  /** Pointers to pairs of counters, packets and bytes: u32 each. */
  counters(): usize {
    return changetype<usize>(this) + offsetof<Course>();
  }
}

/** Bytes of one direction: 88, 24 pointers, and padding. */
export const COURSE_SIZE: usize = 192;
const RECORD_SIZE: usize = 384;

const SLOT_BITS: u32 = 12;
/** Records at most. A number below this is none: connections count packets there (note.ts). */
export const SLOTS: u32 = 1 << SLOT_BITS;
/** Slots in which a record may stand. */
const PROBES: u32 = 4;
/** A slot that was written so often stays as it is: its numbers are used up. */
const MOST_WRITES: u32 = (1 << (32 - SLOT_BITS)) - 1;

/** Records come in pages of 64, taken when one of them is used. */
const PAGE_BITS: u32 = 6;
const pages: usize = memory.data(64 * 4, 8);
const nothing: usize = memory.data(384, 64);

/** The record of a slot; one without courses where nothing was noted. */
function recordOf(slot: u32): usize {
  const page = <usize>load<u32>(pages + ((<usize>(slot >> PAGE_BITS)) << 2));
  if (page == 0) return nothing;
  return page + <usize>(slot & ((1 << PAGE_BITS) - 1)) * RECORD_SIZE;
}

function pageOf(slot: u32): bool {
  const at = pages + ((<usize>(slot >> PAGE_BITS)) << 2);
  if (load<u32>(at) != 0) return true;
  const page = allocate(RECORD_SIZE << PAGE_BITS);
  store<u32>(at, <u32>page);
  return page != 0;
}

/** The course under a number in a direction: compare its number, then its generation. */
export function courseOf(number: u32, way: u32): Course {
  return changetype<Course>(recordOf(number & (SLOTS - 1)) + <usize>way * COURSE_SIZE);
}

/** Whether the course is there and was noted in this generation. */
export function isCurrent(course: Course, number: u32): bool {
  return course.number == number && course.generation == hostGeneration;
}

function hashOf(record: usize): u32 {
  let h: u64 = 0;
  for (let at = record; at < record + RECORD_SIZE; at += 8) {
    h = (h ^ load<u64>(at)) * 0x9e3779b97f4a7c15;
    h ^= h >> 32;
  }
  return <u32>h;
}

/** Whether two records say the same, numbers aside. */
function same(a: usize, b: usize): bool {
  for (let i: usize = 0; i < RECORD_SIZE; i += 4) {
    if (i == 0 || i == COURSE_SIZE) continue;
    if (load<u32>(a + i) != load<u32>(b + i)) return false;
  }
  return true;
}

/** Courses whose packets are not all counted yet. */
const uncounted: usize = memory.data(64 * 4, 8);
const UNCOUNTED: u32 = 64;
let uncountedNow: u32 = 0;

/** Counts a packet of `bytes` that takes the course. Its counters move when `settleCourses` is called:
 * before anything else can look at them. */
export function countOn(course: Course, bytes: u32): void {
  if (course.packets == 0) {
    if (uncountedNow == UNCOUNTED) settleCourses();
    store<u32>(uncounted + ((<usize>uncountedNow) << 2), <u32>changetype<usize>(course));
    uncountedNow++;
  }
  course.packets++;
  course.bytes += <u64>bytes;
}

/** Moves the counters of rules and chains by the packets that took courses. */
export function settleCourses(): void {
  for (let i: u32 = 0; i < uncountedNow; i++) {
    const at = <usize>load<u32>(uncounted + ((<usize>i) << 2));
    settle(changetype<Course>(at));
  }
  uncountedNow = 0;
}

function settle(course: Course): void {
  const first = course.counters();
  const end = first + ((<usize>course.count) << 2);
  for (let at = first; at < end; at += 4) {
    const pair = <usize>load<u32>(at);
    store<u64>(pair, load<u64>(pair) + <u64>course.packets);
    store<u64>(pair, load<u64>(pair, 8) + course.bytes, 8);
  }
  course.packets = 0;
  course.bytes = 0;
}

/** The place of both directions' courses while they are put together. */
export const draft: usize = memory.data(384, 64);

/** Empties the draft. */
export function clearDraft(): void {
  clear64(draft, RECORD_SIZE);
}

let turn: u32 = 0;

/** The number of a record that says what the draft says; 0 = there is no room for one. Courses are settled. */
export function keepDraft(): u32 {
  const first = hashOf(draft);
  let free: i32 = -1;
  for (let i: u32 = 0; i < PROBES; i++) {
    const slot = (first + i) & (SLOTS - 1);
    const course = courseOf(slot, 0);
    if (course.number != 0 && same(changetype<usize>(course), draft)) return course.number;
    if (free < 0 && !inUse(slot)) free = <i32>slot;
  }
  if (free < 0) {
    turn++;
    free = <i32>((first + (turn & (PROBES - 1))) & (SLOTS - 1));
  }
  return write(<u32>free);
}

/** Whether a slot holds a course of this generation. */
function inUse(slot: u32): bool {
  const original = courseOf(slot, 0);
  if (original.generation == hostGeneration) return true;
  return courseOf(slot, 1).generation == hostGeneration;
}

function write(slot: u32): u32 {
  if (!pageOf(slot)) return 0;
  const to = recordOf(slot);
  const writes = changetype<Course>(to).number >> SLOT_BITS;
  if (writes == MOST_WRITES) return 0;
  const number = ((writes + 1) << SLOT_BITS) | slot;
  memory.copy(to, draft, RECORD_SIZE);
  changetype<Course>(to).number = number;
  changetype<Course>(to + COURSE_SIZE).number = number;
  return number;
}
