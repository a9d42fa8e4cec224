/**
 * What iptables checks when a rule is whole, and the kernel when it is loaded: protocols, tables and
 * hooks of matches and targets (xt_check_match, xt_check_target and the checkentry functions).
 */
import type {
  CheckContext,
  HookName,
  MatchExtension,
  TargetExtension,
} from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Chain, Rule, Table } from "../model.js";
import type { Objects } from "../objects.js";
import { protocolNumber, servicePort } from "../../extension/services.js";
import type { RuleTemplate } from "./template.js";
import { LoopError, reach } from "./reach.js";
import { guard } from "./rule_options.js";

/** What a rule's checks need again when a jump makes it reachable from more hooks. */
interface Source {
  readonly given: RuleTemplate["given"];
  readonly words: RuleTemplate["words"];
  readonly word: Word;
}

const sources = new WeakMap<Rule, Source>();
const nothing: ReadonlySet<string> = new Set();
const noHooks: ReadonlySet<HookName> = new Set();

/** Remembers how a rule was written. */
export function remember(rule: Rule, template: RuleTemplate, word: Word): void {
  sources.set(rule, { given: template.given, words: template.words, word });
}

/** The checks of extensions for a rule that stands nowhere yet: what iptables itself refuses. */
export function checkLoose(table: Table, chainName: string, rule: Rule): void {
  const source = sources.get(rule);
  const context = checkContext(table, chainName, rule, noHooks);
  for (const use of rule.matches) {
    const word = source?.words.get(use);
    runCheck(use.extension, use.info, context, source?.given.get(use), word, rule);
  }
  const { target } = rule;
  if (target.kind !== "extension") return;
  const word = source?.words.get(target);
  runCheck(target.extension, target.info, context, source?.given.get(target), word, rule);
}

/** Checks rule number `index` (from 0) of a chain. `at` is what made the check necessary. */
export function checkRule(
  table: Table,
  chain: Chain,
  index: number,
  objects: Objects | null,
  at?: Word,
): void {
  const rule = chain.rules[index]!;
  const source = sources.get(rule);
  const hooks = guardLoop(table, at ?? source?.word, () => reach(table).hooks(chain, index));
  const context = {
    ...checkContext(table, chain.name, rule, hooks),
    hasObject: (kind: string, name: string) => objects?.find(kind, name) !== undefined,
  };
  for (const use of rule.matches) {
    const word = at ?? source?.words.get(use);
    runCheck(use.extension, use.info, context, source?.given.get(use), word, rule);
  }
  const { target } = rule;
  if (target.kind !== "extension") return;
  const word = at ?? source?.words.get(target);
  place(word, rule, () => checkTarget(target.extension, context));
  runCheck(target.extension, target.info, context, source?.given.get(target), word, rule);
}

/** Checks every rule of a table: when rules became reachable from more hooks, and at COMMIT. */
export function checkTable(table: Table, at: Word | null, objects: Objects | null): void {
  guardLoop(table, at ?? undefined, () => reach(table));
  for (const chain of table.chains.values()) {
    for (let i = 0; i < chain.rules.length; i++) {
      const { target, matches } = chain.rules[i]!;
      if (target.kind !== "extension" && matches.length === 0) continue;
      checkRule(table, chain, i, objects, at ?? undefined);
    }
  }
}

/** Checks a table that comes whole, rule by rule: each may refer to what a rule before it made. */
export function commitTable(table: Table, objects: Objects): void {
  guardLoop(table, undefined, () => reach(table));
  const done: Rule[] = [];
  try {
    for (const chain of table.chains.values()) {
      chain.rules.forEach((rule, i) => {
        if (rule.target.kind !== "extension" && rule.matches.length === 0) return;
        checkRule(table, chain, i, objects);
        objects.acquireRule(rule, table.family);
        done.push(rule);
      });
    }
  } catch (error) {
    for (const rule of done) objects.releaseRule(rule, table.family);
    throw error;
  }
}

function guardLoop<T>(table: Table, word: Word | undefined, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof LoopError)) throw error;
    const position = word?.position ?? loopRule(table, error).position;
    throw new SetupError(
      position,
      error.message,
      `the chains form a loop: ${error.chains.join(" -> ")}`,
    );
  }
}

/** The rule that closes a loop. */
function loopRule(table: Table, loop: LoopError): Rule {
  const [last, first] = loop.chains.slice(-2);
  return table.chains
    .get(last!)!
    .rules.find((rule) => "chain" in rule.target && rule.target.chain === first)!;
}

function place(word: Word | undefined, rule: Rule, run: () => string | null): void {
  const message = run();
  if (message === null) return;
  throw new SetupError(word?.position ?? rule.position, `Invalid argument: ${message}`);
}

function runCheck(
  extension: MatchExtension | TargetExtension,
  info: unknown,
  context: CheckContext,
  given: ReadonlySet<string> | undefined,
  word: Word | undefined,
  rule: Rule,
): void {
  const at = word ?? { text: "", position: rule.position, quoted: false };
  guard(at, () => extension.check?.(info, context, given ?? nothing));
}

function checkContext(
  table: Table,
  chain: string,
  rule: Rule,
  hooks: ReadonlySet<HookName>,
): CheckContext {
  const { protocol, inverted } = rule.header;
  return {
    family: table.family,
    protocol: protocol === 0 || inverted.protocol ? null : protocol,
    service: (name, proto) => servicePort(name, proto),
    protocolNumber,
    table: table.name,
    chain,
    hooks,
    inverted: { protocol: inverted.protocol },
    matches: rule.matches,
  };
}

function checkTarget(target: TargetExtension, context: CheckContext): string | null {
  const { tables, hooks } = target;
  if (tables !== undefined && !tables.includes(context.table)) {
    return `${target.name} target: only valid in ${tables.join("/")} table, not ${context.table}`;
  }
  if (hooks === undefined) return null;
  const wrong = [...context.hooks].filter((hook) => !hooks.includes(hook));
  if (wrong.length === 0) return null;
  const used = [...context.hooks].join("/");
  return `${target.name} target: used from hooks ${used}, but only usable from ${hooks.join("/")}`;
}
