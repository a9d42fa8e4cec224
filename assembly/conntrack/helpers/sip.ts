/**
 * sip (RFC 3261; nf_conntrack_sip, 6.18), over UDP and TCP: a phone that registers may be called from
 * the registrar; INVITE and its answers announce media streams; BYE ends them.
 *
 * What is remembered (Extension.data): u32 CSeq of the last REGISTER, u32 of the last INVITE, u16 the
 * port that a phone wants its answers at (network order).
 */
import { Expected, ExpectFlag, HelperMessage, HZ, Status, Verdict } from "../../abi";
import { jiffies } from "../../memory/clock";
import { get32, same16 } from "../../packet/bytes";
import { makeWritable, Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, wayOf } from "../connection";
import { draft, expect, Expectation, fromAddress, removeExpectation, towards } from "../expect";
import { extensionOf, helperOf } from "../extension";
import { refuseHelp } from "../invalid";
import { noteChange } from "../seqadj";
import { refreshJiffies } from "../timeout";
import { isEstablished, tcpData, udpData } from "./payload";
import { processMedia } from "./sip_media";
import { isTranslated, translateMessage, translateRegistration } from "./sip_nat";
import {
  firstUri,
  found,
  foundAddress,
  foundPort,
  foundSize,
  getHeader,
  Header,
  message,
  nextUri,
  number,
  numberAt,
  numberEnd,
  numberParameter,
  open,
  sameTransport,
  size,
  startWalk,
} from "./sip_text";
import { byte, isAlpha, standsAnyCase } from "./text";

/** Seconds that the connection lives from each message on (sip_timeout). */
const MASTER_TIMEOUT: u32 = 3600;
/** Bytes of the shortest message: `SIP/2.0 200`. */
const SHORTEST: u32 = 11;
/** Class of the expectation that a REGISTER makes. */
const SIGNALLING: u8 = 0;

const enum Method {
  NONE,
  INVITE,
  UPDATE,
  ACK,
  PRACK,
  BYE,
  REGISTER,
}

function methodName(m: u32): string {
  if (m == Method.INVITE) return "INVITE";
  if (m == Method.UPDATE) return "UPDATE";
  if (m == Method.ACK) return "ACK";
  if (m == Method.PRACK) return "PRACK";
  return m == Method.BYE ? "BYE" : "REGISTER";
}

/** Reads the messages in a packet. */
export function sip(p: Packet, c: Connection): i32 {
  return c.protocol() == Protocol.TCP ? sipTcp(p, c) : sipUdp(p, c);
}

function sipUdp(p: Packet, c: Connection): i32 {
  const data = udpData(p);
  if (data == 0) return Verdict.ACCEPT;
  refreshJiffies(c, MASTER_TIMEOUT * HZ);
  if (p.length - data < SHORTEST) return Verdict.ACCEPT;
  makeWritable(p);
  open(p.data + data, p.length - data, p.family);
  return processMessage(p, c);
}

/** A segment may hold several messages; a message that is not whole is passed over. */
function sipTcp(p: Packet, c: Connection): i32 {
  if (!isEstablished(p)) return Verdict.ACCEPT;
  const data = tcpData(p);
  if (data == 0) return Verdict.ACCEPT;
  refreshJiffies(c, MASTER_TIMEOUT * HZ);
  if (p.length - data < SHORTEST) return Verdict.ACCEPT;
  makeWritable(p);
  const before = p.length;
  let at = data;
  let verdict: i32 = Verdict.ACCEPT;
  while (verdict == Verdict.ACCEPT) {
    const left = p.length - at;
    open(p.data + at, left, p.family);
    const whole = messageSize();
    if (whole == 0) break;
    if (whole > left) return Verdict.ACCEPT;
    open(p.data + at, whole, p.family);
    verdict = processMessage(p, c);
    at += size;
  }
  if (verdict == Verdict.ACCEPT && isTranslated(c) && p.length != before)
    noteChange(p, c, get32(p.transportHeader() + 4), <i32>p.length - <i32>before);
  return verdict;
}

/** Size of the message by its Content-Length, 0 = it has none or its headers do not end. */
function messageSize(): u32 {
  if (getHeader(Header.CONTENT_LENGTH, 0) <= 0) return 0;
  if (!numberAt(found)) return 0;
  const end = message + <usize>size;
  for (let at = numberEnd; at + 4 <= end; at++) {
    if (load<u32>(at) != 0x0a0d0a0d) continue;
    const whole = <u64>(at + 4 - message) + <u64>number;
    return whole > 0xffffff ? 0xffffff : <u32>whole;
  }
  return 0;
}

function processMessage(p: Packet, c: Connection): i32 {
  const answer = standsAnyCase(message, "SIP/2.0 ", 8);
  const verdict = answer ? processAnswer(p, c) : processRequest(p, c);
  if (verdict != Verdict.ACCEPT || !isTranslated(c)) return verdict;
  return translateMessage(p, c);
}

/** The number of the request in `number`: true when it is there. */
function readSequence(p: Packet, c: Connection): bool {
  if (getHeader(Header.CSEQ, 0) <= 0) {
    refuseHelp(p, c, HelperMessage.SIP_CSEQ, 0);
    return false;
  }
  if (numberAt(found)) return true;
  refuseHelp(p, c, HelperMessage.SIP_NO_CSEQ, 0);
  return false;
}

function memo(c: Connection): usize {
  return extensionOf(c).data();
}

function processRequest(p: Packet, c: Connection): i32 {
  const own = c.tuple(wayOf(p.ctInfo));
  // phones that send from one port and listen at another
  if (firstUri(Header.VIA_UDP) > 0) {
    if (foundPort != own.sourcePort && same16(foundAddress, own.source()))
      store<u16>(memo(c), foundPort, 8);
  }
  for (let m: u32 = Method.INVITE; m <= <u32>Method.REGISTER; m++) {
    const name = methodName(m);
    const count = <u32>name.length;
    if (size < count + 2 || !standsAnyCase(message, name, count)) continue;
    const behind = message + <usize>count;
    if (byte(behind) != 32 || !isAlpha(byte(behind + 1))) continue;
    if (!readSequence(p, c)) return Verdict.DROP;
    return request(p, c, m, number);
  }
  return Verdict.ACCEPT;
}

function request(p: Packet, c: Connection, m: u32, sequence: u32): i32 {
  switch (m) {
    case Method.REGISTER:
      return register(p, c, sequence);
    case Method.BYE:
      forget(c, true);
      return Verdict.ACCEPT;
    case Method.INVITE:
      forget(c, true);
      break;
  }
  const verdict = processMedia(p, c);
  if (m == Method.INVITE && verdict == Verdict.ACCEPT) store<u32>(memo(c), sequence, 4);
  return verdict;
}

function processAnswer(p: Packet, c: Connection): i32 {
  if (size < SHORTEST) return Verdict.ACCEPT;
  if (!numberAt(8) || number == 0) return refuseHelp(p, c, HelperMessage.SIP_CODE, 0);
  const code = number;
  if (!readSequence(p, c)) return Verdict.DROP;
  const sequence = number;
  const at = found + foundSize + 1;
  for (let m: u32 = Method.INVITE; m <= <u32>Method.REGISTER; m++) {
    if (m == Method.ACK || m == Method.BYE) continue;
    const name = methodName(m);
    const count = <u32>name.length;
    if (size < at + count || !standsAnyCase(message + <usize>at, name, count)) continue;
    if (m == Method.REGISTER) return registered(p, c, sequence, code);
    if (code >= 100 && code <= 299) return processMedia(p, c);
    if (load<u32>(memo(c), 4) == sequence) forget(c, true);
    return Verdict.ACCEPT;
  }
  return Verdict.ACCEPT;
}

/** Takes back what is expected: the media, or the newest of the calls. */
function forget(c: Connection, media: bool): void {
  let i = extensionOf(c).expectations;
  while (i != 0) {
    const e = changetype<Expectation>(<usize>i);
    i = e.masterNext;
    if ((e.kind != SIGNALLING) != media) continue;
    removeExpectation(e);
    if (!media) break;
  }
}

/** Seconds of the Expires header, 0 = none. */
function expires(): u32 {
  if (getHeader(Header.EXPIRES, 0) <= 0) return 0;
  return numberAt(found) ? number : 0;
}

/** Expects calls from the registrar to the phone; not yet: the registrar must agree first. */
function register(p: Packet, c: Connection, sequence: u32): i32 {
  if (c.is(Status.EXPECTED)) return Verdict.ACCEPT;
  let seconds = expires();
  const read = firstUri(Header.CONTACT);
  if (read < 0) return refuseHelp(p, c, HelperMessage.SIP_CONTACT, 0);
  if (read == 0) return Verdict.ACCEPT;
  const way = wayOf(p.ctInfo);
  if (!same16(c.tuple(way).source(), foundAddress)) return Verdict.ACCEPT;
  const at = found;
  const bytes = foundSize;
  if (!sameTransport(at + bytes, p.protocol == Protocol.TCP)) return Verdict.ACCEPT;
  const given = numberParameter(at + bytes, "expires=");
  if (given < 0) return refuseHelp(p, c, HelperMessage.SIP_EXPIRES, 0);
  if (given > 0) seconds = number;
  if (seconds != 0) {
    const verdict = expectCalls(p, c, way);
    if (verdict != Verdict.ACCEPT) return verdict;
  }
  store<u32>(memo(c), sequence);
  return Verdict.ACCEPT;
}

function expectCalls(p: Packet, c: Connection, way: u32): i32 {
  firstUri(Header.CONTACT);
  const e = draft(0, c, p.protocol, SIGNALLING);
  fromAddress(e, c.tuple(1 - way).source());
  towards(e, foundAddress, foundPort);
  e.helper = <u8>helperOf(c);
  e.flags = <u8>(ExpectFlag.PERMANENT | ExpectFlag.INACTIVE);
  if (isTranslated(c)) return translateRegistration(p, c, e);
  if (expect(e, false) == Expected.OK) return Verdict.ACCEPT;
  return refuseHelp(p, c, HelperMessage.CANNOT_EXPECT, 0);
}

/** The registrar's answer: calls are expected from now on, for as long as it says, or no more. */
function registered(p: Packet, c: Connection, sequence: u32, code: u32): i32 {
  if (load<u32>(memo(c)) != sequence) return Verdict.ACCEPT;
  if (code >= 100 && code <= 199) return Verdict.ACCEPT;
  if (code >= 200 && code <= 299) {
    const general = expires();
    const own = c.tuple(wayOf(p.ctInfo));
    startWalk();
    while (true) {
      const read = nextUri(Header.CONTACT);
      if (read < 0) return refuseHelp(p, c, HelperMessage.SIP_CONTACT, 0);
      if (read == 0) break;
      if (!same16(own.destination(), foundAddress)) continue;
      const behind = found + foundSize;
      if (!sameTransport(behind, p.protocol == Protocol.TCP)) continue;
      const given = numberParameter(behind, "expires=");
      if (given < 0) return refuseHelp(p, c, HelperMessage.SIP_EXPIRES, 0);
      const seconds = given > 0 ? number : general;
      if (seconds == 0) break;
      if (activate(c, p.protocol, seconds)) return Verdict.ACCEPT;
    }
  }
  forget(c, false);
  return Verdict.ACCEPT;
}

/** Activates the expectation of calls to the address that was found. */
function activate(c: Connection, protocol: u32, seconds: u32): bool {
  let i = extensionOf(c).expectations;
  while (i != 0) {
    const e = changetype<Expectation>(<usize>i);
    i = e.masterNext;
    const t = e.tuple();
    if (e.kind != SIGNALLING || !same16(t.destination(), foundAddress)) continue;
    if (<u32>t.protocol != protocol || t.destinationPort != foundPort) continue;
    e.timeout = jiffies + seconds * HZ;
    e.flags = <u8>(<u32>e.flags & ~(<u32>ExpectFlag.INACTIVE));
    return true;
  }
  return false;
}
