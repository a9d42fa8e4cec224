// How often the live judge has met each extension: rules that use a match or target or name a helper, sets of
// a type. docs/extensions.md shows it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelAnswer } from "./kernel.js";

const TALLY = "test/kernel/tally.json";

/** "match", "target", "set" or "helper" -> name -> how often. */
export type Uses = Record<string, Record<string, number>>;

const SIGNS: readonly (readonly [what: string, sign: RegExp])[] = [
  ["match", /(?<= -m )[\w-]+/g],
  ["target", /(?<= -[jg] )[\w-]+/g],
  ["helper", /(?<= --helper "?)[\w.-]+/g],
  ["set", /(?<=\bcreate \S+ )[\w:,]+/g],
];

function count(text: string): Uses {
  const uses: Uses = {};
  for (const [what, sign] of SIGNS) {
    const found: Record<string, number> = {};
    for (const [name] of text.matchAll(sign)) found[name] = (found[name] ?? 0) + 1;
    uses[what] = found;
  }
  return uses;
}

function merge(into: Uses, from: Uses, by: (a: number, b: number) => number): void {
  for (const [what, names] of Object.entries(from)) {
    const had = into[what] ?? {};
    into[what] = had;
    for (const [name, n] of Object.entries(names)) had[name] = by(had[name] ?? 0, n);
  }
}

/** Adds what others have counted. */
export function addUses(into: Uses, from: Uses): void {
  merge(into, from, (a, b) => a + b);
}

/** What a setup used, as it was written or as the kernel prints it: `-p tcp --dport 80` has a match only
 * there, and NOTRACK a name only here. */
export function usesOf(setup: string, { counters, ipset }: KernelAnswer): Uses {
  const uses = count(setup);
  merge(uses, count([counters.ipv4, counters.ipv6, ipset].join("\n")), Math.max);
  return uses;
}

/** Adds uses to those on file, under the names of their rows; names that no page knows (chains) are left
 * out. */
export function keepUses(
  root: string,
  uses: Uses,
  known: (what: string) => ReadonlyMap<string, string>,
): void {
  const file = join(root, TALLY);
  const all: Uses = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Uses) : {};
  for (const [what, names] of Object.entries(uses)) {
    const rows = known(what);
    const found = Object.entries(names).flatMap(([name, n]) => {
      const row = rows.get(name);
      return row === undefined ? [] : [{ [what]: { [row]: n } }];
    });
    for (const one of found) addUses(all, one);
  }
  const sorted = Object.entries(all).map(([what, names]) => {
    const rows = Object.keys(names).sort();
    return [what, Object.fromEntries(rows.map((name) => [name, names[name]]))];
  });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
