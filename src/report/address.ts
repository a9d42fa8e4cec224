/** Addresses and protocols of packets, read for printing: who talks to whom. */
import { formatAddress } from "../setup/address.js";

/** The ends of a packet. Ports are null where the protocol has none or they were not captured. */
export interface Ends {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  /** Transport protocol; behind IPv6's extension headers. */
  readonly protocol: number;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  /** Offset of the transport header. */
  readonly transport: number;
  /** A fragment without the transport header. */
  readonly laterFragment: boolean;
}

/** An IPv4 address in dotted form. */
export function address4(bytes: Uint8Array, at: number): string {
  return formatAddress(bytes.subarray(at, at + 4));
}

/** An IPv6 address as inet_ntop(3) writes it. */
export function address6(bytes: Uint8Array, at: number): string {
  return formatAddress(bytes.subarray(at, at + 16));
}

const TCP = 6;
const UDP = 17;
const SCTP = 132;
const UDPLITE = 136;
const DCCP = 33;

/** Whether the protocol's header begins with two ports. */
export function hasPorts(protocol: number): boolean {
  return [TCP, UDP, SCTP, UDPLITE, DCCP].includes(protocol);
}

/** IPv6 extension headers that are walked over. */
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const extensions = new Set([0, 43, FRAGMENT, AUTHENTICATION, 60]);

/** Reads the ends of an IP packet; null when its header is not whole. */
export function endsOf(packet: Uint8Array): Ends | null {
  const version = (packet[0] ?? 0) >> 4;
  if (version === 4) return ends4(packet);
  if (version === 6) return ends6(packet);
  return null;
}

function ends4(b: Uint8Array): Ends | null {
  const headerLength = (b[0]! & 15) * 4;
  if (b.length < 20 || headerLength < 20) return null;
  const later = (((b[6]! & 0x1f) << 8) | b[7]!) !== 0;
  return {
    version: 4,
    source: address4(b, 12),
    destination: address4(b, 16),
    ...transport(b, b[9]!, headerLength, later),
  };
}

function ends6(b: Uint8Array): Ends | null {
  if (b.length < 40) return null;
  let next = b[6]!;
  let at = 40;
  let later = false;
  while (extensions.has(next) && at + 8 <= b.length && !later) {
    const length = b[at + 1]!;
    const kind = next;
    next = b[at]!;
    if (kind === FRAGMENT) {
      later = ((b[at + 2]! << 8) | (b[at + 3]! & 0xf8)) !== 0;
      at += 8;
    } else at += kind === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8;
  }
  return {
    version: 6,
    source: address6(b, 8),
    destination: address6(b, 24),
    ...transport(b, next, at, later),
  };
}

function transport(b: Uint8Array, protocol: number, at: number, later: boolean) {
  const ports = !later && hasPorts(protocol) && at + 4 <= b.length;
  return {
    protocol,
    sourcePort: ports ? (b[at]! << 8) | b[at + 1]! : null,
    destinationPort: ports ? (b[at + 2]! << 8) | b[at + 3]! : null,
    transport: at,
    laterFragment: later,
  };
}

/** An address with its port: "192.0.2.1:80", "[2001:db8::1]:80", or the address alone. */
export function endText(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

/** What translation changed between two packets: [before, after] of each end; null = nothing. */
export interface Translation {
  readonly source: readonly [string, string] | null;
  readonly destination: readonly [string, string] | null;
}

/** Compares a packet as it came with the same packet as it left; null when neither end changed. */
export function translation(before: Ends, after: Ends): Translation | null {
  if (before.version !== after.version) return null;
  const from = endText(before.source, before.sourcePort);
  const to = endText(before.destination, before.destinationPort);
  const newFrom = endText(after.source, after.sourcePort);
  const newTo = endText(after.destination, after.destinationPort);
  if (from === newFrom && to === newTo) return null;
  return {
    source: from === newFrom ? null : [from, newFrom],
    destination: to === newTo ? null : [to, newTo],
  };
}
