/**
 * Snapshots: the whole state of a firewall as bytes, and what changed since the last one.
 *
 *     0        8        12     16      20       24        28       32
 *    ┌────────┬────────┬──────┬───────┬────────┬─────────┬────────┬──────┬─────────┬────────┬────────┐
 *    │ magic  │ format │ kind │ after │ memory │ globals │ header │ JSON │ globals │ blocks │ CRC-32 │
 *    └────────┴────────┴──────┴───────┴────────┴─────────┴────────┴──────┴─────────┴────────┴────────┘
 *
 * All numbers are little-endian. `memory`: its size in pages of 64 KiB; `globals` and `header`: bytes of those
 * parts; a block is its number and 256 bytes. A base holds every block that is not all zero, a delta those that
 * are another than in the snapshot before, whose CRC-32 `after` tells.
 */
import type { Engine } from "./instance.js";

/** Raised with every change of the format itself. Layouts of the memory are told by ABI_VERSION. */
export const SNAPSHOT_FORMAT = 1;
const MAGIC = Uint8Array.from("sluice\x1a\n", (c) => c.charCodeAt(0));
const HEAD = 32;
const BLOCK = 256;
const WASM_PAGE = 65536;

/** A snapshot cannot be taken, or taken over: the message says why. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** What stands in a snapshot beside the engine's memory. */
export interface SnapshotHeader {
  /** ABI_VERSION of the engine, and which build of it. */
  readonly abi: number;
  readonly engine: string;
  /** What the firewall was made of: a sum for each part. */
  readonly made: Readonly<Record<string, number>>;
  /** Where the host's own blocks are in the memory. */
  readonly places: Readonly<Record<string, number>>;
  /** Facts that were declared, by their words. */
  readonly facts: readonly (readonly [string, number])[];
}

/** A snapshot taken apart. */
export interface Snapshot {
  readonly kind: "base" | "delta";
  /** CRC-32 of the snapshot that a delta goes on from; of a base 0. */
  readonly after: number;
  readonly sum: number;
  readonly memoryPages: number;
  readonly header: SnapshotHeader;
  readonly globals: Uint8Array;
  /** The blocks: number and bytes each. */
  readonly blocks: readonly (readonly [number, Uint8Array])[];
}

const table = Uint32Array.from({ length: 256 }, (_, i) => {
  let c = i;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 (ISO 3309) of bytes. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = table[(c ^ bytes[i]!) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** The engine's globals, eight bytes each. The memory is as it was before. */
export function readGlobals(engine: Engine): Uint8Array {
  const size = engine.exports.globalsCount() * 8;
  const before = engine.bytes.slice(0, size);
  engine.exports.globalsSave(0);
  const globals = engine.bytes.slice(0, size);
  engine.bytes.set(before, 0);
  return globals;
}

/** Writes a snapshot: of all blocks, or of those that differ from `before`. */
export function writeSnapshot(
  engine: Engine,
  header: SnapshotHeader,
  before: { readonly memory: Uint8Array; readonly sum: number } | null,
): Uint8Array {
  const globals = readGlobals(engine);
  const memory = engine.bytes;
  const text = new TextEncoder().encode(JSON.stringify(header));
  const blocks = changedBlocks(memory, before?.memory ?? null);
  const size = HEAD + text.length + globals.length + blocks.length * (BLOCK + 4) + 4;
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  out.set(MAGIC, 0);
  view.setUint32(8, SNAPSHOT_FORMAT, true);
  view.setUint32(12, before === null ? 0 : 1, true);
  view.setUint32(16, before?.sum ?? 0, true);
  view.setUint32(20, memory.length / WASM_PAGE, true);
  view.setUint32(24, globals.length, true);
  view.setUint32(28, text.length, true);
  out.set(text, HEAD);
  out.set(globals, HEAD + text.length);
  let at = HEAD + text.length + globals.length;
  for (const block of blocks) {
    view.setUint32(at, block, true);
    out.set(memory.subarray(block * BLOCK, (block + 1) * BLOCK), at + 4);
    at += BLOCK + 4;
  }
  view.setUint32(at, crc32(out.subarray(0, at)), true);
  return out;
}

/** Numbers of the blocks that differ from those before; all but zero ones without any. */
function changedBlocks(memory: Uint8Array, before: Uint8Array | null): number[] {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  const old = before === null ? null : new Uint32Array(before.buffer, 0, before.length >> 2);
  const step = BLOCK >> 2;
  const blocks: number[] = [];
  for (let block = 0; block * step < words.length; block++) {
    const from = block * step;
    for (let i = from; i < from + step; i++) {
      if (words[i] === (old === null || i >= old.length ? 0 : old[i])) continue;
      blocks.push(block);
      break;
    }
  }
  return blocks;
}

/** Takes a snapshot apart. Throws SnapshotError for bytes that are none, or not whole. */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  if (bytes.length < MAGIC.length || MAGIC.some((b, i) => bytes[i] !== b)) {
    throw new SnapshotError("this is no snapshot of sluice");
  }
  if (bytes.length < HEAD + 4) throw new SnapshotError("the snapshot is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const format = view.getUint32(8, true);
  if (format !== SNAPSHOT_FORMAT) {
    const known = `this sluice reads format ${SNAPSHOT_FORMAT}`;
    throw new SnapshotError(`the snapshot is of format ${format}: ${known}`);
  }
  const end = bytes.length - 4;
  const sum = view.getUint32(end, true);
  if (crc32(bytes.subarray(0, end)) !== sum) {
    throw new SnapshotError("the snapshot is damaged or cut short: its checksum does not fit");
  }
  const globals = view.getUint32(24, true);
  const text = view.getUint32(28, true);
  const first = HEAD + text + globals;
  if (first > end || (end - first) % (BLOCK + 4) !== 0) {
    throw new SnapshotError("the snapshot's parts do not fit its size");
  }
  const memoryPages = view.getUint32(20, true);
  const blocks: [number, Uint8Array][] = [];
  for (let at = first; at < end; at += BLOCK + 4) {
    const block = view.getUint32(at, true);
    if ((block + 1) * BLOCK > memoryPages * WASM_PAGE) {
      throw new SnapshotError("the snapshot has blocks beyond its memory");
    }
    blocks.push([block, bytes.subarray(at + 4, at + 4 + BLOCK)]);
  }
  return {
    kind: view.getUint32(12, true) === 0 ? "base" : "delta",
    after: view.getUint32(16, true),
    sum,
    memoryPages,
    header: readHeader(bytes.subarray(HEAD, HEAD + text)),
    globals: bytes.subarray(HEAD + text, first),
    blocks,
  };
}

function readHeader(bytes: Uint8Array): SnapshotHeader {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as SnapshotHeader;
  } catch {
    throw new SnapshotError("the snapshot's header cannot be read");
  }
}

/** Puts a snapshot's memory and globals into an engine of the same build. */
export function applySnapshot(engine: Engine, snapshot: Snapshot): void {
  const { exports } = engine;
  const { globals, memoryPages, blocks, kind } = snapshot;
  if (globals.length !== exports.globalsCount() * 8) {
    throw new SnapshotError("the snapshot was taken by another build of the engine");
  }
  const missing = memoryPages - engine.bytes.length / WASM_PAGE;
  if (missing > 0) {
    try {
      exports.memory.grow(missing);
    } catch {
      throw new SnapshotError(`there is no memory for the snapshot: ${memoryPages * 64} KiB`);
    }
  }
  const first = engine.bytes.slice(0, globals.length);
  engine.bytes.set(globals, 0);
  exports.globalsLoad(0);
  engine.bytes.set(first, 0);
  if (kind === "base") engine.bytes.fill(0);
  for (const [block, content] of blocks) engine.bytes.set(content, block * BLOCK);
}
