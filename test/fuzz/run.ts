// Runs frames through a firewall and writes down everything that came of them, so that two runs can
// be held against each other.
import { expect } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import type { Frame } from "../../src/engine/batch.js";
import type { Indexing } from "../../src/engine/classify.js";
import { Firewall, type ProcessResult } from "../../src/engine/firewall.js";
import type { PacketResult } from "../../src/engine/results.js";
import type { Setup } from "../../src/setup/model.js";
import { parseSetup } from "../../src/setup/setup.js";
import { checksum } from "../support/bytes.js";
import { answerTo, errorAbout, frame, giant, mutate, wholePacket } from "./traffic.js";

const JUMPS_NS = [0n, 1000n, 1_000_000n, 10_000_000n, 4_000_000_000n, 200_000_000_000n, -5n];

/** The next frame of random traffic; `left` are packets that the firewall let out. */
export function randomFrame(r: Random, left: readonly Uint8Array[], time: bigint): Frame {
  let packet = wholePacket(r);
  if (left.length > 0 && r.chance(0.35)) {
    const one = r.pick(left);
    packet = r.chance(0.8) && one.length >= 20 ? answerTo(one) : errorAbout(r, one);
  }
  if (r.chance(0.4)) packet = mutate(r, packet, wholePacket(r));
  if (r.chance(0.002)) packet = giant(r);
  const [bytes, linkType] = frame(r, packet);
  return {
    frame: bytes,
    linkType,
    time,
    in: r.pick(["eth0", "eth1", "eth1", "ppp0", "lo", "eth7"]),
    ...(r.chance(0.3) ? { direction: r.pick(["in", "out"] as const) } : {}),
    ...(r.chance(0.1)
      ? { originalLength: r.pick([0, 13, bytes.length - 4, bytes.length + 9, 4294967295]) }
      : {}),
    ...(r.chance(0.2) ? { uid: 1000, gid: 50 } : {}),
    ...(r.chance(0.2) ? { mark: r.between(0, 3) } : {}),
  };
}

/** Random traffic that depends on nothing but the seed. */
export function randomFrames(r: Random, count: number): Frame[] {
  const seen: Uint8Array[] = [];
  let time = 1_700_000_000_000_000_000n;
  return Array.from({ length: count }, () => {
    time += r.pick(JUMPS_NS);
    const one = randomFrame(r, seen, time);
    if (one.linkType === 101 && one.frame.length >= 20) seen.push(one.frame);
    return one;
  });
}

/** The setup of a text that is known to be good. */
export function setupOf(text: string): Setup {
  return parseSetup(text, { file: "fuzz" }).setup;
}

/** Makes values comparable and readable: bytes as hex, big numbers as text, rules by `ruleName`. */
export type RuleName = (line: number) => string;

const hex = (b: Uint8Array): string => Buffer.from(b).toString("hex");

/** Everything that a result says, as text; rules are named by their line of the setup. */
export function tell(result: PacketResult | ProcessResult, ruleName: RuleName = String): string {
  return JSON.stringify(result, (key, value: unknown) => {
    // "why" names rules by number
    if (key === "pending" || key === "why") return undefined;
    if (value instanceof Uint8Array) return hex(value);
    if (typeof value === "bigint") return String(value);
    if (key === "number") return undefined; // the line says it
    if (isRuleRef(value)) return `${value.chain}: ${ruleName(value.rule.position.line)}`;
    if (isChainRef(value)) return `${value.table}:${value.chain.name}`;
    return value;
  });
}

function isRuleRef(v: unknown): v is { chain: string; rule: { position: { line: number } } } {
  return typeof v === "object" && v !== null && "rule" in v && "id" in v && "number" in v;
}

function isChainRef(v: unknown): v is { table: string; chain: { name: string } } {
  return typeof v === "object" && v !== null && "chain" in v && "id" in v && !("number" in v);
}

/** Counters of every rule and policy that counted something, as text. */
export function tellCounters(firewall: Firewall, ruleName: RuleName = String): string[] {
  firewall.syncCounters();
  const said: string[] = [];
  for (const ruleset of [firewall.setup.rulesets.ipv4, firewall.setup.rulesets.ipv6]) {
    for (const table of ruleset.tables.values()) {
      for (const chain of table.chains.values()) {
        const { packets, bytes } = chain.counters;
        if (chain.policy !== null) {
          said.push(`${ruleset.family} ${table.name}:${chain.name} ${packets}:${bytes}`);
        }
        for (const { counters: c, position } of chain.rules) {
          if (c.packets > 0n) said.push(`${ruleName(position.line)} ${c.packets}:${c.bytes}`);
        }
      }
    }
  }
  return said;
}

/** How frames are handed over: sizes of batches, again and again; none = all in one. */
export interface RunOptions {
  readonly batches?: readonly number[];
  readonly seed?: bigint;
  readonly ruleName?: RuleName;
  readonly indexing?: Indexing;
}

/** What a run said: one line a packet, then the counters. */
export interface Told {
  readonly packets: string[];
  readonly counters: string[];
}

/** Says where two runs part, instead of showing both. */
export function same(one: Told, other: Told): void {
  one.packets.forEach((told, i) => {
    if (told !== other.packets[i])
      expect(`${i + 1}: ${other.packets[i]}`).toBe(`${i + 1}: ${told}`);
  });
  expect(other.counters).toEqual(one.counters);
}

/** Runs frames through a new firewall. */
export async function run(
  text: string,
  frames: readonly Frame[],
  o: RunOptions = {},
): Promise<Told> {
  const detail = { bytes: true, steps: true };
  using firewall = await Firewall.create(setupOf(text), o.seed ?? 1n, detail, o.indexing);
  const packets: string[] = [];
  for (let at = 0, turn = 0; at < frames.length; turn++) {
    const size = o.batches?.[turn % o.batches.length] ?? frames.length;
    for (const result of firewall.processBatch(frames.slice(at, at + size))) {
      check(result);
      checkForwarded(result);
      packets.push(tell(result, o.ruleName));
    }
    at += size;
  }
  return { packets, counters: tellCounters(firewall, o.ruleName) };
}

const VERDICTS = ["ACCEPT", "DROP", "STOLEN", "QUEUE"];

/** What holds for every result, whatever came in. */
export function check(result: ProcessResult): void {
  const fail = (what: string): never => {
    throw new Error(`${what}: ${tell(result)}`);
  };
  if (!VERDICTS.includes(result.verdict)) fail("no verdict");
  for (const e of result.emits) {
    if (e.out === null && e.at === "wire") fail("left by no interface");
    if (e.packet.length === 0) fail("an empty packet left");
    if (e.packet.length > e.length) fail("more bytes than the length says");
  }
}

/** What holds for packets that were received and sent on, and that no hook function wrote. A local
 * sender may write any header (raw(7)), and options are changed on the way to local delivery. */
export function checkForwarded(result: ProcessResult): void {
  if (result.direction !== "in") return;
  for (const { at, packet, version } of result.emits) {
    if (at === "local") continue;
    const size = (packet[0]! & 15) * 4;
    const whole =
      version === 6 || (packet.length >= size && checksum(packet.subarray(0, size)) === 0);
    if (packet[0]! >> 4 === version && whole) continue;
    throw new Error(`the header of what left is broken: ${tell(result)}`);
  }
}
