/** The comments of annotated captures: first a line of key=value pairs, then a sentence. */
import type { AddedPacket, AnnotatedWriter } from "../capture/writer.js";
import type { Cursor } from "../capture/cursor.js";
import type { Emit, PacketResult } from "../engine/results.js";
import { endsOf, translation } from "./address.js";
import { causeWords, decidedBy, explain } from "./cause.js";
import { filled, Place } from "./template.js";

/** The comment of a packet of the capture, as a template. */
export function commentTemplate(cursor: Cursor): string {
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

/** Writes a packet with its comment, and what left because of it. */
export function writeAnnotated(writer: AnnotatedWriter, cursor: Cursor): void {
  writer.packet(cursor, packetComment(cursor), addedPackets(cursor));
}

/** The comment of a packet that left, as a template. */
export function addedTemplate(generated: boolean, out: string): string {
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
