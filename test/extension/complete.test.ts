import { existsSync, readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { matchExtensions, targetExtensions } from "../../src/generated/extensions.js";

/** One extension is made of: the host's half, the engine's half, a table of cases, a documented row,
 * all under one name. What the kernel refuses has no engine half, and nothing to draw: its cases are
 * commands (test/setup/cases/refused.txt). */
const kinds = [
  { what: "match", heading: "## Matches", extensions: matchExtensions },
  { what: "target", heading: "## Targets", extensions: targetExtensions },
] as const;

const documentation = readFileSync("docs/extensions.md", "utf8");

function files(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.replace(/(\.test)?\.ts$/, ""))
    .sort();
}

/** First column of the table under a heading, and the whole row. */
function rows(heading: string): Map<string, string> {
  const section = documentation.split(heading)[1]!.split("\n## ")[0]!;
  const found = section.matchAll(/^\| (?!Name )(\w+) \|.*$/gm);
  return new Map([...found].map(([row, name]) => [name!, row]));
}

for (const { what, heading, extensions } of kinds) {
  const documented = rows(heading);

  test.each(extensions.map((e) => [e.name, e] as const))(`${what} %s is whole`, (name, e) => {
    expect(existsSync(`src/extension/${what}/${name}.ts`), "host half").toBe(true);
    expect(documented.has(name), "row in docs/extensions.md").toBe(true);
    expect(e.decidedBy.includes("refused"), "refused").toBe(e.refused !== undefined);
    if (e.refused !== undefined) return;
    expect(existsSync(`assembly/${what}/${e.engine ?? name}.ts`), "engine half").toBe(true);
    expect(existsSync(`test/extension/${what}/${name}.test.ts`), "table of cases").toBe(true);
    expect(existsSync(`test/kernel/fuzz/${what}/${name}.ts`), "row of the live judge").toBe(true);
  });

  test(`each ${what} that remembers says who is concerned`, () => {
    const silent = extensions.filter((e) => e.decidedBy.includes("state") && !e.wide);
    expect(silent.map((e) => e.name)).toEqual([]);
  });

  test.each(extensions.map((e) => [e.name, e] as const))(
    `the row of ${what} %s names its families and options`,
    (name, e) => {
      const row = documented.get(name) ?? "";
      for (const [family, word] of [
        ["ipv4", "IPv4"],
        ["ipv6", "IPv6"],
      ] as const) {
        expect(row.includes(word), word).toBe(e.families.includes(family));
      }
      for (const { name: option } of e.options) expect(row).toContain(`--${option}`);
      expect(e.about, "about").toMatch(/^\S.*[^.]$/);
      for (const word of e.decidedBy) expect(row).toContain(word);
    },
  );

  test(`every engine half of a ${what} has a host half`, () => {
    const used = new Set(extensions.map((e) => e.engine ?? e.name));
    expect(files(`assembly/${what}`).filter((name) => !used.has(name))).toEqual([]);
  });

  test(`no table of cases and no row of a ${what} is left over`, () => {
    const names = new Set(extensions.map((e) => e.name));
    expect(files(`test/extension/${what}`).filter((name) => !names.has(name))).toEqual([]);
    expect([...documented.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
}
