/**
 * Files that results are written to. Whole items are kept together: whatever stops the writing (a
 * full disk, a closed pipe), a file ends behind an item that is whole.
 */
import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** Bytes that are gathered before they are written. */
const BUFFER_BYTES = 262144;
/** Milliseconds to wait for a pipe that is full. */
export const RETRY_MS = 2;

/** A file could not be written. */
export class OutputError extends Error {
  constructor(
    readonly path: string,
    readonly code: string,
    reason: string,
  ) {
    super(`${path}: ${reason}`);
    this.name = "OutputError";
  }
  /** Nobody reads any more: no reason to complain. */
  get closedPipe(): boolean {
    return this.code === "EPIPE";
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; what was written before is whole",
  EDQUOT: "the disk quota is used up; what was written before is whole",
  EFBIG: "the file grew too large; what was written before is whole",
  EIO: "input/output error",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
  EROFS: "read-only file system",
  EPIPE: "nobody reads the pipe any more",
};

/** Why a file could not be opened, read or written, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && reasons[code]) || message;
}

/** The error for what the platform says. */
export function failed(path: string, error: unknown): OutputError {
  const { code } = error as NodeJS.ErrnoException;
  return new OutputError(path, code ?? "", reasonOf(error));
}

/** Where an output goes: what messages call it, its descriptor, and whether it is compressed. */
export interface Destination {
  readonly path: string;
  readonly descriptor: number;
  readonly compressed: boolean;
}

/** Creates or empties a file; "-" is standard output, names in .gz are compressed. Throws OutputError. */
export function openDestination(path: string): Destination {
  if (path === "-") return { path: "standard output", descriptor: 1, compressed: false };
  try {
    return { path, descriptor: openSync(path, "w"), compressed: path.endsWith(".gz") };
  } catch (error) {
    throw failed(path, error);
  }
}

/** Closes what `openDestination` opened; standard output stays open. */
export function closeDestination({ descriptor }: Destination): void {
  if (descriptor > 2) closeSync(descriptor);
}

/** Takes back the part of an item that did fit: `done` bytes behind `written`, of items with these ends. */
export function cutBehind(
  descriptor: number,
  written: number,
  ends: ArrayLike<number>,
  done: number,
): void {
  let whole = 0;
  for (let i = 0; i < ends.length && ends[i]! <= done; i++) whole = ends[i]!;
  try {
    const own = descriptor > 2 && fstatSync(descriptor).isFile();
    if (own) ftruncateSync(descriptor, written + whole);
  } catch {
    // the file stays as it is: the error that led here is told
  }
}

/** A file that is written from front to back; "-" is standard output, names in .gz are compressed. */
export class Output {
  private readonly buffer = new Uint8Array(BUFFER_BYTES);
  private length = 0;
  /** Ends of the items in the buffer. */
  private ends: number[] = [];
  /** Bytes in the file, all of whole items. */
  private written = 0;
  private broken = false;

  private constructor(private readonly to: Destination) {}

  /** Creates or empties the file. */
  static open(path: string): Output {
    return new Output(openDestination(path));
  }

  /** Adds an item, of one or several parts. */
  write(...parts: readonly Uint8Array[]): void {
    let size = 0;
    for (const part of parts) size += part.length;
    if (this.length + size > BUFFER_BYTES) this.flush();
    if (size > BUFFER_BYTES) {
      this.put(Buffer.concat(parts), [size]);
      return;
    }
    for (const part of parts) {
      this.buffer.set(part, this.length);
      this.length += part.length;
    }
    this.ends.push(this.length);
  }

  /** Adds items one behind the other. */
  batch(bytes: Uint8Array): void {
    this.write(bytes);
  }

  /** Adds a text as one item. */
  text(text: string): void {
    this.write(Buffer.from(text, "utf8"));
  }

  /** Writes what was gathered. */
  flush(): void {
    if (this.length === 0 || this.broken) return;
    const { length, ends } = this;
    this.length = 0;
    this.ends = [];
    this.put(this.buffer.subarray(0, length), ends);
  }

  private put(bytes: Uint8Array, ends: readonly number[]): void {
    if (this.broken) return;
    const data = this.to.compressed ? gzipSync(bytes) : bytes;
    let done = 0;
    while (done < data.length) {
      try {
        done += writeSync(this.to.descriptor, data, done, data.length - done);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
          continue;
        }
        this.broken = true;
        cutBehind(this.to.descriptor, this.written, this.to.compressed ? [] : ends, done);
        throw failed(this.to.path, error);
      }
    }
    this.written += data.length;
  }

  /** Writes the rest and closes the file. */
  close(): void {
    try {
      this.flush();
    } finally {
      closeDestination(this.to);
    }
  }
}
