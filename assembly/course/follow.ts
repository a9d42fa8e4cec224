/**
 * Following a course (course.ts): whole IPv4 packets with ports, of connections that fared alike
 * before. Here the packet is found to be one, its tracker looks at it, counters move, and its result
 * is written; hooks, tables and routes are not asked. Nothing is done before all of that is sure, so
 * that any other packet can take the plain way.
 */
import { EmitRecord, Family, Hook, PacketType, ResultRecord, Want } from "../abi";
import { Connection } from "../conntrack/connection";
import { hash4 } from "../conntrack/hash";
import { rewrite } from "../conntrack/nat/hook";
import { Manip } from "../conntrack/nat/manip_type";
import { steadySegment } from "../conntrack/proto/tcp_steady";
import { steadyDatagram } from "../conntrack/proto/udp";
import { slotsOpen } from "../conntrack/slots";
import { peek4, recordOf, wayOfNode } from "../conntrack/table";
import { resultsOnly, wants } from "../memory/results";
import { courses } from "../memory/shortcuts";
import { get16 } from "../packet/bytes";
import { fold } from "../packet/checksum";
import { LinkType } from "../packet/link";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { tellEmit } from "../stack/emit";
import { decreaseTtl } from "../stack/forward4";
import { tcpFlagsAsked } from "../table/ruleset";
import { countFollowed } from "../table/stats";
import { Course, CourseBit, courseOf, isCurrent } from "./course";
import { missCourse } from "./note";

const ETHERNET: u32 = 14;
const IP: u32 = 20;
/** IPv4 as the Ethernet type, the first byte of a header without options, and the bits that make a
 * fragment, as in memory. */
const TYPE_IPV4: u32 = 0x0008;
const PLAIN_HEADER: u32 = 0x45;
const FRAGMENT: u32 = 0xff3f;
const TCP_HEADER: u32 = 20;
const UDP_HEADER: u32 = 8;

/** The packet as trackers see it: whole, its header 20 bytes. */
const seen = changetype<Packet>(memory.data(256, 64));

/** Takes the frame its course and writes its result to `r`; false: nothing was done. */
export function follow(
  r: usize,
  frame: usize,
  captured: u32,
  original: u32,
  linkType: u32,
  index: u32,
  direction: u32,
  time: i64,
): bool {
  if (!courses || !resultsOnly || captured < ETHERNET + IP + UDP_HEADER) return false;
  let link: u32 = 0;
  if (linkType == LinkType.ETHERNET) {
    if (<u32>load<u16>(frame, 12) != TYPE_IPV4 || (load<u8>(frame) & 1) != 0) return false;
    link = ETHERNET;
  } else if (linkType != LinkType.RAW) return false;
  const header = frame + link;
  const length = wholeLength(header, captured - link);
  if (length == 0) return false;
  const transport = header + IP;
  const protocol = <u32>load<u8>(header, 9);
  if (protocol == Protocol.TCP) {
    if (length < IP + TCP_HEADER) return false;
  } else if (protocol != Protocol.UDP) return false;
  if (!slotsOpen()) return false;
  const addresses = load<u64>(header, 12);
  const tail =
    <u64>load<u32>(transport) | ((<u64>protocol) << 32) | ((<u64>(<u32>Family.IPV4)) << 40);
  const node = peek4(addresses, tail, hash4(addresses, tail));
  if (node == 0) return false;
  const c = recordOf(node);
  if (c.extension != 0) return false;
  const tos = <u32>load<u8>(header, 1);
  const asked = protocol == Protocol.TCP ? <u32>load<u8>(transport, 13) & tcpFlagsAsked : 0;
  const way = wayOfNode(node);
  const course = courseOf(c.course(), way);
  if (!fits(course, c, index, direction, tos, asked)) {
    missCourse(c, direction, index, way, tos, asked);
    return false;
  }
  if (length > course.most) return false;
  if ((course.bits & CourseBit.FORWARDED) != 0 && load<u8>(header, 8) <= 1) return false;
  seen.data = header;
  seen.length = length;
  seen.captured = length;
  seen.flags = 0;
  if (!track(c, course, protocol)) return false;
  count(course, length);
  store<u64>(r, course.head);
  store<i64>(r, time, ResultRecord.time);
  store<u32>(r, <u32>frame, ResultRecord.frame);
  store<u32>(r, captured, ResultRecord.captured);
  store<u32>(r, original, ResultRecord.original);
  store<u32>(r, index, ResultRecord.interfaceIndex);
  store<u32>(r, course.rule, ResultRecord.rule);
  store<u32>(r, course.mark, ResultRecord.mark);
  store<u32>(r, linkType, ResultRecord.linkType);
  store<u32>(r, link, ResultRecord.ipOffset);
  if (wants(Want.EMITS)) leave(course, c, way, header, length);
  countFollowed();
  return true;
}

/** The packet's length if it is a whole one without header options and its header sums up, else 0
 * (validate4). `there`: bytes from the header on. */
function wholeLength(header: usize, there: u32): u32 {
  if (<u32>load<u8>(header) != PLAIN_HEADER) return 0;
  if ((<u32>load<u16>(header, 6) & FRAGMENT) != 0) return 0;
  const length = get16(header + 2);
  if (length > there || length < IP + UDP_HEADER) return 0;
  const sum =
    <u64>load<u32>(header) +
    <u64>load<u32>(header, 4) +
    <u64>load<u32>(header, 8) +
    <u64>load<u32>(header, 12) +
    <u64>load<u32>(header, 16);
  return fold(sum) == 0xffff ? length : 0;
}

/** Whether the course is that of such a packet. */
function fits(
  course: Course,
  c: Connection,
  index: u32,
  direction: u32,
  tos: u32,
  tcpFlags: u32,
): bool {
  if (!isCurrent(course, c.course())) return false;
  if (course.status != c.status) return false;
  if (course.connectionMark != c.mark) return false;
  if (course.interfaceIndex != index) return false;
  if (course.direction != direction) return false;
  if (course.tos != tos) return false;
  return course.tcpFlags == tcpFlags;
}

/** What the tracker does of a packet that tells it nothing new; false: nothing was done. */
function track(c: Connection, course: Course, protocol: u32): bool {
  const ctInfo = <u32>(course.head >> (<u64>ResultRecord.ctInfo * 8)) & 0xff;
  if (protocol == Protocol.TCP) return steadySegment(seen, c, ctInfo, Hook.PREROUTING);
  return steadyDatagram(seen, c, ctInfo, Hook.PREROUTING);
}

/** Moves the counters of the course's rules and chains. */
function count(course: Course, length: u32): void {
  const first = course.counters();
  const end = first + ((<usize>course.count) << 2);
  for (let at = first; at < end; at += 4) {
    const pair = <usize>load<u32>(at);
    store<u64>(pair, load<u64>(pair) + 1);
    store<u64>(pair, load<u64>(pair, 8) + <u64>length, 8);
  }
}

/** Tells that the packet left, with its bytes as they were then. */
function leave(course: Course, c: Connection, way: u32, header: usize, length: u32): void {
  if ((course.bits & CourseBit.EMITTED) == 0) return;
  const told = tellEmit(course.emitAt, course.emitIn, course.emitOut, course.mark, header, length);
  if (told == 0 || !wants(Want.BYTES)) return;
  seen.data = told + EmitRecord.bytes;
  const translated = (course.bits & CourseBit.TRANSLATED) != 0;
  if (translated) rewrite(seen, c, Manip.DESTINATION, way);
  if ((course.bits & CourseBit.FORWARDED) != 0) decreaseTtl(seen.data);
  if (translated) rewrite(seen, c, Manip.SOURCE, way);
}

/** Sets what all packets that trackers see here have in common. */
export function initFollow(): void {
  seen.family = Family.IPV4;
  seen.type = PacketType.HOST;
  seen.transport = IP;
  // its bytes are a copy wherever they are written to
  seen.changedAt = 1;
}
