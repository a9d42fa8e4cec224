/**
 * Following a course (course.ts): plain packets (stack/arrival.ts) of connections that fared alike
 * before. Here the packet is found to be one, its tracker looks at it, counters move, and its result
 * is written; hooks, tables and routes are not asked. Nothing is done before all of that is sure, so
 * that any other packet can take the plain way.
 */
import {
  EMIT_ENDS_KEPT,
  EmitRecord,
  Family,
  PacketType,
  ResultRecord,
  SideRecord,
  Sysctl,
  Want,
} from "../abi";
import { Connection } from "../conntrack/connection";
import { rewrite } from "../conntrack/nat/hook";
import { Manip } from "../conntrack/nat/manip_type";
import { isSteady, steadyAt } from "../conntrack/proto/tcp_steady";
import { steadyDatagram } from "../conntrack/proto/udp";
import { recordOf, wayOfNode } from "../conntrack/table";
import { account } from "../conntrack/timeout";
import { sideEnd, sidesTold, wants } from "../memory/results";
import { sysctl } from "../memory/sysctl";
import { fold, pseudoSum4, pseudoSum6, sumBytes } from "../packet/checksum";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Arrival, copyArrival } from "../stack/arrival";
import { tellPlainEmit } from "../stack/emit";
import { decreaseTtl } from "../stack/forward4";
import { decreaseHopLimit } from "../stack/forward6";
import { tcpFlagsAsked } from "../table/ruleset";
import { countFollowed } from "../table/stats";
import { countOn, Course, CourseBit, courseOf, isCurrent } from "./course";
import { keepHash, mayFollow, nodeOf } from "./find";
import { missCourse } from "./note";

/** The packet as it leaves: whole, its header without options. */
const seen = changetype<Packet>(memory.data(256, 64));

/** Takes a plain packet its course and writes its result record to `r`, whole; false: nothing was done. */
export function follow(r: usize, a: Arrival): bool {
  if (!mayFollow()) return false;
  if (followed(r, a)) return true;
  keepHash(a);
  return false;
}

function followed(r: usize, a: Arrival): bool {
  const node = nodeOf(a);
  if (node == 0) return false;
  const c = recordOf(node);
  if (c.extension != 0) return false;
  const traffic = trafficOf(a);
  const transport = <usize>(a.header + a.headerSize);
  const asked = a.protocol == Protocol.TCP ? <u32>load<u8>(transport, 13) & tcpFlagsAsked : 0;
  const way = wayOfNode(node);
  const course = courseOf(c.course(), way);
  if (!fits(course, c, a, traffic, asked)) {
    missCourse(c, a.direction, a.interfaceIndex, way, traffic, asked);
    return false;
  }
  const length = a.length;
  if (length > course.most) return false;
  if ((course.bits & CourseBit.FORWARDED) != 0 && hopsLeft(a) <= 1) return false;
  if (!track(c, a, way)) return false;
  countOn(course, length);
  store<u64>(r, course.head | ((<u64>a.source) << (<u64>ResultRecord.source * 8)));
  copyArrival(r, a);
  store<u32>(r, course.rule, ResultRecord.rule);
  store<u32>(r, course.mark, ResultRecord.mark);
  store<u32>(r, sideEnd(), ResultRecord.side);
  store<u32>(r, a.linkType, ResultRecord.linkType);
  store<u32>(r, a.ipOffset, ResultRecord.ipOffset);
  const sides = sidesTold();
  if (wants(Want.EMITS)) leave(course, c, way, a);
  store<u32>(r, sidesTold() - sides, ResultRecord.sideCount);
  countFollowed();
  return true;
}

/** What of the header rules and routes may look at beside addresses: the TOS; of IPv6 the traffic class
 * and the flow label, as in memory. */
function trafficOf(a: Arrival): u32 {
  const header = <usize>a.header;
  return a.isIPv4() ? <u32>load<u8>(header, 1) : load<u32>(header);
}

/** TTL, or hop limit. */
function hopsLeft(a: Arrival): u32 {
  const header = <usize>a.header;
  return a.isIPv4() ? <u32>load<u8>(header, 8) : <u32>load<u8>(header, 7);
}

/** Whether the course is that of such a packet. */
function fits(course: Course, c: Connection, a: Arrival, traffic: u32, tcpFlags: u32): bool {
  if (!isCurrent(course, c.course())) return false;
  if (course.status != c.status) return false;
  if (course.connectionMark != c.mark) return false;
  if (course.interfaceIndex != a.interfaceIndex) return false;
  if (course.direction != a.direction) return false;
  if (course.traffic != traffic) return false;
  return course.tcpFlags == tcpFlags;
}

/** What the tracker does of a packet that tells it nothing new; false: nothing was done. */
function track(c: Connection, a: Arrival, way: u32): bool {
  const transport = <usize>(a.header + a.headerSize);
  const length = a.length - a.headerSize;
  if (a.protocol == Protocol.TCP) {
    if (!isSteady(c) || !sumGood(a, transport, length)) return false;
    if (!steadyAt(c, transport, length, length, way)) return false;
  } else {
    if (load<u16>(transport, 6) != 0 && !sumGood(a, transport, length)) return false;
    if (!steadyDatagram(c, transport, length)) return false;
  }
  account(c, way, a.length);
  return true;
}

/** Whether the packet's checksum is right, or not looked at. */
function sumGood(a: Arrival, transport: usize, length: u32): bool {
  if (sysctl(Sysctl.NF_CONNTRACK_CHECKSUM) == 0) return true;
  const header = <usize>a.header;
  const pseudo = a.isIPv4()
    ? pseudoSum4(header, a.protocol, length)
    : pseudoSum6(a.addresses6(), a.addresses6() + 16, a.protocol, length);
  return fold(sumBytes(transport, length, pseudo)) == 0xffff;
}

/** Tells that the packet left, with its bytes as they were then. */
function leave(course: Course, c: Connection, way: u32, a: Arrival): void {
  if ((course.bits & CourseBit.EMITTED) == 0) return;
  const length = a.length;
  const told = tellPlainEmit(
    course.emitAt,
    course.emitIn,
    course.emitOut,
    course.mark,
    a.header,
    length,
  );
  if (told == 0) return;
  const translated = (course.bits & CourseBit.TRANSLATED) != 0;
  if (!translated) store<u16>(told, EMIT_ENDS_KEPT, SideRecord.flags);
  if (!wants(Want.BYTES)) return;
  seen.data = told + EmitRecord.bytes;
  seen.length = length;
  seen.captured = length;
  seen.flags = 0;
  seen.transport = a.headerSize;
  seen.family = a.isIPv4() ? Family.IPV4 : Family.IPV6;
  if (translated) rewrite(seen, c, Manip.DESTINATION, way);
  if ((course.bits & CourseBit.FORWARDED) != 0) {
    if (a.isIPv4()) decreaseTtl(seen.data);
    else decreaseHopLimit(seen.data);
  }
  if (translated) rewrite(seen, c, Manip.SOURCE, way);
}

/** Sets what all packets that leave have in common. */
export function initFollow(): void {
  seen.type = PacketType.HOST;
  // its bytes are a copy wherever they are written to
  seen.changedAt = 1;
}
