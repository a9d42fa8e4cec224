/**
 * From which hooks each chain can be reached (mark_source_chains in 6.18): what the kernel tells
 * the checks of matches and targets, and how it finds loops. As there, a rule without conditions
 * that ends in a verdict ends the walk: what stands behind it is reached from nowhere.
 */
import type { HookName } from "../../extension/extension.js";
import { isZero } from "../address.js";
import type { Chain, Rule, Table } from "../model.js";

/** What is known about the chains of a table. */
export interface Reach {
  /** The hooks from which rule number `index` (from 0) of the chain can be reached. */
  hooks(chain: Chain, index: number): ReadonlySet<HookName>;
  /** Index of the first rule that nothing comes past, by chain; none for most chains. */
  readonly stops: Map<string, number>;
}

/** The names of chains that lead back to the first of them. */
export class LoopError extends Error {
  constructor(readonly chains: readonly string[]) {
    super("Too many levels of symbolic links");
    this.name = "LoopError";
  }
}

const none: ReadonlySet<HookName> = new Set();
const cache = new WeakMap<Table, Reach>();

/** The reach of a table's chains. Throws LoopError. Remembered until `forgetReach`. */
export function reach(table: Table): Reach {
  let known = cache.get(table);
  if (known === undefined) {
    known = compute(table);
    cache.set(table, known);
  }
  return known;
}

/** To be called when a change may have moved what is reached from where. */
export function forgetReach(table: Table): void {
  cache.delete(table);
}

/**
 * Notes that a rule was put at `index`, or taken away from there (`by` -1). Most rules only move
 * those behind them; jumps, and verdicts in front of other rules, make everything be looked at anew.
 */
export function noteRule(table: Table, chain: Chain, index: number, rule: Rule, by: 1 | -1): void {
  const known = cache.get(table);
  if (known === undefined) return;
  const last = by === 1 && index === chain.rules.length - 1;
  const stop = known.stops.get(chain.name);
  const ends = endsWalk(rule);
  if (destination(rule) !== null || (ends && !last)) forgetReach(table);
  else if (ends && stop === undefined) known.stops.set(chain.name, index);
  else if (stop !== undefined && index <= stop) known.stops.set(chain.name, stop + by);
}

function destination(rule: Rule): string | null {
  const { target } = rule;
  return target.kind === "jump" || target.kind === "goto" ? target.chain : null;
}

/** No condition, and a verdict: nothing comes past this rule. */
export function endsWalk(rule: Rule): boolean {
  if (rule.target.kind !== "verdict" || rule.matches.length > 0) return false;
  const { header } = rule;
  return (
    isZero(header.sourceMask) &&
    isZero(header.destinationMask) &&
    header.inInterface === "" &&
    header.outInterface === "" &&
    header.protocol === 0 &&
    !header.fragment &&
    !Object.values(header.inverted).includes(true)
  );
}

function compute(table: Table): Reach {
  const hooks = new Map<string, Set<HookName>>();
  const stops = new Map<string, number>();
  for (const chain of table.chains.values()) {
    const stop = chain.rules.findIndex(endsWalk);
    if (stop >= 0) stops.set(chain.name, stop);
    hooks.set(chain.name, new Set());
  }
  for (const chain of table.chains.values()) {
    if (chain.policy !== null) walk(table, chain, chain.name as HookName, hooks, stops);
  }
  return {
    stops,
    hooks(chain, index) {
      if (index > (stops.get(chain.name) ?? Infinity)) return none;
      return hooks.get(chain.name) ?? none;
    },
  };
}

/** Goes along every jump and goto from one hook, without recursion: chains may nest deeply. */
function walk(
  table: Table,
  start: Chain,
  hook: HookName,
  hooks: ReadonlyMap<string, Set<HookName>>,
  stops: ReadonlyMap<string, number>,
): void {
  const path: { chain: Chain; next: number }[] = [{ chain: start, next: 0 }];
  const onPath = new Set([start.name]);
  hooks.get(start.name)!.add(hook);
  while (path.length > 0) {
    const here = path[path.length - 1]!;
    const rule = here.chain.rules[here.next];
    if (rule === undefined || here.next > (stops.get(here.chain.name) ?? Infinity)) {
      onPath.delete(here.chain.name);
      path.pop();
      continue;
    }
    here.next++;
    const name = destination(rule);
    if (name === null) continue;
    if (onPath.has(name)) {
      const names = path.map((step) => step.chain.name);
      throw new LoopError([...names.slice(names.indexOf(name)), name]);
    }
    const seen = hooks.get(name);
    const chain = table.chains.get(name);
    if (seen === undefined || chain === undefined || seen.has(hook)) continue;
    seen.add(hook);
    onPath.add(name);
    path.push({ chain, next: 0 });
  }
}
