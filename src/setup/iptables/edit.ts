/**
 * Changes to a table, as libiptc and the kernel make them: each either happens whole or is refused
 * and leaves no trace.
 */
import type { TableName } from "../../extension/extension.js";
import { sameBytes } from "../address.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import {
  type Chain,
  type Counters,
  type Family,
  type HookName,
  type Policy,
  type Position,
  type Rule,
  type Ruleset,
  type Table,
  tableHooks,
} from "../model.js";
import { ruleText } from "../print/save.js";
import { checkChains, checkRule, checkTable } from "./check.js";
import type { Objects } from "../objects.js";
import { isVerdict, LABEL_LENGTH_KEPT, LABEL_LENGTH_MAX, utf8Length } from "./names.js";
import type { RuleTemplate } from "./template.js";
import { endsWalk, forgetReach, noteRule } from "./reach.js";
import { copyLossy, noteLossy, noteLoaded, sameNames } from "./told.js";

/** An empty ruleset: tables appear when a command names them. */
export function emptyRuleset(family: Family): Ruleset {
  return { family, tables: new Map() };
}

/** The table, made with its built-in chains when nothing named it before. */
export function getTable(ruleset: Ruleset, name: TableName): Table {
  let table = ruleset.tables.get(name);
  if (table === undefined) {
    table = { name, family: ruleset.family, chains: new Map(), revision: {} };
    for (const hook of tableHooks[name] as readonly HookName[]) {
      table.chains.set(hook, newChain(hook, "ACCEPT"));
    }
    ruleset.tables.set(name, table);
  }
  return table;
}

/** An empty chain. */
export function newChain(name: string, policy: Policy | null): Chain {
  return { name, policy, counters: { packets: 0n, bytes: 0n }, rules: [], references: 0 };
}

/** A table with chains of its own that hold the same rules: to be changed and put in its place. */
export function copyTable(table: Table): Table {
  sortChains(table);
  const chains = new Map<string, Chain>();
  for (const chain of table.chains.values()) {
    chains.set(chain.name, {
      ...chain,
      counters: { ...chain.counters },
      rules: [...chain.rules],
    });
  }
  const copy = { ...table, chains, revision: {} };
  copyLossy(table, copy);
  return copy;
}

/** The chain of this name, or the refusal of iptables. */
export function getChain(table: Table, word: Word): Chain {
  const chain = table.chains.get(word.text);
  if (chain === undefined) {
    throw new SetupError(
      word.position,
      "No chain/target/match by that name.",
      `the table ${table.name} has no chain ${word.text}`,
    );
  }
  return chain;
}

/** The rules of a template: one for each pair of a source and a destination. */
export function makeRules(template: RuleTemplate, position: Position, word: Word): Rule[] {
  const rules: Rule[] = [];
  const { header } = template;
  const origin = { given: template.given, words: template.words, word };
  for (const source of template.sources) {
    for (const destination of template.destinations) {
      const counters = template.counters;
      const rule: Rule = {
        header: {
          source: source.address,
          sourceMask: source.mask,
          destination: destination.address,
          destinationMask: destination.mask,
          inInterface: header.inInterface,
          outInterface: header.outInterface,
          protocol: header.protocol,
          fragment: header.fragment,
          inverted: header.inverted,
        },
        matches: template.matches,
        target: template.target,
        counters: { packets: counters?.packets ?? 0n, bytes: counters?.bytes ?? 0n },
        position,
        origin,
      };
      rules.push(rule);
    }
  }
  return rules;
}

/** Tables with chains that were made, or renamed, since they were sorted. */
const unsorted = new WeakSet<Table>();

/** Puts user-defined chains in the order of their names, as they are printed and compiled; those who
 * make many chains pay once. */
export function sortChains(table: Table): void {
  if (!unsorted.delete(table)) return;
  const { chains } = table;
  const own = [...chains.values()].filter((chain) => chain.policy === null);
  own.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of own) chains.delete(name);
  for (const chain of own) chains.set(chain.name, chain);
}

/** Changes one table at once. Without `objects`, checks and what rules refer to wait for COMMIT, as in
 * iptables-restore. */
export class TableEditor {
  private readonly deferred: boolean;
  private changed = false;
  /** Chains whose policy, and with it its counters, was set. */
  private readonly set = new Set<Chain>();
  /** Rules whose counters become zero at the end. */
  private readonly zeroed = new Set<Rule>();

  /** @param before the table as it stands in the kernel, where `table` is a copy of it */
  constructor(
    readonly table: Table,
    private readonly objects: Objects | null,
    private readonly before: Table = table,
  ) {
    this.deferred = objects === null;
  }

  /** Whether there is anything to commit. */
  get changes(): boolean {
    return this.changed;
  }

  /** When all changes of a command, or of a section of a dump, are made: a table that goes to the kernel
   * again has new counters for its policies, but for those that were set (libiptc). */
  commit(): void {
    if (!this.changed) return;
    noteLoaded(this.table);
    for (const name of tableHooks[this.table.name]) {
      const chain = this.table.chains.get(name)!;
      if (this.set.has(chain)) continue;
      chain.counters.packets = 0n;
      chain.counters.bytes = 0n;
    }
    if (this.zeroed.size === 0) return;
    for (const { rules } of this.before.chains.values()) {
      for (const rule of rules) {
        if (!this.zeroed.has(rule)) continue;
        rule.counters.packets = 0n;
        rule.counters.bytes = 0n;
      }
    }
  }

  /** Sets the policy of a built-in chain, and its counters. */
  policy(chain: Chain, policy: Policy, counters: Counters): void {
    chain.policy = policy;
    chain.counters.packets = counters.packets;
    chain.counters.bytes = counters.bytes;
    this.set.add(chain);
    this.changed = true;
  }

  /** Sets the counters of a chain's rules, or of one of them (from 0), to zero when all is done: of those
   * that were there before, as a new rule keeps the counters that it comes with (libiptc). */
  zero(chain: Chain, index: number | null): void {
    this.changed = true;
    if (index !== null) this.zeroed.add(chain.rules[index]!);
    else for (const rule of chain.rules) this.zeroed.add(rule);
  }

  /** Puts a rule at `index` (from 0). */
  insert(chain: Chain, index: number, rule: Rule, word: Word): void {
    this.changed = true;
    this.notBuiltIn(rule, word);
    noteLossy(this.table, rule);
    if (index === chain.rules.length) chain.rules.push(rule);
    else chain.rules.splice(index, 0, rule);
    this.count(rule, 1);
    if (this.deferred) return;
    const grown = noteRule(this.table, chain, index, rule, 1);
    this.verify(chain, index, grown, () => {
      chain.rules.splice(index, 1);
      this.count(rule, -1);
    });
    this.objects?.acquireRule(rule, this.table.family);
  }

  /** Takes the rule at `index` (from 0) away. */
  remove(chain: Chain, index: number): void {
    this.changed = true;
    const rule = chain.rules[index]!;
    chain.rules.splice(index, 1);
    this.count(rule, -1);
    if (!this.deferred) noteRule(this.table, chain, index, rule, -1);
    this.objects?.releaseRule(rule, this.table.family);
    if (this.deferred || !endsWalk(rule)) return;
    // Rules behind it are reached now, and may be wrong where they are reached from.
    try {
      checkTable(this.table, null, this.objects);
    } catch (error) {
      chain.rules.splice(index, 0, rule);
      this.count(rule, 1);
      this.objects?.acquireRule(rule, this.table.family);
      forgetReach(this.table);
      throw error;
    }
  }

  /** Puts a rule in the place of another. */
  replace(chain: Chain, index: number, rule: Rule, word: Word): void {
    this.changed = true;
    this.notBuiltIn(rule, word);
    noteLossy(this.table, rule);
    const old = chain.rules[index]!;
    chain.rules[index] = rule;
    this.count(old, -1);
    this.count(rule, 1);
    forgetReach(this.table);
    const jumps = [old, rule].some(({ target }) => "chain" in target) || endsWalk(old);
    this.verify(chain, index, jumps ? null : [], () => {
      chain.rules[index] = old;
      this.count(rule, -1);
      this.count(old, 1);
    });
    this.objects?.acquireRule(rule, this.table.family);
    this.objects?.releaseRule(old, this.table.family);
  }

  /** The index of the first rule that is the same, or -1. */
  find(chain: Chain, rule: Rule): number {
    return chain.rules.findIndex((other) => sameRule(other, rule, this.table.family));
  }

  /** Takes every rule of a chain away. */
  flush(chain: Chain): void {
    this.changed = true;
    for (const rule of chain.rules) {
      this.count(rule, -1);
      this.objects?.releaseRule(rule, this.table.family);
    }
    if (chain.rules.length > 0) forgetReach(this.table);
    chain.rules.length = 0;
  }

  /** Whether a chain has this name, or a verdict, which none may have. */
  taken(name: string): boolean {
    return this.table.chains.has(name) || isVerdict(name);
  }

  /** Makes a user-defined chain. */
  addChain(name: string): Chain {
    this.changed = true;
    const chain = newChain(name, null);
    this.table.chains.set(name, chain);
    unsorted.add(this.table);
    return chain;
  }

  /** Refuses to take a chain away that is built in, not empty, or that a rule refers to. */
  checkDelete(chain: Chain, word: Word): void {
    const refuse = (message: string, hint: string) =>
      new SetupError(word.position, message, `the chain ${chain.name} ${hint}`);
    if (chain.policy !== null) throw refuse("Invalid argument.", "is built in");
    if (chain.references > 0) {
      throw refuse("Too many links.", `is still the target of ${chain.references} rule(s)`);
    }
    if (chain.rules.length > 0) {
      throw refuse("Directory not empty.", "still has rules; flush it with -F first");
    }
  }

  /** Takes a user-defined chain away that is empty and that nothing refers to. */
  deleteChain(chain: Chain, word: Word): void {
    this.checkDelete(chain, word);
    this.changed = true;
    this.table.chains.delete(chain.name);
    forgetReach(this.table);
  }

  /** Gives a user-defined chain another name, in the rules that refer to it too. */
  rename(chain: Chain, name: Word, word: Word): void {
    this.changed = true;
    if (this.taken(name.text)) throw new SetupError(name.position, "File exists.");
    if (chain.policy !== null) {
      throw new SetupError(
        word.position,
        "No chain/target/match by that name.",
        "built-in chains keep their names",
      );
    }
    if (utf8Length(name.text) > LABEL_LENGTH_MAX) {
      throw new SetupError(
        name.position,
        "Invalid argument.",
        `the name of a chain has at most ${LABEL_LENGTH_MAX} bytes`,
      );
    }
    this.table.chains.delete(chain.name);
    // the kernel takes longer names than it gives back
    const label = name.text.slice(0, LABEL_LENGTH_KEPT);
    this.table.chains.set(label, { ...chain, name: label });
    unsorted.add(this.table);
    for (const other of this.table.chains.values()) {
      for (const rule of other.rules) {
        const { target } = rule;
        if ((target.kind === "jump" || target.kind === "goto") && target.chain === chain.name) {
          rule.target = { kind: target.kind, chain: label };
        }
      }
    }
    forgetReach(this.table);
  }

  private notBuiltIn(rule: Rule, word: Word): void {
    const { target } = rule;
    if (target.kind !== "jump" && target.kind !== "goto") return;
    if (this.table.chains.get(target.chain)?.policy === null) return;
    throw new SetupError(
      word.position,
      "Invalid argument.",
      `${target.chain} is a built-in chain: the kernel enters it, rules do not`,
    );
  }

  private count(rule: Rule, by: number): void {
    const { target } = rule;
    if (target.kind !== "jump" && target.kind !== "goto") return;
    const chain = this.table.chains.get(target.chain);
    if (chain !== undefined) chain.references += by;
  }

  /** Checks the rule at `index`; `grown` are chains that are reached from more hooks because of it, or
   * null where that is not known. */
  private verify(
    chain: Chain,
    index: number,
    grown: readonly Chain[] | null,
    revert: () => void,
  ): void {
    if (this.deferred) return;
    try {
      checkRule(this.table, chain, index, this.objects);
      const at = ruleWord(chain.rules[index]!);
      if (grown === null) checkTable(this.table, at, this.objects);
      else checkChains(this.table, grown, at, this.objects);
    } catch (error) {
      revert();
      forgetReach(this.table);
      throw error;
    }
  }
}

function ruleWord(rule: Rule): Word {
  return { text: "", position: rule.position, quoted: false };
}

/** Whether two rules ask and do the same; counters do not count. */
function sameRule(a: Rule, b: Rule, family: Family): boolean {
  return (
    a.target.kind === b.target.kind &&
    a.header.protocol === b.header.protocol &&
    a.header.inInterface === b.header.inInterface &&
    a.header.outInterface === b.header.outInterface &&
    a.header.inverted.inInterface === b.header.inverted.inInterface &&
    a.header.inverted.outInterface === b.header.inverted.outInterface &&
    sameBytes(a.header.source, b.header.source) &&
    sameBytes(a.header.destination, b.header.destination) &&
    ruleText(a, family) === ruleText(b, family) &&
    sameNames(a, b)
  );
}
