// The text fuzzer: what iptables takes, sluice takes; what it refuses, sluice refuses; and what the
// tools print is the same text. Everything follows from the seed (docs/conformance.md, "Text").
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { matchRows, targetRows } from "../fuzz/rows.js";
import { shrink } from "../shrink.js";
import { type Answer, type Case, caseLine, type Command } from "./case.js";
import { drawCase } from "./commands.js";
import { askSluice } from "./ours.js";
import { RealIptables } from "./real.js";
import { drawSets, evenSets } from "./ipset.js";
import type { Family, Vocabulary } from "./rules.js";

/** Where cases that differed are kept, once asked for: docs/conformance.md, "Commands". */
const FOUND = "test/kernel/commands/found.txt";

/** What is asked about beside rules: how cases are drawn, and answers rid of what may differ. */
const SUBJECTS = { ipset: { draw: drawSets, even: evenSets } } as const;
export type Subject = keyof typeof SUBJECTS;

/** Whether a word names a family or a subject. */
export function isSubject(word: string): word is Family | Subject {
  return word === "ipv4" || word === "ipv6" || word in SUBJECTS;
}

/** What to try. */
export interface TextOptions {
  readonly seed: number;
  /** Cases. */
  readonly count: number;
  /** Rules of one family, or null for both in turn; or what else is asked about. */
  readonly family: Family | Subject | null;
  /** Matches and targets to draw from; empty: all. */
  readonly only: readonly string[];
  /** Adds what differed to the recorded commands. */
  readonly keep: boolean;
}

/** What came of a run. */
export interface TextResult {
  commands: number;
  accepted: number;
  /** Each difference, made small, as lines for people. */
  readonly differences: string[];
}

/** Everything that the rows know. */
export async function textVocabulary(only: readonly string[]): Promise<Vocabulary> {
  const wanted = (name: string) => only.length === 0 || only.includes(name);
  const [matches, targets] = [await matchRows(), await targetRows()];
  const known = (rows: Iterable<{ extension: { name: string } }>) =>
    [...rows].some((r) => wanted(r.extension.name));
  return {
    matches: [...matches.values()].filter(
      (r) => wanted(r.extension.name) || !known(matches.values()),
    ),
    targets: [...targets.values()].filter(
      (r) => wanted(r.extension.name) || !known(targets.values()),
    ),
  };
}

/** How the answers differ: the first command that is judged or prints otherwise, or the rules in the end;
 * null when they agree. The word in front says what kind of difference it is. */
export function difference(real: Answer, ours: ReturnType<typeof askSluice>): string | null {
  for (const [i, answer] of real.commands.entries()) {
    const other = ours.commands[i]!;
    if (answer.accepted !== other.accepted) {
      return answer.accepted ? `refused: ${ours.said[i]}` : "taken, and iptables refuses it";
    }
    if (answer.printed !== other.printed) {
      return `printed:\n${parting(answer.printed, other.printed)}`;
    }
  }
  return real.saved === ours.saved ? null : `saved:\n${parting(real.saved, ours.saved)}`;
}

/** The lines in which two texts differ. */
function parting(real: string, ours: string): string {
  const [a, b] = [real.split("\n"), ours.split("\n")];
  const lines = a.filter((l) => !b.includes(l)).map((l) => `    iptables  ${l}`);
  lines.push(...b.filter((l) => !a.includes(l)).map((l) => `    sluice    ${l}`));
  return lines.length > 0 ? lines.slice(0, 8).join("\n") : "    the same lines in another order";
}

const kindOf = (text: string | null) => text?.split(":")[0] ?? null;

/** Puts cases to both. */
export class TextJudge {
  private readonly iptables = new RealIptables();

  /** @param even takes out of an answer what may differ */
  constructor(private readonly even = (_: Case, answer: Answer): Answer => answer) {}

  async differs(commands: Case): Promise<string | null> {
    return (await this.both(commands)).differs;
  }

  async both(commands: Case): Promise<{ real: Answer; differs: string | null }> {
    const real = await this.iptables.ask(commands);
    const ours = askSluice(commands);
    const evened = { ...ours, ...this.even(commands, ours) };
    return { real, differs: difference(this.even(commands, real), evened) };
  }

  /** The case made small: commands first, then their words and lines, while the same kind of
   * difference shows. */
  async smaller(commands: Case, kind: string | null): Promise<Case> {
    const still = async (c: Case) => kindOf(await this.differs(c)) === kind;
    let now = await shrink(commands, still);
    for (let i = 0; i < now.length; i++) {
      const put = (command: Command) => now.map((old, at) => (at === i ? command : old));
      const { dump } = now[i]!;
      if (dump !== undefined) {
        const lines = await shrink(dump, (d) => still(put({ ...now[i]!, dump: d })));
        now = put({ ...now[i]!, dump: lines });
        for (let at = 0; at < lines.length; at++)
          await this.line(now[i]!, at, put, still, (c) => (now = put(c)));
      }
      const [program, ...words] = now[i]!.words;
      const fewer = await shrink(words, (w) => still(put({ ...now[i]!, words: [program!, ...w] })));
      now = put({ ...now[i]!, words: [program!, ...fewer] });
    }
    return now;
  }

  private async line(
    command: Command,
    at: number,
    put: (command: Command) => Case,
    still: (commands: Case) => Promise<boolean>,
    keep: (command: Command) => void,
  ): Promise<void> {
    const change = (words: string[]): Command => ({
      ...command,
      dump: command.dump!.map((l, i) => (i === at ? words.join(" ") : l)),
    });
    const words = command.dump![at]!.split(" ");
    if (words.length < 2 || !(await still(put(change(words))))) return;
    keep(change(await shrink(words, (w) => still(put(change(w))))));
  }

  close(): Promise<void> {
    return this.iptables.close();
  }
}

/** Runs cases from `seed` on; SIGTERM ends the run behind the case that is asked about. */
export async function fuzzText(
  root: string,
  options: TextOptions,
  say: (line: string) => void,
): Promise<TextResult> {
  const vocabulary = await textVocabulary(options.only);
  const { family: asked } = options;
  const subject = asked !== null && asked in SUBJECTS ? SUBJECTS[asked as Subject] : null;
  const judge = new TextJudge(subject?.even);
  const result: TextResult = { commands: 0, accepted: 0, differences: [] };
  const seen = new Set<string>();
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once("SIGTERM", stop);
  try {
    for (let seed = options.seed; seed < options.seed + options.count && !stopped; seed++) {
      const family = asked ?? (seed % 2 === 0 ? "ipv4" : "ipv6");
      const commands = subject?.draw(seed) ?? drawCase(seed, vocabulary, family as Family);
      const { real, differs } = await judge.both(commands);
      result.commands += commands.length;
      result.accepted += real.commands.filter((c) => c.accepted).length;
      if (differs === null) continue;
      const small = await judge.smaller(commands, kindOf(differs));
      const line = caseLine(small);
      if (seen.has(line)) continue;
      seen.add(line);
      const again = `npm run kernel -- text --seed ${seed} --count 1${options.family === null ? "" : ` --family ${family}`}`;
      const text = `${line}\n  ${(await judge.differs(small)) ?? "agrees when asked again"}\n  (again: ${again})`;
      result.differences.push(text);
      say(text);
      if (options.keep) keep(root, line);
    }
  } finally {
    process.off("SIGTERM", stop);
    await judge.close();
  }
  return result;
}

function keep(root: string, line: string): void {
  const file = join(root, FOUND);
  const known = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  if (!known.includes(line)) appendFileSync(file, `${line}\n`);
}
