/**
 * Facts that a packet carries besides its sender's uid and gid: what no capture holds and somebody
 * declared, as words. Equal facts are one record; Packet.facts points to it, 0 = nothing declared.
 */
import { Family } from "../abi";
import { readAddress4, readAddress6, readEnd } from "../conntrack/helpers/text";
import { allocate } from "../memory/heap";

/** What is declared. */
export const enum FactRecord {
  /** u16: FactGiven bits. */
  given = 0,
  /** u8: FactSocket bits. */
  socket = 2,
  /** u32: the socket's mark. */
  socketMark = 4,
  /** Names of bridge ports, 16 bytes each, zero-padded; empty = none. */
  physIn = 8,
  physOut = 24,
  /** FactTransform of what was undone on the way in, and of what will be done on the way out. */
  transformIn = 40,
  transformOut = 56,
  /** u32 each: number of the processor; number of the control group; pointer to its path: u32 bytes, then
   * the bytes, 0 = "/". */
  cpu = 72,
  cgroupId = 76,
  cgroupPath = 80,
  /** u32 each: sequence number and time stamp with which the host answered the SYN. */
  cookie = 88,
  cookieStamp = 92,
  /** FactIpvs. */
  ipvs = 96,
  size = 120,
}

/** One IPsec transformation. */
export const enum FactTransform {
  /** u8 each: protocol, 0 = none was applied; mode: 0 transport, 1 tunnel. */
  protocol = 0,
  mode = 1,
  /** u32 each, host order. */
  reqid = 4,
  spi = 8,
  size = 16,
}

/** What IPVS, the load balancer, has to do with the packet. */
export const enum FactIpvs {
  /** The virtual address that the client asked for: 16 bytes, IPv4 in the first four. */
  address = 0,
  /** u16 each, host order: its port; that of the controlling connection. */
  port = 16,
  controlPort = 18,
  /** u8 each: Family of the address; first letter of the method, small: gate, ipip, masq, local or bypass;
   * FactIpvsFlag bits. */
  family = 20,
  method = 21,
  flags = 22,
  size = 24,
}

/** None of these: IPVS has nothing to do with it. */
export const enum FactIpvsFlag {
  /** IPVS handled it (skb->ipvs_property). */
  HANDLED = 1,
  /** Its connection is found by its addresses and ports: it is on the way to a server. */
  FOUND = 2,
  /** That connection has a controlling one. */
  CONTROLLED = 4,
}

export const enum FactGiven {
  BRIDGE = 1,
  SOCKET = 2,
  TRANSFORM_IN = 4,
  TRANSFORM_OUT = 8,
  CPU = 16,
  CGROUP_ID = 32,
  CGROUP_PATH = 64,
  COOKIE = 128,
  IPVS = 256,
}

/** The socket that a packet would meet. None of these: there is none. */
export const enum FactSocket {
  /** There is one. */
  FOUND = 1,
  /** IP_TRANSPARENT is set. */
  TRANSPARENT = 2,
  /** It listens on any address. */
  WILDCARD = 4,
}

/** How many different declarations are kept; further ones count as not declared. */
const MAX_FACTS: u32 = 1024;

/** What is declared of the frame that is being processed, and of all that comes of it. */
export let frameFacts: usize = 0;
/** Whether its cookie was given to somebody. */
export let cookieGiven: bool = false;

export function setFrameFacts(facts: usize): void {
  frameFacts = facts;
  cookieGiven = false;
}

export function giveCookie(): void {
  cookieGiven = true;
}

/** The declaration that is being read. */
export const current: usize = memory.data(120, 8);
let records: usize = 0;
let count: u32 = 0;

/** Starts a declaration anew. */
export function clearDeclared(): void {
  memory.fill(current, 0, FactRecord.size);
}

/** Takes one word of `length` bytes: physin=, physout=, socket=, skmark=, xfrmin=, xfrmout=, cpu=,
 * cgroup=, cookie=, ipvs=. */
export function declareWord(word: usize, length: u32): void {
  if (isKey(word, length, 0x3d6e697379687000, 7)) takeName(word + 7, length - 7, FactRecord.physIn);
  else if (isKey(word, length, 0x3d74756f73796870, 8)) {
    takeName(word + 8, length - 8, FactRecord.physOut);
  } else if (isKey(word, length, 0x3d74656b636f7300, 7)) takeSocket(word + 7, length - 7);
  else if (isKey(word, length, 0x3d6b72616d6b7300, 7)) {
    store<u32>(current, readNumber(word + 7, length - 7), FactRecord.socketMark);
  } else if (isKey(word, length, 0x3d6e696d72667800, 7)) {
    given(FactGiven.TRANSFORM_IN);
    takeTransform(word + 7, length - 7, current + FactRecord.transformIn);
  } else if (isKey(word, length, 0x3d74756f6d726678, 8)) {
    given(FactGiven.TRANSFORM_OUT);
    takeTransform(word + 8, length - 8, current + FactRecord.transformOut);
  } else if (isKey(word, length, 0x3d75706300000000, 4)) {
    given(FactGiven.CPU);
    store<u32>(current, readNumber(word + 4, length - 4), FactRecord.cpu);
  } else if (isKey(word, length, 0x3d70756f72676300, 7)) takeGroup(word + 7, length - 7);
  else if (isKey(word, length, 0x3d65696b6f6f6300, 7)) takeCookie(word + 7, length - 7);
  else if (isKey(word, length, 0x3d73767069000000, 5)) takeIpvs(word + 5, length - 5);
}

/** "none"; "reply": handled, on its way back to the client, so that no connection is found; or that of a
 * packet to a server: ADDRESS:PORT/METHOD/CONTROLPORT with an IPv6 address in brackets. What is missing at the
 * end is "masq", and no controlling connection. What has no address declares nothing. */
function takeIpvs(text: usize, length: u32): void {
  const to = current + FactRecord.ipvs;
  memory.fill(to, 0, FactIpvs.size);
  const first = length == 0 ? 0 : <u32>load<u8>(text);
  let flags: u32 = 0;
  if (first == 114) flags = FactIpvsFlag.HANDLED;
  else if (first != 110) {
    const end = text + length;
    const behind = readVirtualAddress(text, end, to);
    if (behind == 0) return;
    flags = FactIpvsFlag.HANDLED | FactIpvsFlag.FOUND | readIpvsRest(behind, end, to);
  }
  given(FactGiven.IPVS);
  store<u8>(to, <u8>flags, FactIpvs.flags);
}

/** Reads the address of a FactIpvs; answers what is behind it, 0 where there is none. */
function readVirtualAddress(text: usize, end: usize, to: usize): usize {
  const bracket = text < end && load<u8>(text) == 91;
  store<u8>(to, <u8>(bracket ? Family.IPV6 : Family.IPV4), FactIpvs.family);
  if (!bracket) return readAddress4(text, end, to + FactIpvs.address, 47) ? readEnd : 0;
  if (!readAddress6(text + 1, end, to + FactIpvs.address, 93) || readEnd == end) return 0;
  return readEnd + 1;
}

/** Reads :PORT/METHOD/CONTROLPORT of a FactIpvs; answers FactIpvsFlag.CONTROLLED where the last is there. */
function readIpvsRest(text: usize, end: usize, to: usize): u32 {
  store<u8>(to, 109, FactIpvs.method); // "masq"
  let flags: u32 = 0;
  let part: u32 = 0;
  let at = text;
  while (at < end) {
    const start = at;
    while (at < end && load<u8>(at) != 47) at++;
    const colon = start < at && load<u8>(start) == 58;
    if (part == 0 && colon) {
      store<u16>(to, <u16>readNumber(start + 1, <u32>(at - start - 1)), FactIpvs.port);
    }
    if (part == 1 && at > start) store<u8>(to, load<u8>(start) | 32, FactIpvs.method);
    if (part == 2) {
      store<u16>(to, <u16>readNumber(start, <u32>(at - start)), FactIpvs.controlPort);
      flags = FactIpvsFlag.CONTROLLED;
    }
    part++;
    at++;
  }
  return flags;
}

/** NUMBER or NUMBER/STAMP of a SYN+ACK. */
function takeCookie(text: usize, length: u32): void {
  given(FactGiven.COOKIE);
  let slash: u32 = 0;
  while (slash < length && load<u8>(text + slash) != 47) slash++;
  store<u32>(current, readNumber(text, slash), FactRecord.cookie);
  if (slash == length) return;
  const stamp = readNumber(text + slash + 1, length - slash - 1);
  store<u32>(current, stamp, FactRecord.cookieStamp);
}

/** A control group: a path that begins with "/", or a number. */
function takeGroup(text: usize, length: u32): void {
  if (length == 0 || load<u8>(text) != 47) {
    given(FactGiven.CGROUP_ID);
    store<u32>(current, readNumber(text, length), FactRecord.cgroupId);
    return;
  }
  given(FactGiven.CGROUP_PATH);
  // a slash at the end says nothing
  let used = length;
  while (used > 0 && load<u8>(text + <usize>(used - 1)) == 47) used--;
  store<u32>(current, used == 0 ? 0 : <u32>keptPath(text, used), FactRecord.cgroupPath);
}

/** The paths that were declared: u32 next, u32 bytes, the bytes. */
let paths: usize = 0;
let pathCount: u32 = 0;

/** Pointer to the one copy of a path; 0 when memory is exhausted, or so many were declared before. */
function keptPath(text: usize, length: u32): usize {
  let at = paths;
  while (at != 0) {
    if (load<u32>(at, 4) == length && memory.compare(at + 8, text, length) == 0) return at + 4;
    at = <usize>load<u32>(at);
  }
  const block = pathCount == MAX_FACTS ? <usize>0 : allocate(<usize>length + 8);
  if (block == 0) return 0;
  pathCount++;
  store<u32>(block, <u32>paths);
  store<u32>(block, length, 4);
  memory.copy(block + 8, text, length);
  paths = block;
  return block + 4;
}

/** Whether the word starts with a key of `size` bytes, whose letters end `key` as in memory. */
function isKey(word: usize, length: u32, key: u64, size: u32): bool {
  if (length < size) return false;
  const shift = <u64>((8 - size) << 3);
  let letters: u64 = 0;
  for (let i: u32 = 0; i < size; i++) {
    letters |= (<u64>load<u8>(word + i)) << (<u64>(i << 3) + shift);
  }
  return letters == key;
}

function given(bit: FactGiven): void {
  store<u16>(current, load<u16>(current, FactRecord.given) | <u16>bit, FactRecord.given);
}

/** The name of a port; "none" and nothing: there is none. */
function takeName(text: usize, length: u32, field: usize): void {
  given(FactGiven.BRIDGE);
  memory.fill(current + field, 0, 16);
  if (length == 4 && load<u32>(text) == 0x656e6f6e) return;
  memory.copy(current + field, text, min<u32>(length, 15));
}

/** "none", or any of "t" (transparent), "w" (bound to any address), "b" (bound to the address) by
 * their whole words, joined by "+". */
function takeSocket(text: usize, length: u32): void {
  given(FactGiven.SOCKET);
  let bits: u32 = 0;
  let i: u32 = 0;
  while (i < length) {
    const letter = load<u8>(text + i);
    if (letter == 110)
      bits = 0; // "none"
    else bits |= FactSocket.FOUND;
    if (letter == 116) bits |= FactSocket.TRANSPARENT;
    if (letter == 119) bits |= FactSocket.WILDCARD;
    while (i < length && load<u8>(text + i) != 43) i++;
    i++;
  }
  store<u8>(current, <u8>bits, FactRecord.socket);
}

/** "none", or PROTOCOL/MODE/REQID/SPI with "esp", "ah" or "ipcomp" and "tunnel" or "transport"; what
 * is missing at the end is transport mode and zeros. */
function takeTransform(text: usize, length: u32, to: usize): void {
  memory.fill(to, 0, FactTransform.size);
  let part: u32 = 0;
  let i: u32 = 0;
  while (i <= length) {
    const start = i;
    while (i < length && load<u8>(text + i) != 47) i++;
    const word = text + start;
    if (part == 0 && i > start) store<u8>(to, <u8>transformProtocol(load<u8>(word)));
    if (part == 1) store<u8>(to, i - start == 6 ? 1 : 0, FactTransform.mode); // "tunnel"
    if (part == 2) store<u32>(to, readNumber(word, i - start), FactTransform.reqid);
    if (part == 3) store<u32>(to, readNumber(word, i - start), FactTransform.spi);
    part++;
    i++;
  }
}

/** By the first letter: esp, ah, ipcomp; 0 for "none". */
function transformProtocol(letter: u32): u32 {
  if (letter == 101) return 50;
  if (letter == 97) return 51;
  return letter == 105 ? 108 : 0;
}

/** A decimal or 0x number; zero for what is none. */
function readNumber(text: usize, length: u32): u32 {
  const hexadecimal = length > 2 && load<u8>(text) == 48 && (load<u8>(text, 1) | 32) == 120;
  const base: u32 = hexadecimal ? 16 : 10;
  let value: u32 = 0;
  for (let i: u32 = hexadecimal ? 2 : 0; i < length; i++) {
    const c = <u32>load<u8>(text + i);
    const digit = c <= 57 ? c - 48 : (c | 32) - 87;
    if (digit >= base) return 0;
    value = value * base + digit;
  }
  return value;
}

/** The record of the declaration just read; 0 when nothing was declared. */
export function declared(): usize {
  if (load<u16>(current, FactRecord.given) == 0) return 0;
  for (let i: u32 = 0; i < count; i++) {
    const known = records + <usize>i * FactRecord.size;
    if (memory.compare(known, current, FactRecord.size) == 0) return known;
  }
  if (records == 0) records = allocate(<usize>MAX_FACTS * FactRecord.size);
  if (records == 0 || count == MAX_FACTS) return 0;
  const fresh = records + <usize>count * FactRecord.size;
  memory.copy(fresh, current, FactRecord.size);
  count++;
  return fresh;
}
