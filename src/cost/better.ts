/**
 * Orders of rules that cost less on the traffic at hand and change nothing: no packet of any traffic would
 * fare otherwise (region.ts), and those of the captures are sent through both to see it.
 */
import type { Chain, Rule, Setup } from "../setup/model.js";
import type { Cost } from "./cost.js";
import { betterOrder } from "./order.js";
import { mayPass, regionsOf } from "./region.js";

/** A chain in another order. */
export interface Reordering {
  readonly chain: Cost["chains"][number];
  /** For each new place, the old one; both from 0. */
  readonly order: readonly number[];
}

/** How many packets ended their walk of the chain at each rule. */
function endings({ chain, evaluated, hits }: Cost["chains"][number]): number[] {
  return evaluated.map((n, i) => {
    const next = evaluated[i + 1];
    if (next !== undefined) return n - next;
    const { kind } = chain.chain.rules[i]!.target;
    return kind === "none" ? 0 : (hits[i] ?? 0);
  });
}

/** Chains that could be walked with less. */
export function reorderings(setup: Setup, cost: Cost): Reordering[] {
  const out: Reordering[] = [];
  for (const counted of cost.chains) {
    const { chain, family, table } = counted.chain;
    if (counted.total === 0 || chain.rules.length < 2) continue;
    const regions = regionsOf(setup.rulesets[family].tables.get(table)!, chain.rules);
    const order = betterOrder(endings(counted), (a, b) => mayPass(regions[a]!, regions[b]!));
    if (order.some((old, place) => old !== place)) out.push({ chain: counted, order });
  }
  return out;
}

/** The rules in their new order, by chain. */
export function ordersOf(all: readonly Reordering[]): Map<Chain, Rule[]> {
  return new Map(
    all.map(({ chain: { chain }, order }) => [
      chain.chain,
      order.map((old) => chain.chain.rules[old]!),
    ]),
  );
}
