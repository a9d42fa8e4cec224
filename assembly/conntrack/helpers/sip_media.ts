/** The media streams that a session description announces (nf_conntrack_sip, process_sdp, 6.18): for
 * each a pair of ports, RTP and RTCP (RFC 3550). */
import { Expected, ExpectFunction, HelperMessage, Verdict } from "../../abi";
import { copy16, same16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, wayOf } from "../connection";
import {
  draft,
  expect,
  Expectation,
  findExpectation,
  fromAddress,
  lastExpected,
  removeExpectation,
  towards,
} from "../expect";
import { helperOf } from "../extension";
import { refuseHelp } from "../invalid";
import { zoneOfConnection } from "../template";
import { Tuple } from "../tuple";
import { isTranslated, mapMediaAddress, mapMediaPort, mapSession } from "./sip_nat";
import {
  found,
  foundAddress,
  foundSize,
  getLine,
  Line,
  message,
  number,
  numberAt,
} from "./sip_text";
import { stands } from "./text";

/** Media descriptions that are read. */
const MAX_MEDIA: u32 = 3;

const sessionAddress: usize = memory.data(16, 8);
/** Where the media at hand goes; NAT may change it. */
const mediaAddress: usize = memory.data(16, 8);
const searchSpace: usize = memory.data(40, 8);

let mediaAt: u32 = 0;
let mediaSize: u32 = 0;

function kindName(kind: u32): string {
  if (kind == 1) return "audio ";
  return kind == 2 ? "video " : "image ";
}

/** The class of the media, 0 = another; moves behind the word. */
function mediaKind(): u32 {
  for (let kind: u32 = 1; kind <= MAX_MEDIA; kind++) {
    if (mediaSize < 6 || !stands(message + <usize>mediaAt, kindName(kind), 6)) continue;
    mediaAt += 6;
    mediaSize -= 6;
    return kind;
  }
  return 0;
}

/** Reads the session description, if there is one: ACCEPT, or DROP. */
export function processMedia(p: Packet, c: Connection): i32 {
  if (getLine(Line.VERSION, 0, Line.NONE) <= 0) return Verdict.ACCEPT;
  const session = found;
  const general = getLine(Line.CONNECTION, session, Line.MEDIA) > 0;
  if (general) {
    copy16(sessionAddress, foundAddress);
    copy16(mediaAddress, foundAddress);
  }
  // the session's address is written anew, even where no stream is announced
  let any = general;
  mediaAt = session;
  for (let i: u32 = 0; i < MAX_MEDIA; ) {
    if (getLine(Line.MEDIA, mediaAt, Line.NONE) <= 0) break;
    mediaAt = found;
    mediaSize = foundSize;
    const kind = mediaKind();
    if (kind == 0) {
      mediaAt += mediaSize;
      continue;
    }
    if (!numberAt(mediaAt) || number == 0) continue;
    const port = number;
    if (port < 1024 || port > 65535) return refuseHelp(p, c, HelperMessage.SIP_PORT, port);
    const own = getLine(Line.CONNECTION, mediaAt, Line.MEDIA) > 0;
    if (own) copy16(mediaAddress, foundAddress);
    else if (general) copy16(mediaAddress, sessionAddress);
    else return refuseHelp(p, c, HelperMessage.SIP_SDP, 0);
    any = true;
    if (!announce(p, c, kind, port)) return refuseHelp(p, c, HelperMessage.SIP_VOICE, 0);
    if (own && isTranslated(c) && !mapMediaAddress(p, mediaAt, mediaAddress))
      return refuseHelp(p, c, HelperMessage.SIP_MANGLE_SDP, 0);
    i++;
  }
  if (!any || !isTranslated(c)) return Verdict.ACCEPT;
  return mapSession(p, session, mediaAddress) ? Verdict.ACCEPT : Verdict.DROP;
}

/** Expects both streams of a media description (set_expected_rtp_rtcp); false = drop. Only media of
 * the speaker's own address are expected (sip_direct_media), and from the other end only. */
function announce(p: Packet, c: Connection, kind: u32, port: u32): bool {
  const way = wayOf(p.ctInfo);
  if (!same16(mediaAddress, c.tuple(way).source())) return true;
  const source = c.tuple(1 - way).source();
  const t = changetype<Tuple>(searchSpace);
  memory.fill(searchSpace, 0, 40);
  copy16(t.source(), source);
  copy16(t.destination(), mediaAddress);
  t.destinationPort = bswap<u16>(<u16>port);
  t.protocol = <u8>Protocol.UDP;
  t.family = <u8>c.family();
  let direct = false;
  let known = false;
  while (!known) {
    const at = findExpectation(t, zoneOfConnection(c));
    if (at == 0) break;
    const x = changetype<Expectation>(at);
    const master = changetype<Connection>(<usize>x.master);
    if (master == c || helperOf(master) != helperOf(c) || <u32>x.kind != kind) break;
    const moved =
      !same16(x.saved(), x.tuple().destination()) || x.savedPort != x.tuple().destinationPort;
    if (!direct && moved && isTranslated(c)) {
      copy16(mediaAddress, x.saved());
      copy16(t.destination(), x.saved());
      t.destinationPort = x.savedPort;
      direct = true;
    } else known = true;
  }
  const even = <u32>bswap<u16>(t.destinationPort) & 0xfffe;
  if (direct && !mapMediaPort(p, mediaAt, mediaSize, even)) return false;
  if (known) return true;
  const rtp = stream(0, c, kind, source, even);
  const rtcp = stream(1, c, kind, source, even + 1);
  if (isTranslated(c) && !direct) return translate(p, c, rtp, rtcp);
  return enterPair(rtp, rtcp);
}

function stream(index: u32, c: Connection, kind: u32, source: usize, port: u32): Expectation {
  const e = draft(index, c, Protocol.UDP, kind);
  fromAddress(e, source);
  towards(e, mediaAddress, bswap<u16>(<u16>port));
  return e;
}

/** One that is there for another purpose counts as entered. */
function enterPair(rtp: Expectation, rtcp: Expectation): bool {
  const first = expect(rtp, true);
  const made = lastExpected;
  if (first != Expected.OK && first != Expected.ALREADY) return false;
  const second = expect(rtcp, true);
  if (second == Expected.OK || second == Expected.ALREADY) return true;
  if (first == Expected.OK) removeExpectation(changetype<Expectation>(made));
  return false;
}

/** Enters the pair on two ports in a row that are free, and names them to the other end
 * (nf_nat_sdp_media). */
function translate(p: Packet, c: Connection, rtp: Expectation, rtcp: Expectation): bool {
  const way = wayOf(p.ctInfo);
  const outside = c.tuple(1 - way).destination();
  if (!same16(c.tuple(way).source(), outside)) copy16(mediaAddress, outside);
  prepare(rtp, way);
  prepare(rtcp, way);
  const port = enterFree(rtp, rtcp);
  if (port == 0) {
    refuseHelp(p, c, HelperMessage.SIP_MEDIA_PORTS, 0);
    return false;
  }
  const first = firstMade;
  const second = lastExpected;
  if (rtp.tuple().destinationPort == rtp.savedPort) return true;
  if (mapMediaPort(p, mediaAt, mediaSize, port)) return true;
  refuseHelp(p, c, HelperMessage.SIP_MANGLE_SDP_MESSAGE, 0);
  removeExpectation(changetype<Expectation>(first));
  removeExpectation(changetype<Expectation>(second));
  return false;
}

function prepare(e: Expectation, way: u32): void {
  const t = e.tuple();
  copy16(e.saved(), t.destination());
  e.savedPort = t.destinationPort;
  copy16(t.destination(), mediaAddress);
  e.way = <u8>(1 - way);
  e.run = <u8>ExpectFunction.SIP;
}

let firstMade: usize = 0;

/** The first of the two ports, host order; 0 = none were free. */
function enterFree(rtp: Expectation, rtcp: Expectation): u32 {
  for (
    let port = <u32>bswap<u16>(rtp.tuple().destinationPort);
    port < 65536 && port != 0;
    port += 2
  ) {
    rtp.tuple().destinationPort = bswap<u16>(<u16>port);
    const first = expect(rtp, true);
    if (first == Expected.BUSY) continue;
    if (first != Expected.OK) return 0;
    firstMade = lastExpected;
    rtcp.tuple().destinationPort = bswap<u16>(<u16>(port + 1));
    const second = expect(rtcp, true);
    if (second == Expected.OK) return port;
    removeExpectation(changetype<Expectation>(firstMade));
    if (second != Expected.BUSY) return 0;
  }
  return 0;
}
