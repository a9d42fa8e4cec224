/** What a ruleset costs on captures, as data: the text and the JSON of `sluice bench` are made from it. */
import type { RuleRef } from "../engine/image.js";
import type { Family, TableName } from "../extension/extension.js";
import { tableOrder } from "../setup/model.js";
import type { ChainCost } from "./counter.js";
import { median } from "./timing.js";

/** CPU seconds of replays, turn by turn; those of one turn belong together. */
export interface Times {
  readonly all: readonly number[];
  readonly withoutRules: readonly number[];
  readonly withoutTable: ReadonlyMap<TableName, readonly number[]>;
}

export interface TableCost {
  readonly family: Family;
  readonly table: TableName;
  /** How often a packet entered one of its built-in chains. */
  entered: number;
  /** Rules evaluated, one after the other as the kernel does it. */
  evaluated: number;
  /** Packets that rules of it matched. */
  hits: number;
}

export interface RuleCost {
  readonly ref: RuleRef;
  readonly evaluated: number;
  readonly hits: number;
}

/** What a ruleset costs. */
export interface Cost {
  readonly packets: number;
  readonly tables: readonly TableCost[];
  readonly chains: readonly (ChainCost & { readonly total: number })[];
  readonly rules: readonly RuleCost[];
  /** Rules evaluated in all. */
  readonly evaluated: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const keyOf = (r: { family: string; table: string }) => `${r.family} ${r.table}`;

/** Adds up what was counted. */
export function costOf(
  packets: number,
  counted: readonly ChainCost[],
  refs: readonly RuleRef[],
): Cost {
  const chains = counted.map((c) => ({ ...c, total: sum(c.evaluated) }));
  const byName = new Map(chains.map((c) => [`${keyOf(c.chain)} ${c.chain.chain.name}`, c]));
  const rules = refs.map((ref) => {
    const chain = byName.get(`${keyOf(ref)} ${ref.chain}`)!;
    const place = ref.number - 1;
    return { ref, evaluated: chain.evaluated[place] ?? 0, hits: chain.hits[place] ?? 0 };
  });
  const tables = new Map<string, TableCost>();
  for (const { chain, entered, total } of chains) {
    const { family, table } = chain;
    const cost = tables.get(keyOf(chain)) ?? { family, table, entered: 0, evaluated: 0, hits: 0 };
    if (chain.chain.policy !== null) cost.entered += entered;
    cost.evaluated += total;
    tables.set(keyOf(chain), cost);
  }
  for (const { ref, hits } of rules) tables.get(keyOf(ref))!.hits += hits;
  const place = (t: TableCost) => tableOrder.indexOf(t.table) + (t.family === "ipv6" ? 10 : 0);
  return {
    packets,
    tables: [...tables.values()].sort((a, b) => place(a) - place(b)),
    chains,
    rules,
    evaluated: sum(chains.map((c) => c.total)),
  };
}

/** Nanoseconds a packet. */
export function perPacket(seconds: readonly number[], packets: number): number {
  return (median(seconds) * 1e9) / Math.max(1, packets);
}

/** Nanoseconds a packet by which the second replays were shorter than the first, turn by turn; at
 * least 0. */
export function saved(all: readonly number[], less: readonly number[], packets: number): number {
  const gain = median(all.map((seconds, turn) => seconds - less[turn]!));
  return Math.max(0, (gain * 1e9) / Math.max(1, packets));
}
