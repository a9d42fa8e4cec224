/** The comments of annotated captures: first a line of key=value pairs, then a sentence. */
import { EmitAt, EmitRecord } from "../generated/abi.js";
import type { AddedPacket, AnnotatedWriter } from "../capture/writer.js";
import type { Cursor } from "../capture/cursor.js";
import type { Emit, PacketResult } from "../engine/results.js";
import { endsOf, translation } from "./address.js";
import { ByteText } from "./bytes.js";
import { causeWords, decidedBy, explain } from "./cause.js";
import type { Shape, Shapes } from "./shape.js";
import { filled, Place, Template } from "./template.js";

/** The comment of a packet of the capture, as a template. */
function commentTemplate(cursor: Cursor): string {
  const { result } = cursor;
  const pairs = [`nf.verdict=${result.verdict}`];
  const decided = decidedBy(result);
  if (decided !== null) pairs.push(`nf.rule=${decided}`);
  pairs.push(`nf.cause=${causeWords[result.cause]}`, `nf.n=${Place.number}`);
  if (result.state !== null) pairs.push(`nf.state=${result.state}`);
  if (result.reply) pairs.push("nf.reply=1");
  if (result.mark !== 0) pairs.push(`nf.mark=0x${result.mark.toString(16)}`);
  const own = result.emits.find((emit) => !emit.generated);
  if (own !== undefined) pairs.push(`nf.to=${own.at}`);
  if (own?.out) pairs.push(`nf.out=${own.out}`);
  const undecided = result.undecided.map(
    (rule) => ` nf.undecided=${rule.table}:${rule.chain}:${rule.number}`,
  );
  return `${pairs.join(" ")}${Place.nat}${undecided.join("")}\n${packetSentence(result, own)}`;
}

/** The comment of a packet of the capture. */
export function packetComment(cursor: Cursor): string {
  return filled(commentTemplate(cursor), (place) =>
    place === Place.number ? String(cursor.n) : natPairs(cursor),
  );
}

/** Comments as bytes: what packetComment and addedPackets say, made faster where packets are alike. */
export class Comments {
  private readonly out = new ByteText();

  constructor(private readonly shapes: Shapes) {}

  /** Whether this class can tell everything of the packet. */
  isTold(cursor: Cursor): boolean {
    return this.shapes.of(cursor) !== null;
  }

  /** The comment of the packet: a view that is valid until the next comment is made. */
  packet(cursor: Cursor): Uint8Array {
    const { out, shapes } = this;
    out.length = 0;
    const shape = shapes.of(cursor);
    if (shape === null) return utf8.encode(packetComment(cursor));
    shape.comment ??= new Template(commentTemplate(cursor));
    const { pieces, places } = shape.comment;
    for (let i = 0; i < places.length; i++) {
      out.put(pieces[i]!);
      if (places[i] === Place.number) out.number(cursor.n);
      else if (!shapes.keptEnds(cursor)) out.put(utf8.encode(natPairs(cursor)));
    }
    out.put(pieces[places.length]!);
    return out.bytes.subarray(0, out.length);
  }

  /** Hands each packet that left and is not the captured one to `add`: the number of its output
   * interface, where its bytes stand in the engine's memory, how many there are, its length, and its
   * comment. Only for packets that isTold. */
  eachAdded(cursor: Cursor, add: AddPacket): void {
    const { shapes } = this;
    const shape = shapes.of(cursor);
    if (shape === null) return;
    const { words } = cursor;
    for (let i = 0; i < shapes.emitCount; i++) {
      const emit = shapes.emits[i]!;
      const out = words[(emit + EmitRecord.outInterface) >>> 2]!;
      if (cursor.bytes[emit + EmitRecord.at] !== EmitAt.WIRE || out === 0) continue;
      const size = words[(emit + EmitRecord.captured) >>> 2]!;
      if (out === cursor.interfaceIndex && sameAsFrame(cursor, emit, size)) continue;
      const length = words[(emit + EmitRecord.length) >>> 2]!;
      add(out, emit + EmitRecord.bytes, size, length, this.added(cursor, shape, i, out));
    }
  }

  private added(cursor: Cursor, shape: Shape, i: number, index: number): Uint8Array {
    shape.added ??= [];
    const generated = cursor.bytes[this.shapes.emits[i]! + EmitRecord.generated] !== 0;
    shape.added[i] ??= new Template(
      addedTemplate(generated, cursor.names.interfaceName(index) ?? ""),
    );
    const template = shape.added[i];
    const { out } = this;
    out.length = 0;
    const { pieces, places } = template;
    for (let k = 0; k < places.length; k++) {
      out.put(pieces[k]!);
      out.number(cursor.n);
    }
    out.put(pieces[places.length]!);
    return out.bytes.subarray(0, out.length);
  }
}

/** Writes a packet with its comment, and what left because of it. */
export function writeAnnotated(writer: AnnotatedWriter, cursor: Cursor, comments: Comments): void {
  // what left is told as bytes only where the packet is
  const told = comments.isTold(cursor) && writer.packetBytes(cursor, comments.packet(cursor));
  if (!told) {
    writer.packet(cursor, packetComment(cursor), addedPackets(cursor));
    return;
  }
  comments.eachAdded(cursor, (out, address, captured, length, comment) => {
    const name = cursor.names.interfaceName(out)!;
    writer.addBytes(cursor, name, address, captured, length, comment);
  });
  writer.flushBytes();
}

/** Takes a packet that is written beside the captured one. */
export type AddPacket = (
  outInterface: number,
  address: number,
  captured: number,
  length: number,
  comment: Uint8Array,
) => void;

const utf8 = new TextEncoder();

function sameAsFrame(cursor: Cursor, emit: number, size: number): boolean {
  const { bytes } = cursor;
  if (cursor.capturedLength - cursor.ipOffset < size) return false;
  const a = cursor.frameAddress + cursor.ipOffset;
  const b = emit + EmitRecord.bytes;
  for (let i = 0; i < size; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}

/** The comment of a packet that left. */
function addedTemplate(generated: boolean, out: string): string {
  const n = Place.number;
  const [kind, sentence] = generated
    ? ["nf.generated=1", `Made by the host because of packet ${n}`]
    : ["nf.rewritten=1", `Packet ${n} as it left`];
  return `nf.verdict=ACCEPT nf.of=${n} ${kind}\n${sentence} by ${out}.`;
}

/** What translation changed, as pairs with a blank in front of each. */
function natPairs(cursor: Cursor): string {
  const { result } = cursor;
  const own = result.emits.find((emit) => !emit.generated);
  if (own === undefined || result.version === null) return "";
  const before = endsOf(cursor.frame.subarray(cursor.ipOffset));
  const after = endsOf(own.packet);
  const changed = before && after && translation(before, after);
  if (!changed) return "";
  let pairs = "";
  if (changed.source) pairs += ` nf.snat=${changed.source[1]}`;
  if (changed.destination) pairs += ` nf.dnat=${changed.destination[1]}`;
  return pairs;
}

function packetSentence(result: PacketResult, own: Emit | undefined): string {
  let text = `${result.verdict}: ${explain(result)}`;
  if (own?.at === "local") text += "; delivered to the host itself";
  if (own?.at === "wire") text += `; left by ${own.out}`;
  const answers = result.emits.filter((emit) => emit.generated).length;
  if (answers === 1) text += "; the host answered it";
  if (answers > 1) text += `; the host answered it with ${answers} packets`;
  return `${text}.`;
}

/** What is written beside a packet: everything that went out because of it and is not the packet
 * itself as the capture has it. */
export function addedPackets(cursor: Cursor): AddedPacket[] {
  const { result } = cursor;
  if (result.frames !== null) return fragments(cursor, result);
  const added: AddedPacket[] = [];
  for (const emit of result.emits) {
    if (emit.at !== "wire" || emit.out === null) continue;
    if (emit.out === result.interface && sameBytes(cursor, emit)) continue;
    const comment = filled(addedTemplate(emit.generated, emit.out), () => String(cursor.n));
    added.push({
      out: emit.out,
      packet: emit.packet,
      length: emit.length,
      comment,
    });
  }
  return added;
}

function fragments(cursor: Cursor, result: PacketResult): AddedPacket[] {
  return result.frames!.map(([out, packet], i) => ({
    out,
    packet,
    length: packet.length,
    comment:
      `nf.verdict=ACCEPT nf.of=${cursor.n} nf.fragment=${i + 1}\n` +
      `What packet ${cursor.n} became on ${out}: ${i + 1} of ${result.frames!.length}.`,
  }));
}

function sameBytes(cursor: Cursor, emit: Emit): boolean {
  const { frame, ipOffset } = cursor;
  if (frame.length - ipOffset < emit.packet.length) return false;
  for (let i = 0; i < emit.packet.length; i++) {
    if (frame[ipOffset + i] !== emit.packet[i]) return false;
  }
  return true;
}
