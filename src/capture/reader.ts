/**
 * Runs captures through a firewall. The engine walks the captures' bytes by itself (assembly/capture/);
 * the host fills its buffers, a chunk at a time, and visits the results between two chunks.
 */
import {
  type CaptureDamage,
  CaptureFormat,
  CaptureStatus,
  InterfaceRecord,
  MAX_SOURCES,
  PathKind,
  Want,
} from "../generated/abi.js";
import type { Firewall } from "../engine/firewall.js";
import { outOfMemory } from "../engine/instance.js";
import { Cursor } from "./cursor.js";
import { CaptureError } from "./damage.js";
import type { CaptureInput } from "./input.js";

/** What is told of each packet; less is faster. */
export interface CaptureDetail {
  /** Packets that leave the host. */
  readonly emits?: boolean;
  /** ... with their bytes. */
  readonly bytes?: boolean;
  /** Every rule that matched. */
  readonly steps?: boolean;
  /** What LOG and TRACE showed. */
  readonly logs?: boolean;
  /** What becomes of connections and expectations. */
  readonly events?: boolean;
  /** Blocks of the captures that hold no packet. */
  readonly blocks?: boolean;
  /** For benchmarks: how far packets go. "walk": they are found in the capture; "parse": their headers
   * are checked too. */
  readonly only?: "walk" | "parse";
}

/** A way that every packet takes, without a model of the host. */
export interface Path {
  readonly kind: "forward" | "input" | "output";
  /** Interfaces that packets come in by and leave by; null where the way has none. */
  readonly in: string | null;
  readonly out: string | null;
}

const pathKinds = {
  forward: PathKind.FORWARD,
  input: PathKind.INPUT,
  output: PathKind.OUTPUT,
} as const;

/** Called for every result, in order. */
export type Visitor = (cursor: Cursor) => void;

/** Something that takes results a chunk at a time: all that the engine holds, the first at the cursor's
 * `seek(0, ...)`. It leaves the number of the last packet in the cursor. */
export interface Chunks {
  chunk(cursor: Cursor): void;
}

/** Bytes of the shortest packet that may begin a connection, with its record. */
const RECORD_BYTES = 58;

/** Captures on their way through a firewall, the earliest packet of all first. */
export class CaptureReader {
  /** Packets visited so far. */
  packets = 0;
  /** Bytes of the captures that were read so far. */
  bytesRead = 0;
  private readonly cursor: Cursor;

  constructor(
    private readonly firewall: Firewall,
    private readonly inputs: readonly CaptureInput[],
  ) {
    if (inputs.length > MAX_SOURCES) {
      throw new RangeError(`at most ${MAX_SOURCES} captures can be merged, not ${inputs.length}`);
    }
    this.cursor = new Cursor(firewall);
  }

  /** Sends every packet one way, whatever the capture and the setup's routes say. */
  takePath(path: Path): void {
    const index = (name: string | null) =>
      name === null ? 0 : this.firewall.interfaces.index(name);
    this.firewall.engine.exports.pathSet(pathKinds[path.kind], index(path.in), index(path.out));
  }

  /**
   * Runs the captures to their end. `visit` meets every result; `pause` is called after every chunk, and
   * waited for.
   * Throws CaptureError at damage, after everything before it was visited.
   */
  async run(
    detail: CaptureDetail,
    visit: Visitor | Chunks,
    pause?: () => void | Promise<void> | undefined,
  ): Promise<void> {
    const { exports } = this.firewall.engine;
    exports.configure(wantBits(detail));
    exports.resultsClear();
    this.open();
    try {
      for (;;) {
        const status = this.firewall.guarded(() => exports.captureRun()) as CaptureStatus;
        this.visitAll(visit);
        const later = pause?.();
        if (later !== undefined) await later;
        if (status === CaptureStatus.DONE) return;
        if (status === CaptureStatus.DAMAGED) throw this.damage();
        if (status === CaptureStatus.NEED_INPUT) await this.fill(exports.captureSource());
      }
    } finally {
      exports.captureClose();
    }
  }

  /** Format of a capture, once its first bytes were read. */
  format(source: number): "pcap" | "pcapng" | null {
    const format = this.firewall.engine.exports.captureFormat(source) as CaptureFormat;
    if (format === CaptureFormat.PCAP) return "pcap";
    return format === CaptureFormat.PCAPNG ? "pcapng" : null;
  }

  private open(): void {
    const { engine } = this.firewall;
    const { exports } = engine;
    const bytes = this.inputs.reduce((sum, input) => sum + (input.size ?? 0), 0);
    exports.memoryAhead(this.firewall.connectionBytes(bytes / RECORD_BYTES));
    const from = this.firewall.interfaces.defaults;
    const to = exports.captureInterfaceDefaults() >>> 0;
    engine.bytes.copyWithin(to, from, from + InterfaceRecord.size);
    for (const input of this.inputs) {
      const name = new Uint8Array(16);
      name.set(new TextEncoder().encode(input.interfaceName ?? "").subarray(0, 15));
      const at = engine.place(name);
      const opened = exports.captureOpen(at);
      exports.free(at);
      if (opened === MAX_SOURCES) throw outOfMemory();
    }
  }

  private async fill(source: number): Promise<void> {
    const { exports } = this.firewall.engine;
    const room = exports.captureRoom(source) >>> 0;
    if (room === 0) throw outOfMemory();
    const at = exports.captureInput(source) >>> 0;
    const got = this.inputs[source]!.read(this.firewall.engine.bytes.subarray(at, at + room));
    const bytes = typeof got === "number" ? got : await got;
    this.bytesRead += bytes;
    exports.captureFilled(source, bytes);
  }

  private visitAll(visit: Visitor | Chunks): void {
    const { exports } = this.firewall.engine;
    const { cursor } = this;
    cursor.refresh();
    if (typeof visit !== "function") visit.chunk(cursor);
    else {
      const count = exports.resultCount();
      for (let i = 0; i < count; i++) {
        cursor.move(i);
        visit(cursor);
      }
    }
    this.packets = cursor.n;
    exports.resultsClear();
  }

  private damage(): CaptureError {
    const { exports } = this.firewall.engine;
    const input = this.inputs[exports.captureSource()]!;
    return new CaptureError({
      code: exports.captureDamage() as CaptureDamage,
      file: input.name,
      packet: exports.captureDamagePacket() >>> 0,
      offset: exports.captureDamageOffset(),
      value: exports.captureDamageValue() >>> 0,
      limit: exports.captureDamageLimit() >>> 0,
    });
  }
}

function wantBits(detail: CaptureDetail): number {
  let want = 0;
  if (detail.emits || detail.bytes) want |= Want.EMITS;
  if (detail.bytes) want |= Want.BYTES;
  if (detail.steps) want |= Want.PATH;
  if (detail.logs) want |= Want.LOGS;
  if (detail.events) want |= Want.EVENTS;
  if (detail.blocks) want |= Want.BLOCKS;
  if (detail.only === "walk") want |= Want.ONLY_WALK;
  if (detail.only === "parse") want |= Want.ONLY_PARSE;
  return want;
}
