/** Does what a command line of iptables or ip6tables says to a ruleset. */
import type { SetFact, TimeoutPolicy, TableName } from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Chain, Family, HostNames, Rule, Ruleset, Table } from "../model.js";
import { listChains, verboseRule } from "../print/list.js";
import { listRules } from "../print/save.js";
import type { Objects } from "../objects.js";
import { checkLoose } from "./check.js";
import { parseCommand } from "./command.js";
import type { Command, CommandLetter, Information, ParseEnvironment } from "./template.js";
import { getChain, getTable, makeRules, sortChains, TableEditor } from "./edit.js";
import { type Extensions, toolName } from "./names.js";
import { retell } from "./told.js";

const NO_SUCH_RULE = "Bad rule (does a matching rule exist in that chain?).";

/** What iptables commands work on and speak to. */
export interface Host {
  readonly extensions: Extensions;
  ruleset(family: Family): Ruleset;
  /** What rules share by name. */
  readonly objects: Objects;
  /** What the command printed. */
  print(word: Word, text: string): void;
  warn(word: Word, message: string): void;
  /** The set of ipset with that name. */
  set(name: string): SetFact | undefined;
  /** Names for numbers. */
  readonly names: HostNames;
  /** The timeouts with that name. */
  timeoutPolicy(name: string): TimeoutPolicy | undefined;
  /** A rule or command names an interface pattern; a plain name makes the interface exist. */
  interfaceNamed(name: string): void;
}

/** The table that a section of iptables-restore changes before it takes its place. */
export interface Section {
  readonly name: TableName;
  readonly table: Table;
  readonly editor: TableEditor;
  /** What its lines are read with. */
  readonly environment: ParseEnvironment;
}

/** What a command line of the family asks while it is read; `restored` is the table of the section it stands in. */
export function parseEnvironment(
  host: Host,
  family: Family,
  restoreTable?: TableName,
  restored?: Table,
): ParseEnvironment {
  const find = (name: TableName) => restored ?? getTable(host.ruleset(family), name);
  return {
    family,
    extensions: host.extensions,
    isChain: (table, name) => find(table).chains.has(name),
    warn: (word, message) => host.warn(word, message),
    set: (name) => host.set(name),
    names: host.names,
    timeoutPolicy: (name) => host.timeoutPolicy(name),
    ...(restoreTable === undefined ? {} : { restoreTable }),
  };
}

/** What -V and -h print. DIFFERS: of the page that `-h` prints, the first line alone. */
export function informationOf(program: string, asked: Information): string {
  if (asked === "no version") return "Not 1.8.9 (legacy) ;-)\n";
  return `${program} v1.8.9 (legacy)\n${asked === "help" ? "\n" : ""}`;
}

/** Runs a command line; `command` is the word that named the tool. True: it asked for information, after which
 * the program ends. */
export function runIptables(
  host: Host,
  family: Family,
  command: Word,
  words: readonly Word[],
  section?: Section,
): boolean {
  const environment = section?.environment ?? parseEnvironment(host, family);
  const parsed = parseCommand(command, words, environment);
  if (parsed === null) return false;
  if (typeof parsed === "string") {
    const program = toolName(family) + (section === undefined ? "" : "-restore");
    host.print(command, informationOf(program, parsed));
    return true;
  }
  const editor = section?.editor ?? newEditor(host, family, parsed.table);
  new Execution(host, parsed, editor, command, section !== undefined).run();
  return false;
}

function newEditor(host: Host, family: Family, table: TableName): TableEditor {
  return new TableEditor(getTable(host.ruleset(family), table), host.objects);
}

class Execution {
  constructor(
    private readonly host: Host,
    private readonly command: Command,
    private readonly editor: TableEditor,
    private readonly word: Word,
    /** In a section of iptables-restore, which commits in the end. */
    private readonly deferred: boolean,
  ) {}

  run(): void {
    const told = this.retold();
    for (const letter of this.command.commands) this.one(letter);
    if (this.deferred) return;
    told?.apply();
    this.editor.commit();
  }

  /** What the rules that stay become when the command writes the table. */
  private retold(): { apply(): void } | null {
    const { table } = this.editor;
    const { commands, chain: word, ruleNumber } = this.command;
    if (this.deferred || commands.every((letter) => "LSC".includes(letter))) return null;
    const chain = word === null ? undefined : table.chains.get(word.text);
    const gone = new Set<Rule>();
    for (const letter of commands) {
      const own = [...table.chains.values()].some((c) => c.policy === null);
      if (letter === "X" && word === null && !own) return null;
      if (letter === "F") {
        const chains = word === null ? [...table.chains.values()] : [chain];
        for (const rule of chains.flatMap((c) => c?.rules ?? [])) gone.add(rule);
      } else if ((letter === "d" || letter === "R") && chain?.rules[ruleNumber - 1] !== undefined) {
        gone.add(chain.rules[ruleNumber - 1]!);
      } else if (letter === "D" && chain !== undefined) {
        for (const rule of makeRules(this.command.rule, this.word.position, this.word)) {
          const found = chain.rules[this.editor.find(chain, rule)];
          if (found !== undefined) gone.add(found);
        }
      }
    }
    return retell(table, gone, this.host, this.word);
  }

  private one(letter: CommandLetter): void {
    if (!"LSC".includes(letter)) this.editor.table.revision = {};
    switch (letter) {
      case "A":
      case "I":
        this.add(letter);
        return;
      case "R":
        this.replace();
        return;
      case "D":
      case "C":
        this.removeRules(letter === "D");
        return;
      case "d":
        this.removeNumber();
        return;
      case "L":
      case "S":
        this.list(letter);
        return;
      case "F":
      case "Z":
      case "X":
        this.all(letter);
        return;
      case "z":
        this.zeroRule();
        return;
      default:
        this.chains(letter);
        return;
    }
  }

  private chains(letter: CommandLetter): void {
    const { editor } = this;
    if (letter === "P") {
      this.policy();
      return;
    }
    const word = this.command.chain!;
    if (letter === "N") {
      if (editor.table.chains.has(word.text)) {
        throw new SetupError(word.position, "Chain already exists.");
      }
      editor.addChain(word.text);
    } else editor.rename(this.chain(), this.command.name!, word);
  }

  private policy(): void {
    const word = this.command.chain!;
    const chain = this.editor.table.chains.get(word.text);
    if (chain === undefined || chain.policy === null) {
      throw new SetupError(
        word.position,
        "Bad built-in chain name.",
        "only built-in chains have a policy; end a chain of your own with a rule without conditions",
      );
    }
    const name = this.command.name!;
    if (name.text !== "ACCEPT" && name.text !== "DROP") {
      throw new SetupError(name.position, "Bad policy name.", "a policy is ACCEPT or DROP");
    }
    const counters = this.command.rule.counters ?? { packets: 0n, bytes: 0n };
    this.editor.policy(chain, name.text, counters);
  }

  private chain(): Chain {
    return getChain(this.editor.table, this.command.chain!);
  }

  private rules(): Rule[] {
    const rules = makeRules(this.command.rule, this.word.position, this.word);
    for (const rule of rules) {
      checkLoose(this.editor.table, this.command.chain!.text, rule);
      if (this.command.verbose > 0) this.print(verboseRule(rule, this.command.family));
    }
    return rules;
  }

  private print(text: string): void {
    this.host.print(this.word, text);
  }

  private add(letter: "A" | "I"): void {
    const chain = this.chain();
    const { ruleNumber } = this.command;
    if (letter === "I" && ruleNumber > chain.rules.length + 1) {
      throw this.numberError("insertion", chain);
    }
    const rules = this.rules();
    const done: Rule[] = [];
    for (const rule of rules) {
      const index = letter === "A" ? chain.rules.length : ruleNumber - 1;
      try {
        this.editor.insert(chain, index, rule, this.word);
      } catch (error) {
        for (const other of done) this.editor.remove(chain, chain.rules.indexOf(other));
        throw error;
      }
      done.push(rule);
      this.nameInterfaces(rule);
    }
  }

  private nameInterfaces(rule: Rule): void {
    for (const name of [rule.header.inInterface, rule.header.outInterface]) {
      if (name !== "" && !name.endsWith("+")) this.host.interfaceNamed(name);
    }
  }

  private numberError(what: string, chain: Chain): SetupError {
    return new SetupError(
      this.command.chain!.position,
      `Index of ${what} too big.`,
      `the chain ${chain.name} has ${chain.rules.length} rule(s)`,
    );
  }

  private replace(): void {
    const chain = this.chain();
    const index = this.command.ruleNumber - 1;
    if (index >= chain.rules.length) throw this.numberError("replacement", chain);
    const rule = this.rules()[0]!;
    this.editor.replace(chain, index, rule, this.word);
    this.nameInterfaces(rule);
  }

  private removeNumber(): void {
    const chain = this.chain();
    const index = this.command.ruleNumber - 1;
    if (index >= chain.rules.length) throw this.numberError("deletion", chain);
    this.editor.remove(chain, index);
  }

  /** -D and -C with a rule. */
  private removeRules(remove: boolean): void {
    const missing = (message: string) => new SetupError(this.command.chain!.position, message);
    const chain = this.editor.table.chains.get(this.command.chain!.text);
    if (chain === undefined) throw missing(NO_SUCH_RULE);
    for (const rule of this.rules()) {
      const index = this.editor.find(chain, rule);
      // with a target of another kind iptables names the wrong reason
      const plain = rule.target.kind === "none" || rule.target.kind === "verdict";
      if (index < 0) throw missing(plain ? NO_SUCH_RULE : "No chain/target/match by that name.");
      if (remove) this.editor.remove(chain, index);
    }
  }

  private list(letter: "L" | "S"): void {
    const { table } = this.editor;
    const { command } = this;
    sortChains(table);
    const chains = command.chain === null ? [...table.chains.values()] : [this.chain()];
    const { ruleNumber, verbose } = command;
    if (letter === "S") {
      this.print(listRules(table, chains, ruleNumber, verbose > 0));
      return;
    }
    const options = { ...command, verbose: verbose > 0 };
    this.print(listChains(table, chains, options));
    return;
  }

  private all(letter: "F" | "Z" | "X"): void {
    const { chains } = this.editor.table;
    sortChains(this.editor.table);
    const wanted =
      this.command.chain !== null
        ? [this.chain()]
        : [...chains.values()].filter((chain) => letter !== "X" || chain.policy === null);
    const words = { F: "Flushing", Z: "Zeroing", X: "Deleting" };
    const word = this.command.chain ?? this.word;
    // all or none
    if (letter === "X") for (const chain of wanted) this.editor.checkDelete(chain, word);
    for (const chain of wanted) {
      if (this.command.verbose > 0) this.print(`${words[letter]} chain \`${chain.name}'\n`);
      if (letter === "F") this.editor.flush(chain);
      else if (letter === "X") this.editor.deleteChain(chain, word);
      else this.editor.zero(chain, null);
    }
  }

  private zeroRule(): void {
    const chain = this.chain();
    const index = this.command.ruleNumber - 1;
    if (index >= chain.rules.length) throw this.numberError("counter", chain);
    this.editor.zero(chain, index);
  }
}
