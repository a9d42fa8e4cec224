/**
 * The buffers of one output in engine memory. The engine fills one; those before it may be lent to the system,
 * which writes them meanwhile, so that nobody copies them.
 */
import type { Engine } from "../engine/instance.js";
import { OUTPUT_BYTES, OUTPUT_ITEMS, OutputRecord } from "../generated/abi.js";
import type { ItemSink, LentItems } from "./report.js";

/** Buffers of an output: one is filled, one is written, and others wait. */
const BUFFERS_MOST = 4;
/** Less is copied: a write of its own would cost more. */
const LENT_LEAST = OUTPUT_BYTES >> 1;
/** Bytes behind a buffer that texts may run over, as in assembly/report/output.ts. */
const SLACK = 64;

/** Where the bytes, the ends and the numbers of a buffer's items stand. */
interface Place {
  readonly buffer: number;
  readonly ends: number;
  readonly numbers: number;
}

/** What a buffer holds. */
interface Filled extends LentItems {
  readonly length: number;
  numbers(): Uint32Array;
}

export class OutputBuffers {
  private current: Place;
  private readonly free: Place[] = [];
  private made = 1;
  private closed = false;

  /** `at`: the output's record, which has its first buffer. */
  constructor(
    private readonly engine: Engine,
    private readonly at: number,
  ) {
    const word = (offset: number) => engine.view.getUint32(at + offset, true);
    this.current = {
      buffer: word(OutputRecord.buffer),
      ends: word(OutputRecord.ends),
      numbers: word(OutputRecord.numbers),
    };
  }

  /** What the engine wrote since the last time, null = nothing; it begins anew. */
  take(): Filled | null {
    const { at, engine, current } = this;
    const length = engine.view.getUint32(at + OutputRecord.length, true);
    const count = engine.view.getUint32(at + OutputRecord.count, true);
    if (length === 0) return null;
    engine.view.setUint32(at + OutputRecord.length, 0, true);
    engine.view.setUint32(at + OutputRecord.count, 0, true);
    return {
      length,
      bytes: () => engine.bytes.subarray(current.buffer, current.buffer + length),
      ends: () => new Uint32Array(engine.bytes.buffer, current.ends, count),
      numbers: () => new Uint32Array(engine.bytes.buffer, current.numbers, count),
      done: () => this.giveBack(current),
    };
  }

  /** Lends what was taken, and has the engine go on in another buffer; false: it must be copied. */
  lend(items: Filled, sink: ItemSink): boolean {
    if (sink.lend === undefined || items.length < LENT_LEAST) return false;
    const next = this.free.pop() ?? this.make();
    if (next === null) return false;
    if (!sink.lend(items)) {
      this.free.push(next);
      return false;
    }
    this.use(next);
    return true;
  }

  private make(): Place | null {
    if (this.made === BUFFERS_MOST) return null;
    const { exports } = this.engine;
    const buffer = exports.reserve(OUTPUT_BYTES + SLACK) >>> 0;
    const ends = exports.reserve(OUTPUT_ITEMS * 4) >>> 0;
    const numbers = exports.reserve(OUTPUT_ITEMS * 4) >>> 0;
    const place = { buffer, ends, numbers };
    if (buffer === 0 || ends === 0 || numbers === 0) {
      this.release(place);
      return null;
    }
    this.made++;
    return place;
  }

  private use(place: Place): void {
    const { at, engine } = this;
    engine.view.setUint32(at + OutputRecord.buffer, place.buffer, true);
    engine.view.setUint32(at + OutputRecord.ends, place.ends, true);
    engine.view.setUint32(at + OutputRecord.numbers, place.numbers, true);
    this.current = place;
  }

  private giveBack(place: Place): void {
    if (this.closed) this.release(place);
    else this.free.push(place);
  }

  private release({ buffer, ends, numbers }: Place): void {
    for (const at of [buffer, ends, numbers]) if (at !== 0) this.engine.exports.free(at);
  }

  /** Gives back what the engine's record does not hold. */
  close(): void {
    this.closed = true;
    for (const place of this.free.splice(0)) this.release(place);
  }
}
