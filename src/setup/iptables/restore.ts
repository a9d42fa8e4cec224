/**
 * iptables-restore and ip6tables-restore: dumps as iptables-save prints them. A section (*table to
 * COMMIT) is read into a copy of the table that takes the table's place at COMMIT, when every
 * check passed; the rules before it stay what they were otherwise.
 */
import type { TableName } from "../../extension/extension.js";
import { SetupError } from "../error.js";
import type { Line, Word } from "../language.js";
import type { Chain, Family, Position } from "../model.js";
import { commitTable } from "./check.js";
import { scanCounters } from "./counters.js";
import { copyTable, getTable, sortChains, TableEditor } from "./edit.js";
import { type Host, parseEnvironment, runIptables, type Section } from "./execute.js";
import type { RestoreOptions } from "./restore_options.js";
import { retell } from "./told.js";
import { NAME_LENGTH_MAX, toolName, utf8Length } from "./names.js";

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
  private section: Section | null = null;
  /** With -T, outside of the table that is meant: whatever stands there is passed over. */
  private skipping: boolean;
  private failed = false;
  /** A rule asked for version or help: the program ends there, what was not committed is lost. */
  private ended = false;

  constructor(
    private readonly host: Host,
    private readonly family: Family,
    private readonly command: Word,
    private readonly options: RestoreOptions,
    private readonly report: (error: SetupError) => void,
  ) {
    this.skipping = options.table !== null;
  }

  run(lines: readonly Line[]): void {
    for (const line of lines) {
      if (this.ended) return;
      try {
        this.line(line);
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        this.failed = true;
        this.report(error);
      }
    }
    if (this.section === null || this.ended) return;
    const last = lines[lines.length - 1]?.position ?? this.command.position;
    this.report(
      new SetupError(last, `COMMIT expected after line ${last.line}`, "each *table ends in COMMIT"),
    );
  }

  private line(line: Line): void {
    const { text } = line;
    if (text === "") return;
    if (text.startsWith("#")) {
      if (this.options.verbose) this.host.print(this.command, `${text}\n`);
      return;
    }
    if (text === "COMMIT" && this.section !== null) this.commit();
    else if (text.startsWith("*") && this.section === null) this.begin(line);
    else if (this.section !== null) {
      if (text.startsWith(":")) this.chain(line);
      else this.rule(line);
    } else if (!this.skipping) {
      throw new SetupError(
        line.position,
        "a line *table is expected",
        "rules stand between *table and COMMIT",
      );
    }
  }

  private begin(line: Line): void {
    const name = /^[ \t]*([^ \t]*)/.exec(line.text.slice(1))![1]!;
    if (name === "") throw new SetupError(line.position, "table name invalid");
    this.skipping = this.options.table !== null && this.options.table !== name;
    if (this.skipping) return;
    if (!["raw", "mangle", "nat", "filter", "security"].includes(name)) {
      throw new SetupError(
        line.position,
        `unable to initialize table '${name}'`,
        "the tables are raw, mangle, nat, filter and security",
      );
    }
    const ruleset = this.host.ruleset(this.family);
    const known = { ...ruleset, tables: new Map(ruleset.tables) };
    const before = getTable(known, name as TableName);
    const table = copyTable(before);
    const editor = new TableEditor(table, null, before);
    const environment = parseEnvironment(this.host, this.family, name as TableName, table);
    this.section = { name: name as TableName, table, editor, environment };
    this.failed = false;
    if (this.options.noFlush) return;
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
    // a test reads and does not ask the kernel
    if (this.failed || this.options.test) return;
    sortChains(section.table);
    const { objects } = this.host;
    const told = section.editor.changes
      ? retell(section.table, new Set(), this.host, this.command)
      : null;
    commitTable(section.table, objects);
    told?.apply();
    section.editor.commit();
    const { tables } = this.host.ruleset(this.family);
    const before = tables.get(section.name);
    tables.set(section.name, section.table);
    if (before !== undefined) objects.releaseTable(before);
  }

  private chain(line: Line): void {
    const [name = "", policy = "", counters = ""] = line.text
      .slice(1)
      .split(/[ \t\n]+/)
      .filter((word) => word !== "");
    const error = (message: string, hint?: string) => new SetupError(line.position, message, hint);
    if (name === "") throw error('a chain\'s name is expected behind ":"');
    if (utf8Length(name) > NAME_LENGTH_MAX) {
      throw error(`Invalid chain name \`${name}' (${NAME_LENGTH_MAX} chars max)`);
    }
    const chain = this.place(name, error);
    if (policy === "") throw error(`line ${line.position.line} policy invalid`);
    if (policy === "-") return;
    const count = this.options.counters ? scanCounters(counters) : { packets: 0n, bytes: 0n };
    if (count === null) throw error(`invalid policy counters for chain '${name}'`);
    const refuse = (reason: string) =>
      error(`Can't set policy \`${policy}' on \`${name}': ${reason}`);
    if (chain.policy === null) throw refuse("Bad built-in chain name");
    if (policy !== "ACCEPT" && policy !== "DROP") throw refuse("Bad policy name");
    this.section!.editor.policy(chain, policy, count);
  }

  /** The chain that a line ":NAME" means: built in, there already (with -n: emptied), or made now. */
  private place(name: string, error: (message: string) => SetupError): Chain {
    const { editor, table } = this.section!;
    const chain = table.chains.get(name);
    if (chain !== undefined && chain.policy !== null) return chain;
    if (chain !== undefined && this.options.noFlush) {
      editor.flush(chain);
      return chain;
    }
    if (editor.taken(name)) throw error(`error creating chain '${name}': File exists`);
    return editor.addChain(name);
  }

  private rule(line: Line): void {
    let { text, position } = line;
    let counters: readonly Word[] = [];
    if (text.startsWith("[")) {
      const found = splitCounters(`${text}\n`);
      if (found === null) {
        const message = text.includes("]") ? "need packet and byte counts" : "need ]";
        throw new SetupError(position, `Bad line ${position.line}: ${message}`);
      }
      const word = (value: string): Word => ({ text: value, position, quoted: false });
      if (this.options.counters) counters = ["-c", found.packets, found.bytes].map(word);
      position = { ...position, column: position.column + found.at };
      text = found.rest;
    }
    const words = splitLine({ text, position });
    const first = words[0]?.position ?? position;
    const tool = { text: toolName(this.family), position: first, quoted: false };
    // with -n iptables-restore forgets that it was to tell of rules
    const { verbose: asked, noFlush } = this.options;
    const verbose = asked && !noFlush ? [{ ...tool, text: "-v" }] : [];
    const more = verbose.length + counters.length > 0;
    const all = more ? [...verbose, ...counters, ...words] : words;
    this.ended = runIptables(this.host, this.family, tool, all, this.section!);
  }
}

/**
 * "[5:6] -A ..." as iptables-restore takes it apart, with strtok(3): packets end at the first colon of the
 * whole line, bytes at the next bracket, and the rule begins behind the first bracket, as far as
 * no separator was cut out of it. Null where a part is missing.
 */
function splitCounters(
  line: string,
): { packets: string; bytes: string; rest: string; at: number } | null {
  const close = line.indexOf("]");
  if (close < 0) return null;
  const start = line.slice(1).search(/[^:]/) + 1;
  const colon = line.indexOf(":", start);
  if (start < 1 || colon < 0) return null;
  const second = line.slice(colon + 1).search(/[^\]]/);
  if (second < 0) return null;
  const from = colon + 1 + second;
  const end = line.indexOf("]", from);
  const cuts = [colon, end, line.length].filter((cut) => cut > close);
  return {
    packets: line.slice(start, colon),
    bytes: line.slice(from, end < 0 ? line.length : end),
    rest: line.slice(close + 1, Math.min(...cuts)).replace(/\n$/, ""),
    at: close + 1,
  };
}

/** A word of a line: where it stands is worked out when somebody asks. */
class LineWord implements Word {
  constructor(
    readonly text: string,
    readonly quoted: boolean,
    private readonly line: Position,
    private readonly offset: number,
  ) {}

  get position(): Position {
    return { ...this.line, column: this.line.column + this.offset };
  }
}

/**
 * The words of a line as iptables-restore splits it: double quotes, and \ inside them, only. A quote
 * that closes ends the word, and one that is left open takes the end of the line with it.
 */
export function splitLine(line: Line): Word[] {
  return line.text.includes('"') ? splitQuoted(line) : splitPlain(line);
}

/** The words of a line without quotes: pieces of its text. */
function splitPlain({ text, position }: Line): Word[] {
  const words: Word[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : NEWLINE;
    if (c === SPACE || c === TAB || c === NEWLINE) {
      if (start >= 0) words.push(new LineWord(text.slice(start, i), false, position, start));
      start = -1;
    } else if (start < 0) start = i;
  }
  return words;
}

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;

function splitQuoted({ text, position }: Line): Word[] {
  const words: Word[] = [];
  let word = "";
  let start = 0;
  let [open, quoted, escaped] = [false, false, false];
  const end = () => {
    words.push(new LineWord(word, quoted, position, start));
    word = "";
    quoted = false;
  };
  for (let i = 0; i <= text.length; i++) {
    const c = text[i] ?? "\n";
    if (word === "" && !quoted) start = i;
    if (escaped) {
      word += c;
      escaped = false;
    } else if (open) {
      if (c === "\\") escaped = true;
      else if (c !== '"') word += c;
      else {
        open = false;
        end();
      }
    } else if (c === '"') {
      open = true;
      quoted = true;
    } else if (c === " " || c === "\t" || c === "\n") {
      if (word !== "") end();
    } else word += c;
  }
  if (word !== "") end();
  return words;
}
