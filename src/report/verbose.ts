/** `-v`: a packet on one line, as tcpdump shows it, then its verdict and what decided. */
import type { Cursor } from "../capture/cursor.js";
import type { Emit, PacketResult } from "../engine/results.js";
import { endsOf, endText, translation } from "./address.js";
import { frameText, packetText } from "./brief.js";
import { decidedBy, explain } from "./cause.js";
import type { Style } from "./style.js";

const NS_PER_SECOND = 1000000000n;
const SECONDS_PER_DAY = 86400n;

/** Time of day in UTC with microseconds. */
export function clockText(ns: bigint): string {
  const seconds = Number(((ns / NS_PER_SECOND) % SECONDS_PER_DAY) + 0n);
  const micro = Number(ns % NS_PER_SECOND) / 1000;
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = two(Math.floor(seconds / 3600));
  const minutes = two(Math.floor(seconds / 60) % 60);
  return `${hours}:${minutes}:${two(seconds % 60)}.${String(Math.floor(micro)).padStart(6, "0")}`;
}

/** The lines of a packet, each with its end: the packet, then what the host made because of it. */
export function packetLine(cursor: Cursor, style: Style, trace: boolean): string {
  const { result } = cursor;
  const name = (result.interface ?? "?").padEnd(5);
  const way = result.direction === "out" ? "Out" : "In ";
  const { frame, linkType, version, ipOffset } = cursor;
  const what = frameText(frame, linkType, version, ipOffset);
  let text = `${clockText(result.time)} ${name} ${way} ${what}`;
  text += ` => ${verdictText(cursor, result, style)}\n`;
  if (trace) for (const step of result.steps) text += stepLine(step);
  for (const emit of result.emits) {
    if (emit.generated) text += `${answerLine(result, emit, style)}\n`;
  }
  return text;
}

function stepLine(step: PacketResult["steps"][number]): string {
  const where = step.rule?.rule.position;
  const place = where === undefined ? "" : `  (${where.file}:${where.line})`;
  return `    ${step.table}:${step.chain}:${step.step}:${step.number}${place}\n`;
}

function verdictText(cursor: Cursor, result: PacketResult, style: Style): string {
  const paint = result.verdict === "ACCEPT" ? style.good : style.bad;
  const decided = decidedBy(result);
  const why = decided === null ? `: ${explain(result)}` : ` ${decided}`;
  let text = paint(result.verdict) + (result.verdict === "ACCEPT" && decided === null ? "" : why);
  const own = result.emits.find((emit) => !emit.generated);
  if (own !== undefined) text += own.at === "local" ? ", delivered" : `, out ${own.out}`;
  const nat = own === undefined ? null : natText(cursor, own);
  if (nat !== null) text += ` as ${nat}`;
  if (result.undecided.length > 0) text += " (undecided: a fact is missing)";
  return text;
}

function natText(cursor: Cursor, own: Emit): string | null {
  const before = endsOf(cursor.frame.subarray(cursor.ipOffset));
  const after = endsOf(own.packet);
  if (before === null || after === null || translation(before, after) === null) return null;
  const from = endText(after.source, after.sourcePort);
  return `${from} > ${endText(after.destination, after.destinationPort)}`;
}

function answerLine(result: PacketResult, emit: Emit, style: Style): string {
  const name = (emit.out ?? "lo").padEnd(5);
  return style.dim(`${clockText(result.time)} ${name} Out ${packetText(emit.packet)} (answer)`);
}
