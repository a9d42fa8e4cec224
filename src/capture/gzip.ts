/** Compressed captures (gzip, RFC 1952), decompressed as they are read (Node). */
import { createGunzip, type Gunzip } from "node:zlib";
import type { CaptureInput } from "./input.js";

/** Compressed bytes that are handed to the decompressor at a time. */
const STEP_BYTES = 16384;

/** Whether a stream that begins so is compressed: gzip's magic and its one method. */
export function isGzip(head: Uint8Array): boolean {
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** A compressed stream is damaged: what was decompressed before it was read. */
export class GzipError extends Error {
  constructor(name: string, reason: string) {
    super(`${name}: the gzip data is damaged: ${reason}`);
    this.name = "GzipError";
  }
}

/** Decompresses another input, one step of compressed bytes at a time: the next is taken only when
 * all that the one before held was read, so that an error in it loses nothing. */
export class GzipInput implements CaptureInput {
  private readonly gunzip: Gunzip = createGunzip();
  private readonly step = new Uint8Array(STEP_BYTES);
  /** Decompressed and not read yet. */
  private ready: Uint8Array[] = [];
  private ended = false;
  private failure: Error | null = null;
  /** Settles when nothing more will come. */
  private readonly over: Promise<void>;

  constructor(private readonly compressed: CaptureInput) {
    this.gunzip.on("data", (chunk: Uint8Array) => this.ready.push(chunk));
    this.over = new Promise((resolve) => {
      this.gunzip.on("end", resolve);
      this.gunzip.on("error", (error: Error) => {
        this.failure = error;
        resolve();
      });
    });
  }

  get name(): string {
    return this.compressed.name;
  }
  get interfaceName(): string | null {
    return this.compressed.interfaceName;
  }

  async read(into: Uint8Array): Promise<number> {
    while (this.ready.length === 0 && !this.ended) await this.more();
    const first = this.ready[0];
    if (first === undefined) {
      if (this.failure !== null) throw new GzipError(this.name, this.failure.message);
      return 0;
    }
    const part = first.subarray(0, into.length);
    into.set(part);
    if (part.length === first.length) this.ready.shift();
    else this.ready[0] = first.subarray(part.length);
    return part.length;
  }

  /** Decompresses another step. */
  private async more(): Promise<void> {
    const length = await this.compressed.read(this.step);
    if (length === 0) this.gunzip.end();
    else {
      const taken = new Promise<void>((resolve) => {
        this.gunzip.write(this.step.subarray(0, length), () => resolve());
      });
      await Promise.race([taken, this.over]);
      // what the step held is emitted by then
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (length === 0) await this.over;
    if (length === 0 || this.failure !== null) this.ended = true;
  }

  close(): void {
    this.gunzip.destroy();
    this.compressed.close();
  }
}
