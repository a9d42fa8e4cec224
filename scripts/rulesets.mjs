// Loads every ruleset of a folder and holds what sluice prints back against what iptables-save
// printed for it: NAME.rules (a dump), NAME.v4.save and NAME.v6.save beside it.
//
//   node scripts/rulesets.mjs DIR [-v]
//
// -v shows the first lines that differ. A ruleset that names an extension sluice has not is counted apart.
import { mkdtempSync, readdirSync, readFileSync, existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const [directory, flag] = process.argv.slice(2);
if (directory === undefined) {
  console.error("usage: node scripts/rulesets.mjs DIR [-v]");
  process.exit(2);
}
await import("./generate.mjs");
const out = mkdtempSync(join(tmpdir(), "sluice-rulesets-"));
await build({
  stdin: {
    contents:
      'export * from "./src/setup/setup.js"; export { saveRuleset } from "./src/setup/print/save.js";',
    resolveDir: process.cwd(),
  },
  bundle: true,
  format: "esm",
  outfile: join(out, "setup.mjs"),
});
const { checkSetup, saveRuleset } = await import(join(out, "setup.mjs"));
rmSync(out, { recursive: true });

/** A dump as text by table, without comments and counters. */
function tables(text) {
  const found = new Map();
  let lines = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("#") || line === "") continue;
    if (line.startsWith("*")) {
      lines = [];
      found.set(line.slice(1), lines);
    } else lines.push(line.replace(/ \[\d+:\d+\]$/, ""));
  }
  return found;
}

const missing = new Map();
const count = { same: 0, different: 0, refused: 0, missing: 0 };
for (const file of readdirSync(directory)
  .filter((name) => name.endsWith(".rules"))
  .sort()) {
  const text = readFileSync(join(directory, file), "utf8");
  for (const family of ["ipv4", "ipv6"]) {
    const golden = join(
      directory,
      file.replace(/\.rules$/, family === "ipv4" ? ".v4.save" : ".v6.save"),
    );
    if (!existsSync(golden)) continue;
    const tool = family === "ipv4" ? "iptables" : "ip6tables";
    const { setup, errors } = checkSetup(`${tool}-restore < ${file}`, { readFile: () => text });
    const gaps = errors.filter((e) => /not supported|sluice has no/.test(`${e.hint} ${e.message}`));
    if (gaps.length > 0) {
      count.missing++;
      for (const e of gaps) missing.set(e.hint, (missing.get(e.hint) ?? 0) + 1);
      continue;
    }
    if (errors.length > 0) {
      count.refused++;
      console.log(`${file} ${family}: refused: ${errors[0].format()}`);
      continue;
    }
    const ours = tables(saveRuleset(setup.rulesets[family]));
    const theirs = tables(readFileSync(golden, "utf8"));
    let same = true;
    for (const [name, lines] of theirs) {
      const mine = ours.get(name) ?? [];
      const at = lines.findIndex((line, i) => line !== mine[i]);
      if (at < 0 && lines.length === mine.length) continue;
      if (same && flag === "-v") {
        console.log(`${file} ${family} ${name}:\n  real ${lines[at]}\n  ours ${mine[at]}`);
      }
      same = false;
    }
    count[same ? "same" : "different"]++;
    if (!same && flag !== "-v") console.log(`${file} ${family}: different`);
  }
}
for (const [hint, times] of [...missing].sort((a, b) => b[1] - a[1]))
  console.log(`${times} × ${hint}`);
console.log(
  `${count.same} the same, ${count.different} different, ${count.refused} refused, ` +
    `${count.missing} with extensions that sluice has not`,
);
process.exit(count.different + count.refused > 0 ? 1 : 0);
