/** Queue handlers of the embedding program: they answer at once or later. */
import { Verdict } from "../generated/abi.js";
import type { Engine } from "./instance.js";
import type { Family } from "../extension/extension.js";
import { checkPacket, type PacketView } from "./packet.js";

/** What a handler decides: a verdict, or one with a new mark or new bytes (from the IP header on). */
export type QueueAnswer =
  | "ACCEPT"
  | "DROP"
  | "REPEAT"
  | {
      readonly verdict: "ACCEPT" | "DROP" | "REPEAT";
      readonly mark?: number;
      readonly packet?: Uint8Array;
    };

/** A function that decides about the packets of a queue. */
export type QueueHandler = (packet: PacketView) => QueueAnswer | PromiseLike<QueueAnswer>;

/** The engine's numbers for "later" and "nobody handles this queue". */
export const LATER = -1;
export const NOBODY = -2;

const verdicts = { ACCEPT: Verdict.ACCEPT, DROP: Verdict.DROP, REPEAT: Verdict.REPEAT } as const;

/** The verdict's number; throws TypeError for anything else. */
export function answerVerdict(answer: QueueAnswer): number {
  const verdict = verdicts[typeof answer === "string" ? answer : answer?.verdict];
  if (verdict === undefined) {
    throw new TypeError("a queue handler answers ACCEPT, DROP or REPEAT");
  }
  return verdict;
}

/** Throws TypeError or RangeError for an answer that a packet of the family cannot take. */
export function checkAnswer(answer: QueueAnswer, family: Family): void {
  answerVerdict(answer);
  if (typeof answer === "object" && answer.packet !== undefined) checkPacket(answer.packet, family);
}

/** Applies an answer that was given at once; answers the verdict's number. */
export function applyNow(answer: QueueAnswer, packet: PacketView): number {
  const verdict = answerVerdict(answer);
  if (typeof answer === "object") {
    if (answer.packet !== undefined) packet.replace(answer.packet);
    if (answer.mark !== undefined) packet.mark = answer.mark;
  }
  return verdict;
}

/** Continues the packet in `slot`; answers the address of its result record. */
export function resume(engine: Engine, slot: number, answer: QueueAnswer): number {
  const detail = typeof answer === "object" ? answer : null;
  const bytes = detail?.packet;
  const at = bytes === undefined ? 0 : engine.place(bytes);
  const result = engine.exports.resume(
    slot,
    answerVerdict(answer),
    detail?.mark === undefined ? 0 : 1,
    (detail?.mark ?? 0) >>> 0,
    at,
    bytes?.length ?? 0,
  );
  if (at !== 0) engine.exports.free(at);
  return result >>> 0;
}
