/**
 * Where the kernel tells less of a rule than it was given (`told` of its target): iptables reads a table
 * before it changes it and writes back what it was told, so that the next change of the table makes
 * another rule of it, or is refused because of it.
 */
import type { ToldContext } from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Chain, Rule, Table } from "../model.js";
import { checkLoaded } from "./check.js";

/** Rules that are in the kernel. */
const loaded = new WeakSet<Rule>();
/** Tables that may hold rules of which the kernel tells less. */
const lossy = new WeakSet<Table>();

/** A rule comes into a table. */
export function noteLossy(table: Table, { target }: Rule): void {
  if (target.kind === "extension" && target.extension.told !== undefined) lossy.add(table);
}

/** A copy of a table holds what the table holds. */
export function copyLossy(from: Table, to: Table): void {
  if (lossy.has(from)) lossy.add(to);
}

/** What rules become when a table is written again, without those in `gone`; `apply` makes them so. Throws
 * SetupError where the kernel refuses one of them. */
export function retell(
  table: Table,
  gone: ReadonlySet<Rule>,
  context: ToldContext,
  word: Word,
): { apply(): void } {
  const changes: [Rule, Rule["target"]][] = [];
  if (lossy.has(table)) {
    for (const chain of table.chains.values()) {
      for (const [index, rule] of chain.rules.entries()) {
        const { target } = rule;
        if (target.kind !== "extension" || !loaded.has(rule) || gone.has(rule)) continue;
        const info = target.extension.told?.(target.info, context) ?? target.info;
        if (info === target.info) continue;
        const next = { ...target, info };
        checkTold(table, chain, index, { ...rule, target: next }, word);
        changes.push([rule, next]);
      }
    }
  }
  return {
    apply() {
      for (const [rule, target] of changes) rule.target = target;
    },
  };
}

function checkTold(table: Table, chain: Chain, index: number, rule: Rule, word: Word): void {
  try {
    checkLoaded(table, chain, index, rule);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    throw new SetupError(
      word.position,
      error.message,
      `the kernel tells iptables less of the rule of line ${rule.position.line} than it was given, and does not take that back: delete the rule first`,
    );
  }
}

/** The table went to the kernel. */
export function noteLoaded(table: Table): void {
  if (!lossy.has(table)) return;
  for (const { rules } of table.chains.values()) for (const rule of rules) loaded.add(rule);
}

/** Whether a rule of a table and one that was just read name the same, as far as iptables knows. */
export function sameNames(known: Rule, fresh: Rule): boolean {
  const [a, b] = [known.target, fresh.target];
  if (a.kind !== "extension" || b.kind !== "extension") return true;
  const { told, timeouts } = a.extension;
  if (told === undefined || timeouts === undefined) return true;
  const info = loaded.has(known) ? told(a.info, { timeoutPolicy: () => undefined }) : a.info;
  return timeouts(info) === timeouts(b.info);
}
