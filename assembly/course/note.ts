/**
 * Noting the course of a packet on the plain way: each counter of rules and chains that moves, where
 * the packet leaves, and whether anything happened on the way that another packet of the same
 * connection might not meet. Such a packet leaves no note.
 */
import { Cause, EmitAt, Family, Need, ResultRecord, Status, Want } from "../abi";
import { Life } from "../conntrack/arena";
import { Connection } from "../conntrack/connection";
import { hostGeneration } from "../memory/generation";
import { randomState } from "../memory/random";
import { wants } from "../memory/results";
import { eager } from "../memory/shortcuts";
import { Packet, PacketFlag } from "../packet/packet";
import { nested } from "../packet/pool";
import { emitCount } from "../stack/emit";
import { forwardMtu4, forwardMtu6 } from "../stack/mtu";
import { onPath } from "../stack/path";
import { needs } from "../table/ruleset";
import {
  clearDraft,
  COUNTERS,
  Course,
  COURSE_SIZE,
  CourseBit,
  courseOf,
  draft,
  isCurrent,
  keepDraft,
  settleCourses,
  SLOTS,
} from "./course";

/** Packets that a connection sends the plain way before its course is noted, since noting one that few
 * packets follow costs more than it saves. Then, should there be none, from AGAIN to the last number
 * that is no course's. */
const PATIENCE: u32 = 3;
const AGAIN: u32 = 64;
/** No packet is longer. */
const MAX_LENGTH: u32 = 65535;
/** What a packet on its way may not be for its course to be that of others. */
const ODD: u32 =
  PacketFlag.TRUNCATED |
  PacketFlag.GENERATED |
  PacketFlag.LOCAL_OUT |
  PacketFlag.TRACE |
  PacketFlag.NO_TRANSPORT |
  PacketFlag.DEFRAGMENTED |
  PacketFlag.LOOPED |
  PacketFlag.OPTIONS |
  PacketFlag.DO_REDIRECT |
  PacketFlag.REROUTED |
  PacketFlag.LOOP_COPY |
  PacketFlag.STOLEN;

/** Whether the packet at hand is noted. */
export let noting: bool = false;

let varies: bool = false;
let count: u32 = 0;
let course: Course = changetype<Course>(draft);
let connection: usize = 0;
let way: u32 = 0;
let nestedBefore: u32 = 0;
let randomBefore: u64 = 0;
const counters: usize = memory.data(24 * 4, 8);

/** A packet of connection `c` found no course: begins to note its own, or has the connection wait. */
export function missCourse(
  c: Connection,
  direction: u32,
  interfaceIndex: u32,
  way_: u32,
  traffic: u32,
  tcpFlags: u32,
): void {
  const number = c.course();
  if (number < SLOTS) {
    if (!eager && number != PATIENCE && number != SLOTS - 1) {
      c.setCourse(number + 1);
      return;
    }
  } else {
    const known = courseOf(number, way_);
    if (known.number != number || known.generation != 0) {
      // it went out of date, or the connection fares otherwise now
      c.setCourse(0);
      return;
    }
  }
  clearDraft();
  way = way_;
  course = changetype<Course>(draft + <usize>way * COURSE_SIZE);
  course.status = c.status;
  course.connectionMark = c.mark;
  course.interfaceIndex = interfaceIndex;
  course.direction = direction;
  course.traffic = traffic;
  course.tcpFlags = tcpFlags;
  connection = changetype<usize>(c);
  nestedBefore = nested;
  randomBefore = randomState();
  varies = false;
  count = 0;
  noting = true;
}

/** While noting: the pair of counters at `at` moved. */
export function noteCounter(at: usize): void {
  if (count < COUNTERS) store<u32>(counters + ((<usize>count) << 2), <u32>at);
  count++;
}

/** While noting: another packet of the connection may fare otherwise. */
export function noteVarying(): void {
  varies = true;
}

/** While noting: the packet left. */
export function noteEmit(at: EmitAt, inInterface: u32, outInterface: u32): void {
  course.emitAt = at;
  course.emitIn = inInterface;
  course.emitOut = outInterface;
}

/** Ends the packet: its result record at `r` is written. */
export function endNoting(p: Packet, r: usize): void {
  noting = false;
  const c = changetype<Connection>(connection);
  if (!typical(p, r, c)) {
    if (c.life == <u8>Life.TABLE) c.setCourse(AGAIN);
    return;
  }
  let bits: u32 = 0;
  if (p.is(PacketFlag.FORWARDED)) bits |= CourseBit.FORWARDED;
  if (emitCount != 0) bits |= CourseBit.EMITTED;
  if (c.is(Status.SRC_NAT | Status.DST_NAT) && needs(p.family, Need.NAT)) {
    bits |= CourseBit.TRANSLATED;
  }
  course.bits = bits;
  course.most = MAX_LENGTH;
  if (course.emitAt == EmitAt.WIRE && !onPath(p)) {
    course.most = p.family == Family.IPV4 ? forwardMtu4(p) : forwardMtu6(p);
  }
  course.generation = hostGeneration;
  // the capture's number is the packet's own
  course.head = load<u64>(r) & ~((<u64>0xff) << (<u64>ResultRecord.source * 8));
  course.rule = load<u32>(r, ResultRecord.rule);
  course.mark = load<u32>(r, ResultRecord.mark);
  course.count = count;
  settleCourses();
  memory.copy(course.counters(), counters, count << 2);
  const other = courseOf(c.course(), 1 - way);
  if (isCurrent(other, c.course())) {
    const to = draft + <usize>(1 - way) * COURSE_SIZE;
    memory.copy(to, changetype<usize>(other), COURSE_SIZE);
    store<u32>(to, 0);
  }
  c.setCourse(keepDraft());
}

/** Whether all packets like this one fare like it. */
function typical(p: Packet, r: usize, c: Connection): bool {
  if (varies || count > COUNTERS) return false;
  if (p.connection != connection || c.life != <u8>Life.TABLE || c.extension != 0) return false;
  if (c.status != course.status || c.mark != course.connectionMark) return false;
  if ((p.flags & ODD) != 0 || p.error != 0 || p.template != 0) return false;
  if (nested != nestedBefore || randomState() != randomBefore) return false;
  const cause = p.cause;
  if (cause != Cause.NONE && cause != Cause.RULE && cause != Cause.POLICY) return false;
  if (emitCount > 1) return false;
  const told: u32 = wants(Want.EMITS) ? emitCount : 0;
  return load<u32>(r, ResultRecord.sideCount) == told;
}
