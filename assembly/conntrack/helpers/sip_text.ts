/**
 * Reading SIP messages (RFC 3261) and SDP (RFC 4566) as nf_conntrack_sip does (6.18): headers at the
 * beginning of a line, short names, continuation lines, lists of values; addresses only where they are
 * numbers. Offsets count from the message's beginning.
 */
import { Family } from "../../abi";
import { byte, isAlpha, isDigit, readAddress, readEnd, standsAnyCase, stands, ANY } from "./text";

/** Headers that are looked for. */
export const enum Header {
  CSEQ,
  FROM,
  TO,
  CONTACT,
  VIA_UDP,
  VIA_TCP,
  EXPIRES,
  CONTENT_LENGTH,
}

/** Lines of a session description. */
export const enum Line {
  NONE,
  VERSION,
  OWNER,
  CONNECTION,
  MEDIA,
}

/** The message at hand: pointer and size. What changes it keeps both right. */
export let message: usize = 0;
export let size: u32 = 0;
export let family: u32 = Family.IPV4;

/** Takes another message, of an IP version (Family). */
export function open(at: usize, bytes: u32, version: u32): void {
  message = at;
  size = bytes;
  family = version;
}

/** Notes that the message became longer. */
export function grow(change: i32): void {
  size += change;
}

/** What the last search found: offset and size; address (16 bytes) and port (network order). */
export let found: u32 = 0;
export let foundSize: u32 = 0;
export const foundAddress: usize = memory.data(16, 8);
export let foundPort: u16 = 0;

const CR: u32 = 13;
const LF: u32 = 10;
const SPACE: u32 = 32;
const TAB: u32 = 9;
const COLON: u32 = 58;

function limit(): usize {
  return message + <usize>size;
}

function nameOf(h: Header): string {
  switch (h) {
    case Header.CSEQ:
      return "CSeq";
    case Header.FROM:
      return "From";
    case Header.TO:
      return "To";
    case Header.CONTACT:
      return "Contact";
    case Header.EXPIRES:
      return "Expires";
    case Header.CONTENT_LENGTH:
      return "Content-Length";
  }
  return "Via";
}

/** The one-letter name, 0 = none. */
function shortOf(h: Header): u32 {
  switch (h) {
    case Header.FROM:
      return 102;
    case Header.TO:
      return 116;
    case Header.CONTACT:
      return 109;
    case Header.CONTENT_LENGTH:
      return 108;
    case Header.VIA_UDP:
    case Header.VIA_TCP:
      return 118;
  }
  return 0;
}

/** What stands in front of the value, "" = nothing. */
function introOf(h: Header): string {
  switch (h) {
    case Header.FROM:
    case Header.TO:
    case Header.CONTACT:
      return "sip:";
    case Header.VIA_UDP:
      return "UDP ";
    case Header.VIA_TCP:
      return "TCP ";
  }
  return "";
}

/** Walks past a line end: where the line goes on, 0 = it does not. */
function continuation(at: usize, end: usize): usize {
  let i = at + 1;
  if (i >= end) return 0;
  if (byte(at) == CR && byte(i) == LF) {
    i++;
    if (i >= end) return 0;
  }
  if (byte(i) != SPACE && byte(i) != TAB) return 0;
  while (i < end && (byte(i) == SPACE || byte(i) == TAB)) i++;
  return i;
}

function skipSpace(from: usize, end: usize): usize {
  let at = from;
  while (at < end && (byte(at) == SPACE || byte(at) == TAB)) at++;
  if (at < end && (byte(at) == CR || byte(at) == LF)) return continuation(at, end);
  return at;
}

/** Where `needle` stands in a header's value, 0 = nowhere; one that ends with the message does not
 * count. */
function inValue(from: usize, end: usize, needle: string): usize {
  const count = <u32>needle.length;
  const last = end - <usize>count;
  for (let at = from; at < last; at++) {
    if (byte(at) == CR || byte(at) == LF) {
      at = continuation(at, last);
      if (at == 0) return 0;
      continue;
    }
    if (standsAnyCase(at, needle, count)) return at;
  }
  return 0;
}

/** Behind a port that may follow an address, 0 = malformed (sip_parse_port). Sets foundPort. */
function readPort(at: usize, end: usize): usize {
  if (at >= end) return 0;
  if (byte(at) != COLON) {
    foundPort = bswap<u16>(5060);
    return at;
  }
  let i = at + 1;
  let port: u32 = 0;
  while (i < end && isDigit(byte(i))) {
    port = port * 10 + (byte(i) - 48);
    i++;
    if (i - at > 6) return 0;
  }
  if (i == at + 1 || i >= end || port < 1024 || port > 65535) return 0;
  foundPort = bswap<u16>(<u16>port);
  return i;
}

/** Behind an address; IPv6 in brackets, which must be there when `delimited`. 0 = none. */
function readHost(from: usize, end: usize, delimited: bool): usize {
  if (family == Family.IPV4) return readAddress(from, end, foundAddress, ANY, family) ? readEnd : 0;
  let at = from;
  if (at < end && byte(at) == 91) at++;
  else if (delimited) return 0;
  if (!readAddress(at, end, foundAddress, ANY, family)) return 0;
  if (readEnd < end && byte(readEnd) == 93) return readEnd + 1;
  return delimited ? 0 : readEnd;
}

/** Size of an address with its port, 0 = there is none (epaddr_len). */
function hostSize(at: usize, end: usize): u32 {
  const host = readHost(at, end, true);
  if (host == 0) return 0;
  const last = readPort(host, end);
  return last == 0 ? 0 : <u32>(last - at);
}

/** Behind what stands before an "@" on the line; `at` when there is none. */
function skipUser(at: usize, end: usize): usize {
  let i = at;
  while (i < end && byte(i) != 64 && byte(i) != CR && byte(i) != LF) i++;
  return i < end && byte(i) == 64 ? i + 1 : at;
}

function digits(at: usize, end: usize): u32 {
  let i = at;
  while (i < end && isDigit(byte(i))) i++;
  return <u32>(i - at);
}

/** The value behind its introduction: sets found and foundSize; false when it is none of the kind. */
function takeValue(h: Header, at: usize, end: usize): bool {
  let from = at;
  if (h == Header.FROM || h == Header.TO || h == Header.CONTACT) from = skipUser(at, end);
  const number = h == Header.CSEQ || h == Header.EXPIRES || h == Header.CONTENT_LENGTH;
  foundSize = number ? digits(from, end) : hostSize(from, end);
  if (foundSize == 0) return false;
  found = <u32>(from - message);
  return true;
}

/** Where the line behind the line end at `at` begins: `at` itself when no line ends there, `end` or
 * more when the text does. */
function lineBehind(at: usize, end: usize): usize {
  if (byte(at) != CR && byte(at) != LF) return at;
  const next = at + 1;
  return next < end && byte(at) == CR && byte(next) == LF ? next + 1 : next;
}

/** Finds a header from offset `from` on: 1, 0 = it is not there, -1 = it cannot be read
 * (ct_sip_get_header). */
export function getHeader(h: Header, from: u32): i32 {
  const end = limit();
  const name = nameOf(h);
  const count = <u32>name.length;
  for (let at = message + <usize>from; at < end; at++) {
    const line = lineBehind(at, end);
    if (line == at) continue;
    if (line >= end) break;
    at = line;
    if (byte(at) == SPACE || byte(at) == TAB) continue;
    if (<u32>(end - at) >= count && standsAnyCase(at, name, count)) at += <usize>count;
    else if (isShort(h, at, end)) at++;
    else continue;
    at = skipSpace(at, end);
    if (at == 0 || at >= end || byte(at) != COLON || at + 1 >= end) return 0;
    at = skipSpace(at + 1, end);
    if (at == 0) return 0;
    found = <u32>(at - message);
    const intro = introOf(h);
    if (intro.length > 0) {
      at = inValue(at, end, intro);
      if (at == 0) return -1;
      at += <usize>intro.length;
    }
    return takeValue(h, at, end) ? 1 : -1;
  }
  return 0;
}

function isShort(h: Header, at: usize, end: usize): bool {
  const short = shortOf(h);
  if (short == 0 || at + 2 > end) return false;
  return (byte(at) | 32) == short && !isAlpha(byte(at + 1));
}

/** Whether the last header's list of values is being walked, and how far it was. */
let inList = false;
let listFrom: u32 = 0;

/** Starts a walk through all values of a header. */
export function startWalk(): void {
  inList = false;
  listFrom = 0;
}

/** The next value of the same header, behind a comma (ct_sip_next_header). */
function nextValue(h: Header, from: u32): i32 {
  const end = limit();
  let at = inValue(message + <usize>from, end, ",");
  if (at == 0) return 0;
  const intro = introOf(h);
  at = inValue(at, end, intro);
  if (at == 0) return 0;
  at += <usize>intro.length;
  found = <u32>(at - message);
  return takeValue(h, at, end) ? 1 : -1;
}

/** The next value of a header that can be read (ct_sip_parse_header_uri with a list): 1, 0 = no more,
 * -1 = malformed. Sets foundAddress and foundPort. */
export function nextUri(h: Header): i32 {
  let result: i32 = 0;
  while (inList) {
    result = nextValue(h, listFrom);
    if (result > 0) break;
    if (result == 0) inList = false;
    else listFrom = found;
  }
  while (result <= 0) {
    result = getHeader(h, listFrom);
    if (result == 0) return 0;
    if (result < 0) listFrom = found;
  }
  inList = true;
  return takeUri();
}

/** Address and port of what was found. */
function takeUri(): i32 {
  const end = limit();
  const host = readHost(message + <usize>found, end, true);
  if (host == 0) return -1;
  const last = readPort(host, end);
  if (last == 0) return -1;
  listFrom = <u32>(last - message);
  return 1;
}

/** The first value of a header that can be read, with address and port. */
export function firstUri(h: Header): i32 {
  startWalk();
  return nextUri(h);
}

/** The address in a request's first line: 1, 0 = none, -1 = malformed (ct_sip_parse_request). */
export function requestUri(): i32 {
  const end = limit();
  let at = message;
  while (at < end && isAlpha(byte(at))) at++;
  if (at == message) return 0;
  at++;
  if (at >= end) return 0;
  while (at + 4 < end) {
    if (byte(at) == CR || byte(at) == LF) return -1;
    if (standsAnyCase(at, "sip:", 4)) {
      at += 4;
      break;
    }
    at++;
  }
  const from = skipUser(at, end);
  if (hostSize(from, end) == 0) return 0;
  const host = readHost(from, end, true);
  if (host == 0) return -1;
  const last = readPort(host, end);
  if (last == 0) return -1;
  found = <u32>(from - message);
  foundSize = <u32>(last - from);
  return 1;
}

/** The end of the value that stands `from` bytes in: a comma, or the message's end. */
function valueEnd(from: u32): usize {
  const comma = inValue(message + <usize>from, limit(), ",");
  return comma == 0 ? limit() : comma;
}

/** A parameter that is an address: true when it is there (ct_sip_parse_address_param). */
export function addressParameter(from: u32, name: string, delimited: bool): bool {
  const end = valueEnd(from);
  let at = inValue(message + <usize>from, end, name);
  if (at == 0) return false;
  at += <usize>name.length;
  const last = readHost(at, end, delimited);
  if (last == 0) return false;
  found = <u32>(at - message);
  foundSize = <u32>(last - at);
  return true;
}

/** The last number that was read. */
export let number: u32 = 0;

/** Reads a number of at most `bytes` digits into `number`; false when there is none. One above 32 bits
 * counts as 0, and as none (sip_strtouint). */
export function readNumber(at: usize, bytes: u32): bool {
  let value: u64 = 0;
  let i: u32 = 0;
  number = 0;
  while (i < bytes && isDigit(byte(at + <usize>i))) {
    value = value * 10 + <u64>(byte(at + <usize>i) - 48);
    i++;
    if (value > 0xffffffff || i > 11) return false;
  }
  number = <u32>value;
  numberEnd = at + <usize>i;
  return i > 0;
}

/** Behind the digits of the last number. */
export let numberEnd: usize = 0;

/** Reads the number at an offset up to the message's end. */
export function numberAt(offset: u32): bool {
  return readNumber(message + <usize>offset, size - offset);
}

/** A parameter that is a number: 1, 0 = not there, -1 = malformed. */
export function numberParameter(from: u32, name: string): i32 {
  const end = valueEnd(from);
  let at = inValue(message + <usize>from, end, name);
  if (at == 0) return 0;
  at += <usize>name.length;
  if (!readNumber(at, <u32>(end - at))) return -1;
  found = <u32>(at - message);
  foundSize = <u32>(numberEnd - at);
  return 1;
}

/** Whether `transport=` names the protocol at hand, or is not there (ct_sip_parse_transport). */
export function sameTransport(from: u32, tcp: bool): bool {
  const end = valueEnd(from);
  const at = inValue(message + <usize>from, end, "transport=");
  if (at == 0) return true;
  return standsAnyCase(at + 10, tcp ? "TCP" : "UDP", 3);
}

function lineName(l: Line): u32 {
  if (l == Line.VERSION) return 118;
  if (l == Line.OWNER) return 111;
  return l == Line.CONNECTION ? 99 : 109;
}

function beginsLine(l: Line, at: usize, end: usize): bool {
  return at + 2 <= end && (byte(at) | 32) == lineName(l) && byte(at + 1) == 61;
}

/** Finds a line of the session description from an offset on, before a line of kind `stop`: 1, 0 = it
 * is not there, -1 = it cannot be read (ct_sip_get_sdp_header). */
export function getLine(l: Line, from: u32, stop: Line): i32 {
  const end = limit();
  for (let at = message + <usize>from; at < end; at++) {
    const line = lineBehind(at, end);
    if (line == at) continue;
    if (line >= end) break;
    at = line;
    if (stop != Line.NONE && beginsLine(stop, at, end)) break;
    if (!beginsLine(l, at, end)) continue;
    at += 2;
    found = <u32>(at - message);
    return takeLine(l, at, end) ? 1 : -1;
  }
  return 0;
}

function takeLine(l: Line, at: usize, end: usize): bool {
  let from = at;
  if (l == Line.OWNER || l == Line.CONNECTION) {
    const intro = family == Family.IPV4 ? "IN IP4 " : "IN IP6 ";
    while (from + 7 < end && !stands(from, intro, 7)) {
      if (byte(from) == CR || byte(from) == LF) return false;
      from++;
    }
    if (from + 7 >= end) return false;
    from += 7;
    foundSize = readAddress(from, end, foundAddress, ANY, family) ? <u32>(readEnd - from) : 0;
  } else foundSize = l == Line.MEDIA ? mediaSize(from, end) : digits(from, end);
  found = <u32>(from - message);
  return foundSize != 0;
}

/** Size of `audio 4000`. */
function mediaSize(at: usize, end: usize): u32 {
  let i = at;
  while (i < end && isAlpha(byte(i))) i++;
  if (i >= end || byte(i) != SPACE) return 0;
  i++;
  return <u32>(i - at) + digits(i, end);
}
