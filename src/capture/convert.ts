/** Blocks of big-endian sections in little-endian form, for captures that are merged into one. */
import { BlockType, padded, viewOf } from "./block.js";

/** Options whose values are numbers, by block type: option code -> size in bytes. */
const numbers: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  // if_speed, if_tzone, if_tsoffset
  [BlockType.interfaceDescription]: { 8: 8, 10: 4, 14: 8 },
  // epb_flags, epb_dropcount, epb_packetid, epb_queue
  [BlockType.enhancedPacket]: { 2: 4, 4: 8, 5: 8, 6: 4 },
  [BlockType.oldPacket]: { 2: 4 },
};

/** Sizes of the fixed fields behind a block's head, in order. */
const fields: Readonly<Record<number, readonly number[]>> = {
  [BlockType.interfaceDescription]: [2, 2, 4],
  [BlockType.enhancedPacket]: [4, 4, 4, 4, 4],
  [BlockType.oldPacket]: [2, 2, 4, 4, 4, 4],
  [BlockType.simplePacket]: [4],
};

function reverse(bytes: Uint8Array, at: number, size: number): void {
  bytes.subarray(at, at + size).reverse();
}

/** A copy in little-endian form; null for a type whose fields are not known. */
export function toLittleEndian(original: Uint8Array): Uint8Array | null {
  const type = viewOf(original).getUint32(0);
  const layout = fields[type];
  if (layout === undefined) return null;
  const bytes = original.slice();
  const view = viewOf(bytes);
  reverse(bytes, 0, 4);
  reverse(bytes, 4, 4);
  reverse(bytes, bytes.length - 4, 4);
  let at = 8;
  for (const size of layout) {
    reverse(bytes, at, size);
    at += size;
  }
  if (type === BlockType.simplePacket) return bytes;
  if (type !== BlockType.interfaceDescription) at += padded(view.getUint32(20, true));
  convertOptions(bytes, at, numbers[type] ?? {});
  return bytes;
}

function convertOptions(
  bytes: Uint8Array,
  from: number,
  sizes: Readonly<Record<number, number>>,
): void {
  const view = viewOf(bytes);
  const last = bytes.length - 4;
  let at = from;
  while (at + 4 <= last) {
    const code = view.getUint16(at);
    const length = view.getUint16(at + 2);
    reverse(bytes, at, 2);
    reverse(bytes, at + 2, 2);
    if (code === 0 || at + 4 + length > last) return;
    if (sizes[code] === length) reverse(bytes, at + 4, length);
    at += 4 + padded(length);
  }
}
