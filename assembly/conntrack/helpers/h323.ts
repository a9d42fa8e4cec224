/**
 * What the helpers of H.323 share (nf_conntrack_h323_main.c, 6.18): RAS, over UDP, registers ends and
 * admits calls; Q.931, over TCP, signals calls; H.245, over TCP or within Q.931, opens channels for media.
 *
 * What is remembered (Extension.data), ports in network order:
 *
 *     0             4                        20
 *    ┌─────────────┬────────────────────────┬───────────────────────────────────────────┐
 *    │u16 signal   │u16 RTP ports: four     │RAS: u32 seconds that a registration lives │
 *    │port, by way │times original, reply   │TCP: u16 bytes that are to come, by way    │
 *    └─────────────┴────────────────────────┴───────────────────────────────────────────┘
 *
 * The port of the way in which a message went is the announced one, the other what NAT made of it.
 */
import { Expected, Family, Status } from "../../abi";
import {
  Ip6Address,
  IpAddress,
  H245TransportAddress,
  MediaAddress,
  MediaAddress6,
  TransportAddress,
  UnicastAddress,
} from "../../generated/h323";
import { get16, same16 } from "../../packet/bytes";
import { Packet } from "../../packet/packet";
import { Connection, wayOf } from "../connection";
import { draft, expect, Expectation, fromAddress, towards } from "../expect";
import { extensionOf } from "../extension";

/** Every alternative keeps what it holds here. */
const WITHIN: usize = 4;
const TCP_HEADER: u32 = 20;
/** A TPKT's header: 3, 0, u16 size with the header (RFC 1006, 6). */
const TPKT_HEADER: u32 = 4;
const TPKT_VERSION: u32 = 0x300;

/** The message at hand in the packet; 0 = none yet. */
export let data: usize = 0;
export let dataSize: u32 = 0;
/** Where it stands behind the transport's header. */
export let dataOffset: u32 = 0;

/** The address that was read, as 16 bytes, and its port in network order. */
export const foundAddress: usize = memory.data(16, 8);
export let foundPort: u16 = 0;

/** The message begins at `at`, `offset` bytes behind the transport's header. */
export function openMessage(at: usize, bytes: u32, offset: u32): void {
  data = at;
  dataSize = bytes;
  dataOffset = offset;
}

/** The packet's bytes moved. */
export function messageAt(at: usize): void {
  data = at;
}

function memo(c: Connection): usize {
  return extensionOf(c).data();
}

/** The port that calls or control connections come to. */
export function signalPort(c: Connection, way: u32): u16 {
  return load<u16>(memo(c) + ((<usize>way) << 1));
}
export function setSignalPort(c: Connection, way: u32, port: u16): void {
  store<u16>(memo(c) + ((<usize>way) << 1), port);
}

/** The i-th pair of ports for media that is known, i < 4. */
export function mediaPort(c: Connection, i: u32, way: u32): u16 {
  return load<u16>(memo(c) + ((<usize>((i << 1) + way)) << 1), 4);
}
export function setMediaPort(c: Connection, i: u32, way: u32, port: u16): void {
  store<u16>(memo(c) + ((<usize>((i << 1) + way)) << 1), port, 4);
}

/** Seconds that the registration lives, 0 = not known. */
export function lifetime(c: Connection): u32 {
  return load<u32>(memo(c), 20);
}
export function setLifetime(c: Connection, seconds: u32): void {
  store<u32>(memo(c), seconds, 20);
}

/** Goes to the next TPKT of a segment, which must be whole; its header may be alone in the segment before
 * (get_tpkt_data). Begins with data = 0. */
export function nextTpkt(p: Packet, c: Connection): bool {
  if (!p.has(p.transport, TCP_HEADER)) return false;
  const coming = memo(c) + 20 + ((<usize>wayOf(p.ctInfo)) << 1);
  const first = p.transport + ((<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2);
  const size = <i32>p.length - <i32>first;
  const expected = <u32>load<u16>(coming);
  let at: u32 = 0;
  if (data == 0) {
    if (size <= 0) return none(coming);
    const tpkt = p.data + <usize>first;
    if (size < <i32>TPKT_HEADER || get16(tpkt) != TPKT_VERSION) {
      if (expected == 0) return false;
      store<u16>(coming, 0);
      if (<i32>expected > size) return false;
      openMessage(tpkt, expected, 0);
      return true;
    }
  } else at = dataOffset + dataSize;
  const left = size - <i32>at;
  if (data != 0 && left <= <i32>TPKT_HEADER) return none(coming);
  // behind the message before; NAT over UDP leaves that elsewhere than `at` says
  const tpkt = data == 0 ? p.data + <usize>first : data + <usize>dataSize;
  if (get16(tpkt) != TPKT_VERSION) return none(coming);
  const whole = get16(tpkt + 2);
  if (whole < TPKT_HEADER) return none(coming);
  if (<i32>whole > left) {
    if (left != <i32>TPKT_HEADER) return none(coming);
    store<u16>(coming, <u16>(whole - TPKT_HEADER));
    return false;
  }
  openMessage(tpkt + TPKT_HEADER, whole - TPKT_HEADER, at + TPKT_HEADER);
  store<u16>(coming, 0);
  return true;
}

function none(coming: usize): bool {
  store<u16>(coming, 0);
  return false;
}

/** Reads the address that H.225.0 has at `at`, if it is of the connection's family (get_h225_addr). */
export function readSignalAddress(c: Connection, at: usize): bool {
  const four = c.family() == Family.IPV4;
  const which = load<u32>(at);
  if (which == TransportAddress.IP_ADDRESS) {
    return four && read(load<u32>(at + WITHIN, IpAddress.ip), 4);
  }
  if (which != TransportAddress.IP6_ADDRESS || four) return false;
  return read(load<u32>(at + WITHIN, Ip6Address.ip), 16);
}

/** The same of H.245 (get_h245_addr). */
export function readMediaAddress(c: Connection, at: usize): bool {
  if (load<u32>(at) != H245TransportAddress.UNICAST_ADDRESS) return false;
  const four = c.family() == Family.IPV4;
  const unicast = at + WITHIN;
  const which = load<u32>(unicast);
  if (which == UnicastAddress.I_PADDRESS) {
    return four && read(load<u32>(unicast + WITHIN, MediaAddress.network), 4);
  }
  if (which != UnicastAddress.I_P6_ADDRESS || four) return false;
  return read(load<u32>(unicast + WITHIN, MediaAddress6.network), 16);
}

function read(offset: u32, bytes: usize): bool {
  const from = data + <usize>offset;
  memory.fill(foundAddress, 0, 16);
  memory.copy(foundAddress, from, bytes);
  foundPort = load<u16>(from + bytes);
  return true;
}

/** Where an address that was kept at `at` stands in the message. */
export function placeOfSignalAddress(at: usize): u32 {
  return load<u32>(at + WITHIN, IpAddress.ip);
}
export function placeOfMediaAddress(at: usize): u32 {
  return load<u32>(at + WITHIN + WITHIN, MediaAddress.network);
}

/** Whether the address that was read is the speaker's own, with a port. */
export function isOwn(p: Packet, c: Connection): bool {
  return foundPort != 0 && same16(foundAddress, c.tuple(wayOf(p.ctInfo)).source());
}

/** Whether addresses in messages of the connection are translated. */
export function isTranslated(c: Connection): bool {
  return c.family() == Family.IPV4 && c.is(Status.SRC_NAT | Status.DST_NAT);
}

/** Whether the speaker of the packet is known under another address. */
export function isHidden(p: Packet, c: Connection): bool {
  const way = wayOf(p.ctInfo);
  return isTranslated(c) && !same16(c.tuple(way).source(), c.tuple(1 - way).destination());
}

/** A draft of what comes from the other end to `address`, and the port in network order. */
export function announced(
  index: u32,
  p: Packet,
  c: Connection,
  protocol: u32,
  address: usize,
  port: u16,
): Expectation {
  const e = draft(index, c, protocol, 0);
  fromAddress(e, c.tuple(1 - wayOf(p.ctInfo)).source());
  towards(e, address, port);
  return e;
}

/** Where the other end reaches the speaker. */
export function outside(p: Packet, c: Connection): usize {
  return c.tuple(1 - wayOf(p.ctInfo)).destination();
}

/** Enters a draft as it is. */
export function enter(e: Expectation): bool {
  return expect(e, false) == Expected.OK;
}
