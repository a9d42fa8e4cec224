/** NAT of H.323 messages (nf_nat_h323.c, 6.18): addresses become those that the other end can reach, in
 * their place; no message changes its size. IPv4 only. */
import { Expected, ExpectFunction } from "../../abi";
import { copy16, get32 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { Connection, Way, wayOf } from "../connection";
import { expect, Expectation, lastExpected, removeExpectation } from "../expect";
import { expectFollowing, expectPort, followMaster, mapTo } from "../nat/follow";
import { mangleTcp, mangleUdp } from "../nat/mangle";
import { Manip } from "../nat/manip_type";
import {
  dataOffset,
  foundAddress,
  foundPort,
  mediaPort,
  messageAt,
  outside,
  placeOfMediaAddress,
  placeOfSignalAddress,
  readSignalAddress,
  setMediaPort,
  setSignalPort,
  signalPort,
} from "./h323";
import { TransportAddress } from "../../generated/h323";

/** Pairs of ports for media that a connection may have (H323_RTP_CHANNEL_MAX). */
const MAX_MEDIA: u32 = 4;
/** An address and its port. */
const BYTES: u32 = 6;
const LOOPBACK_NET: u32 = 0x7f;
const UDP_HEADER: usize = 8;

const written: usize = memory.data(8, 8);

/** Writes the address and the port (network order) over those at `place` in the message (set_addr). */
function setAddress(p: Packet, c: Connection, place: u32, address: usize, port: u16): bool {
  store<u32>(written, load<u32>(address));
  store<u16>(written, port, 4);
  if (p.protocol == <u32>Protocol.TCP) {
    if (!mangleTcp(p, c, dataOffset + place, BYTES, written, BYTES)) return false;
    const t = p.transportHeader();
    messageAt(t + ((<usize>load<u8>(t, 12) >> 4) << 2) + <usize>dataOffset);
    return true;
  }
  if (!mangleUdp(p, dataOffset + place, BYTES, written, BYTES)) return false;
  messageAt(p.transportHeader() + UDP_HEADER);
  return true;
}

/** Sets the address of H.225.0 that was kept at `at`. */
export function setSignalAddress(
  p: Packet,
  c: Connection,
  at: usize,
  address: usize,
  port: u16,
): bool {
  return setAddress(p, c, placeOfSignalAddress(at), address, port);
}

/** Whether the first address of a list, which is another than the `i`-th, is one of the speaker's lo. */
function beginsOnLoopback(c: Connection, items: usize, i: u32): bool {
  return i > 0 && readSignalAddress(c, items) && <u32>load<u8>(foundAddress) == LOOPBACK_NET;
}

/** Translates the first of `count` addresses that is one of the ends' with the signal port
 * (set_sig_addr). */
export function setSignalAddresses(p: Packet, c: Connection, items: usize, count: u32): bool {
  const way = wayOf(p.ctInfo);
  const own = c.tuple(way);
  const other = c.tuple(1 - way);
  for (let i: u32 = 0; i < count; i++) {
    const at = items + <usize>(i * TransportAddress.bytes);
    if (!readSignalAddress(c, at) || foundPort != signalPort(c, way)) continue;
    const address = load<u32>(foundAddress);
    const port = signalPort(c, 1 - way);
    if (address == load<u32>(own.source())) {
      const first = beginsOnLoopback(c, items, i);
      return setSignalAddress(p, c, first ? items : at, other.destination(), port);
    }
    if (address == load<u32>(own.destination()))
      return setSignalAddress(p, c, at, other.source(), port);
  }
  return true;
}

/** Translates the first of `count` addresses that the packet comes from (set_ras_addr). */
export function setRasAddresses(p: Packet, c: Connection, items: usize, count: u32): bool {
  const way = wayOf(p.ctInfo);
  const own = c.tuple(way);
  for (let i: u32 = 0; i < count; i++) {
    const at = items + <usize>(i * TransportAddress.bytes);
    if (!readSignalAddress(c, at)) continue;
    if (load<u32>(foundAddress) != load<u32>(own.source()) || foundPort != own.sourcePort) continue;
    return setSignalAddress(p, c, at, outside(p, c), c.tuple(1 - way).destinationPort);
  }
  return true;
}

/** Expects both streams on two ports in a row that are free, and names them (nat_rtp_rtcp). Without a
 * free pair the message stays as it is. */
export function expectMediaTranslated(
  p: Packet,
  c: Connection,
  at: usize,
  port: u16,
  rtp: Expectation,
  rtcp: Expectation,
): bool {
  const way = wayOf(p.ctInfo);
  const announcedPort = rtp.tuple().destinationPort;
  follow(rtp, 1 - way);
  follow(rtcp, 1 - way);
  let i: u32 = 0;
  while (i < MAX_MEDIA) {
    const known = mediaPort(c, i, way);
    if (known == announcedPort || known == 0) break;
    i++;
  }
  if (i >= MAX_MEDIA) return true;
  const free = enterPair(rtp, rtcp, <u32>bswap<u16>(announcedPort));
  if (free == 0) return true;
  const second = lastExpected;
  const odd = (<u32>bswap<u16>(port) & 1) != 0;
  const named = bswap<u16>(<u16>(odd ? free + 1 : free));
  if (!setAddress(p, c, placeOfMediaAddress(at), outside(p, c), named)) {
    removeExpectation(changetype<Expectation>(firstMade));
    removeExpectation(changetype<Expectation>(second));
    return false;
  }
  setMediaPort(c, i, way, announcedPort);
  setMediaPort(c, i, 1 - way, bswap<u16>(<u16>free));
  return true;
}

function follow(e: Expectation, way: u32): void {
  e.savedPort = e.tuple().destinationPort;
  e.way = <u8>way;
  e.run = <u8>ExpectFunction.FOLLOW_MASTER;
}

let firstMade: usize = 0;

/** The first of the two ports from `from` on (host order), 0 = none. */
function enterPair(rtp: Expectation, rtcp: Expectation, from: u32): u32 {
  for (let port = from; port != 0 && port < 65536; port += 2) {
    rtp.tuple().destinationPort = bswap<u16>(<u16>port);
    const first = expect(rtp, false);
    if (first == Expected.BUSY) continue;
    if (first != Expected.OK) return 0;
    firstMade = lastExpected;
    rtcp.tuple().destinationPort = bswap<u16>(<u16>(port + 1));
    const second = expect(rtcp, false);
    if (second == Expected.OK) return port;
    removeExpectation(changetype<Expectation>(firstMade));
    if (second != Expected.BUSY) return 0;
  }
  return 0;
}

/** Names the port (host order) that an expectation was entered with, or takes that back. */
function nameOrForget(p: Packet, c: Connection, place: u32, port: u32): bool {
  const made = lastExpected;
  if (setAddress(p, c, place, outside(p, c), bswap<u16>(<u16>port))) return true;
  removeExpectation(changetype<Expectation>(made));
  return false;
}

/** T.120 (nat_t120). */
export function expectDataTranslated(p: Packet, c: Connection, at: usize, e: Expectation): bool {
  const port = expectFollowing(e, 1 - wayOf(p.ctInfo), portOf(e));
  return port == 0 || nameOrForget(p, c, placeOfMediaAddress(at), port);
}

/** Port of an expectation, host order. */
function portOf(e: Expectation): u32 {
  return <u32>bswap<u16>(e.tuple().destinationPort);
}

/** The port that was used before for an announced one, or that itself; host order. */
function usedBefore(c: Connection, way: u32, port: u16): u32 {
  return <u32>bswap<u16>(signalPort(c, way) == port ? signalPort(c, 1 - way) : port);
}

function rememberSignal(c: Connection, way: u32, port: u16, outsidePort: u32): void {
  setSignalPort(c, way, port);
  setSignalPort(c, 1 - way, bswap<u16>(<u16>outsidePort));
}

/** A control connection (nat_h245). */
export function expectControlTranslated(p: Packet, c: Connection, at: usize, e: Expectation): bool {
  const way = wayOf(p.ctInfo);
  const own = e.tuple().destinationPort;
  const port = expectFollowing(e, 1 - way, usedBefore(c, way, own));
  if (port == 0) return true;
  if (!nameOrForget(p, c, placeOfSignalAddress(at), port)) return false;
  rememberSignal(c, way, own, port);
  return true;
}

/** Calls to the end that registers with the `i`-th of the addresses (nat_q931). */
export function expectCallsTranslated(
  p: Packet,
  c: Connection,
  items: usize,
  i: u32,
  e: Expectation,
): bool {
  const way = wayOf(p.ctInfo);
  const own = e.tuple().destinationPort;
  e.savedPort = own;
  e.way = <u8>(1 - way);
  e.run = <u8>ExpectFunction.Q931;
  const port = expectPort(e, usedBefore(c, way, own));
  if (port == 0) return true;
  const place = placeOfSignalAddress(items + <usize>(i * TransportAddress.bytes));
  if (!nameOrForget(p, c, place, port)) return false;
  rememberSignal(c, way, own, port);
  if (!beginsOnLoopback(c, items, i)) return true;
  return nameOrForget(p, c, placeOfSignalAddress(items), port);
}

/** A call that is forwarded (nat_callforwarding). */
export function expectForwardedTranslated(
  p: Packet,
  c: Connection,
  at: usize,
  e: Expectation,
): bool {
  const t = e.tuple();
  copy16(e.saved(), t.destination());
  store<u32>(t.destination(), load<u32>(outside(p, c)));
  e.savedPort = t.destinationPort;
  e.way = <u8>(1 - wayOf(p.ctInfo));
  e.run = <u8>ExpectFunction.CALL_FORWARDING;
  const port = expectPort(e, portOf(e));
  return port == 0 || nameOrForget(p, c, placeOfSignalAddress(at), port);
}

/** NAT of a call that was expected: as the gatekeeper's if only that may call (ip_nat_q931_expect). */
export function callExpected(p: Packet, c: Connection, e: Expectation): void {
  if (get32(e.tuple().source()) != 0) {
    followMaster(p, c, e);
    return;
  }
  const master = changetype<Connection>(<usize>e.master);
  arrive(p, c, e, master.tuple(1 - <u32>e.way).source());
}

/** NAT of a forwarded call (ip_nat_callforwarding_expect). */
export function forwardedExpected(p: Packet, c: Connection, e: Expectation): void {
  arrive(p, c, e, e.saved());
}

/** The connection keeps its source, and goes to the address and the port that was announced. */
function arrive(p: Packet, c: Connection, e: Expectation, address: usize): void {
  const from = e.way == <u8>Way.ORIGINAL ? Way.REPLY : Way.ORIGINAL;
  mapTo(p, c, c.tuple(from).source(), false, 0, Manip.SOURCE);
  mapTo(p, c, address, true, e.savedPort, Manip.DESTINATION);
}
