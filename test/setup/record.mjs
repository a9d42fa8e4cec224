// Asks the real iptables about every case and writes its answers into the tables: run as root,
//   node test/setup/record.mjs [FILE...]
// when a case was added. Marks "~" stay.
import { writeFileSync, readFileSync, rmSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const out = mkdtempSync(join(import.meta.dirname, "../../build/record-"));
const entry = join(out, "all.mjs");
await build({
  stdin: {
    contents: 'export * from "./cases.js"; export * from "./iptables-legacy.js";',
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  platform: "node",
  format: "esm",
  outfile: entry,
  define: { "import.meta.dirname": JSON.stringify(import.meta.dirname) },
});
const { caseFiles, casePath, readCases, formatCase, askIptables, missingTool } = await import(
  entry
);
rmSync(out, { recursive: true });
const missing = missingTool();
if (missing !== null) {
  console.error(`record: ${missing}`);
  process.exit(1);
}
const wanted = process.argv.slice(2);
for (const file of wanted.length > 0 ? wanted : caseFiles()) {
  const cases = readCases(file);
  const answers = askIptables(cases.map((c) => c.commands));
  const comments = new Map();
  let pending = "";
  let next = 0;
  readFileSync(casePath(file), "utf8")
    .split("\n")
    .forEach((line, i) => {
      if (line.startsWith("#")) pending += `${line}\n`;
      else if (next < cases.length && cases[next].line === i + 1)
        comments.set(next++, pending), (pending = "");
    });
  const text = cases.map((c, i) => {
    const comment = comments.get(i) ?? "";
    const gap = comment !== "" && i > 0 ? "\n" : "";
    return gap + comment + formatCase(c.commands, answers[i], c.ownWords);
  });
  writeFileSync(casePath(file), text.join(""));
  console.log(`${file}: ${cases.length} cases`);
}
