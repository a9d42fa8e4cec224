// Packets for tests, whole and broken: every checksum is right unless asked otherwise, and every
// length field can be made to lie.
import { address, checksum, crc32c, filler, join, pseudoHeader, u8, u16, u32 } from "./bytes.js";

/** Protocol numbers by name (IANA). */
export const PROTOCOL = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  sctp: 132,
  udplite: 136,
} as const;

/** What the IP header says; both families. */
export interface IpOptions {
  ttl?: number;
  /** TOS byte or traffic class. */
  tos?: number;
  id?: number;
  /** IPv4: don't fragment. */
  df?: boolean;
  /** Fragment offset in bytes. */
  offset?: number;
  /** More fragments follow. */
  more?: boolean;
  /** IPv4 options, padded here. */
  options?: Uint8Array;
  flow?: number;
  /** IPv6 extension headers before the payload: [protocol number, body after next header field]. */
  extensions?: [number, Uint8Array][];
  badIpChecksum?: boolean;
  /** The length field, if it is to lie. */
  length?: number;
}

/** What the transport header says. */
export interface TransportOptions {
  data?: Uint8Array;
  badChecksum?: boolean;
}

/** An IPv4 packet (RFC 791). */
export function ip4(
  source: string,
  destination: string,
  protocol: number,
  payload: Uint8Array,
  o: IpOptions = {},
): Uint8Array {
  const options = o.options ?? new Uint8Array();
  const padding = new Uint8Array(-options.length & 3);
  const words = 5 + (options.length + padding.length) / 4;
  const df = o.df ?? !(o.more || o.offset);
  const fragment = (df ? 0x4000 : 0) | (o.more ? 0x2000 : 0) | ((o.offset ?? 0) >> 3);
  const header = join(
    u8(0x40 | words, o.tos ?? 0),
    u16(o.length ?? words * 4 + payload.length, o.id ?? 1, fragment),
    u8(o.ttl ?? 64, protocol, 0, 0),
    address(source),
    address(destination),
    options,
    padding,
  );
  header.set(u16(checksum(header) ^ (o.badIpChecksum ? 0x5555 : 0)), 10);
  return join(header, payload);
}

/** An IPv6 packet (RFC 8200); an offset or `more` adds a fragment header behind the extensions. */
export function ip6(
  source: string,
  destination: string,
  protocol: number,
  payload: Uint8Array,
  o: IpOptions = {},
): Uint8Array {
  const chain = [...(o.extensions ?? [])];
  if (o.offset !== undefined || o.more) {
    chain.push([44, join(u8(0), u16((o.offset ?? 0) | (o.more ? 1 : 0)), u32(o.id ?? 1))]);
  }
  let body = payload;
  let next = protocol;
  for (const [kind, rest] of chain.reverse()) {
    body = join(u8(next), rest, body);
    next = kind;
  }
  return join(
    u32((6 << 28) | ((o.tos ?? 0) << 20) | (o.flow ?? 0)),
    u16(o.length ?? body.length),
    u8(next, o.ttl ?? 64),
    address(source),
    address(destination),
    body,
  );
}

/** A packet of the family its addresses have. */
export function ip(
  source: string,
  destination: string,
  protocol: number,
  payload: Uint8Array,
  o: IpOptions = {},
): Uint8Array {
  return (source.includes(":") ? ip6 : ip4)(source, destination, protocol, payload, o);
}

/** Puts the Internet checksum over pseudo header and segment at `at`. */
function sealed(
  segment: Uint8Array,
  at: number,
  source: string,
  destination: string,
  protocol: number,
  bad: boolean | undefined,
): Uint8Array {
  const pseudo = pseudoHeader(address(source), address(destination), protocol, segment.length);
  const sum = checksum(pseudo, segment);
  const value = protocol === PROTOCOL.udp && sum === 0 ? 0xffff : sum;
  segment.set(u16(value ^ (bad ? 0x5555 : 0)), at);
  return segment;
}

const FLAGS = "FSRPAUEC";

/** What a TCP header says. */
export interface TcpOptions extends TransportOptions {
  /** Letters of FSRPAUEC; empty for none. */
  flags?: string;
  seq?: number;
  ack?: number;
  window?: number;
  urgent?: number;
  options?: Uint8Array;
  /** Data offset in words, if it is to lie. */
  offset?: number;
  /** The three reserved bits before CWR. */
  reserved?: number;
}

/** A TCP segment (RFC 9293). */
export function tcp(
  s: string,
  d: string,
  sport: number,
  dport: number,
  o: TcpOptions = {},
): Uint8Array {
  const options = o.options ?? new Uint8Array();
  const padding = new Uint8Array(-options.length & 3).fill(1);
  const words = o.offset ?? 5 + (options.length + padding.length) / 4;
  let flags = 0;
  for (const letter of o.flags ?? "S") {
    const bit = FLAGS.indexOf(letter);
    if (bit < 0) throw new Error(`no TCP flag ${letter}`);
    flags |= 1 << bit;
  }
  const segment = join(
    u16(sport, dport),
    u32(o.seq ?? 0, o.ack ?? 0),
    u8((words << 4) | ((o.reserved ?? 0) << 1), flags),
    u16(o.window ?? 65535, 0, o.urgent ?? 0),
    options,
    padding,
    o.data ?? new Uint8Array(),
  );
  return sealed(segment, 16, s, d, PROTOCOL.tcp, o.badChecksum);
}

/** What a UDP or UDP-Lite header says. */
export interface UdpOptions extends TransportOptions {
  /** The checksum field is zero. */
  noChecksum?: boolean;
  /** The length (UDP) or coverage (UDP-Lite) field, if not the true one. */
  length?: number;
  /** UDP-Lite: the protocol number in the pseudo header, if not its own. */
  pseudo?: number;
}

/** A UDP datagram (RFC 768). */
export function udp(
  s: string,
  d: string,
  sport: number,
  dport: number,
  o: UdpOptions = {},
): Uint8Array {
  const data = o.data ?? filler(8);
  const datagram = join(u16(sport, dport, o.length ?? 8 + data.length, 0), data);
  return o.noChecksum ? datagram : sealed(datagram, 6, s, d, PROTOCOL.udp, o.badChecksum);
}

/** A UDP-Lite datagram (RFC 3828); coverage 0 is all of it. */
export function udplite(
  s: string,
  d: string,
  sport: number,
  dport: number,
  o: UdpOptions = {},
): Uint8Array {
  const data = o.data ?? filler(8);
  const coverage = o.length ?? 0;
  const datagram = join(u16(sport, dport, coverage, 0), data);
  if (o.noChecksum) return datagram;
  const covered = datagram.subarray(0, coverage === 0 ? datagram.length : coverage);
  const protocol = o.pseudo ?? PROTOCOL.udplite;
  const pseudo = pseudoHeader(address(s), address(d), protocol, datagram.length);
  const sum = checksum(pseudo, covered) || 0xffff;
  datagram.set(u16(sum ^ (o.badChecksum ? 0x5555 : 0)), 6);
  return datagram;
}

/** An ICMP or ICMPv6 message: type, code, four bytes, the rest. */
export function icmp(
  s: string,
  d: string,
  type: number,
  code: number,
  rest: Uint8Array,
  o: TransportOptions = {},
): Uint8Array {
  const message = join(u8(type, code, 0, 0), rest, o.data ?? new Uint8Array());
  if (s.includes(":")) return sealed(message, 2, s, d, PROTOCOL.icmp6, o.badChecksum);
  message.set(u16(checksum(message) ^ (o.badChecksum ? 0x5555 : 0)), 2);
  return message;
}

/** SCTP chunk types by name (RFC 9260, 3.2). */
export const CHUNK: Readonly<Record<string, number>> = {
  data: 0,
  init: 1,
  initack: 2,
  sack: 3,
  heartbeat: 4,
  heartbeatack: 5,
  abort: 6,
  shutdown: 7,
  shutdownack: 8,
  error: 9,
  cookieecho: 10,
  cookieack: 11,
  shutdowncomplete: 14,
};

/** One SCTP chunk; `tag` is the initiate tag of INIT and INIT ACK. */
export function chunk(
  type: number,
  o: { tag?: number; flags?: number; body?: Uint8Array } = {},
): Uint8Array {
  const initiates = type === 1 || type === 2;
  const body = o.body ?? (initiates ? join(u32(o.tag ?? 1, 65536), u16(1, 1), u32(1)) : filler(8));
  return join(u8(type, o.flags ?? 0), u16(4 + body.length), body, new Uint8Array(-body.length & 3));
}

/** An SCTP packet (RFC 9260). */
export function sctp(
  sport: number,
  dport: number,
  tag: number,
  chunks: Uint8Array[],
  bad = false,
): Uint8Array {
  const packet = join(u16(sport, dport), u32(tag, 0), ...chunks);
  const crc = crc32c(packet) ^ (bad ? 0x55 : 0);
  packet.set(u32(crc).reverse(), 8);
  return packet;
}

/** A GRE packet (RFC 2784, 2890), or version 1 with a call id (RFC 2637). */
export function gre(
  o: { protocol?: number; key?: number; call?: number; data?: Uint8Array } = {},
): Uint8Array {
  const data = o.data ?? filler(8);
  if (o.call !== undefined) return join(u16(0x2001, 0x880b, data.length, o.call), data);
  const head = u16(o.key === undefined ? 0 : 0x2000, o.protocol ?? 0x0800);
  return join(head, o.key === undefined ? new Uint8Array() : u32(o.key), data);
}

/** An Ethernet II frame around an IP packet. */
export function ethernet(
  packet: Uint8Array,
  destination: Uint8Array,
  source: Uint8Array,
): Uint8Array {
  return join(destination, source, u16(packet[0]! >> 4 === 6 ? 0x86dd : 0x0800), packet);
}
