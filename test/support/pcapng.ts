// The small part of pcapng that tests write and read: Ethernet interfaces with names, packets with
// nanosecond stamps, a direction and a comment (draft-ietf-opsawg-pcapng, sections 4.1 to 4.3). It
// shares nothing with the product's reader, so that each can be held against the other.

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const PACKET = 6;
const OPTION_COMMENT = 1;
const OPTION_NAME = 2;
const OPTION_FLAGS = 2;
const OPTION_RESOLUTION = 9;

/** One packet of a test capture. */
export interface CapturedPacket {
  /** Nanoseconds since the epoch. */
  time: bigint;
  iface: string;
  dir: "in" | "out";
  /** From the Ethernet header on. */
  frame: Uint8Array;
  comment?: string;
}

/** A test capture: the host's interfaces in order, and the packets. */
export interface TestCapture {
  interfaces: string[];
  packets: CapturedPacket[];
}

const padded = (n: number): number => (n + 3) & ~3;

function concat(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

function words(...values: number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((v, i) => {
    out.setUint32(i * 4, v >>> 0, true);
  });
  return new Uint8Array(out.buffer);
}

function option(code: number, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 + padded(data.length));
  new DataView(out.buffer).setUint32(0, (data.length << 16) | code, true);
  out.set(data, 4);
  return out;
}

function block(kind: number, parts: Uint8Array[]): Uint8Array {
  const body = concat(parts);
  const total = words(12 + body.length);
  return concat([words(kind), total, body, total]);
}

/** Writes a capture, little-endian. */
export function writePcapng(capture: TestCapture): Uint8Array {
  const utf8 = new TextEncoder();
  const blocks = [block(SECTION, [words(0x1a2b3c4d, 1, 0xffffffff, 0xffffffff)])];
  for (const name of capture.interfaces) {
    blocks.push(
      block(INTERFACE, [
        words(1, 0),
        option(OPTION_NAME, utf8.encode(name)),
        option(OPTION_RESOLUTION, Uint8Array.of(9)),
        option(0, new Uint8Array()),
      ]),
    );
  }
  for (const p of capture.packets) {
    const index = capture.interfaces.indexOf(p.iface);
    if (index < 0) throw new Error(`packet on an interface that is not there: ${p.iface}`);
    const data = new Uint8Array(padded(p.frame.length));
    data.set(p.frame);
    const size = p.frame.length;
    const parts = [
      words(index, Number(p.time >> 32n), Number(p.time & 0xffffffffn), size, size),
      data,
      option(OPTION_FLAGS, words(p.dir === "in" ? 1 : 2)),
    ];
    if (p.comment) parts.push(option(OPTION_COMMENT, utf8.encode(p.comment)));
    blocks.push(block(PACKET, [...parts, option(0, new Uint8Array())]));
  }
  return concat(blocks);
}

function options(view: DataView, from: number, to: number): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (let at = from; at + 4 <= to; ) {
    const code = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (code === 0) break;
    found.set(code, new Uint8Array(view.buffer, view.byteOffset + at + 4, size));
    at += 4 + padded(size);
  }
  return found;
}

/** Reads what writePcapng() writes. */
export function readPcapng(bytes: Uint8Array): TestCapture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder();
  const capture: TestCapture = { interfaces: [], packets: [] };
  for (let at = 0; at + 12 <= bytes.length; ) {
    const kind = view.getUint32(at, true);
    const size = view.getUint32(at + 4, true);
    const end = at + size - 4;
    if (kind === INTERFACE) {
      const name = options(view, at + 16, end).get(OPTION_NAME);
      capture.interfaces.push(utf8.decode(name));
    } else if (kind === PACKET) {
      const length = view.getUint32(at + 20, true);
      const extra = options(view, at + 28 + padded(length), end);
      const comment = extra.get(OPTION_COMMENT);
      capture.packets.push({
        time:
          (BigInt(view.getUint32(at + 12, true)) << 32n) | BigInt(view.getUint32(at + 16, true)),
        iface: capture.interfaces[view.getUint32(at + 8, true)]!,
        dir: ((extra.get(OPTION_FLAGS)?.[0] ?? 1) & 3) === 2 ? "out" : "in",
        frame: bytes.slice(at + 28, at + 28 + length),
        ...(comment ? { comment: utf8.decode(comment) } : {}),
      });
    }
    at += size;
  }
  return capture;
}
