import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { matchExtensions, targetExtensions } from "../../src/generated/extensions.js";

/** Every option of every extension is used in a case: of the extension's own table, or of the commands
 * that the real iptables has answered. */
const COMMANDS = ["test/kernel/commands", "test/setup/cases"];

const commands = COMMANDS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n")),
);

/** The text in which the options of an extension are looked for. */
function cases(what: string, name: string): string {
  const path = `test/extension/${what}/${name}.test.ts`;
  const own = existsSync(path) ? readFileSync(path, "utf8") : "";
  const uses = new RegExp(` -[mjgp] ${name}( |$)`);
  return [own, ...commands.filter((line) => uses.test(line))].join("\n");
}

const kinds = [
  { what: "match", extensions: matchExtensions },
  { what: "target", extensions: targetExtensions },
] as const;

for (const { what, extensions } of kinds) {
  test.each(extensions.map((e) => [e.name, e] as const))(
    `every option of ${what} %s has a case, and one with ! where it takes that`,
    (name, e) => {
      const text = cases(what, name);
      const wanted = e.options.flatMap((o) =>
        o.invert === true ? [`--${o.name}`, `! --${o.name}`] : [`--${o.name}`],
      );
      const missing = wanted.filter((option) => !new RegExp(`${option}(?![\\w-])`).test(text));
      expect(missing.join(" | ")).toBe("");
    },
  );
}

/** Words of the page that iptables itself does not take. */
const MISPRINTS = ["timestamps"];

/** The page as troff, or null where it is not installed. */
function manPage(): string | null {
  try {
    const path = execFileSync("man", ["-w", "iptables-extensions"], { encoding: "utf8" }).trim();
    const bytes = readFileSync(path);
    return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch {
    return null;
  }
}

/** Options that a section describes: those that stand at the head of an item. */
function described(section: string): string[] {
  const items = section.split(/^\.TP.*\n/m).slice(1);
  const heads = items.map((item) => item.split("\n")[0]!.replace(/\\f[BIPR]/g, ""));
  const names = heads.flatMap((head) => [
    ...head.replaceAll("\\-", "-").matchAll(/--([a-z][\w-]*)/g),
  ]);
  return [...new Set(names.map((m) => m[1]!))];
}

const page = manPage();

describe.skipIf(page === null)("iptables-extensions(8), where it is installed", () => {
  const sections = (page ?? "").split(/^\.SS "?/m).slice(1);
  const known = new Map(
    [...matchExtensions, ...targetExtensions].map((e) => [e.name, e.options.map((o) => o.name)]),
  );
  const named = sections.map((text) => [/^[\w-]+/.exec(text)![0], text] as const);

  test.each(named)("%s and its options are known", (name, text) => {
    expect(known.has(name), name).toBe(true);
    const words = described(text).filter((o) => !MISPRINTS.includes(o));
    expect(words.filter((o) => !known.get(name)!.includes(o))).toEqual([]);
  });
});
