import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matchExtensions, targetExtensions } from "../../src/generated/extensions.js";

/** Every option of every extension is used in a case: of the extension's own table, or of the commands
 * that the real iptables has answered. */
const COMMANDS = "test/kernel/commands";

const commands = readdirSync(COMMANDS)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) => readFileSync(join(COMMANDS, name), "utf8").split("\n"));

/** The text in which the options of an extension are looked for. */
function cases(what: string, name: string): string {
  const own = readFileSync(`test/extension/${what}/${name}.test.ts`, "utf8");
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
