/** Blocks of pcapng (draft-ietf-opsawg-pcapng): making them, and adding a comment to one. */

/** Block types. */
export const BlockType = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  oldPacket: 2,
  simplePacket: 3,
  interfaceStatistics: 5,
  enhancedPacket: 6,
} as const;

/** Option codes. */
export const OptionCode = {
  end: 0,
  comment: 1,
  userApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  timestampResolution: 9,
  fcsLength: 13,
  /** Of packet blocks. */
  packetFlags: 2,
} as const;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Options hold at most this many bytes. */
const OPTION_BYTES_MAX = 65535;

const utf8 = new TextEncoder();

/** `n` rounded up to a multiple of 4. */
export function padded(n: number): number {
  return (n + 3) & ~3;
}

/** A DataView over a byte array. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An option. What does not fit is cut. */
export function option(code: number, value: Uint8Array | string, littleEndian = true): Uint8Array {
  const given = typeof value === "string" ? utf8.encode(value) : value;
  const bytes = given.subarray(0, OPTION_BYTES_MAX);
  const out = new Uint8Array(4 + padded(bytes.length));
  const view = viewOf(out);
  view.setUint16(0, code, littleEndian);
  view.setUint16(2, bytes.length, littleEndian);
  out.set(bytes, 4);
  return out;
}

/** The option that ends a list. */
export const endOfOptions: Uint8Array = new Uint8Array(4);

/** A block of a type around a body, whose parts have sizes of multiples of 4. */
export function block(type: number, parts: readonly Uint8Array[], littleEndian = true): Uint8Array {
  let size = 12;
  for (const part of parts) size += part.length;
  const out = new Uint8Array(size);
  const view = viewOf(out);
  view.setUint32(0, type, littleEndian);
  view.setUint32(4, size, littleEndian);
  let at = 8;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  view.setUint32(size - 4, size, littleEndian);
  return out;
}

/** A section header without a length, as streams have it. */
export function sectionHeader(options: readonly Uint8Array[]): Uint8Array {
  const fixed = new Uint8Array(16);
  const view = viewOf(fixed);
  view.setUint32(0, BYTE_ORDER_MAGIC, true);
  view.setUint16(4, 1, true);
  fixed.fill(0xff, 8);
  return block(BlockType.sectionHeader, [fixed, ...options, endOfOptions]);
}

/** An interface description. */
export function interfaceDescription(
  linkType: number,
  snaplen: number,
  options: readonly Uint8Array[],
  littleEndian = true,
): Uint8Array {
  const fixed = new Uint8Array(8);
  const view = viewOf(fixed);
  view.setUint16(0, linkType, littleEndian);
  view.setUint32(4, snaplen, littleEndian);
  return block(BlockType.interfaceDescription, [fixed, ...options, endOfOptions], littleEndian);
}

/** A packet to be written. */
export interface PacketBytes {
  readonly interfaceNumber: number;
  /** In units of the interface's resolution. */
  readonly stamp: bigint;
  readonly bytes: Uint8Array;
  /** Length on the wire. */
  readonly length: number;
}

/** An enhanced packet block. */
export function enhancedPacket(
  packet: PacketBytes,
  options: readonly Uint8Array[],
  littleEndian = true,
): Uint8Array {
  const { bytes } = packet;
  const fixed = new Uint8Array(20 + padded(bytes.length));
  const view = viewOf(fixed);
  view.setUint32(0, packet.interfaceNumber, littleEndian);
  view.setUint32(4, Number((packet.stamp >> 32n) & 0xffffffffn), littleEndian);
  view.setUint32(8, Number(packet.stamp & 0xffffffffn), littleEndian);
  view.setUint32(12, bytes.length, littleEndian);
  view.setUint32(16, packet.length, littleEndian);
  fixed.set(bytes, 20);
  const end = options.length > 0 ? [endOfOptions] : [];
  return block(BlockType.enhancedPacket, [fixed, ...options, ...end], littleEndian);
}

/** Where a block's options begin; null for blocks that a comment is never added to. */
function optionsStart(bytes: Uint8Array, type: number, littleEndian: boolean): number | null {
  const view = viewOf(bytes);
  if (type === BlockType.sectionHeader) return 24;
  if (type !== BlockType.enhancedPacket && type !== BlockType.oldPacket) return null;
  return 28 + padded(view.getUint32(20, littleEndian));
}

/** Where in a block another option may be added: before the end of the list, or before what is no
 * option any more. */
function optionsEnd(bytes: Uint8Array, from: number, littleEndian: boolean): number {
  const view = viewOf(bytes);
  const last = bytes.length - 4;
  let at = from;
  while (at + 4 <= last) {
    const next = at + 4 + padded(view.getUint16(at + 2, littleEndian));
    if (view.getUint16(at, littleEndian) === OptionCode.end || next > last) break;
    at = next;
  }
  return Math.min(at, last);
}

/**
 * The block with a comment behind its other options, in two or three parts to be written one after
 * the other; what was in it stays as it was but for the block's length.
 */
export function withComment(
  bytes: Uint8Array,
  comment: string,
  littleEndian: boolean,
): Uint8Array[] {
  const type = viewOf(bytes).getUint32(0, littleEndian);
  const from = optionsStart(bytes, type, littleEndian);
  if (from === null) return [bytes];
  const at = optionsEnd(bytes, from, littleEndian);
  const added = option(OptionCode.comment, comment, littleEndian);
  const end = at === from && at === bytes.length - 4 ? endOfOptions : new Uint8Array(0);
  const length = bytes.length + added.length + end.length;
  const head = bytes.slice(0, at);
  viewOf(head).setUint32(4, length, littleEndian);
  const tail = bytes.slice(at);
  viewOf(tail).setUint32(tail.length - 4, length, littleEndian);
  return [head, added, end, tail];
}
