/**
 * Reads setups: the way in. `parseSetup` throws the first mistake; `checkSetup` collects all of them.
 */
import { SetupError, type Warning } from "./error.js";
import { Evaluator, notRuleset, type Output, type ReadFile } from "./evaluate.js";
import { emptyRuleset, sortChains } from "./iptables/edit.js";
import { builtinExtensions, type Extensions } from "./iptables/names.js";
import { SetStore } from "./ipset/store.js";
import { readJson } from "./ip/json.js";
import { Kernel } from "./ip/kernel.js";
import { defaultHostNames, defaultTableNames } from "./ip/names.js";
import { defaultRules } from "./ip/rule_command.js";
import { Reader, type Statement } from "./language.js";
import type { Chain, Rule, Ruleset, Setup, Table } from "./model.js";
import { Objects } from "./objects.js";
import { Sysctls } from "./sysctl/sysctls.js";

export type { Output, ReadFile } from "./evaluate.js";
export { SetupError, type Warning } from "./error.js";

/** How to read a setup. */
export interface SetupOptions {
  /** The name of the text in messages. */
  readonly file?: string;
  /** Gives the text of a file that the setup names, or null when there is none. */
  readonly readFile?: ReadFile;
  /** Interfaces that are there before the setup: those of the capture, in its order. */
  readonly interfaces?: readonly string[];
  /** What the capture cannot know, by name. */
  readonly facts?: ReadonlyMap<string, string>;
  /** A setup to go on from; it is changed. */
  readonly base?: Setup;
  /** Matches and targets; those that come with sluice unless given. */
  readonly extensions?: Extensions;
}

/** A setup that was read, and what its commands printed. */
export interface ParsedSetup {
  readonly setup: Setup;
  readonly outputs: readonly Output[];
  readonly warnings: readonly Warning[];
}

/** The host before its setup: loopback, the kernel's own rules and defaults, empty rulesets. */
export function emptySetup(options: SetupOptions = {}): Setup {
  const setup: Setup = {
    network: {
      interfaces: new Map(),
      addresses: [],
      routes: [],
      rules: defaultRules(),
      tableNames: defaultTableNames(),
    },
    rulesets: { ipv4: emptyRuleset("ipv4"), ipv6: emptyRuleset("ipv6") },
    objects: new Objects(),
    sysctls: new Sysctls(),
    sets: new SetStore(),
    timeouts: new Map(),
    conntrack: [],
    names: defaultHostNames(),
    facts: new Map(options.facts),
  };
  const kernel = new Kernel(setup.network, setup.sysctls);
  for (const name of options.interfaces ?? []) kernel.interface(name);
  return setup;
}

/** Reads a setup. Throws SetupError for the first mistake. */
export function parseSetup(text: string, options: SetupOptions = {}): ParsedSetup {
  return read(text, options, (error) => {
    throw error;
  });
}

/** Reads a setup to its end, whatever is wrong, and collects what is. */
export function checkSetup(
  text: string,
  options: SetupOptions = {},
): ParsedSetup & { readonly errors: readonly SetupError[] } {
  const errors: SetupError[] = [];
  const parsed = read(text, options, (error) => errors.push(error));
  return { ...parsed, errors };
}

/**
 * A ruleset with some of its tables replaced, as iptables-restore does: `text` holds dumps or
 * commands. The setup keeps its own ruleset; `text` may hold nothing else (SetupError).
 */
export function replaceRulesets(
  setup: Setup,
  text: string,
  options: SetupOptions = {},
): Pick<Setup, "rulesets" | "objects"> {
  const objects = setup.objects.copy();
  const rulesets = { ipv4: copy(setup.rulesets.ipv4), ipv6: copy(setup.rulesets.ipv6) };
  const fail = (error: SetupError) => {
    throw error;
  };
  read(text, { ...options, base: { ...setup, rulesets, objects } }, fail, true);
  return { rulesets, objects };
}

/** A ruleset of its own: changing it leaves the original alone. Matches and targets are shared. */
function copy(ruleset: Ruleset): Ruleset {
  const rule = (r: Rule): Rule => ({ ...r, counters: { ...r.counters } });
  const chain = (c: Chain): Chain => ({
    ...c,
    counters: { ...c.counters },
    rules: c.rules.map(rule),
  });
  const table = (t: Table): Table => ({
    ...t,
    chains: new Map([...t.chains].map(([name, c]) => [name, chain(c)])),
  });
  return {
    ...ruleset,
    tables: new Map([...ruleset.tables].map(([name, t]) => [name, table(t)])),
  };
}

function read(
  text: string,
  options: SetupOptions,
  report: (error: SetupError) => void,
  rulesetsOnly = false,
): ParsedSetup {
  const file = options.file ?? "setup";
  const setup = options.base ?? emptySetup(options);
  const kernel = new Kernel(setup.network, setup.sysctls);
  const sources = new Map([[file, text]]);
  const withSource = (error: SetupError) => {
    error.source = sources.get(error.file)?.replaceAll("\r\n", "\n").split("\n")[error.line - 1];
    report(error);
  };
  const readFile: ReadFile | undefined =
    options.readFile === undefined
      ? undefined
      : (name) => {
          const found = options.readFile!(name);
          if (found !== null) sources.set(name, found);
          return found;
        };
  const extensions = options.extensions ?? builtinExtensions;
  const evaluator = new Evaluator(setup, kernel, extensions, readFile, withSource);
  evaluator.rulesetsOnly = rulesetsOnly;
  if (/^\s*\[/.test(text) && !/^\s*\[\d+:\d+\]/.test(text)) {
    if (rulesetsOnly) throw notRuleset({ file, line: 1, column: 1 });
    guard(() => readJson(kernel, text, file), withSource);
  } else readStatements(new Reader(text, file), evaluator, withSource);
  for (const ruleset of Object.values(setup.rulesets)) {
    for (const table of ruleset.tables.values()) sortChains(table);
  }
  const { outputs, warnings } = evaluator;
  return { setup, outputs, warnings };
}

function readStatements(
  reader: Reader,
  evaluator: Evaluator,
  report: (error: SetupError) => void,
): void {
  while (!evaluator.ended) {
    let statement: Statement | null | undefined;
    guard(() => {
      statement = reader.next();
    }, report);
    if (statement === null) return;
    if (statement === undefined) reader.recover();
    else {
      const next = statement;
      guard(() => evaluator.run(next), report);
    }
  }
}

function guard(run: () => void, report: (error: SetupError) => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    report(error);
  }
}
