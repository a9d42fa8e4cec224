// Takes from an annotated pcapng what annotating added: comments that begin with "nf.", packets and
// interfaces of sluice's own, sections that were begun anew. What is left must be the capture.
import { join } from "../support/bytes.js";

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OLD_PACKET = 2;
const PACKET = 6;

interface Options {
  /** The options with their heads, in order. */
  parts: Uint8Array[];
  comments: string[];
}

/** The capture that was annotated. */
export function stripped(bytes: Uint8Array): Uint8Array {
  const out: Uint8Array[] = [];
  let littleEndian = true;
  let own = new Set<number>();
  let interfaces = 0;
  /** Descriptions of the section that a section begun anew repeats. */
  let known = 0;
  let repeated = 0;
  for (let at = 0; at < bytes.length; ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    if (view.getUint32(0) === SECTION) littleEndian = view.getUint32(8, true) === 0x1a2b3c4d;
    const type = view.getUint32(0, littleEndian);
    const size = view.getUint32(4, littleEndian);
    const block = bytes.slice(at, at + size);
    at += size;
    if (type === SECTION) {
      own = new Set();
      interfaces = 0;
      const anew = options(block, 24, littleEndian).comments.some((c) => c.startsWith("sluice: "));
      repeated = anew ? known : 0;
      if (!anew) {
        known = 0;
        out.push(block);
      }
      continue;
    }
    if (type === INTERFACE) {
      const added = new TextDecoder().decode(block).includes("added by sluice");
      if (added) own.add(interfaces);
      interfaces++;
      if (added || repeated-- > 0) continue;
      known++;
    }
    if (type === PACKET && own.has(view.getUint32(8, littleEndian))) continue;
    if (type === PACKET || type === OLD_PACKET) out.push(packet(block, littleEndian));
    else out.push(block);
  }
  return join(...out);
}

function options(block: Uint8Array, from: number, littleEndian: boolean): Options {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const found: Options = { parts: [], comments: [] };
  let at = from;
  while (at < block.length - 4) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    const next = at + 4 + ((length + 3) & ~3);
    if (code === 1)
      found.comments.push(new TextDecoder().decode(block.slice(at + 4, at + 4 + length)));
    found.parts.push(block.slice(at, next));
    at = next;
  }
  return found;
}

function packet(block: Uint8Array, littleEndian: boolean): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const captured = view.getUint32(20, littleEndian);
  const from = 28 + ((captured + 3) & ~3);
  const all = options(block, from, littleEndian).parts;
  const kept = all.filter((part) => !new TextDecoder().decode(part.subarray(4)).startsWith("nf."));
  // a list that was not there before was given an end
  const end = kept.length === 1 && kept[0]!.every((v) => v === 0) ? [] : kept;
  const out = join(block.slice(0, from), ...end, new Uint8Array(4));
  const head = new DataView(out.buffer);
  head.setUint32(4, out.length, littleEndian);
  head.setUint32(out.length - 4, out.length, littleEndian);
  return out;
}
