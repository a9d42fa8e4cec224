// Cases by lot: command forms over drawn rules, in both families, and dumps for iptables-restore.
import type { TableName } from "../../../src/extension/extension.js";
import { tableHooks } from "../../../src/setup/model.js";
import { Chance } from "../../support/chance.js";
import type { Case, Command } from "./case.js";
import { drawDump } from "./dumps.js";
import { parted } from "./options.js";
import {
  disturbed,
  type Family,
  OWN,
  type Rule,
  Rules,
  shuffle,
  type Vocabulary,
} from "./rules.js";

/** How often each form of a command comes up. */
const FORMS: readonly (readonly [form: string, weight: number])[] = [
  ["append", 46],
  ["jump", 5],
  ["insert", 12],
  ["replace", 6],
  ["delete", 4],
  ["delete-rule", 6],
  ["check", 3],
  ["new", 4],
  ["remove", 4],
  ["rename", 3],
  ["policy", 4],
  ["zero", 3],
  ["flush", 2],
  ["list-rules", 3],
  ["list", 5],
  ["restore", 9],
  ["save", 2],
  ["odd", 2],
];

/** The case of a seed. */
export function drawCase(seed: number, vocabulary: Vocabulary, family: Family): Case {
  const c = new Chance(seed);
  const drawing = new Drawing(new Rules(c, family, vocabulary));
  const commands = drawing.beginning();
  const count = c.between(4, 12);
  for (let i = 0; i < count; i++) {
    const command = drawing.command();
    commands.push(...drawing.makers(), command);
  }
  return [...commands, ...drawing.end()];
}

/** Words without a second -v, which shows what iptables hands to the kernel (docs/differences.md). */
function spared(words: readonly string[]): string[] {
  let verbose = 0;
  return words.filter((word) => {
    const count = /^--ver/.test(word)
      ? 1
      : /^-[nxvZLS]/.test(word)
        ? word.split("v").length - 1
        : 0;
    verbose += count;
    return count === 0 || verbose < 2;
  });
}

/** Options of iptables-save. */
const SAVES: readonly (readonly string[])[] = [
  [],
  ["-c"],
  ["-c", "-t", "filter"],
  ["-t", "filter"],
  ["--table", "nat"],
  ["--tab=mangle", "--counters"],
  ["-ctraw"],
  ["-t", "nosuch"],
  ["-t"],
  ["-t", ""],
  ["-x"],
  ["filter"],
  ["-t", "nat", "-t", "raw"],
  ["--coun", "x"],
  ["-V"],
  ["-h"],
  ["-d"],
  ["-d", "-x"],
  ["-M", "x"],
  ["-b"],
];

/** What ends a program at once. */
const INFORMATION = ["-h", "--help", "--he", "-V", "--version", "-hx", "-h tcp", "! -h"];

/** Words with one that asks for help or the version anywhere among them. */
export function asking(c: Chance, words: readonly string[]): string[] {
  const out = [...words];
  out.splice(c.between(0, out.length), 0, ...c.pick(INFORMATION).split(" "));
  return out;
}

class Drawing {
  private readonly c: Chance;
  private readonly tool: string;
  /** What was written before: -D, -C and -R come back to it. */
  private readonly written: Rule[] = [];
  /** Commands that made something. */
  private readonly made = new Set<string>();

  constructor(private readonly rules: Rules) {
    this.c = rules.c;
    this.tool = rules.family === "ipv4" ? "iptables" : "ip6tables";
  }

  /** Chains of the user's in most tables. */
  beginning(): Command[] {
    const tables = Object.keys(tableHooks).filter(() => this.c.percent(80));
    const sections = tables.map((table) => {
      const own = OWN.filter(() => this.c.percent(85)).map((name) => `:${name} - [0:0]`);
      return [`*${table}`, ...own, "COMMIT"];
    });
    return [{ words: [`${this.tool}-restore`], dump: sections.flat() }];
  }

  command(): Command {
    const { c } = this;
    const total = FORMS.reduce((sum, [, weight]) => sum + weight, 0);
    let at = c.between(0, total - 1);
    const form = FORMS.find(([, weight]) => {
      at -= weight;
      return at < 0;
    })![0];
    if (form === "restore") {
      const { options, dump } = drawDump(this.rules, c);
      return { words: [`${this.tool}-restore`, ...options], dump };
    }
    if (form === "save") return { words: [`${this.tool}-save`, ...c.pick(SAVES)] };
    const drawn = this.form(form);
    const words = c.percent(2) ? asking(c, drawn) : drawn;
    return { words: [this.tool, ...spared(c.percent(3) ? disturbed(c, words) : words)] };
  }

  /** -t TABLE somewhere about the other words; left out for filter. */
  private withTable(table: TableName, words: string[], behind: string[] = []): string[] {
    const { c } = this;
    if (table === "filter" && c.percent(80)) return [...words, ...behind];
    const option = this.rules.option("t", "table", c.percent(2) ? "nosuch" : table);
    const groups = [option, words];
    return c.percent(85) ? [...groups.flat(), ...behind] : [...words, ...behind, ...option];
  }

  /** What makes the sets, timeouts and the like that the last rules name, each once. */
  makers(): Command[] {
    const lines = this.rules.takeMakers().filter((l) => !this.made.has(l));
    for (const line of lines) this.made.add(line);
    // without some of them the kernel has to refuse
    return lines.filter(() => this.c.percent(97)).map((l) => ({ words: parted(l) }));
  }

  /** The last command of a case: one of the tables that rules were written to, with all that -L shows. */
  end(): Command[] {
    const { c } = this;
    if (this.written.length === 0) return [];
    const numeric = c.pick(["-n", "-nv", "-nvx", "-vn", "--line-numbers"]);
    const { table } = c.pick(this.written);
    const list = c.percent(80) ? "-L" : "-S";
    // without -n the resolver is asked for each address
    const words = list === "-S" ? [list] : c.percent(15) ? [list] : [list, "-n", numeric];
    return [{ words: [this.tool, "-t", table, ...words] }];
  }

  /** The word of a command, short or long, and its chain. */
  private head(letter: string, name: string, chain: string | null): string[] {
    if (chain !== null) return this.rules.option(letter, name, chain);
    return [this.c.percent(75) ? `-${letter}` : `--${name}`];
  }

  private number(): string {
    const { c } = this;
    return c.percent(85)
      ? c.pick(["1", "1", "2", "3"])
      : c.pick(["0", "-1", "99", "x", "01", "1x", ""]);
  }

  private rule(): Rule {
    const rule = this.rules.rule();
    this.written.push(rule);
    return rule;
  }

  /** A rule that was written before, at times spelled in another order. */
  private again(): Rule {
    const { c } = this;
    if (this.written.length === 0 || c.percent(10)) return this.rules.rule();
    const rule = c.pick(this.written);
    if (c.percent(85)) return rule;
    const words = [...rule.words];
    shuffle(c, words);
    return { ...rule, words };
  }

  private form(form: string): string[] {
    const { c } = this;
    const verbose = c.percent(12) ? [c.pick(["-v", "--verbose"])] : [];
    switch (form) {
      case "append":
        return [...verbose, ...this.ruled("A", "append", this.rule(), [])];
      case "insert": {
        const number = c.percent(60) ? [this.number()] : [];
        return [...verbose, ...this.ruled("I", "insert", this.rule(), number)];
      }
      case "jump":
        return [...verbose, ...this.jump()];
      case "replace":
        return [...verbose, ...this.replace()];
      case "delete-rule":
        return [...verbose, ...this.ruled("D", "delete", this.again(), [])];
      case "check":
        return [...verbose, ...this.ruled("C", "check", this.again(), [])];
      default:
        return this.plain(form, verbose);
    }
  }

  /** From chain to chain of the user's: references, and loops. */
  private jump(): string[] {
    const { c } = this;
    const table = c.percent(80) ? "filter" : this.rules.table();
    const chain = c.percent(80) ? c.pick(OWN) : this.rules.chain(table);
    const words = c.percent(70) ? ["-j", c.pick(OWN)] : ["-g", c.pick(OWN)];
    const limited = c.percent(70) ? [] : ["-p", "tcp"];
    const rule: Rule = { table, chain, words: [...limited, ...words] };
    this.written.push(rule);
    return c.percent(50)
      ? this.ruled("A", "append", rule, [])
      : this.ruled("I", "insert", rule, []);
  }

  private replace(): string[] {
    const before = this.written.length > 0 ? this.c.pick(this.written) : null;
    const rule = this.rule();
    const place = before === null || this.c.percent(20) ? rule : before;
    const number = this.c.percent(95) ? [this.number()] : [];
    return this.ruled("R", "replace", { ...rule, table: place.table, chain: place.chain }, number);
  }

  private ruled(letter: string, name: string, rule: Rule, number: string[]): string[] {
    const head = this.head(letter, name, rule.chain);
    return this.withTable(rule.table, [...head, ...number], rule.words);
  }

  private plain(form: string, verbose: string[]): string[] {
    const { c } = this;
    const table =
      this.written.length > 0 && c.percent(60) ? c.pick(this.written).table : this.rules.table();
    const chain = this.rules.chain(table);
    const maybe = c.percent(50) ? chain : null;
    const own = c.percent(85) ? c.pick(OWN) : chain;
    const numbered = maybe !== null && c.percent(30) ? [this.number()] : [];
    // a second -v makes iptables print what it hands to the kernel
    const listing = form === "list" || form === "list-rules";
    const words = (...parts: string[][]) =>
      this.withTable(table, parts.flat(), listing ? [] : verbose);
    switch (form) {
      case "delete":
        return words(this.head("D", "delete", chain), [this.number()]);
      case "new":
        return words(this.head("N", "new-chain", own));
      case "remove":
        return words(this.head("X", "delete-chain", c.percent(75) ? own : null));
      case "rename":
        return words(
          this.head("E", "rename-chain", own),
          c.percent(96) ? [c.pick([...OWN, chain])] : [],
        );
      case "policy": {
        const counters = c.percent(15)
          ? c.pick([
              ["-c", "5", "6"],
              ["-c", "5,6"],
              ["-c", "x", "1"],
            ])
          : [];
        const built = c.percent(85) ? c.pick(tableHooks[table]) : chain;
        const policy = c.pick(["ACCEPT", "DROP", "DROP", "REJECT", "RETURN", "accept", "one"]);
        return words(this.head("P", "policy", built), [policy], counters);
      }
      case "zero":
        return words(this.head("Z", "zero", maybe), numbered);
      case "flush":
        return words(this.head("F", "flush", maybe));
      case "list-rules":
        return words(this.head("S", "list-rules", maybe), numbered, this.some(["-v", "-Z"], 20));
      case "list": {
        const options = ["-v", "-x", "--line-numbers", "--exact", "-Z", "-nx", "--line"];
        const numeric = c.percent(85) ? [c.pick(["-n", "--numeric"])] : [];
        return words(
          this.head("L", "list", maybe),
          numbered,
          numeric,
          this.some(options, 15).slice(0, 3),
        );
      }
      default:
        return c.pick([
          ["-V"],
          ["--version"],
          [],
          ["-n"],
          ["-L", "-F"],
          ["-Z", "-L", "-n"],
          ["-4", "-S"],
          ["-6", "-S"],
          ["-w", "-S"],
          ["-w", "5", "-S"],
          ["-S", "-w5"],
          ["-Q"],
          ["-A"],
          ["-N"],
          ["-P", "INPUT"],
          ["-E", "one"],
          ["-j", "ACCEPT"],
          ["-nS"],
        ]);
    }
  }

  private some(options: readonly string[], percent: number): string[] {
    return options.filter(() => this.c.percent(percent));
  }
}
