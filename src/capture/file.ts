/** Captures from files and standard input (Node). */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { GzipError, GzipInput, isGzip } from "./gzip.js";
import type { CaptureInput } from "./input.js";
import { type CaptureHead, captureHead, namesOf } from "./interfaces.js";

/** Milliseconds until standard input is asked again when it had nothing. */
const RETRY_MS = 5;

/** Reads a file straight into the memory that is given. */
export class FileInput implements CaptureInput {
  constructor(
    readonly name: string,
    private readonly descriptor: number,
    readonly interfaceName: string | null,
  ) {}

  /** 0 for what is no file. */
  get size(): number {
    return fstatSync(this.descriptor).size;
  }

  read(into: Uint8Array): number | Promise<number> {
    const got = readSome(this.descriptor, into);
    return got >= 0 ? got : this.readLater(into);
  }

  /** Standard input that does not block: asked again until something is there. */
  private async readLater(into: Uint8Array): Promise<number> {
    let got = -1;
    while (got < 0) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      got = readSome(this.descriptor, into);
    }
    return got;
  }

  close(): void {
    if (this.descriptor !== 0) closeSync(this.descriptor);
  }
}

/** Bytes read, 0 at the end, -1 when there is nothing yet. */
function readSome(descriptor: number, into: Uint8Array): number {
  try {
    return readSync(descriptor, into, 0, into.length, null);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EAGAIN") return -1;
    if (code === "EOF") return 0;
    throw error;
  }
}

/** Bytes at the head of a capture in which interfaces are looked for. */
const HEAD_BYTES_MAX = 262144;

/** Gives back bytes that were read to find out what a stream is. */
class PeekedInput implements CaptureInput {
  private peeked = new Uint8Array(0);

  constructor(private readonly rest: CaptureInput) {}

  get name(): string {
    return this.rest.name;
  }
  get interfaceName(): string | null {
    return this.rest.interfaceName;
  }
  get size(): number {
    return this.rest.size ?? 0;
  }

  /** The first bytes, `want` of them or as many as there are. They are read again later. */
  async peek(want: number): Promise<Uint8Array> {
    if (this.peeked.length < want) {
      const bigger = new Uint8Array(want);
      bigger.set(this.peeked);
      let length = this.peeked.length;
      while (length < want) {
        const got = await this.rest.read(bigger.subarray(length));
        if (got === 0) break;
        length += got;
      }
      this.peeked = bigger.subarray(0, length);
    }
    return this.peeked;
  }

  read(into: Uint8Array): number | Promise<number> {
    if (this.peeked.length === 0) return this.rest.read(into);
    const part = this.peeked.subarray(0, into.length);
    into.set(part);
    this.peeked = this.peeked.subarray(part.length);
    return part.length;
  }

  close(): void {
    this.rest.close();
  }
}

/** A capture that was opened. */
export interface OpenedCapture {
  readonly input: CaptureInput;
  /** Interfaces that it names before its first packet, as packets will have them. */
  readonly interfaces: readonly string[];
  /** Whether all of them are named by the capture itself. */
  readonly named: boolean;
}

/** Opens a capture; "-" is standard input. What begins as gzip is decompressed. */
export async function openCapture(
  path: string,
  interfaceName: string | null,
): Promise<OpenedCapture> {
  const standard = path === "-";
  const descriptor = standard ? 0 : openSync(path, "r");
  const file = new PeekedInput(
    new FileInput(standard ? "standard input" : path, descriptor, interfaceName),
  );
  const compressed = isGzip(await file.peek(3));
  const input = compressed ? new PeekedInput(new GzipInput(file)) : file;
  const head = await readHead(input);
  const named = head.names.length > 0 && head.names.every((name) => name !== null);
  return { input, interfaces: namesOf(head, interfaceName), named };
}

/** Reads as much of the head as interface descriptions take. Damage is told when it is met. */
async function readHead(input: PeekedInput): Promise<CaptureHead> {
  let want = 12;
  for (;;) {
    let bytes: Uint8Array;
    try {
      bytes = await input.peek(want);
    } catch (error) {
      if (error instanceof GzipError) return { names: [], more: false };
      throw error;
    }
    const head = captureHead(bytes);
    if (!head.more || bytes.length < want || want >= HEAD_BYTES_MAX) return head;
    want = nextWant(bytes);
  }
}

/** Bytes up to behind the head of the next block: no more, since a live stream may pause there. */
function nextWant(bytes: Uint8Array): number {
  const littleEndian = bytes[8] === 0x4d;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, littleEndian);
    if (length < 12) break;
    at += length;
  }
  return Math.min(Math.max(at + 8, bytes.length + 1), HEAD_BYTES_MAX);
}
