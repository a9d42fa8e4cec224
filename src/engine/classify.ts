/**
 * What the engine's classifiers are built from: for each long chain, what the matches of its rules
 * demand of header fields that may be looked at before the rules (IndexImage in assembly/abi/ruleset.ts).
 */
import {
  Family as FamilyNumber,
  IndexEntry,
  IndexField,
  IndexImage,
  IndexTest,
} from "../generated/abi.js";
import type { Demand, Family } from "../extension/extension.js";
import type { Range } from "../extension/values.js";
import type { Rule } from "../setup/model.js";
import type { BlockBuilder } from "./builder.js";

/** Which chains get a classifier. */
export interface Indexing {
  /** The least number of rules of a chain that gets one. */
  readonly leastRules: number;
  /** Bytes that the classifier of a chain of `rules` rules may take. */
  limit(rules: number): number;
  /** Look at every header field that rules name, and take every short cut, whether that pays or not. */
  readonly eager?: boolean;
}

const MIB = 1024 * 1024;
const BYTES_LEAST = 4 * MIB;
const BYTES_PER_RULE = 2048;
const BYTES_MOST = 96 * MIB;

/** What firewalls do unless told otherwise. Below that many rules a scan costs less. */
export const usualIndexing: Indexing = {
  leastRules: 16,
  limit: (rules) => Math.min(BYTES_LEAST + BYTES_PER_RULE * rules, BYTES_MOST),
};

/** No classifiers: every rule is looked at in its turn. */
export const noIndexing: Indexing = { leastRules: Number.POSITIVE_INFINITY, limit: () => 0 };

/** A classifier over every chain, for tests. */
export const eagerIndexing: Indexing = { ...usualIndexing, leastRules: 1, eager: true };

let current = usualIndexing;

/** What firewalls do that are told nothing. */
export function defaultIndexing(): Indexing {
  return current;
}

/** Changes it, for tests that hold both ways against each other; answers what it was. */
export function setDefaultIndexing(indexing: Indexing): Indexing {
  const before = current;
  current = indexing;
  return before;
}

type AddressDemand = Extract<Demand, { readonly to: Uint8Array }>;
type OtherDemand = Exclude<Demand, AddressDemand>;

/** Writes IndexEntry records at the end of a block, one behind the other: nothing else is taken from it
 * meanwhile. */
class Entries {
  /** Where the first one stands. */
  readonly at: number;

  constructor(private readonly block: BlockBuilder) {
    this.at = block.size;
  }

  get count(): number {
    return (this.block.size - this.at) / IndexEntry.size;
  }

  /** Adds a record; answers where it stands. */
  add(
    rule: number,
    field: IndexField,
    test: IndexTest,
    reads: number,
    inverted: boolean,
    low: number,
    high: number,
  ): number {
    const { block } = this;
    const at = block.take(IndexEntry.size);
    block.u32(at + IndexEntry.rule, rule);
    block.u8(at + IndexEntry.field, field);
    block.u8(at + IndexEntry.test, test);
    block.u8(at + IndexEntry.reads, reads);
    block.u8(at + IndexEntry.invert, inverted ? 1 : 0);
    block.u32(at + IndexEntry.low, low);
    block.u32(at + IndexEntry.high, high);
    return at;
  }

  /** The same for a field of 64 bits, whose upper words are these. */
  add64(
    rule: number,
    field: IndexField,
    [lowUpper, low]: readonly [number, number],
    [highUpper, high]: readonly [number, number],
  ): void {
    const at = this.add(rule, field, IndexTest.RANGE, 0, false, low, high);
    this.block.u32(at + IndexEntry.low + 4, lowUpper);
    this.block.u32(at + IndexEntry.high + 4, highUpper);
  }
}

/** Writes the IndexImage of a chain whose ChainImage stands at `chain`. */
export function writeIndex(
  block: BlockBuilder,
  image: number,
  chain: number,
  rules: readonly Rule[],
  family: Family,
  indexing: Indexing,
): void {
  const entries = new Entries(block);
  for (let i = 0; i < rules.length; i++) foresee(i, rules[i]!, family, entries);
  block.pointer(image + IndexImage.chain, chain);
  block.pointer(image + IndexImage.entries, entries.at);
  block.u32(image + IndexImage.entryCount, entries.count);
  const number = family === "ipv4" ? FamilyNumber.IPV4 : FamilyNumber.IPV6;
  block.u32(image + IndexImage.family, number);
  block.u32(image + IndexImage.limit, indexing.limit(rules.length));
  block.u32(image + IndexImage.eager, indexing.eager ? 1 : 0);
}

/**
 * Adds what a rule's matches demand. They are evaluated in the order written, so those behind one
 * that does not say what it does are left out; and what stands behind a match that reads the transport
 * header counts only for packets that have one.
 */
function foresee(number: number, rule: Rule, family: Family, entries: Entries): void {
  let reads = 0;
  const taken: IndexField[] = [];
  for (const { extension, info } of rule.matches) {
    const seen = extension.foresee?.(info, family);
    if (seen === undefined) return;
    reads = Math.max(reads, seen.reads ?? 0);
    for (const demand of seen.demands ?? []) {
      // addresses are looked at whatever stands behind the header
      if ("to" in demand) {
        if (reads === 0) addresses(number, demand, family, entries, taken);
      } else once(number, demand, reads, entries, taken);
    }
    if (seen.ends === true) return;
  }
}

/** Adds a demand on a field that no match of the rule demanded anything of before. */
function once(
  rule: number,
  demand: OtherDemand,
  reads: number,
  entries: Entries,
  taken: IndexField[],
): void {
  const field = fields[demand.field];
  if (taken.includes(field)) return;
  taken.push(field);
  const { inverted } = demand;
  if ("bits" in demand) {
    entries.add(rule, field, IndexTest.BITS, reads, inverted, demand.bits, 0);
  } else if ("mask" in demand) {
    entries.add(rule, field, IndexTest.MASK, reads, inverted, demand.value, demand.mask);
  } else {
    for (const { from, to } of accepted(demand.ranges, inverted)) {
      entries.add(rule, field, IndexTest.RANGE, reads, false, from, to);
    }
  }
}

const fields = {
  firstPort: IndexField.FIRST_PORT,
  secondPort: IndexField.SECOND_PORT,
  tcpFlags: IndexField.TCP_FLAGS,
  mark: IndexField.MARK,
  state: IndexField.STATE,
} as const;

const PORT_MOST = 0xffff;
/** A range that holds nothing. */
const NOTHING: Range = { from: 1, to: 0 };

/** The ports of the ranges, or all others, as ranges that do not touch; never empty. */
function accepted(ranges: readonly Range[], inverted: boolean): readonly Range[] {
  const [only] = ranges;
  if (ranges.length === 1 && !inverted && only!.from <= only!.to) return ranges;
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.slice().sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (from > to) continue;
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  const wanted = inverted ? others(merged) : merged;
  return wanted.length > 0 ? wanted : [NOTHING];
}

function others(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  let next = 0;
  for (const { from, to } of ranges) {
    if (from > next) out.push({ from: next, to: from - 1 });
    next = to + 1;
  }
  if (next <= PORT_MOST) out.push({ from: next, to: PORT_MOST });
  return out;
}

/** Adds a range of addresses. Of IPv6 ranges the upper halves count, and the lower ones where the
 * upper half is one; inverted ones are left to the rule. */
function addresses(
  rule: number,
  demand: AddressDemand,
  family: Family,
  entries: Entries,
  taken: IndexField[],
): void {
  const { from, to, inverted } = demand;
  const source = demand.field === "source";
  const field = source ? IndexField.SOURCE : IndexField.DESTINATION;
  if (taken.includes(field)) return;
  taken.push(field);
  const [a, b] = [words(from), words(to)];
  if (family === "ipv4") {
    for (const [low, high] of ranges4(a[0]!, b[0]!, inverted)) {
      entries.add(rule, field, IndexTest.RANGE, 0, false, low, high);
    }
    return;
  }
  if (inverted) return;
  entries.add64(rule, field, [a[0]!, a[1]!], [b[0]!, b[1]!]);
  if (a[0] !== b[0] || a[1] !== b[1]) return;
  const low = source ? IndexField.SOURCE_LOW : IndexField.DESTINATION_LOW;
  entries.add64(rule, low, [a[2]!, a[3]!], [b[2]!, b[3]!]);
}

const ADDRESS_MOST = 0xffffffff;

function ranges4(from: number, to: number, inverted: boolean): [number, number][] {
  if (!inverted) return [[from, to]];
  if (from > to) return [[0, ADDRESS_MOST]];
  const out: [number, number][] = [];
  if (from > 0) out.push([0, from - 1]);
  if (to < ADDRESS_MOST) out.push([to + 1, ADDRESS_MOST]);
  return out.length > 0 ? out : [[1, 0]];
}

/** The 32-bit words of an address. */
function words(address: Uint8Array): number[] {
  const view = new DataView(address.buffer, address.byteOffset, address.length);
  return Array.from({ length: address.length / 4 }, (_, i) => view.getUint32(4 * i));
}
