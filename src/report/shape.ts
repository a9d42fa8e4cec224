/**
 * Shapes: packets that met the same fate have the same text but for number, time, bytes and
 * translation. The words of a result and its side records that make the difference are a shape's key;
 * its text is made once, by what writes it for one packet, and filled in for all others.
 */
import { EmitRecord, ResultRecord, SideKind, SideRecord, StepRecord } from "../generated/abi.js";
import type { Cursor } from "../capture/cursor.js";
import type { Template } from "./template.js";

/** Words of a key at most; a packet with a longer way is written by itself. */
const KEY_WORDS = 512;
/** The engine's memory is little-endian; where the machine is not, nothing has a shape. */
const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
/** Shapes that are kept. */
const SHAPES_MAX = 4096;

/** What is kept of a shape: templates, made when they are first needed. */
export interface Shape {
  readonly key: Uint32Array;
  line: Template | null;
  comment: Template | null;
  /** Comments of the packets that left, by number of the emit. */
  added: (Template | null)[] | null;
}

/** Finds the shape of the packet at hand. */
export class Shapes {
  /** Where the emits of the packet stand in the engine's memory, and how many there are. */
  readonly emits: number[] = [];
  emitCount = 0;
  private readonly known = new Map<number, Shape[]>();
  private count = 0;
  private names: unknown = null;
  private readonly key = new Uint32Array(KEY_WORDS);
  private length = 0;
  private last = 0;
  private shape: Shape | null = null;

  /** The shape of the packet; null for one that has more to tell. */
  of(cursor: Cursor): Shape | null {
    if (cursor.n === this.last) return this.shape;
    this.last = cursor.n;
    if (cursor.names !== this.names) this.forget(cursor.names);
    this.shape = this.read(cursor) ? this.find() : null;
    return this.shape;
  }

  private forget(names: unknown): void {
    this.names = names;
    this.known.clear();
    this.count = 0;
  }

  /** Reads the key; false when there is none. */
  private read(cursor: Cursor): boolean {
    if (!littleEndian) return false;
    const { key } = this;
    const { words } = cursor;
    const at = cursor.address >>> 2;
    key[0] = words[at]!;
    key[1] = words[at + 1]!;
    key[2] = words[at + (ResultRecord.interfaceIndex >> 2)]!;
    key[3] = words[at + (ResultRecord.rule >> 2)]!;
    key[4] = words[at + (ResultRecord.mark >> 2)]!;
    // a time before the epoch is written by itself
    if (words[at + (ResultRecord.time >> 2) + 1]! >>> 31 !== 0) return false;
    let n = 5;
    let side = cursor.sideAddress >>> 2;
    this.emitCount = 0;
    for (let i = words[at + (ResultRecord.sideCount >> 2)]!; i > 0; i--) {
      const kind = words[side]! & 0xffff;
      if (n + 5 > KEY_WORDS) return false;
      if (kind === SideKind.EMIT) {
        this.emits[this.emitCount++] = side << 2;
        key[n] = words[side + (EmitRecord.at >> 2)]!;
        key[n + 1] = words[side + (EmitRecord.inInterface >> 2)]!;
        key[n + 2] = words[side + (EmitRecord.outInterface >> 2)]!;
        key[n + 3] = words[side + (EmitRecord.mark >> 2)]!;
      } else if (kind === SideKind.STEP) {
        key[n] = words[side + (StepRecord.family >> 2)]!;
        key[n + 1] = words[side + (StepRecord.chain >> 2)]!;
        key[n + 2] = words[side + (StepRecord.ruleNumber >> 2)]!;
        key[n + 3] = words[side + (StepRecord.rule >> 2)]!;
      } else return false;
      key[n + 4] = kind;
      n += 5;
      side += words[side + (SideRecord.size_bytes >> 2)]! >>> 2;
    }
    this.length = n;
    return true;
  }

  private find(): Shape {
    const { key, length } = this;
    let hash = length;
    for (let i = 0; i < length; i++) hash = (Math.imul(hash, 0x9e3779b1) ^ key[i]!) | 0;
    const alike = this.known.get(hash);
    if (alike !== undefined) {
      for (const shape of alike) if (this.same(shape.key)) return shape;
    }
    if (this.count === SHAPES_MAX) this.forget(this.names);
    const shape: Shape = { key: key.slice(0, length), line: null, comment: null, added: null };
    this.known.set(hash, [...(this.known.get(hash) ?? []), shape]);
    this.count++;
    return shape;
  }

  private same(other: Uint32Array): boolean {
    if (other.length !== this.length) return false;
    for (let i = 0; i < other.length; i++) if (other[i] !== this.key[i]) return false;
    return true;
  }

  /** Number of the emit that is the packet itself, -1 = it did not leave. */
  own(cursor: Cursor): number {
    for (let i = 0; i < this.emitCount; i++) {
      if (cursor.bytes[this.emits[i]! + EmitRecord.generated] === 0) return i;
    }
    return -1;
  }

  /** Whether both ends of the packet left as they came: false may also mean that it is not seen at
   * once. The host told bytes. */
  keptEnds(cursor: Cursor): boolean {
    const own = this.own(cursor);
    if (own < 0) return true;
    const { bytes } = cursor;
    const a = cursor.frameAddress + cursor.ipOffset;
    const b = this.emits[own]! + EmitRecord.bytes;
    const size = cursor.words[(this.emits[own]! + EmitRecord.captured) >>> 2]!;
    const there = cursor.capturedLength - cursor.ipOffset;
    const first = bytes[a]!;
    if (first !== bytes[b]) return false;
    const header = first >> 4 === 4 ? (first & 15) * 4 : 40;
    if (size < header + 4 || there < header + 4 || header < 20) return false;
    if (first >> 4 === 4) {
      if (!equal(bytes, a, b, 6, 8) || !equal(bytes, a, b, 9, 10)) return false;
      return equal(bytes, a, b, 12, 20) && equal(bytes, a, b, header, header + 4);
    }
    // behind extension headers ports stand elsewhere
    const next = bytes[a + 6]!;
    if (first >> 4 !== 6 || extensions.has(next) || bytes[b + 6] !== next) return false;
    return equal(bytes, a, b, 8, 44);
  }
}

/** IPv6 extension headers that are walked over to find ports. */
const extensions: ReadonlySet<number> = new Set([0, 43, 44, 51, 60]);

/** Whether the bytes from offset `from` to `to` are the same at both addresses. */
function equal(bytes: Uint8Array, a: number, b: number, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}
