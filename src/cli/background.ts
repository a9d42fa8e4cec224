/**
 * Files that a replay writes much to. The system writes in the background (a thread of libuv's) while
 * the next packets are on their way; `settle` waits until it has nearly caught up. As with Output, a file
 * ends behind a whole item whatever stops the writing.
 */
import { write } from "node:fs";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ItemSink } from "../report/report.js";
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
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  length: number;
  count: number;
}

function emptyBatch(): Batch {
  const bytes = new Uint8Array(BUFFER_BYTES);
  return { bytes, ends: new Uint32Array(BUFFER_ITEMS), length: 0, count: 0 };
}

/** A file that is written in the background; "-" is standard output, names in .gz are compressed. */
export class BackgroundOutput implements ItemSink {
  private current = emptyBatch();
  /** Batches that were written, for the next items. */
  private readonly free: Batch[] = [];
  private readonly waiting: Batch[] = [];
  /** Ends when none waits; the first of them is being written. */
  private writing: Promise<void> | null = null;
  private failure: OutputError | null = null;
  /** Wakes who waits for a batch to be written. */
  private wake: () => void = () => {};
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
      this.enqueue({ bytes, ends: Uint32Array.of(size), length: size, count: 1 });
      return;
    }
    const batch = this.room(size, 1);
    for (const part of parts) {
      batch.bytes.set(part, batch.length);
      batch.length += part.length;
    }
    batch.ends[batch.count++] = batch.length;
  }

  batch(bytes: Uint8Array, ends: Uint32Array): void {
    const batch = this.room(bytes.length, ends.length);
    batch.bytes.set(bytes, batch.length);
    if (batch.length === 0) batch.ends.set(ends, batch.count);
    else
      for (let i = 0; i < ends.length; i++) batch.ends[batch.count + i] = batch.length + ends[i]!;
    batch.length += bytes.length;
    batch.count += ends.length;
  }

  /** A batch with room; what was gathered is handed over if need be. */
  private room(bytes: number, items: number): Batch {
    if (this.failure !== null) throw this.failure;
    const { length, count } = this.current;
    if (length + bytes > BUFFER_BYTES || count + items > BUFFER_ITEMS) this.flush();
    return this.current;
  }

  private flush(): void {
    if (this.current.count === 0) return;
    this.enqueue(this.current);
    this.current = this.free.pop() ?? emptyBatch();
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
      batch.length = 0;
      batch.count = 0;
      this.wake();
      if (batch.bytes.length === BUFFER_BYTES && this.free.length < BEHIND) this.free.push(batch);
    }
    this.writing = null;
  }

  private async put(batch: Batch): Promise<void> {
    const plain = batch.bytes.subarray(0, batch.length);
    const data = this.to.compressed ? await compress(plain) : plain;
    let done = 0;
    while (done < data.length) {
      try {
        done += await this.writeSome(data.subarray(done));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") {
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
          continue;
        }
        const ends = this.to.compressed ? [] : batch.ends.subarray(0, batch.count);
        cutBehind(this.to.descriptor, this.written, ends, done);
        throw failed(this.to.path, error);
      }
    }
    this.written += data.length;
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
        this.wake = resolve;
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
