/**
 * iptables-restore and ip6tables-restore: dumps as iptables-save prints them. A section (*table to
 * COMMIT) is read into a copy of the table that takes the table's place at COMMIT, when every
 * check passed; the rules before it stay what they were otherwise.
 */
import type { TableName } from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Line, Word } from "../language.js";
import type { Family } from "../model.js";
import { commitTable } from "./check.js";
import { copyTable, getTable, TableEditor } from "./edit.js";
import { type Host, runIptables, type Section } from "./execute.js";
import { NAME_LENGTH_MAX, toolName } from "./names.js";

/** The options of iptables-restore. */
export interface RestoreOptions {
  /** -c: take the counters. */
  readonly counters: boolean;
  /** -n: keep what the table holds. */
  readonly noFlush: boolean;
  /** -t: read and check, change nothing. */
  readonly test: boolean;
  readonly verbose: boolean;
  /** -T: this table only. */
  readonly table: string | null;
}

/** The options that a plain dump is read with. */
export const plainRestore: RestoreOptions = {
  counters: false,
  noFlush: false,
  test: false,
  verbose: false,
  table: null,
};

const longOptions: Readonly<Record<string, string>> = {
  counters: "c",
  noflush: "n",
  test: "t",
  verbose: "v",
  version: "V",
  help: "h",
  wait: "w",
  "wait-interval": "W",
  modprobe: "M",
  table: "T",
  ipv4: "4",
  ipv6: "6",
};

/** Reads the words behind iptables-restore. `file` is the file named there, if any. */
export function parseRestore(words: readonly Word[]): RestoreOptions & { file: Word | null } {
  const options = { ...plainRestore, file: null as Word | null };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    let letters = "";
    let attached: string | null = null;
    if (word.text.startsWith("--")) {
      const [name = "", value] = word.text.slice(2).split("=");
      const found = Object.keys(longOptions).filter((key) => key.startsWith(name));
      const exact = found.includes(name) ? name : found[0];
      if (exact === undefined || (found.length > 1 && exact !== name)) {
        throw new SetupError(word.position, `unrecognized option '${word.text}'`);
      }
      letters = longOptions[exact]!;
      attached = value ?? null;
    } else if (word.text.startsWith("-")) letters = word.text.slice(1);
    else if (options.file === null) options.file = word;
    else throw new SetupError(word.position, "Unknown arguments found on commandline");
    for (const letter of letters) {
      if (letter === "c") Object.assign(options, { counters: true });
      else if (letter === "n") Object.assign(options, { noFlush: true });
      else if (letter === "t") Object.assign(options, { test: true });
      else if (letter === "v") Object.assign(options, { verbose: true });
      else if (letter === "w" || letter === "W") {
        if (/^\d+$/.test(words[i + 1]?.text ?? "")) i++;
      } else if (letter === "T" || letter === "M") {
        const value = attached ?? words[++i]?.text;
        if (value === undefined) {
          throw new SetupError(word.position, `option requires an argument -- '${letter}'`);
        }
        if (letter === "T") Object.assign(options, { table: value });
      } else if (letter !== "4" && letter !== "6") {
        throw new SetupError(word.position, `invalid option -- '${letter}'`);
      }
    }
  }
  return options;
}

/** Restores from lines. What is wrong in one line does not keep `report` from seeing the next. */
export function restore(
  host: Host,
  family: Family,
  command: Word,
  lines: readonly Line[],
  options: RestoreOptions,
  report: (error: SetupError) => void,
): void {
  new Restore(host, family, command, options, report).run(lines);
}

class Restore {
  private section: (Section & { editor: TableEditor; skipped: boolean }) | null = null;
  private failed = false;

  constructor(
    private readonly host: Host,
    private readonly family: Family,
    private readonly command: Word,
    private readonly options: RestoreOptions,
    private readonly report: (error: SetupError) => void,
  ) {}

  run(lines: readonly Line[]): void {
    for (const line of lines) {
      try {
        this.line(line);
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        this.failed = true;
        this.report(error);
      }
    }
    if (this.section === null) return;
    const last = lines[lines.length - 1]?.position ?? this.command.position;
    this.report(
      new SetupError(last, `COMMIT expected after line ${last.line}`, "each *table ends in COMMIT"),
    );
  }

  private line(line: Line): void {
    const { text } = line;
    if (text === "" || text.startsWith("#")) return;
    if (/^COMMIT[ \t]*$/.test(text) && this.section !== null) this.commit();
    else if (text.startsWith("*") && this.section === null) this.begin(line);
    else if (this.section === null) {
      throw new SetupError(
        line.position,
        "a line *table is expected",
        "rules stand between *table and COMMIT",
      );
    } else if (this.section.skipped) return;
    else if (text.startsWith(":")) this.chain(line);
    else this.rule(line);
  }

  private begin(line: Line): void {
    const name = line.text.slice(1).trim();
    if (!["raw", "mangle", "nat", "filter", "security"].includes(name)) {
      throw new SetupError(
        line.position,
        `unable to initialize table '${name}'`,
        "the tables are raw, mangle, nat, filter and security",
      );
    }
    const skipped = this.options.table !== null && this.options.table !== name;
    const ruleset = this.host.ruleset(this.family);
    const known = skipped ? ruleset : { ...ruleset, tables: new Map(ruleset.tables) };
    const table = copyTable(getTable(known, name as TableName));
    const editor = new TableEditor(table, null);
    this.section = { name: name as TableName, table, editor, skipped };
    this.failed = false;
    if (skipped || this.options.noFlush) return;
    const word = { text: name, position: line.position, quoted: false };
    const verbose = (what: string, chain: string) => {
      if (this.options.verbose) this.host.print(this.command, `${what} chain \`${chain}'\n`);
    };
    for (const chain of table.chains.values()) {
      verbose("Flushing", chain.name);
      editor.flush(chain);
    }
    for (const chain of [...table.chains.values()]) {
      if (chain.policy !== null) continue;
      verbose("Deleting", chain.name);
      editor.deleteChain(chain, word);
    }
  }

  private commit(): void {
    const section = this.section!;
    this.section = null;
    if (section.skipped || this.failed) return;
    section.editor.sortChains();
    const { objects } = this.host;
    commitTable(section.table, objects);
    if (this.options.test) {
      objects.releaseTable(section.table);
      return;
    }
    const { tables } = this.host.ruleset(this.family);
    const before = tables.get(section.name);
    tables.set(section.name, section.table);
    if (before !== undefined) objects.releaseTable(before);
  }

  private chain(line: Line): void {
    const found = /^:(\S*)[ \t]*(\S*)[ \t]*(.*)$/.exec(line.text)!;
    const [, name = "", policy = "", rest = ""] = found;
    const { editor, table } = this.section!;
    const error = (message: string, hint?: string) => new SetupError(line.position, message, hint);
    if (name === "") throw error('a chain\'s name is expected behind ":"');
    if (new TextEncoder().encode(name).length > NAME_LENGTH_MAX) {
      throw error(`Invalid chain name \`${name}' (${NAME_LENGTH_MAX} chars max)`);
    }
    let chain = table.chains.get(name);
    if (chain === undefined) chain = editor.addChain(name);
    else if (chain.policy === null) editor.flush(chain);
    if (policy === "") throw error(`line ${line.position.line} policy invalid`);
    if (policy === "-") return;
    const refuse = (reason: string) =>
      error(`Can't set policy \`${policy}' on \`${name}': ${reason}`);
    if (chain.policy === null) throw refuse("Bad built-in chain name");
    if (policy !== "ACCEPT" && policy !== "DROP") throw refuse("Bad policy name");
    const counters = /^\[(\d+):(\d+)\]/.exec(rest);
    if (this.options.counters && counters === null) {
      throw error(`invalid policy counters for chain '${name}'`);
    }
    chain.policy = policy;
    const take = this.options.counters && counters !== null;
    chain.counters.packets = take ? BigInt(counters[1]!) : 0n;
    chain.counters.bytes = take ? BigInt(counters[2]!) : 0n;
  }

  private rule(line: Line): void {
    let { text, position } = line;
    let counters: readonly Word[] = [];
    if (text.startsWith("[")) {
      const found = /^\[(\d+):(\d+)\](?=\s|$|-)/.exec(text);
      if (found === null) {
        const message = text.includes("]") ? "need packet and byte counts" : "need ]";
        throw new SetupError(position, `Bad line ${position.line}: ${message}`);
      }
      const word = (value: string): Word => ({ text: value, position, quoted: false });
      if (this.options.counters) counters = ["-c", found[1]!, found[2]!].map(word);
      text = text.slice(found[0].length);
      position = { ...position, column: position.column + found[0].length };
    }
    const words = splitLine({ text, position });
    const first = words[0]?.position ?? position;
    const tool = { text: toolName(this.family), position: first, quoted: false };
    runIptables(this.host, this.family, tool, [...counters, ...words], this.section!);
  }
}

/** The words of a line as iptables-restore splits it: double quotes, and \ inside them, only. */
export function splitLine(line: Line): Word[] {
  const words: Word[] = [];
  const { text, position } = line;
  let i = 0;
  while (i < text.length) {
    if (/\s/.test(text[i]!)) {
      i++;
      continue;
    }
    const start = { ...position, column: position.column + i };
    let word = "";
    let quoted = false;
    let open = false;
    for (; i < text.length; i++) {
      const c = text[i]!;
      if (open && c === "\\" && i + 1 < text.length) word += text[++i];
      else if (c === '"') {
        open = !open;
        quoted = true;
      } else if (!open && /\s/.test(c)) break;
      else word += c;
    }
    if (open) throw new SetupError(start, 'the quote " is not closed');
    words.push({ text: word, position: start, quoted });
  }
  return words;
}
