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
import { LoopError, type Reach, reach } from "./reach.js";
import { placed } from "./rule_options.js";

const nothing: ReadonlySet<string> = new Set();
const noHooks: ReadonlySet<HookName> = new Set();

/** The checks of extensions for a rule that stands nowhere yet: what iptables itself refuses. */
export function checkLoose(table: Table, chainName: string, rule: Rule): void {
  if (rule.matches.length === 0 && rule.target.kind !== "extension") return;
  const context = checkContext(table, chainName, rule, noHooks);
  checkMatches(rule, context);
  checkTargetOptions(rule, context);
}

/** The kernel's checks of a rule's target that stands at `index` (from 0) of a chain. */
export function checkLoaded(table: Table, chain: Chain, index: number, rule: Rule): void {
  const hooks = reach(table).hooks(chain, index);
  const context = checkContext(table, chain.name, rule, hooks);
  context.hasObject = () => true;
  checkTargetOptions({ ...rule, matches: [] }, context);
}

/** Checks rule number `index` (from 0) of a chain. `at` is what made the check necessary. */
export function checkRule(
  table: Table,
  chain: Chain,
  index: number,
  objects: Objects | null,
  at?: Word,
): void {
  checkPlaced(table, chain, index, findObjects(table, objects), at);
}

/** What the checks of a rule ask about objects that rules share. */
type ObjectQuestions = Required<Pick<CheckContext, "hasObject" | "objectState">>;

function findObjects({ family }: Table, objects: Objects | null): ObjectQuestions {
  return {
    hasObject: (kind, name) => objects?.find(kind, name) !== undefined,
    objectState: (kind, name) =>
      (objects?.find(kind, name) ?? objects?.find(kind, name, family))?.state,
  };
}

function checkPlaced(
  table: Table,
  chain: Chain,
  index: number,
  { hasObject, objectState }: ObjectQuestions,
  at: Word | undefined,
): void {
  const rule = chain.rules[index]!;
  const hooks = reachOf(table, at ?? rule.origin?.word).hooks(chain, index);
  const { target, origin } = rule;
  if (rule.matches.length === 0 && target.kind !== "extension") return;
  const context = checkContext(table, chain.name, rule, hooks);
  context.hasObject = hasObject;
  context.objectState = objectState;
  checkMatches(rule, context, at);
  if (target.kind === "extension") {
    const message = checkTarget(target.extension, context);
    if (message !== null) {
      const place = at ?? origin?.words.at(-1);
      throw new SetupError(place?.position ?? rule.position, `Invalid argument: ${message}`);
    }
    checkTargetOptions(rule, context, at);
  }
  checkKnown(rule, at);
}

/** Refuses what the kernel does not have; iptables itself has nothing against it. */
function checkKnown(rule: Rule, at: Word | undefined): void {
  const { matches, target, origin } = rule;
  let why = target.kind === "extension" ? target.extension.refused : undefined;
  for (const { extension } of matches) why ??= extension.refused;
  if (why === undefined) return;
  const place = at ?? origin?.words.at(-1);
  const position = place?.position ?? rule.position;
  throw new SetupError(position, "No chain/target/match by that name.", why);
}

/** The checks of matches. */
function checkMatches(rule: Rule, context: CheckContext, at?: Word): void {
  const { matches, origin } = rule;
  for (let i = 0; i < matches.length; i++) {
    const { extension, info } = matches[i]!;
    runCheck(extension, info, context, origin?.given[i], at ?? origin?.words[i], rule);
  }
}

/** The check of a target that is an extension. */
function checkTargetOptions(rule: Rule, context: CheckContext, at?: Word): void {
  const { matches, target, origin } = rule;
  if (target.kind !== "extension") return;
  const last = matches.length;
  const word = at ?? origin?.words[last];
  runCheck(target.extension, target.info, context, origin?.given[last], word, rule);
}

/** Checks every rule of a table: when rules became reachable from more hooks, and at COMMIT. */
export function checkTable(table: Table, at: Word | null, objects: Objects | null): void {
  reachOf(table, at ?? undefined);
  const questions = findObjects(table, objects);
  for (const chain of table.chains.values()) {
    for (let i = 0; i < chain.rules.length; i++) {
      const { target, matches } = chain.rules[i]!;
      if (target.kind !== "extension" && matches.length === 0) continue;
      checkPlaced(table, chain, i, questions, at ?? undefined);
    }
  }
}

/** Checks every rule of some chains, which came to be reached from more hooks. */
export function checkChains(
  table: Table,
  chains: readonly Chain[],
  at: Word,
  objects: Objects | null,
): void {
  const questions = findObjects(table, objects);
  for (const chain of chains) {
    for (let i = 0; i < chain.rules.length; i++) checkPlaced(table, chain, i, questions, at);
  }
}

/** Checks a table that comes whole, rule by rule: each may refer to what a rule before it made. */
export function commitTable(table: Table, objects: Objects): void {
  reachOf(table, undefined);
  const questions = findObjects(table, objects);
  const done: Rule[] = [];
  try {
    for (const chain of table.chains.values()) {
      for (const [i, rule] of chain.rules.entries()) {
        if (rule.target.kind !== "extension" && rule.matches.length === 0) continue;
        checkPlaced(table, chain, i, questions, undefined);
        objects.acquireRule(rule, table.family);
        done.push(rule);
      }
    }
  } catch (error) {
    for (const rule of done) objects.releaseRule(rule, table.family);
    throw error;
  }
}

/** The reach of a table; a loop is an error with a place. */
function reachOf(table: Table, word: Word | undefined): Reach {
  try {
    return reach(table);
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

function runCheck(
  extension: MatchExtension | TargetExtension,
  info: unknown,
  context: CheckContext,
  given: ReadonlySet<string> | undefined,
  word: Word | undefined,
  rule: Rule,
): void {
  if (extension.check === undefined) return;
  try {
    extension.check(info, context, given ?? nothing);
  } catch (error) {
    throw placed(error, word ?? { text: "", position: rule.position, quoted: false });
  }
}

/** A set that a rule uses is there as long as the rule. */
const noSet = () => undefined;
const plain = { protocol: false };
const turned = { protocol: true };

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
    service: servicePort,
    protocolNumber,
    set: noSet,
    table: table.name,
    chain,
    hooks,
    inverted: inverted.protocol ? turned : plain,
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
