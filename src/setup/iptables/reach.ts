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
  /** Takes in a jump that was added at `index`. Answers the chains that are reached from more hooks; or
   * null, and forgets everything, where there may be a loop. */
  grow(table: Table, chain: Chain, index: number): readonly Chain[] | null;
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
 * Notes that a rule was put at `index`, or taken away from there (`by` -1). Most rules only move those
 * behind them, and a jump adds to what is reached; a jump that goes, and verdicts in front of other
 * rules, make everything be looked at anew. Answers the chains that are reached from more hooks than
 * before, or null when that is not known.
 */
export function noteRule(
  table: Table,
  chain: Chain,
  index: number,
  rule: Rule,
  by: 1 | -1,
): readonly Chain[] | null {
  const known = cache.get(table);
  const jumps = destination(rule) !== null;
  if (known === undefined) return jumps ? null : [];
  const last = by === 1 && index === chain.rules.length - 1;
  const stop = known.stops.get(chain.name);
  const ends = endsWalk(rule);
  if ((jumps && by === -1) || (ends && !last)) {
    forgetReach(table);
    return [];
  }
  if (ends && stop === undefined) known.stops.set(chain.name, index);
  else if (stop !== undefined && index <= stop) known.stops.set(chain.name, stop + by);
  return jumps ? known.grow(table, chain, index) : [];
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

/** By chain: the hooks it is reached from, and where its walk ends. */
interface Known {
  readonly hooks: Map<string, Set<HookName>>;
  readonly stops: ReadonlyMap<string, number>;
}

/** What a new jump adds to the hooks of the chains behind it. Throws LoopError. */
function grow(known: Known, table: Table, chain: Chain, index: number): readonly Chain[] | null {
  const { hooks, stops } = known;
  const from = hooks.get(chain.name);
  if (from === undefined || from.size === 0) return [];
  if (index > (stops.get(chain.name) ?? Infinity)) return [];
  const to = table.chains.get(destination(chain.rules[index]!)!);
  if (to === undefined) return null;
  // what nothing leads to, and what leads nowhere, is in no loop
  const leaf = to.rules.every((rule) => destination(rule) === null);
  if (chain.policy === null && !leaf) return null;
  const grown = new Set<Chain>();
  for (const hook of from) {
    if (hooks.get(to.name)?.has(hook) !== true) walk(table, to, hook, hooks, stops, grown);
  }
  return [...grown];
}

function compute(table: Table): Reach {
  const hooks = new Map<string, Set<HookName>>();
  const stops = new Map<string, number>();
  for (const chain of table.chains.values()) {
    const stop = chain.rules.findIndex(endsWalk);
    if (stop >= 0) stops.set(chain.name, stop);
  }
  for (const chain of table.chains.values()) {
    if (chain.policy !== null) walk(table, chain, chain.name as HookName, hooks, stops);
  }
  return {
    stops,
    grow(changed, chain, index) {
      let grown: readonly Chain[] | null = null;
      try {
        grown = grow({ hooks, stops }, changed, chain, index);
      } catch (error) {
        if (!(error instanceof LoopError)) throw error;
      }
      if (grown === null) forgetReach(changed);
      return grown;
    },
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
  hooks: Map<string, Set<HookName>>,
  stops: ReadonlyMap<string, number>,
  entered?: Set<Chain>,
): void {
  const path: { chain: Chain; next: number }[] = [];
  const onPath = new Set<string>();
  const enter = (chain: Chain) => {
    const seen = hooks.get(chain.name);
    if (seen === undefined) hooks.set(chain.name, new Set([hook]));
    else seen.add(hook);
    entered?.add(chain);
    onPath.add(chain.name);
    path.push({ chain, next: 0 });
  };
  enter(start);
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
    const chain = table.chains.get(name);
    if (chain !== undefined && hooks.get(name)?.has(hook) !== true) enter(chain);
  }
}
