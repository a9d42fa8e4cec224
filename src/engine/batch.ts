/** Frames of the embedding program on their way into engine memory. */
import { BatchFrame, Direction, NO_FACT } from "../generated/abi.js";
import { type Engine, outOfMemory } from "./instance.js";
import type { Interfaces } from "./interfaces.js";

/** What is known of a frame beside its bytes. */
export interface FrameInfo {
  /** Interface on which it was seen. One that no command named comes into being. */
  readonly in?: string;
  /** Nanoseconds since the epoch. Time never runs backwards: an earlier time counts as "now". */
  readonly time?: bigint;
  /** "in": starts at PREROUTING; "out": a local process sent it, it starts at OUTPUT. Without one,
   * packets from the host's own addresses go out. */
  readonly direction?: "in" | "out";
  /** LINKTYPE_* of the frame: 1 Ethernet (the default), 101 raw IP, 113 and 276 Linux cooked. */
  readonly linkType?: number;
  /** Length on the wire in bytes, when the frame was cut. */
  readonly originalLength?: number;
  /** Of the sending socket, for -m owner. */
  readonly uid?: number;
  readonly gid?: number;
  readonly mark?: number;
  /** What else is declared of the packet, in the words of a capture's comment: "physin=eth1
   * physout=eth2", "socket=transparent skmark=0x1" (docs/cli.md). */
  readonly facts?: string;
}

/** A frame with what is known of it. */
export interface Frame extends FrameInfo {
  readonly frame: Uint8Array;
}

/** Largest frame that is taken, in bytes (the largest capture length of tcpdump). */
export const MAX_FRAME = 262144;

/** Room that is always kept, in bytes. */
const MIN_ROOM = 1 << 17;

const directions = { in: Direction.IN, out: Direction.OUT } as const;

/** Writes batches into a block of engine memory that grows when a larger one comes. */
export class BatchWriter {
  private room = { at: 0, size: 0 };
  private readonly declared = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly interfaces: Interfaces,
  ) {}

  /** The block of memory that frames are written to. */
  get place(): { readonly at: number; readonly size: number } {
    return this.room;
  }
  /** Facts that were declared, by their words. */
  get facts(): readonly (readonly [string, number])[] {
    return [...this.declared];
  }

  /** The memory is another one. */
  takeOver(at: number, size: number, facts: readonly (readonly [string, number])[]): void {
    this.room = { at, size };
    this.declared.clear();
    for (const [words, number] of facts) this.declared.set(words, number);
  }

  /** Writes the frames; answers the address of each. Throws RangeError for a frame that is too large
   * and TypeError for an incoming one without an interface, before anything is processed. */
  write(frames: readonly Frame[]): number[] {
    for (const f of frames) accept(f);
    this.reserve(frames.reduce((sum, f) => sum + sizeOf(f.frame), 0));
    let at = this.room.at;
    return frames.map((f) => {
      const place = at;
      at += this.put(place, f);
      return place;
    });
  }

  /** The engine's number for declared facts. */
  private factsNumber(text: string): number {
    const known = this.declared.get(text);
    if (known !== undefined) return known;
    const bytes = new TextEncoder().encode(text);
    const { exports } = this.engine;
    const at = exports.reserve(bytes.length + 8) >>> 0;
    if (at === 0) throw outOfMemory();
    this.engine.bytes.set(bytes, at);
    const number = exports.factsNamed(at, bytes.length) >>> 0;
    exports.free(at);
    this.declared.set(text, number);
    return number;
  }

  private reserve(size: number): void {
    if (this.room.at !== 0 && this.room.size >= size) return;
    const { exports } = this.engine;
    if (this.room.at !== 0) exports.free(this.room.at);
    const wanted = Math.max(size, MIN_ROOM);
    const at = exports.reserve(wanted) >>> 0;
    this.room = { at, size: at === 0 ? 0 : wanted };
    if (at === 0) throw outOfMemory();
  }

  private put(at: number, f: Frame): number {
    const index = f.in === undefined ? 0 : this.interfaces.index(f.in);
    // may make memory grow: before the view
    const facts = f.facts === undefined ? 0 : this.factsNumber(f.facts);
    const view = this.engine.view;
    const size = sizeOf(f.frame);
    const original = Math.max(f.originalLength ?? 0, f.frame.length);
    view.setUint32(at + BatchFrame.size_bytes, size, true);
    view.setUint32(at + BatchFrame.captured, f.frame.length, true);
    view.setUint32(at + BatchFrame.original, original, true);
    view.setUint32(at + BatchFrame.linkType, f.linkType ?? 1, true);
    view.setUint32(at + BatchFrame.interfaceIndex, index, true);
    view.setUint32(at + BatchFrame.direction, f.direction ? directions[f.direction] : 0, true);
    view.setBigInt64(at + BatchFrame.time, f.time ?? 0n, true);
    view.setUint32(at + BatchFrame.uid, f.uid ?? NO_FACT, true);
    view.setUint32(at + BatchFrame.gid, f.gid ?? NO_FACT, true);
    view.setUint32(at + BatchFrame.mark, f.mark ?? 0, true);
    view.setUint32(at + BatchFrame.facts, facts, true);
    this.engine.bytes.set(f.frame, at + BatchFrame.frame);
    return size;
  }
}

function accept(f: Frame): void {
  if (f.frame.length > MAX_FRAME) {
    throw new RangeError(`a frame of ${f.frame.length} bytes; at most ${MAX_FRAME} are taken`);
  }
  if (f.in === undefined && f.direction !== "out") {
    throw new TypeError('an incoming frame needs the name of its interface: { in: "eth0" }');
  }
}

function sizeOf(frame: Uint8Array): number {
  return (BatchFrame.frame + frame.length + 7) & ~7;
}
