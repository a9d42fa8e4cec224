/**
 * One line of JSON per input packet (docs/cli.md, "Results"): the same keys in the same order
 * whatever the packet, so that two runs can be compared as text.
 */
import type { Cursor } from "../capture/cursor.js";
import type { RuleRef } from "../engine/image.js";
import type { Emit, PacketResult, Step } from "../engine/results.js";
import { endsOf, translation } from "./address.js";
import { causeWords, explain } from "./cause.js";
import { errorText } from "./errno.js";
import { hex } from "./hex.js";
import { filled, Place } from "./template.js";

/** How much a line holds. */
export interface LineOptions {
  /** The bytes of packets that leave. */
  readonly bytes: boolean;
  /** The rules that matched on the packet's way. */
  readonly path: boolean;
  /** Names of the captures, when there are several. */
  readonly files: readonly string[] | null;
}

const text = JSON.stringify;

/** Seconds with nine digits, as a string: no number of JSON holds nanoseconds since the epoch. */
export function timeText(ns: bigint): string {
  const negative = ns < 0n;
  const digits = (negative ? -ns : ns).toString().padStart(10, "0");
  return `${negative ? "-" : ""}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

function ruleJson(rule: RuleRef): string {
  const { file, line } = rule.rule.position;
  return (
    `{"table":${text(rule.table)},"chain":${text(rule.chain)},"number":${rule.number},` +
    `"file":${text(file)},"line":${line}}`
  );
}

function emitJson(emit: Emit, bytes: boolean): string {
  const packet = bytes ? `,"packet":"${Place.packet}"` : "";
  const own = emit.generated ? `,"generated":true` : "";
  return (
    `{"at":"${emit.at}","in":${text(emit.in)},"out":${text(emit.out)},` +
    `"mark":${emit.mark}${packet}${own}}`
  );
}

function stepJson(step: Step): string {
  return text(`${step.table}:${step.chain}:${step.step}:${step.number}`);
}

/** The packet's own emit tells what translation did to it. */
function natJson(cursor: Cursor, result: PacketResult): string {
  const own = result.emits.find((emit) => !emit.generated);
  if (own === undefined || result.version === null) return "null";
  const before = endsOf(cursor.frame.subarray(cursor.ipOffset));
  const after = endsOf(own.packet);
  const changed = before && after && translation(before, after);
  if (!changed) return "null";
  return `{"source":${text(changed.source)},"destination":${text(changed.destination)}}`;
}

/** The line of a packet with its line end, as a template. The engine must have told bytes (and
 * steps). */
export function lineTemplate(cursor: Cursor, options: LineOptions): string {
  const { result } = cursor;
  const { policy } = result;
  let line =
    `{"n":${Place.number},"time":"${Place.time}","in":${text(result.interface)},` +
    `"dir":${text(result.direction)},"verdict":"${result.verdict}",` +
    `"emits":[${result.emits.map((emit) => emitJson(emit, options.bytes)).join(",")}]`;
  if (result.frames !== null) {
    const frames = options.bytes ? result.frames.map(([name, b]) => text([name, hex(b)])) : [];
    if (options.bytes) line += `,"frames":[${frames.join(",")}]`;
  }
  if (result.error !== null) line += `,"error":${text(errorText(result.error))}`;
  line += `,"cause":"${causeWords[result.cause]}","why":${text(explain(result))}`;
  line += `,"rule":${result.rule === null ? "null" : ruleJson(result.rule)}`;
  const chain =
    policy === null ? "null" : `{"table":${text(policy.table)},"chain":${text(policy.chain.name)}}`;
  line += `,"policy":${chain},"state":${text(result.state)},"reply":${result.reply}`;
  line += `,"nat":${Place.nat},"mark":${result.mark}`;
  line += `,"undecided":[${result.undecided.map(ruleJson).join(",")}]`;
  if (options.path) line += `,"path":[${result.steps.map(stepJson).join(",")}]`;
  if (options.files !== null) line += `,"file":${text(options.files[cursor.source])}`;
  return `${line}}\n`;
}

/** The line of a packet, with its line end. The engine must have told bytes (and steps). */
export function jsonLine(cursor: Cursor, options: LineOptions): string {
  const { result } = cursor;
  let emit = 0;
  return filled(lineTemplate(cursor, options), (place) => {
    switch (place) {
      case Place.number:
        return String(cursor.n);
      case Place.time:
        return timeText(result.time);
      case Place.packet:
        return hex(result.emits[emit++]!.packet);
      case Place.nat:
        return natJson(cursor, result);
    }
  });
}
