/**
 * Files that a replay writes much to. The system writes in the background (a thread of libuv's) while
 * the next packets are on their way; `settle` waits until it has nearly caught up. As with Output, a file
 * ends behind a whole item whatever stops the writing.
 */
import { write } from "node:fs";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ItemSink, LentItems } from "../report/report.js";
import {
  closeDestination,
  cutBehind,
  type Destination,
  failed,
  openDestination,
  OutputError,
  RETRY_MS,
} from "./output.js";

/** Bytes and items of a buffer: more than the engine hands over at once. */
const BUFFER_BYTES = 1 << 20;
const BUFFER_ITEMS = 1 << 16;
/** Buffers that may still wait when `settle` answers. */
const BEHIND = 2;

const compress = promisify(gzip);

/** Items that are written together. */
interface Batch {
  /** Asked for before each write: views of engine memory do not last. */
  bytes(): Uint8Array;
  /** Where each item ends. */
  ends(): Uint32Array;
  /** They are written. */
  done(): void;
}

/** Items that are gathered here. */
class Gathered implements Batch {
  readonly room = new Uint8Array(BUFFER_BYTES);
  readonly places = new Uint32Array(BUFFER_ITEMS);
  length = 0;
  count = 0;

  constructor(private readonly free: Gathered[]) {}

  bytes(): Uint8Array {
    return this.room.subarray(0, this.length);
  }
  ends(): Uint32Array {
    return this.places.subarray(0, this.count);
  }
  done(): void {
    this.length = 0;
    this.count = 0;
    if (this.free.length < BEHIND) this.free.push(this);
  }
}

/**
 * Whether the system may write from engine memory while the engine runs. Memory that grows stays where it is
 * when the platform has reserved addresses for all that it can become, as V8 does on these processors;
 * told not to (for want of addresses), it may move.
 */
const memoryStays =
  (process.arch === "x64" || process.arch === "arm64") &&
  !/wasm.trap.handler/.test(`${process.execArgv.join(" ")} ${process.env.NODE_OPTIONS ?? ""}`);

/** A file that is written in the background; "-" is standard output, names in .gz are compressed. */
export class BackgroundOutput implements ItemSink {
  /** Batches that were written, for the next items. */
  private readonly free: Gathered[] = [];
  private current = new Gathered(this.free);
  private readonly waiting: Batch[] = [];
  /** Ends when none waits; the first of them is being written. */
  private writing: Promise<void> | null = null;
  private failure: OutputError | null = null;
  /** Those who wait for a batch to be written. */
  private readonly sleepers: (() => void)[] = [];
  /** Bytes in the file, all of whole items. */
  private written = 0;

  private constructor(private readonly to: Destination) {}

  /** Creates or empties the file. */
  static open(path: string): BackgroundOutput {
    return new BackgroundOutput(openDestination(path));
  }

  write(...parts: readonly Uint8Array[]): void {
    let size = 0;
    for (const part of parts) size += part.length;
    if (size > BUFFER_BYTES) {
      this.flush();
      const bytes = Buffer.concat(parts);
      this.enqueue({ bytes: () => bytes, ends: () => Uint32Array.of(size), done: () => {} });
      return;
    }
    const batch = this.room(size, 1);
    for (const part of parts) {
      batch.room.set(part, batch.length);
      batch.length += part.length;
    }
    batch.places[batch.count++] = batch.length;
  }

  batch(bytes: Uint8Array, ends: Uint32Array): void {
    const batch = this.room(bytes.length, ends.length);
    batch.room.set(bytes, batch.length);
    if (batch.length === 0) batch.places.set(ends, batch.count);
    else
      for (let i = 0; i < ends.length; i++) batch.places[batch.count + i] = batch.length + ends[i]!;
    batch.length += bytes.length;
    batch.count += ends.length;
  }

  lend(items: LentItems): boolean {
    if (this.failure !== null) throw this.failure;
    // what is compressed takes several steps, each with the view of the first
    if (!memoryStays || this.to.compressed) return false;
    this.flush();
    this.enqueue(items);
    return true;
  }

  /** A batch with room; what was gathered is handed over if need be. */
  private room(bytes: number, items: number): Gathered {
    if (this.failure !== null) throw this.failure;
    const { length, count } = this.current;
    if (length + bytes > BUFFER_BYTES || count + items > BUFFER_ITEMS) this.flush();
    return this.current;
  }

  private flush(): void {
    if (this.current.count === 0) return;
    this.enqueue(this.current);
    this.current = this.free.pop() ?? new Gathered(this.free);
  }

  private enqueue(batch: Batch): void {
    if (this.failure !== null) return;
    this.waiting.push(batch);
    this.writing ??= this.writeAll();
  }

  /** Writes the batches that wait, in order, and those that come to wait meanwhile. */
  private async writeAll(): Promise<void> {
    for (let batch = this.waiting[0]; batch !== undefined; batch = this.waiting[0]) {
      try {
        await this.put(batch);
      } catch (error) {
        this.failure = error instanceof OutputError ? error : failed(this.to.path, error);
        this.waiting.length = 0;
        this.wake();
        break;
      }
      this.waiting.shift();
      batch.done();
      this.wake();
    }
    this.writing = null;
  }

  private wake(): void {
    for (const sleeper of this.sleepers.splice(0)) sleeper();
  }

  private async put(batch: Batch): Promise<void> {
    const compressed = this.to.compressed ? await compress(batch.bytes()) : null;
    const size = (compressed ?? batch.bytes()).length;
    let done = 0;
    while (done < size) {
      try {
        done += await this.writeSome((compressed ?? batch.bytes()).subarray(done));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") {
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
          continue;
        }
        const ends = compressed !== null ? [] : batch.ends();
        cutBehind(this.to.descriptor, this.written, ends, done);
        throw failed(this.to.path, error);
      }
    }
    this.written += size;
  }

  private writeSome(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      write(this.to.descriptor, bytes, 0, bytes.length, null, (error, count) => {
        if (error === null) resolve(count);
        else reject(error);
      });
    });
  }

  /** Whether `settle` has something to wait for, or to tell. */
  get isBehind(): boolean {
    return this.waiting.length > BEHIND || this.failure !== null;
  }

  /** Waits until few batches are left to write; throws when one could not be. */
  async settle(): Promise<void> {
    while (this.waiting.length > BEHIND && this.failure === null) {
      await new Promise<void>((resolve) => {
        this.sleepers.push(resolve);
      });
    }
    if (this.failure !== null) throw this.failure;
  }

  /** Writes the rest and closes the file; throws when something could not be written. */
  async close(): Promise<void> {
    try {
      this.flush();
      await this.writing;
      if (this.failure !== null) throw this.failure;
    } finally {
      closeDestination(this.to);
    }
  }
}
