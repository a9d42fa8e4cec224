// Synthetic captures of any size for benchmarks: classic pcap, Ethernet, IPv4 and IPv6, TCP and
// UDP, with whole checksums and sequence numbers that connection tracking accepts.
//
// Clients are in 10.0.0.0/8 and 2001:db8:1::/64 with ports from 32768 to 60999, servers in
// 203.0.113.0/24 and 2001:db8:9::/64 with ports below 1024.
import { closeSync, openSync, writeSync } from "node:fs";
import { Random } from "./random.js";

export interface TrafficOptions {
  readonly packets: number;
  /** Connections that the packets are spread over, at random. */
  readonly flows: number;
  /** Share of connections that are TCP, 0 to 1; the others are UDP. */
  readonly tcpShare: number;
  /** Share of connections that are IPv6, 0 to 1. */
  readonly ipv6Share: number;
  /** Payload of what servers send, in bytes; clients send a quarter of it at most. */
  readonly payloadMin: number;
  readonly payloadMax: number;
  readonly seed: number;
}

/** What a benchmark takes unless it says otherwise: frames of about 550 bytes. */
export const DEFAULT_TRAFFIC: TrafficOptions = {
  packets: 100_000,
  flows: 1_000,
  tcpShare: 0.8,
  ipv6Share: 0.25,
  payloadMin: 200,
  payloadMax: 1400,
  seed: 1,
};

/** One connection; index 0 is the client's side, 1 the server's. */
interface Flow {
  readonly ipv6: boolean;
  readonly tcp: boolean;
  readonly addresses: readonly [Buffer, Buffer];
  readonly ports: readonly [number, number];
  /** TCP sequence number that each side sends next. */
  readonly sequence: [number, number];
  /** Packets so far. */
  packets: number;
}

/** The next packet of a flow, before it is bytes. */
interface Segment {
  readonly from: 0 | 1;
  readonly flags: number;
  readonly payload: number;
}

const CHUNK_BYTES = 256 * 1024;
const FILE_HEADER_BYTES = 24;
const RECORD_BYTES = 16;
const ETHERNET_BYTES = 14;
const TCP_BYTES = 20;
const UDP_BYTES = 8;
/** Payload that fits into a frame of 1,514 bytes behind the longest headers. */
const PAYLOAD_LIMIT_BYTES = 1440;
const MAC = [Buffer.from("020000000002", "hex"), Buffer.from("020000000001", "hex")] as const;
const SYN = 0x02;
const ACK = 0x10;
const PSH = 0x08;
const TCP_PORTS = [80, 443, 443, 443, 22, 993] as const;
const UDP_PORTS = [53, 443, 123] as const;
const START_SECONDS = 1_700_000_000;
const STEP_MICROSECONDS = 10;

function address(ipv6: boolean, server: boolean, host: number): Buffer {
  if (!ipv6) {
    if (server) return Buffer.from([203, 0, 113, 1 + (host % 254)]);
    return Buffer.from([10, (host >> 16) & 0xff, (host >> 8) & 0xff, host & 0xff]);
  }
  const out = Buffer.from("20010db8000000000000000000000000", "hex");
  out.writeUInt16BE(server ? 9 : 1, 4);
  out.writeUInt32BE(server ? 1 + (host % 254) : host, 12);
  return out;
}

function makeFlow(random: Random, index: number, options: TrafficOptions): Flow {
  const ipv6 = random.chance(options.ipv6Share);
  const tcp = random.chance(options.tcpShare);
  return {
    ipv6,
    tcp,
    addresses: [address(ipv6, false, index + 1), address(ipv6, true, random.next())],
    ports: [random.between(32768, 60999), random.pick(tcp ? TCP_PORTS : UDP_PORTS)],
    sequence: [random.next(), random.next()],
    packets: 0,
  };
}

function nextSegment(flow: Flow, random: Random, options: TrafficOptions): Segment {
  const n = flow.packets++;
  if (flow.tcp && n < 3) {
    return { from: n === 1 ? 1 : 0, flags: [SYN, SYN | ACK, ACK][n] ?? ACK, payload: 0 };
  }
  const from = n === 0 || random.chance(0.5) ? 0 : 1;
  const size = random.between(options.payloadMin, options.payloadMax);
  const payload = Math.min(from === 1 ? size : size >> 2, PAYLOAD_LIMIT_BYTES);
  return { from, flags: ACK | PSH, payload };
}

/** The Internet checksum (RFC 1071) of bytes, continued from a sum. */
function checksum(bytes: Buffer, start: number, end: number, sum: number): number {
  let total = sum;
  let at = start;
  for (; at + 1 < end; at += 2) total += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (at < end) total += (bytes[at] ?? 0) << 8;
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 0x10000);
  return ~total & 0xffff;
}

function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  return sum;
}

function writeIp(out: Buffer, at: number, flow: Flow, segment: Segment, length: number): number {
  const source = flow.addresses[segment.from];
  const destination = flow.addresses[segment.from === 0 ? 1 : 0];
  const protocol = flow.tcp ? 6 : 17;
  if (flow.ipv6) {
    out.writeUInt32BE(0x6000_0000, at);
    out.writeUInt16BE(length, at + 4);
    out[at + 6] = protocol;
    out[at + 7] = 64;
    source.copy(out, at + 8);
    destination.copy(out, at + 24);
    return at + 40;
  }
  out.writeUInt16BE(0x4500, at);
  out.writeUInt16BE(length + 20, at + 2);
  out.writeUInt16BE(flow.packets & 0xffff, at + 4);
  out.writeUInt16BE(0x4000, at + 6);
  out[at + 8] = 64;
  out[at + 9] = protocol;
  out.writeUInt16BE(0, at + 10);
  source.copy(out, at + 12);
  destination.copy(out, at + 16);
  out.writeUInt16BE(checksum(out, at, at + 20, 0), at + 10);
  return at + 20;
}

function writeTransport(out: Buffer, at: number, flow: Flow, segment: Segment): void {
  const { from, flags, payload } = segment;
  const to = from === 0 ? 1 : 0;
  const header = flow.tcp ? TCP_BYTES : UDP_BYTES;
  const length = header + payload;
  out.writeUInt16BE(flow.ports[from], at);
  out.writeUInt16BE(flow.ports[to], at + 2);
  if (flow.tcp) {
    out.writeUInt32BE(flow.sequence[from], at + 4);
    out.writeUInt32BE(flags & ACK ? flow.sequence[to] : 0, at + 8);
    out.writeUInt16BE((5 << 12) | flags, at + 12);
    out.writeUInt16BE(0xffff, at + 14);
    out.writeUInt32BE(0, at + 16);
    const consumed = payload + (flags & SYN ? 1 : 0);
    flow.sequence[from] = (flow.sequence[from] + consumed) >>> 0;
  } else {
    out.writeUInt16BE(length, at + 4);
    out.writeUInt16BE(0, at + 6);
  }
  out.fill(flow.packets & 0xff, at + header, at + length);
  const pseudo = sumOf(flow.addresses[0]) + sumOf(flow.addresses[1]) + (flow.tcp ? 6 : 17) + length;
  const sum = checksum(out, at, at + length, pseudo);
  out.writeUInt16BE(flow.tcp ? sum : sum || 0xffff, at + (flow.tcp ? 16 : 6));
}

/** Writes one record (header and frame) and returns where the next one starts. */
function writeRecord(out: Buffer, at: number, n: number, flow: Flow, segment: Segment): number {
  const length = (flow.tcp ? TCP_BYTES : UDP_BYTES) + segment.payload;
  const frame = ETHERNET_BYTES + (flow.ipv6 ? 40 : 20) + length;
  const micros = n * STEP_MICROSECONDS;
  out.writeUInt32LE(START_SECONDS + Math.floor(micros / 1_000_000), at);
  out.writeUInt32LE(micros % 1_000_000, at + 4);
  out.writeUInt32LE(frame, at + 8);
  out.writeUInt32LE(frame, at + 12);
  const ethernet = at + RECORD_BYTES;
  MAC[0].copy(out, ethernet);
  MAC[1].copy(out, ethernet + 6);
  out.writeUInt16BE(flow.ipv6 ? 0x86dd : 0x0800, ethernet + 12);
  writeTransport(
    out,
    writeIp(out, ethernet + ETHERNET_BYTES, flow, segment, length),
    flow,
    segment,
  );
  return ethernet + frame;
}

function fileHeader(): Buffer {
  const out = Buffer.alloc(FILE_HEADER_BYTES);
  out.writeUInt32LE(0xa1b2c3d4, 0);
  out.writeUInt16LE(2, 4);
  out.writeUInt16LE(4, 6);
  out.writeUInt32LE(262144, 16);
  out.writeUInt32LE(1, 20);
  return out;
}

/** A capture, as chunks of at most 256 KB to write one after the other. */
export function* makeTraffic(options: TrafficOptions): Generator<Buffer> {
  const random = new Random(options.seed);
  const flows = Array.from({ length: options.flows }, (_, i) => makeFlow(random, i, options));
  yield fileHeader();
  let chunk = Buffer.alloc(CHUNK_BYTES);
  let used = 0;
  for (let n = 0; n < options.packets; n++) {
    if (used + 2048 > CHUNK_BYTES) {
      yield chunk.subarray(0, used);
      chunk = Buffer.alloc(CHUNK_BYTES);
      used = 0;
    }
    const flow = random.pick(flows);
    used = writeRecord(chunk, used, n, flow, nextSegment(flow, random, options));
  }
  yield chunk.subarray(0, used);
}

/** Writes a capture to a file, chunk by chunk. */
export function writeTraffic(file: string, options: TrafficOptions): void {
  const fd = openSync(file, "w");
  try {
    for (const chunk of makeTraffic(options)) writeSync(fd, chunk);
  } finally {
    closeSync(fd);
  }
}
