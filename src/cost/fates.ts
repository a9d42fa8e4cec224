/**
 * What came of every packet of a replay, kept small, so that a second replay can be held against it:
 * that another order of rules changes nothing, or in what another ruleset differs.
 */
import type { PacketResult } from "../engine/results.js";

/** One packet that ended otherwise. */
export interface Difference {
  /** Number of the packet over all captures, from 1. */
  readonly n: number;
  readonly before: string;
  readonly after: string;
}

const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;

/** FNV-1a over numbers and bytes, 32 bits. */
class Digest {
  value = FNV_OFFSET;
  add(number: number): void {
    this.value = Math.imul(this.value ^ (number & 0xffff), FNV_PRIME);
    this.value = Math.imul(this.value ^ (number >>> 16), FNV_PRIME);
  }
  bytes(bytes: Uint8Array): void {
    let value = this.value;
    for (const byte of bytes) value = Math.imul(value ^ byte, FNV_PRIME);
    this.value = value;
  }
  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i));
  }
}

/** Everything that others see of it: verdict, what left and where, its mark, errors, log lines. Not
 * which rule decided. */
function digestOf(result: PacketResult): number {
  const digest = new Digest();
  digest.text(result.verdict);
  digest.add(result.error ?? -1);
  for (const emit of result.emits) {
    digest.text(`${emit.at} ${emit.in} ${emit.out}`);
    digest.add(emit.mark);
    digest.bytes(emit.packet);
  }
  for (const [name, bytes] of result.frames ?? []) {
    digest.text(name);
    digest.bytes(bytes);
  }
  for (const log of result.logs) digest.bytes(log.packet);
  return digest.value;
}

/** The fates of a replay's packets. */
export class Fates {
  private readonly digests: number[] = [];
  private readonly verdicts: string[] = [];

  add(result: PacketResult): void {
    this.digests.push(digestOf(result));
    this.verdicts.push(endOf(result));
  }

  /** A second replay of the same captures, held against this one. */
  compare(): Comparison {
    return new Comparison(this.digests, this.verdicts);
  }
}

function endOf(result: PacketResult): string {
  if (result.verdict !== "ACCEPT" || result.emits.length === 0) return result.verdict;
  return `ACCEPT to ${result.emits.map((e) => (e.at === "local" ? "local" : e.out)).join(", ")}`;
}

/** Counts in what a second replay differs from the first. */
export class Comparison {
  packets = 0;
  differing = 0;
  /** The first ones. */
  readonly differences: Difference[] = [];

  constructor(
    private readonly digests: readonly number[],
    private readonly verdicts: readonly string[],
  ) {}

  add(result: PacketResult, keep: number): void {
    const i = this.packets++;
    if (this.digests[i] === digestOf(result)) return;
    this.differing++;
    if (this.differences.length === keep) return;
    const before = this.verdicts[i] ?? "nothing";
    const after = endOf(result);
    const told = before === after ? `${after}, with another mark, other bytes or log lines` : after;
    this.differences.push({ n: this.packets, before, after: told });
  }
}
