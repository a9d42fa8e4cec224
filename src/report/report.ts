/**
 * What a replay writes of each packet. The engine writes most of it by itself, in bulk, from templates
 * (assembly/report/): it asks for one when a packet's fate is new, and leaves to the host what has more
 * to tell than a template holds.
 */
import type { Chunks } from "../capture/reader.js";
import type { Cursor } from "../capture/cursor.js";
import type { AnnotatedWriter } from "../capture/writer.js";
import type { Firewall } from "../engine/firewall.js";
import { outOfMemory } from "../engine/instance.js";
import {
  MAX_INTERFACES,
  OutputKind,
  OutputRecord,
  ReportNeed,
  SourceWay,
  TemplateKind,
  Wanted,
} from "../generated/abi.js";
import { addedTemplate, commentTemplate, writeAnnotated } from "./annotation.js";
import { OutputBuffers } from "./buffers.js";
import { jsonLine, type LineOptions, lineTemplate } from "./jsonl.js";
import { templateRecord } from "./template.js";

/** Takes what is written, item by item or many items at once. */
export interface ItemSink {
  /** An item, of one or several parts. */
  write(...parts: readonly Uint8Array[]): void;
  /** Items one behind the other: where each of them ends, and the numbers of their packets. The arrays are
   * views that change soon. */
  batch(bytes: Uint8Array, ends: Uint32Array, numbers: Uint32Array): void;
  /** As `batch`, but the engine leaves them where they are until they are done with; false: nothing was
   * taken. */
  lend?(items: LentItems): boolean;
}

/** Items that stay in engine memory for a while; views must be asked for again whenever the engine ran. */
export interface LentItems {
  bytes(): Uint8Array;
  ends(): Uint32Array;
  /** The engine may have the place back. */
  done(): void;
}

/** One output of a replay. */
export interface ReportOutput {
  readonly kind: OutputKind;
  readonly wanted: Wanted;
  /** Takes what the engine wrote; null for outputs that the host writes alone. */
  readonly sink: ItemSink | null;
  /** Writes the packet (or block) at hand, after all that was written before. */
  write(cursor: Cursor): void;
  /** The text of a template for packets like the one at hand. */
  template?(cursor: Cursor, kind: number): string;
  /** For annotated captures: says how packets become blocks. */
  readonly writer?: AnnotatedWriter;
}

const utf8 = new TextEncoder();

/** Lines of JSON. */
export function lineOutput(sink: ItemSink, options: LineOptions): ReportOutput {
  return {
    kind: OutputKind.LINES,
    wanted: Wanted.ALL,
    sink,
    write: (cursor) => sink.write(utf8.encode(jsonLine(cursor, options))),
    template: (cursor) => lineTemplate(cursor, options),
  };
}

/** An annotated capture of the packets that are wanted. `writer` writes to `sink`. */
export function captureOutput(
  sink: ItemSink,
  writer: AnnotatedWriter,
  wanted: Wanted,
): ReportOutput {
  return {
    kind: OutputKind.BLOCKS,
    wanted,
    sink,
    writer,
    write(cursor) {
      if (cursor.isPacket) writeAnnotated(writer, cursor);
      else writer.block(cursor);
    },
    template(cursor, kind) {
      if (kind === TemplateKind.COMMENT) return commentTemplate(cursor);
      const { generated, out } = cursor.result.emits[kind - TemplateKind.ADDED]!;
      return addedTemplate(generated, out ?? "");
    },
  };
}

/** Something that is told of each packet, or of each that LOG or TRACE showed. */
export function hostOutput(
  kind: OutputKind.EACH | OutputKind.LOGGED,
  write: (cursor: Cursor) => void,
): ReportOutput {
  return { kind, wanted: Wanted.ALL, sink: null, write };
}

/** An output with its record in the engine. */
interface Placed {
  readonly output: ReportOutput;
  readonly at: number;
  readonly buffers: OutputBuffers;
  /** Of the writer, when the engine last heard from it. */
  revision: number;
}

/** Writes the results of a replay to its outputs. */
export class Report implements Chunks {
  private readonly placed: readonly Placed[];

  constructor(
    private readonly firewall: Firewall,
    outputs: readonly ReportOutput[],
    private readonly sources: number,
  ) {
    const { exports } = firewall.engine;
    exports.reportReset();
    this.placed = outputs.map((output) => {
      const at = exports.reportOutput(output.kind, output.wanted) >>> 0;
      if (at === 0) throw outOfMemory();
      return { output, at, buffers: new OutputBuffers(firewall.engine, at), revision: -1 };
    });
  }

  /** Writes the results that are there. */
  chunk(cursor: Cursor): void {
    const { exports } = this.firewall.engine;
    exports.reportBegin();
    for (;;) {
      const need = exports.reportRun() as ReportNeed;
      if (need === ReportNeed.NOTHING) break;
      const placed = this.placed[exports.reportTo()]!;
      cursor.refresh();
      cursor.seek(exports.reportResult(), exports.reportPacket());
      this.serve(need, placed, cursor);
    }
    cursor.n = exports.reportPacket();
  }

  /** Hands on what the engine still holds. */
  finish(): void {
    for (const placed of this.placed) this.take(placed);
  }

  /** Gives back what the outputs took beside their first buffers; those that are lent follow when they are done
   * with. */
  close(): void {
    for (const { buffers } of this.placed) buffers.close();
  }

  private serve(need: ReportNeed, placed: Placed, cursor: Cursor): void {
    const { exports } = this.firewall.engine;
    const { output } = placed;
    if (need === ReportNeed.TEMPLATE) this.giveTemplate(output, cursor);
    else if (need === ReportNeed.FULL) this.take(placed);
    else {
      this.take(placed);
      output.write(cursor);
      this.tellWays(placed);
      exports.reportSkip();
    }
  }

  private giveTemplate(output: ReportOutput, cursor: Cursor): void {
    const { engine } = this.firewall;
    const kind = engine.exports.reportWanted();
    const record = templateRecord(output.template!(cursor, kind));
    const at = engine.place(record);
    const taken = engine.exports.reportTemplate(kind, at, record.length);
    engine.exports.free(at);
    if (!taken) throw outOfMemory();
  }

  /** Hands on what an output gathered. */
  private take({ output: { sink }, buffers }: Placed): void {
    const items = buffers.take();
    if (items === null || sink === null) return;
    if (buffers.lend(items, sink)) return;
    sink.batch(items.bytes(), items.ends(), items.numbers());
  }

  /** Tells the engine how packets of each capture become blocks, and the numbers of interfaces that they
   * leave by, when that changed. */
  private tellWays(placed: Placed): void {
    const { writer } = placed.output;
    if (writer === undefined || writer.revision === placed.revision) return;
    placed.revision = writer.revision;
    const { engine, resultNames: names } = this.firewall;
    const { bytes, view } = engine;
    const count = engine.exports.interfacesCount();
    const sources = view.getUint32(placed.at + OutputRecord.sources, true);
    for (let i = 0; i < this.sources; i++) {
      const { way, interfaceNumber } = writer.way(i);
      view.setUint32(sources + i * SourceWay.size + SourceWay.way, way, true);
      const to = sources + i * SourceWay.size + SourceWay.interfaceNumber;
      view.setUint32(to, interfaceNumber, true);
    }
    bytes[placed.at + OutputRecord.bigEndian] = writer.isLittleEndian ? 0 : 1;
    const interfaces = view.getUint32(placed.at + OutputRecord.interfaces, true);
    for (let i = 1; i <= MAX_INTERFACES; i++) {
      const name = i <= count ? names.interfaceName(i) : null;
      const number = name === null ? undefined : writer.numberOf(name);
      view.setUint32(interfaces + 4 * i, number === undefined ? 0 : number + 1, true);
    }
  }
}
