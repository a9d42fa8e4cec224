/**
 * Tables of command lines with what iptables said to them: files under test/setup/cases.
 *
 *     iptables -A INPUT -s 10/8
 *       OK
 *       filter -A INPUT -s 10.0.0.0/8
 *
 * Each case starts from empty tables. " ;; " joins commands; only the last may fail. "> " begins a line that
 * the last command printed. Below OK or FAIL stand the rules, the chains that were made and
 * the policies that are DROP, each behind its table. A "~" before FAIL: sluice has words of its own. A "+": it takes
 * what the kernel refuses because it was built without the module (docs/differences.md).
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { tableOrder } from "../../src/setup/model.js";

/** What became of a case. */
export interface Answer {
  /** Null when the last command was accepted. */
  readonly error: string | null;
  readonly printed: readonly string[];
  readonly saved: readonly string[];
}

/** How sluice may differ from a refusal. */
export type Mark = "" | "~" | "+";

/** A case of a table. */
export interface Case {
  readonly file: string;
  readonly line: number;
  readonly commands: readonly string[];
  readonly answer: Answer | null;
  readonly mark: Mark;
}

const directory = join(import.meta.dirname, "cases");

/** The names of the files with cases. */
export function caseFiles(): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".txt"))
    .sort();
}

/** The path of a file with cases. */
export function casePath(file: string): string {
  return join(directory, file);
}

/** The cases of a file. */
export function readCases(file: string): Case[] {
  const cases: Case[] = [];
  let answer: { error: string | null; printed: string[]; saved: string[] } | null = null;
  readFileSync(casePath(file), "utf8")
    .split("\n")
    .forEach((text, i) => {
      if (text === "" || text.startsWith("#")) return;
      if (!text.startsWith("  ")) {
        answer = null;
        const commands = text.split(" ;; ");
        cases.push({ file, line: i + 1, commands, answer, mark: "" });
        return;
      }
      const line = text.slice(2);
      const head = /^(?:OK$|([~+]?)FAIL: )/.exec(line);
      if (head !== null) {
        const last = cases.pop()!;
        const error = line === "OK" ? null : line.slice(head[0].length);
        answer = { error, printed: [], saved: [] };
        cases.push({ ...last, answer, mark: (head[1] ?? "") as Mark });
      } else if (line.startsWith("> ") || line === ">") answer!.printed.push(line.slice(2));
      else answer!.saved.push(line);
    });
  return cases;
}

/** The case as it stands in a file. */
export function formatCase(commands: readonly string[], answer: Answer, mark: Mark): string {
  const lines = [commands.join(" ;; ")];
  if (answer.error === null) lines.push("  OK");
  else lines.push(`  ${mark}FAIL: ${answer.error}`);
  for (const line of answer.printed) lines.push(`  > ${line}`);
  for (const line of answer.saved) lines.push(`  ${line}`);
  return `${lines.join("\n")}\n`;
}

/** What of a dump a case shows. */
export function briefly(saved: string, prefix: string): string[] {
  const byTable = new Map(tableOrder.map((name) => [name as string, [] as string[]]));
  let table = "";
  for (const line of saved.split("\n")) {
    if (line.startsWith("*")) table = line.slice(1);
    const lines = byTable.get(table) ?? [];
    const made = /^:(\S+) -/.exec(line);
    const dropped = /^:(\S+) DROP/.exec(line);
    if (made !== null) lines.push(`${prefix}${table} -N ${made[1]}`);
    if (dropped !== null) lines.push(`${prefix}${table} -P ${dropped[1]} DROP`);
    if (line.startsWith("-A") || line.startsWith("[")) lines.push(`${prefix}${table} ${line}`);
  }
  return [...byTable.values()].flat();
}
