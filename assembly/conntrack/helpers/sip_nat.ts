/** NAT of SIP messages (nf_nat_sip, 6.18): every address that is one of the connection's ends becomes
 * what the other end knows it by. */
import { ExpectFunction, Family, HelperMessage, Status, Verdict } from "../../abi";
import { same16, copy16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way, wayOf } from "../connection";
import { Expectation, lastExpected, removeExpectation } from "../expect";
import { extensionOf } from "../extension";
import { refuseHelp } from "../invalid";
import { mangleTcpOnly, mangleUdp } from "../nat/mangle";
import { expectPort, mapTo } from "../nat/follow";
import { Manip } from "../nat/manip_type";
import {
  addressParameter,
  family,
  firstUri,
  found,
  foundAddress,
  foundPort,
  foundSize,
  getHeader,
  getLine,
  grow,
  Header,
  Line,
  message,
  nextUri,
  number,
  numberParameter,
  requestUri,
  size,
  startWalk,
} from "./sip_text";
import { putAddress4, putAddress6, putByte, putNumber, standsAnyCase } from "./text";

const output: usize = memory.data(80, 8);

/** Whether the connection is translated. */
export function isTranslated(c: Connection): bool {
  return c.is(Status.SRC_NAT | Status.DST_NAT);
}

/** The port that a phone wants its answers at, network order, 0 = where it sent from. */
export function forcedPort(c: Connection): u16 {
  return load<u16>(extensionOf(c).data(), 8);
}

/** Replaces `bytes` bytes of the message, `offset` bytes in, by what was written to output up to
 * `end`. The packet's bytes are its own. */
function replace(p: Packet, offset: u32, bytes: u32, end: usize): bool {
  const length = <u32>(end - output);
  const at = <u32>(message - p.data) + offset - p.transport;
  let done: bool;
  if (p.protocol == Protocol.TCP) {
    const header = (<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2;
    done = mangleTcpOnly(p, at - header, bytes, output, length);
  } else done = mangleUdp(p, at - 8, bytes, output, length);
  if (done) grow(<i32>length - <i32>bytes);
  return done;
}

function putAddress(address: usize, brackets: bool): usize {
  if (family == Family.IPV4) return putAddress4(output, address);
  if (!brackets) return putAddress6(output, address);
  return putByte(putAddress6(putByte(output, 91), address), 93);
}

function putAddressPort(address: usize, port: u16): usize {
  return putNumber(putByte(putAddress(address, true), 58), <u32>bswap<u16>(port));
}

/** Translates the address and port that were found, if they are one of the ends (map_addr). */
function mapFound(p: Packet, c: Connection): bool {
  const way = wayOf(p.ctInfo);
  const own = c.tuple(way);
  const other = c.tuple(1 - way);
  let address: usize;
  let port: u16;
  if (same16(own.source(), foundAddress) && own.sourcePort == foundPort) {
    address = other.destination();
    port = other.destinationPort;
  } else if (same16(own.destination(), foundAddress) && own.destinationPort == foundPort) {
    address = other.source();
    port = forcedPort(c) != 0 ? forcedPort(c) : other.sourcePort;
  } else return true;
  if (same16(address, foundAddress) && port == foundPort) return true;
  return replace(p, found, foundSize, putAddressPort(address, port));
}

/** Translates the topmost Via and its parameters: 0, or the HelperMessage of what failed. */
function mapVia(p: Packet, c: Connection, request: bool): u32 {
  const header = p.protocol == Protocol.TCP ? Header.VIA_TCP : Header.VIA_UDP;
  if (firstUri(header) <= 0) return 0;
  const way = wayOf(p.ctInfo);
  const own = c.tuple(way);
  const other = c.tuple(1 - way);
  if (request) {
    if (!same16(foundAddress, own.source()) || foundPort != own.sourcePort) return 0;
  } else if (!same16(foundAddress, own.destination()) || foundPort != own.destinationPort) return 0;
  const before = size;
  const at = found + foundSize;
  if (!mapFound(p, c)) return HelperMessage.SIP_VIA;
  const end = at + size - before;
  if (addressParameter(end, "maddr=", true)) {
    if (same16(foundAddress, own.source()) && !same16(foundAddress, other.destination())) {
      if (!replace(p, found, foundSize, putAddress(other.destination(), true)))
        return HelperMessage.SIP_MADDR;
    }
  }
  if (addressParameter(end, "received=", false)) {
    if (same16(foundAddress, own.destination()) && !same16(foundAddress, other.source())) {
      if (!replace(p, found, foundSize, putAddress(other.source(), false)))
        return HelperMessage.SIP_RECEIVED;
    }
  }
  if (numberParameter(end, "rport=") > 0) {
    const port = bswap<u16>(<u16>number);
    if (port == own.destinationPort && port != other.sourcePort) {
      const value = <u32>bswap<u16>(other.sourcePort);
      if (!replace(p, found, foundSize, putNumber(output, value))) return HelperMessage.SIP_RPORT;
    }
  }
  return 0;
}

/** The whole message (nf_nat_sip): ACCEPT, or DROP. */
export function translateMessage(p: Packet, c: Connection): i32 {
  let failed: u32 = 0;
  const request = size < 7 || !standsAnyCase(message, "SIP/2.0", 7);
  if (request && requestUri() > 0 && !mapFound(p, c)) failed = HelperMessage.SIP_MANGLE;
  if (failed == 0) failed = mapVia(p, c, request);
  if (failed == 0) failed = mapContacts(p, c);
  if (failed == 0 && !mapHeader(p, c, Header.FROM)) failed = HelperMessage.SIP_FROM_TO;
  if (failed == 0 && !mapHeader(p, c, Header.TO)) failed = HelperMessage.SIP_FROM_TO;
  if (failed != 0) {
    refuseHelp(p, c, failed, 0);
    return refuseHelp(p, c, HelperMessage.SIP_NAT, 0);
  }
  if (wayOf(p.ctInfo) == Way.REPLY && forcedPort(c) != 0) {
    // a port that a request over TCP asked for can be given over UDP alone
    if (p.protocol != <u32>Protocol.UDP) return refuseHelp(p, c, HelperMessage.SIP_NAT, 0);
    store<u16>(p.transportHeader(), forcedPort(c), 2);
    mangleUdp(p, 0, 0, output, 0);
  }
  return Verdict.ACCEPT;
}

function mapContacts(p: Packet, c: Connection): u32 {
  startWalk();
  while (nextUri(Header.CONTACT) > 0) if (!mapFound(p, c)) return HelperMessage.SIP_MANGLE_CONTACT;
  return 0;
}

function mapHeader(p: Packet, c: Connection, h: Header): bool {
  return firstUri(h) <= 0 || mapFound(p, c);
}

/** Content-Length tells the description's new size (mangle_content_len). */
function mapLength(p: Packet): bool {
  if (getLine(Line.VERSION, 0, Line.NONE) <= 0) return false;
  const length = size - found + 2;
  if (getHeader(Header.CONTENT_LENGTH, 0) <= 0) return false;
  return replace(p, found, foundSize, putNumber(output, length));
}

/** Replaces the address of a line of the description: 1, 0 = there is none, -1 = it cannot be. */
function mapLine(p: Packet, from: u32, l: Line, address: usize): i32 {
  if (getLine(l, from, Line.MEDIA) <= 0) return 0;
  return replace(p, found, foundSize, putAddress(address, false)) ? 1 : -1;
}

/** The address of a media description (nf_nat_sdp_addr). */
export function mapMediaAddress(p: Packet, from: u32, address: usize): bool {
  return mapLine(p, from, Line.CONNECTION, address) > 0 && mapLength(p);
}

/** The port of a media description, host order (nf_nat_sdp_port). */
export function mapMediaPort(p: Packet, at: u32, bytes: u32, port: u32): bool {
  return replace(p, at, bytes, putNumber(output, port)) && mapLength(p);
}

/** Owner and connection of the session (nf_nat_sdp_session). */
export function mapSession(p: Packet, from: u32, address: usize): bool {
  if (mapLine(p, from, Line.OWNER, address) <= 0) return false;
  if (mapLine(p, from, Line.CONNECTION, address) < 0) return false;
  return mapLength(p);
}

/** Enters the expectation of calls to a phone that registers, and tells the registrar where they will
 * arrive (nf_nat_sip_expect): ACCEPT, or DROP. */
export function translateRegistration(p: Packet, c: Connection, e: Expectation): i32 {
  const at = found;
  const bytes = foundSize;
  const way = wayOf(p.ctInfo);
  const own = c.tuple(way);
  const other = c.tuple(1 - way);
  const t = e.tuple();
  copy16(e.saved(), t.destination());
  e.savedPort = t.destinationPort;
  if (!same16(own.source(), other.destination())) copy16(t.destination(), other.destination());
  const source = forcedPort(c) != 0 ? forcedPort(c) : own.sourcePort;
  const wanted = t.destinationPort == source ? other.destinationPort : t.destinationPort;
  e.way = <u8>(1 - way);
  e.run = <u8>ExpectFunction.SIP;
  const port = expectPort(e, <u32>bswap<u16>(wanted));
  if (port == 0) return refuseHelp(p, c, HelperMessage.SIP_PORTS, 0);
  const made = lastExpected;
  if (same16(t.destination(), e.saved()) && t.destinationPort == e.savedPort) return Verdict.ACCEPT;
  if (replace(p, at, bytes, putAddressPort(t.destination(), t.destinationPort)))
    return Verdict.ACCEPT;
  removeExpectation(changetype<Expectation>(made));
  return refuseHelp(p, c, HelperMessage.CANNOT_MANGLE, 0);
}

/** NAT of a call or a media stream that was expected (nf_nat_sip_expected). A stream whose other
 * direction is expected too leaves from where that one is expected. */
export function sipExpected(p: Packet, c: Connection, e: Expectation): void {
  const master = changetype<Connection>(<usize>e.master);
  const t = c.tuple(Way.ORIGINAL);
  mapTo(p, c, e.saved(), true, e.savedPort, Manip.DESTINATION);
  if (e.kind != 0 && master.extension != 0) {
    let i = extensionOf(master).expectations;
    while (i != 0) {
      const x = changetype<Expectation>(<usize>i);
      i = x.masterNext;
      if (x.tuple().protocol != t.protocol || x.savedPort != t.sourcePort) continue;
      if (!same16(t.source(), x.saved())) continue;
      mapTo(p, c, x.tuple().destination(), true, x.tuple().destinationPort, Manip.SOURCE);
      return;
    }
  }
  if (!same16(t.source(), master.tuple(e.way).source())) return;
  mapTo(p, c, master.tuple(1 - <u32>e.way).destination(), false, 0, Manip.SOURCE);
}
