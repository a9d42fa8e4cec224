// What the live judge knows of one extension: a file of match/ or target/ exports a `row` that draws
// uses of it. Found by its name; nothing else names it (docs/conformance.md, "A row").
import type { Family, HookName, TableName } from "../../../src/extension/extension.js";
import type { Chance } from "../../support/chance.js";
import type { Stock } from "./stock.js";

export type { Family, HookName, TableName };

/** Where a rule will stand. */
export interface Place {
  readonly family: Family;
  readonly table: TableName;
  /** Hooks from which the rule can be reached: one, or several in a chain of the user's. */
  readonly hooks: ReadonlySet<HookName>;
}

/** One use of an extension in a rule. */
export interface Use {
  /** Behind `-m NAME` or `-j NAME`; may be empty. */
  readonly words: string;
  /** What `-p` has to say, where the extension asks for it: "tcp". */
  readonly protocol?: string;
  /** Commands that have to run before the rule is loaded (`ipset create ...`); the same line of two
   * uses runs once. */
  readonly setup?: readonly string[];
  /** Rules of table raw, from `-A` on, that have to stand before all others; the same one of two uses stands
   * once. */
  readonly first?: readonly string[];
  /** Packets that the use is about, as lines of test/support/script.ts. */
  readonly packets?: readonly string[];
}

/** How uses are drawn. */
export interface Row {
  /** A valid use at this place, with values near those of the traffic; null: not here. Every option must
   * come up, inverted too where that is possible (test/kernel/fuzz/rows.test.ts). */
  use(c: Chance, s: Stock, place: Place): Use | null;
  /** How often it is taken beside the others; 1 unless given. */
  readonly weight?: number;
  /** Options that are never drawn, each with the reason. */
  readonly never?: Readonly<Record<string, string>>;
  /** Why the kernel of the reference cannot be asked at all: nothing of it is drawn. */
  readonly absent?: string;
}

/** The row of an extension that the kernel of the reference does not have. */
export const absent = (why: string): Row => ({ use: () => null, absent: why });

/** A row of an extension whose use is words alone. */
export function words(draw: (c: Chance, s: Stock, place: Place) => string): Row {
  return { use: (c, s, place) => ({ words: draw(c, s, place) }) };
}

/** Some of the options, one at least, in any order. */
export function some(c: Chance, options: readonly (() => string)[]): string {
  const left = [...options];
  const taken: string[] = [];
  do {
    taken.push(left.splice(c.between(0, left.length - 1), 1)[0]!());
  } while (left.length > 0 && c.percent(35));
  return taken.join(" ");
}

/** `! ` in a quarter of the cases. */
export const not = (c: Chance): string => (c.percent(25) ? "! " : "");

/** Whether every hook of the place is one of these. */
export function within(place: Place, ...hooks: HookName[]): boolean {
  return [...place.hooks].every((h) => hooks.includes(h));
}
