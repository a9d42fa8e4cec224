/**
 * snmp and snmp_trap (RFC 1157, 3416; nf_conntrack_snmp, nf_nat_snmp_basic, 6.18): answers to broadcasts
 * are expected, and with NAT the IP addresses inside messages of SNMPv1 and v2c are translated. A
 * message that is not one of theirs (a trap of v1 among them) is dropped then.
 */
import { HelperMessage, Status, Verdict } from "../../abi";
import { get16 } from "../../packet/bytes";
import { update32 } from "../../packet/checksum";
import { makeWritable, Packet } from "../../packet/packet";
import { Connection, Way, wayOf } from "../connection";
import { refuseHelp } from "../invalid";
import { expectAnswers } from "./broadcast";

const PORT: u32 = 161;
const TRAP_PORT: u32 = 162;
const SECONDS: u32 = 30;
const HEADER: u32 = 8;

/** BER tags (X.690). */
const INTEGER: u32 = 0x02;
const OCTETS: u32 = 0x04;
const NULL: u32 = 0x05;
const OBJECT: u32 = 0x06;
const SEQUENCE: u32 = 0x30;
const IP_ADDRESS: u32 = 0x40;
const COUNTER64: u32 = 0x46;
/** Message kinds: a context tag each; 4 is the trap of version 1. */
const FIRST_PDU: u32 = 0xa0;
const LAST_PDU: u32 = 0xa8;
const TRAP_V1: u32 = 0xa4;
const END_OF_VIEW: u32 = 0x82;

/** Expects answers to a broadcast, and translates. */
export function snmp(p: Packet, c: Connection): i32 {
  expectAnswers(p, c, PORT, SECONDS);
  return c.is(Status.SRC_NAT | Status.DST_NAT) ? snmpTrap(p, c) : Verdict.ACCEPT;
}

/** Translates the addresses in an answer or a trap. */
export function snmpTrap(p: Packet, c: Connection): i32 {
  const way = wayOf(p.ctInfo);
  const t = p.transportHeader();
  if (!p.has(p.transport, HEADER)) return Verdict.ACCEPT;
  if (get16(t) == PORT && way != Way.REPLY) return Verdict.ACCEPT;
  if (get16(t + 2) == TRAP_PORT && way != Way.ORIGINAL) return Verdict.ACCEPT;
  if (!c.is(Status.SRC_NAT | Status.DST_NAT)) return Verdict.ACCEPT;
  if (get16(t + 4) != p.length - p.transport) return refuseHelp(p, c, HelperMessage.SNMP_LENGTH, 0);
  makeWritable(p);
  const own = c.tuple(way);
  const other = c.tuple(1 - way);
  from = <u32>(way == Way.ORIGINAL ? own.sourceLow : other.sourceLow);
  to = <u32>(way == Way.ORIGINAL ? other.destinationLow : own.destinationLow);
  if (from == to) return Verdict.ACCEPT;
  checkAt = p.transportHeader() + 6;
  start = p.transportHeader() + HEADER;
  if (message(p.data + p.length)) return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.SNMP_PARSER, 0);
}

/** What is replaced, as on the wire; where the checksum and the message stand. */
let from: u32 = 0;
let to: u32 = 0;
let checkAt: usize = 0;
let start: usize = 0;

/** The element that `read` found: tag, content, its end. */
let tag: u32 = 0;
let content: usize = 0;
let end: usize = 0;

/** Reads tag and length of the element at `at`; false when it does not end before `limit`. */
function read(at: usize, limit: usize): bool {
  if (at + 2 > limit) return false;
  tag = <u32>load<u8>(at);
  if ((tag & 31) == 31) return false;
  let size = <u32>load<u8>(at, 1);
  content = at + 2;
  if (size > 0x80) {
    const bytes = size & 0x7f;
    if (bytes > 2 || content + <usize>bytes > limit) return false;
    size = 0;
    for (let i: u32 = 0; i < bytes; i++) size = (size << 8) | <u32>load<u8>(content + <usize>i);
    content += <usize>bytes;
  } else if (size == 0x80) return false;
  end = content + <usize>size;
  return end <= limit;
}

function readTag(at: usize, limit: usize, wanted: u32): bool {
  return read(at, limit) && tag == wanted;
}

/** version, community, and a message of version 1 or 2. */
function message(limit: usize): bool {
  if (!readTag(start, limit, SEQUENCE)) return false;
  const last = end;
  if (!readTag(content, last, INTEGER)) return false;
  if (end - content != 1 || load<u8>(content) > 1) return false;
  if (!readTag(end, last, OCTETS)) return false;
  if (!read(end, last)) return false;
  if (tag < FIRST_PDU || tag > LAST_PDU || tag == TRAP_V1) return false;
  return end == last && pdu(content, end) && last == limit;
}

/** Three numbers and the bindings. */
function pdu(at: usize, limit: usize): bool {
  let next = at;
  for (let i = 0; i < 3; i++) {
    if (!readTag(next, limit, INTEGER)) return false;
    next = end;
  }
  if (!readTag(next, limit, SEQUENCE) || end != limit) return false;
  next = content;
  while (next < limit) {
    if (!readTag(next, limit, SEQUENCE)) return false;
    const last = end;
    if (!readTag(content, last, OBJECT)) return false;
    if (!read(end, last) || end != last || !value()) return false;
    next = last;
  }
  return true;
}

/** A value of the kinds that there are. */
function value(): bool {
  if (tag == IP_ADDRESS) return address();
  if (tag > IP_ADDRESS && tag <= COUNTER64) return tag != 0x45;
  if (tag >= 0x80 && tag <= END_OF_VIEW) return true;
  return tag == INTEGER || tag == OCTETS || tag == NULL || tag == OBJECT;
}

/** An address that is the translated one's becomes the other. */
function address(): bool {
  if (end - content != 4) return false;
  if (load<u32>(content) != from) return true;
  if (load<u16>(checkAt) != 0) {
    const odd: u32 = ((content - start) & 1) != 0 ? 8 : 0;
    update32(checkAt, rotl<u32>(from, odd), rotl<u32>(to, odd));
  }
  store<u32>(content, to);
  return true;
}
