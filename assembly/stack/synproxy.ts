/**
 * The segments that SYNPROXY sends and the options that it reads (nf_synproxy_core.c, 6.18).
 *
 *   client ── SYN ──> us ── SYN+ACK (cookie, window 0) ──> client
 *   client ── ACK ──> us ── SYN ──> server
 *   server ── SYN+ACK ──> us ── ACK ──> server, and ACK (window) ──> client
 */
import { CtInfo, Family, Sysctl } from "../abi";
import { makeCookie, readCookie, stampTold } from "../conntrack/cookie";
import { now } from "../memory/clock";
import { sysctl } from "../memory/sysctl";
import { copy16, get16, get32, put16, put32 } from "../packet/bytes";
import { IP_DF, IPV4_HEADER_SIZE, setHeaderChecksum4 } from "../packet/ipv4";
import { IPV6_HEADER_SIZE } from "../packet/ipv6";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { leaveSum } from "../packet/partial";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { CtTargetFlag, CtTargetInfo } from "../target/CT";
import { routeGenerated, sendRouted } from "./output";

const SYN: u32 = 2;
const ACK: u32 = 16;
const ECE: u32 = 64;
const CWR: u32 = 128;
const HEADER: u32 = 20;
const MAX_SCALE: u32 = 14;
/** Low bits of a time stamp that hold what the client's SYN offered: its window scale (15: none),
 * whether it knows selective acknowledgements, and whether ECN. */
const STAMP_BITS: u32 = 0x3f;
const NO_SCALE: u32 = 15;
const STAMP_SACK: u32 = 16;
const STAMP_ECN: u32 = 32;
const NS_PER_MS: i64 = 1000000;

/** Options of a SYN (NF_SYNPROXY_OPT_*). */
export const enum SynOption {
  MSS = 1,
  SCALE = 2,
  SACK = 4,
  STAMP = 8,
  ECN = 16,
}

@unmanaged
export class SynOptions {
  /** SynOption bits. */
  bits: u32;
  /** The MSS to be sent, or read. */
  mss: u32;
  scale: u32;
  /** Time stamp and its echo, host order. */
  value: u32;
  echo: u32;

  /** Whether the option is there. */
  has(option: SynOption): bool {
    return (this.bits & <u32>option) != 0;
  }
  /** Exchanges time stamp and echo. */
  swapStamps(): void {
    const value = this.value;
    this.value = this.echo;
    this.echo = value;
  }
}

/** Options of the segment at hand: one at a time. */
export const seen = changetype<SynOptions>(memory.data(24, 8));

/** The rule that connections to servers are made under: it only says that they are proxied. */
const template: usize = memory.data(128, 8);

/** Reads the options of the segment in `p`, whose header is there; false when they are not
 * (synproxy_parse_options). */
export function parseOptions(p: Packet, o: SynOptions): bool {
  memory.fill(changetype<usize>(o), 0, offsetof<SynOptions>());
  const size = (<u32>load<u8>(p.transportHeader(), 12) >> 4) << 2;
  if (size < HEADER || !p.has(p.transport, size)) return false;
  let at = p.transportHeader() + HEADER;
  const end = p.transportHeader() + size;
  while (at < end) {
    const kind = <u32>load<u8>(at);
    if (kind == 0) return true;
    if (kind == 1) {
      at++;
      continue;
    }
    if (at + 2 > end) return true;
    const length = <u32>load<u8>(at, 1);
    if (length < 2 || at + length > end) return true;
    readOption(o, kind, length, at + 2);
    at += length;
  }
  return true;
}

function readOption(o: SynOptions, kind: u32, length: u32, value: usize): void {
  if (kind == 2 && length == 4) {
    o.mss = get16(value);
    o.bits |= SynOption.MSS;
  } else if (kind == 3 && length == 3) {
    o.scale = min<u32>(<u32>load<u8>(value), MAX_SCALE);
    o.bits |= SynOption.SCALE;
  } else if (kind == 8 && length == 10) {
    o.value = get32(value);
    o.echo = get32(value + 4);
    o.bits |= SynOption.STAMP;
  } else if (kind == 4 && length == 2) o.bits |= SynOption.SACK;
}

/** Bytes that the options take. */
function sizeOf(o: SynOptions): u32 {
  let size: u32 = o.has(SynOption.MSS) ? 4 : 0;
  if (o.has(SynOption.STAMP)) size += 12;
  else if (o.has(SynOption.SACK)) size += 4;
  return o.has(SynOption.SCALE) ? size + 4 : size;
}

function writeOptions(o: SynOptions, to: usize): void {
  let at = to;
  const sack = o.has(SynOption.SACK);
  if (o.has(SynOption.MSS)) {
    put32(at, 0x02040000 | o.mss);
    at += 4;
  }
  if (o.has(SynOption.STAMP)) {
    put32(at, sack ? 0x0402080a : 0x0101080a);
    put32(at + 4, o.value);
    put32(at + 8, o.echo);
    at += 12;
  } else if (sack) {
    put32(at, 0x01010402);
    at += 4;
  }
  if (o.has(SynOption.SCALE)) put32(at, 0x01030300 | o.scale);
}

/** Begins a segment between the ends of the one in `p`, `back` to its sender or on to its receiver. */
function draft(p: Packet, back: bool, o: SynOptions): Packet {
  const a = acquirePacket();
  const size = HEADER + sizeOf(o);
  const h = a.buffer + HEADROOM;
  a.data = h;
  a.family = p.family;
  a.protocol = Protocol.TCP;
  a.flags = PacketFlag.GENERATED;
  a.transport = p.family == Family.IPV4 ? IPV4_HEADER_SIZE : IPV6_HEADER_SIZE;
  a.length = a.transport + size;
  a.captured = a.length;
  memory.fill(h, 0, a.length);
  if (p.family == Family.IPV4) begin4(p, h, back, a.length);
  else begin6(p, h, back, size);
  const from = p.transportHeader();
  const t = h + a.transport;
  store<u16>(t, load<u16>(from + (back ? 2 : 0)));
  store<u16>(t, load<u16>(from + (back ? 0 : 2)), 2);
  store<u8>(t, <u8>((size >> 2) << 4), 12);
  writeOptions(o, t + HEADER);
  return a;
}

function begin4(p: Packet, h: usize, back: bool, length: u32): void {
  store<u8>(h, 0x45);
  put16(h + 2, length);
  put16(h + 6, IP_DF);
  store<u8>(h, <u8>sysctl(Sysctl.IP_DEFAULT_TTL), 8);
  store<u8>(h, <u8>Protocol.TCP, 9);
  store<u32>(h, load<u32>(p.data + (back ? 16 : 12)), 12);
  store<u32>(h, load<u32>(p.data + (back ? 12 : 16)), 16);
}

function begin6(p: Packet, h: usize, back: bool, payload: u32): void {
  store<u8>(h, 0x60);
  put16(h + 4, payload);
  store<u8>(h, <u8>Protocol.TCP, 6);
  store<u8>(h, <u8>sysctl(Sysctl.IP6_HOP_LIMIT), 7);
  copy16(h + 8, p.data + (back ? 24 : 8));
  copy16(h + 24, p.data + (back ? 8 : 24));
}

/** Numbers, flags and window of a draft, and its checksums; then it is sent. */
function send(a: Packet, seq: u32, ack: u32, flags: u32, window: u32): void {
  const t = a.transportHeader();
  put32(t + 4, seq);
  put32(t + 8, ack);
  store<u8>(t, <u8>flags, 13);
  put16(t + 14, window);
  if (a.family == Family.IPV4) setHeaderChecksum4(a.data);
  leaveSum(a);
  if (routeGenerated(a)) sendRouted(a);
  releasePacket();
}

/** Makes the answer a reply of the packet's connection, if it has one. */
function reply(p: Packet, a: Packet): void {
  if (p.connection == 0) return;
  a.connection = p.connection;
  a.ctInfo = CtInfo.ESTABLISHED_REPLY;
}

/**
 * Answers the client's SYN in `p`, whose options are in `o`: those that the rule has too (`offered`,
 * with its MSS and window scale) are agreed on. Without time stamps there is nowhere to keep them.
 */
export function answerSyn(p: Packet, o: SynOptions, offered: u32, mss: u32, scale: u32): void {
  if (!canAcquire()) return;
  const t = p.transportHeader();
  const flags = <u32>load<u8>(t, 13);
  if ((flags & (ECE | CWR)) == (ECE | CWR)) o.bits |= SynOption.ECN;
  o.bits &= offered;
  const encoded = o.mss;
  o.mss = mss;
  if (o.has(SynOption.STAMP)) keepInStamp(o, scale);
  else o.bits &= ~(<u32>(SynOption.SCALE | SynOption.SACK | SynOption.ECN));
  const seq = get32(t + 4);
  const cookie = makeCookie(p, seq, encoded);
  const a = draft(p, true, o);
  reply(p, a);
  send(a, cookie, seq + 1, SYN | ACK | (o.has(SynOption.ECN) ? ECE : 0), 0);
}

/** Puts what the SYN offered into the time stamp, which comes back with the client's ACK
 * (synproxy_init_timestamp_cookie). */
function keepInStamp(o: SynOptions, scale: u32): void {
  o.echo = o.value;
  let value = stampTold(<u32>(now / NS_PER_MS)) & ~STAMP_BITS;
  if (o.has(SynOption.SCALE)) {
    value |= o.scale;
    o.scale = scale;
  } else value |= NO_SCALE;
  if (o.has(SynOption.SACK)) value |= STAMP_SACK;
  if (o.has(SynOption.ECN)) value |= STAMP_ECN;
  o.value = value;
}

/** Takes out of the echo what the SYN had offered (synproxy_check_timestamp_cookie). */
function takeFromStamp(o: SynOptions): void {
  o.scale = o.echo & NO_SCALE;
  if (o.scale != NO_SCALE) o.bits |= SynOption.SCALE;
  if ((o.echo & STAMP_SACK) != 0) o.bits |= SynOption.SACK;
  if ((o.echo & STAMP_ECN) != 0) o.bits |= SynOption.ECN;
}

/**
 * The client's ACK in `p`, with its options in `o`, brings a cookie: opens the connection to the server
 * with the sequence number before `next`. The number agreed on with the client travels in the field for
 * acknowledgements, which a SYN does not use. False: the cookie is not good.
 */
export function openServer(p: Packet, o: SynOptions, next: u32): bool {
  const t = p.transportHeader();
  const cookie = get32(t + 8) - 1;
  const mss = readCookie(p, get32(t + 4) - 1, cookie);
  if (mss == 0) return false;
  o.mss = mss;
  o.bits |= SynOption.MSS;
  if (o.has(SynOption.STAMP)) takeFromStamp(o);
  if (!canAcquire()) return true;
  const a = draft(p, false, o);
  const flags: u32 = CtTargetFlag.PROXY | CtTargetFlag.ZONE_ORIGINAL | CtTargetFlag.ZONE_REPLY;
  store<u8>(template, <u8>flags, CtTargetInfo.flags);
  a.template = template;
  send(a, next - 1, cookie, SYN | (o.has(SynOption.ECN) ? ECE | CWR : 0), get16(t + 14));
  return true;
}

/** Acknowledges the server's SYN+ACK in `p`, as the client would. */
export function acknowledgeServer(p: Packet, o: SynOptions, window: u32): void {
  if (!canAcquire()) return;
  const t = p.transportHeader();
  send(draft(p, true, o), get32(t + 8), get32(t + 4) + 1, ACK, window & 0xffff);
}

/** Tells the client the server's window: until now it was 0. */
export function acknowledgeClient(p: Packet, o: SynOptions): void {
  if (!canAcquire()) return;
  const t = p.transportHeader();
  const a = draft(p, false, o);
  reply(p, a);
  send(a, get32(t + 4) + 1, get32(t + 8), ACK, get16(t + 14) >> o.scale);
}
