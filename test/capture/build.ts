// Captures for tests, made by hand: classic ones of every magic and byte order, pcapng blocks of
// both byte orders. It shares nothing with the product's reader and writer.
import { join } from "../support/bytes.js";

/** A packet of a classic capture; the fraction is in the file's own unit. */
export interface Record {
  seconds: number;
  fraction: number;
  bytes: Uint8Array;
  original?: number;
}

/** How a classic capture is written. */
export interface PcapOptions {
  magic?: number;
  littleEndian?: boolean;
  linkType?: number;
  snaplen?: number;
  major?: number;
}

export const MICROSECONDS = 0xa1b2c3d4;
export const NANOSECONDS = 0xa1b23c4d;
export const PATCHED = 0xa1b2cd34;

function words(littleEndian: boolean, ...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((v, i) => {
    view.setUint32(i * 4, v >>> 0, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function halves(littleEndian: boolean, ...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((v, i) => {
    view.setUint16(i * 2, v, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

/** A classic capture. */
export function pcap(records: readonly Record[], o: PcapOptions = {}): Uint8Array {
  const le = o.littleEndian ?? true;
  const magic = o.magic ?? MICROSECONDS;
  const head = join(
    words(le, magic),
    halves(le, o.major ?? 2, 4),
    words(le, 0, 0, o.snaplen ?? 65535, o.linkType ?? 1),
  );
  const parts = records.map((r) =>
    join(
      words(le, r.seconds, r.fraction, r.bytes.length, r.original ?? r.bytes.length),
      magic === PATCHED ? new Uint8Array(8) : new Uint8Array(),
      r.bytes,
    ),
  );
  return join(head, ...parts);
}

const padding = (n: number): Uint8Array => new Uint8Array(-n & 3);

/** Blocks of one byte order. */
export class Blocks {
  constructor(readonly littleEndian: boolean) {}

  words(...values: number[]): Uint8Array {
    return words(this.littleEndian, ...values);
  }
  halves(...values: number[]): Uint8Array {
    return halves(this.littleEndian, ...values);
  }
  /** A 64-bit value. */
  long(value: bigint): Uint8Array {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt.asUintN(64, value), this.littleEndian);
    return new Uint8Array(view.buffer);
  }
  option(code: number, value: Uint8Array): Uint8Array {
    return join(this.halves(code, value.length), value, padding(value.length));
  }
  comment(text: string): Uint8Array {
    return this.option(1, new TextEncoder().encode(text));
  }
  block(type: number, ...body: Uint8Array[]): Uint8Array {
    const inner = join(...body);
    const size = this.words(inner.length + 12);
    return join(this.words(type), size, inner, size);
  }
  section(...options: Uint8Array[]): Uint8Array {
    return this.block(
      0x0a0d0d0a,
      this.words(0x1a2b3c4d),
      this.halves(1, 0),
      new Uint8Array(8).fill(255),
      ...options,
    );
  }
  /** An interface; `name` null leaves the option away. */
  interface(name: string | null, o: InterfaceOptions = {}): Uint8Array {
    const options: Uint8Array[] = [];
    if (name !== null) options.push(this.option(2, new TextEncoder().encode(name)));
    if (o.resolution !== undefined) options.push(this.option(9, Uint8Array.of(o.resolution)));
    if (o.offset !== undefined) options.push(this.option(14, this.long(o.offset)));
    if (options.length > 0) options.push(this.option(0, new Uint8Array()));
    const fixed = [this.halves(o.linkType ?? 1, 0), this.words(o.snaplen ?? 0)];
    return this.block(1, ...fixed, ...options);
  }
  /** An enhanced packet block. */
  packet(number: number, stamp: bigint, bytes: Uint8Array, ...options: Uint8Array[]): Uint8Array {
    return this.block(
      6,
      this.words(number, Number((stamp >> 32n) & 0xffffffffn), Number(stamp & 0xffffffffn)),
      this.words(bytes.length, bytes.length),
      bytes,
      padding(bytes.length),
      ...options,
    );
  }
  /** A packet block of early versions. */
  oldPacket(number: number, stamp: bigint, bytes: Uint8Array, ...options: Uint8Array[]) {
    return this.block(
      2,
      this.halves(number, 0),
      this.words(Number((stamp >> 32n) & 0xffffffffn), Number(stamp & 0xffffffffn)),
      this.words(bytes.length, bytes.length),
      bytes,
      padding(bytes.length),
      ...options,
    );
  }
  simplePacket(bytes: Uint8Array, original = bytes.length): Uint8Array {
    return this.block(3, this.words(original), bytes, padding(bytes.length));
  }
}

/** What an interface description says. */
export interface InterfaceOptions {
  linkType?: number;
  snaplen?: number;
  resolution?: number;
  offset?: bigint;
}
