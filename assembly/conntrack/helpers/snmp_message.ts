/**
 * Messages of SNMPv1 and v2c in BER (RFC 1157, RFC 3416; X.690), read as Linux' decoder reads them
 * (asn1_ber_decoder with nf_nat_snmp_basic.asn1, 6.18), and the IP addresses in them:
 *
 *   message  SEQUENCE { version INTEGER 0..1, community OCTET STRING, PDU }
 *   PDU      [n] { request INTEGER, status INTEGER, index INTEGER, SEQUENCE OF binding }
 *   binding  SEQUENCE { name OBJECT IDENTIFIER, value }
 *
 * The decoder is generous where a standard is not: a message may lack its PDU and a binding its value;
 * alternatives that are tagged may follow one another; nobody asks what comes behind the message.
 * Lengths have at most two bytes; constructed elements may be of indefinite length.
 */
import { update32 } from "../../packet/checksum";

/** BER tags. */
const INTEGER: u32 = 0x02;
const OCTETS: u32 = 0x04;
const NULL: u32 = 0x05;
const OBJECT: u32 = 0x06;
const SEQUENCE: u32 = 0x30;
const IP_ADDRESS: u32 = 0x40;
const COUNTER32: u32 = 0x41;
const UNSIGNED32: u32 = 0x42;
const TIME_TICKS: u32 = 0x43;
const OPAQUE: u32 = 0x44;
const COUNTER64: u32 = 0x46;
const NO_OBJECT: u32 = 0x80;
const NO_INSTANCE: u32 = 0x81;
const END_OF_VIEW: u32 = 0x82;
const CONSTRUCTED: u32 = 0x20;
/** Tag bits that stand for a number in bytes of its own. */
const LONG_TAG: u32 = 0x1f;
const INDEFINITE: u32 = 0x80;

/** Messages by tag, in the order in which the decoder looks for them; 4, the trap of version 1, is none. */
const MESSAGES: usize = memory.data<u8>([0xa0, 0xa1, 0xa5, 0xa2, 0xa3, 0xa6, 0xa7, 0xa8]);
const MESSAGE_COUNT: usize = 8;

/** What a look at the next element finds. */
const enum Look {
  /** It is not what the message should have here. */
  BROKEN,
  OTHER,
  FOUND,
}

/** Where the decoder is, and where the innermost element that tells its length ends. */
let at: usize = 0;
let limit: usize = 0;
/** Whether the last look found what it looked for. */
let matched: bool = false;
/** The element found: its content, bytes of a primitive one, and whether it ends by a mark. */
let content: usize = 0;
let size: u32 = 0;
let indefinite: bool = false;

/** What is replaced, as on the wire; where the checksum and the message stand. */
let from: u32 = 0;
let to: u32 = 0;
let checkAt: usize = 0;
let start: usize = 0;

/** Replaces address `before` by `after` (as on the wire) in the message between `first` and `last`, and
 * keeps the checksum at `check` right. False when the decoder refuses the message. */
export function translateAddresses(
  first: usize,
  last: usize,
  check: usize,
  before: u32,
  after: u32,
): bool {
  start = first;
  at = first;
  limit = last;
  checkAt = check;
  from = before;
  to = after;
  matched = false;
  return message();
}

/** Looks at the next element, which has to be there. A primitive tag has to be the same; a constructed one may lack its bit. */
function look(tag: u32): Look {
  matched = false;
  if (at + 1 >= limit) return Look.BROKEN;
  const own = <u32>load<u8>(at);
  if ((own & LONG_TAG) == LONG_TAG) return Look.BROKEN;
  const other = (own ^ tag) & ~(tag & CONSTRUCTED);
  if (other != 0) return Look.OTHER;
  matched = true;
  return readLength(own) ? Look.FOUND : Look.BROKEN;
}

/** Reads the length behind the tag `own` at `at`. */
function readLength(own: u32): bool {
  size = <u32>load<u8>(at, 1);
  content = at + 2;
  indefinite = size == INDEFINITE;
  if (indefinite) return (own & CONSTRUCTED) != 0 && limit - content >= 2;
  if (size > INDEFINITE) {
    const bytes = size - INDEFINITE;
    if (bytes > 2 || content + <usize>bytes > limit) return false;
    size = 0;
    for (let i: u32 = 0; i < bytes; i++) size = (size << 8) | <u32>load<u8>(content + <usize>i);
    content += bytes;
  }
  return <usize>size <= limit - content;
}

/** Passes a primitive element that belongs here; false when another is here. */
function pass(tag: u32): bool {
  if (look(tag) != Look.FOUND) return false;
  at = content + size;
  return true;
}

/** Passes a primitive element if it is here; false when what is here is broken. */
function passIf(tag: u32): bool {
  if (at == limit) return true;
  const seen = look(tag);
  if (seen == Look.FOUND) at = content + size;
  return seen != Look.BROKEN;
}

/** The same, for one of several of which another was not found. */
function passElse(tag: u32): bool {
  return matched || passIf(tag);
}

/** Enters the element that was found. Answers what `leave` asks for: the limit around it, 0 where its own
 * end is a mark. */
function enter(): usize {
  const around: usize = indefinite ? 0 : limit;
  if (!indefinite) limit = content + size;
  at = content;
  return around;
}

/** Whether more follows in the element that was entered. */
function hasMore(around: usize): bool {
  if (around != 0) return at < limit;
  return limit - at >= 2 && load<u8>(at) != 0;
}

/** Leaves the element that was entered; false when it is not at its end. */
function leave(around: usize): bool {
  if (around == 0) {
    if (limit - at < 2 || load<u16>(at) != 0) return false;
    at += 2;
    return true;
  }
  if (at != limit) return false;
  limit = around;
  return true;
}

function message(): bool {
  if (look(SEQUENCE) != Look.FOUND) return false;
  const around = enter();
  if (!pass(INTEGER) || size != 1 || load<u8>(content) > 1) return false;
  if (!pass(OCTETS)) return false;
  for (let i: usize = 0; i < MESSAGE_COUNT && at != limit; i++) {
    const seen = look(<u32>load<u8>(MESSAGES + i));
    if (seen == Look.BROKEN) return false;
    if (seen == Look.FOUND && !pdu()) return false;
  }
  return matched && leave(around);
}

/** Three numbers and the bindings, of which there is one at least. */
function pdu(): bool {
  const around = enter();
  if (!pass(INTEGER) || !pass(INTEGER) || !pass(INTEGER)) return false;
  if (look(SEQUENCE) != Look.FOUND) return false;
  const list = enter();
  do if (!binding()) return false;
  while (hasMore(list));
  return leave(list) && leave(around);
}

function binding(): bool {
  if (look(SEQUENCE) != Look.FOUND) return false;
  const around = enter();
  return pass(OBJECT) && value() && matched && leave(around);
}

/** A value; one with a tag of SNMP's own may stand behind another. */
function value(): bool {
  if (!passIf(INTEGER) || !passElse(OCTETS) || !passElse(OBJECT)) return false;
  if (!address() || !passIf(COUNTER32) || !passIf(TIME_TICKS)) return false;
  if (!passIf(OPAQUE) || !passIf(COUNTER64) || !passIf(UNSIGNED32)) return false;
  if (!passElse(NULL) || !passElse(NO_OBJECT)) return false;
  return passElse(NO_INSTANCE) && passElse(END_OF_VIEW);
}

/** An address that is the translated one's becomes the other. */
function address(): bool {
  if (at == limit) return true;
  const seen = look(IP_ADDRESS);
  if (seen != Look.FOUND) return seen != Look.BROKEN;
  if (size != 4) return false;
  at = content + 4;
  if (load<u32>(content) != from) return true;
  if (load<u16>(checkAt) != 0) {
    const odd: u32 = ((content - start) & 1) != 0 ? 8 : 0;
    update32(checkAt, rotl<u32>(from, odd), rotl<u32>(to, odd));
  }
  store<u32>(content, to);
  return true;
}
