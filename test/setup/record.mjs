// Asks the real iptables and the kernel about every case and writes their answers into the tables: run as root,
//   node test/setup/record.mjs [FILE...]
// when a case was added. Marks "~" and "+" stay.
import { writeFileSync, readFileSync, rmSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const out = mkdtempSync(join(import.meta.dirname, "../../build/record-"));
const entry = join(out, "all.mjs");
await build({
  stdin: {
    contents: ["cases", "iptables-legacy", "network-cases", "network-kernel"]
      .map((name) => `export * from "./${name}.js";`)
      .join("\n"),
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  platform: "node",
  format: "esm",
  outfile: entry,
  define: { "import.meta.dirname": JSON.stringify(import.meta.dirname) },
});
const {
  caseFiles,
  casePath,
  readCases,
  formatCase,
  askIptables,
  askKernel,
  missingKernel,
  missingTool,
  networkFiles,
  readNetworkCase,
  writeAnswer,
} = await import(entry);
rmSync(out, { recursive: true });
const missing = missingTool() ?? missingKernel();
if (missing !== null) {
  console.error(`record: ${missing}`);
  process.exit(1);
}
const wanted = process.argv.slice(2);
for (const file of networkFiles()) {
  if (wanted.length > 0 && !wanted.includes(file)) continue;
  writeAnswer(file, askKernel(readNetworkCase(file).commands));
  console.log(`network/${file}`);
}
for (const file of caseFiles()) {
  if (wanted.length > 0 && !wanted.includes(file)) continue;
  const cases = readCases(file);
  const answers = askIptables(cases.map((c) => c.commands));
  const comments = new Map();
  let pending = "";
  let next = 0;
  readFileSync(casePath(file), "utf8")
    .split("\n")
    .forEach((line, i) => {
      if (line.startsWith("#")) pending += `${line}\n`;
      else if (next < cases.length && cases[next].line === i + 1) {
        comments.set(next++, pending);
        pending = "";
      }
    });
  const text = cases.map((c, i) => {
    const comment = comments.get(i) ?? "";
    const gap = comment !== "" && i > 0 ? "\n" : "";
    return gap + comment + formatCase(c.commands, answers[i], c.mark);
  });
  writeFileSync(casePath(file), text.join(""));
  console.log(`${file}: ${cases.length} cases`);
}
