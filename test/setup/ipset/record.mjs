// Puts the cases of cases.txt to the real ipset and keeps what it said: `node test/setup/ipset/record.mjs`
// (root; ipset 7.17 on Linux 6.18). A case is a block of lines, each what stands behind "ipset"; " << "
// begins the lines of a here-document, " | " stands between them. Each block gets a namespace.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const place = (name) => fileURLToPath(new URL(name, import.meta.url));

if (process.argv[2] === "block") {
  // inside the namespace: every command with its status and words, then what is left
  const answers = JSON.parse(readFileSync(0, "utf8")).map((line) => {
    const [command, dump] = line.split(" << ");
    const input = dump === undefined ? "" : `${dump.split(" | ").join("\n")}\n`;
    const run = spawnSync("sh", ["-c", `ipset ${command}`], { input, encoding: "utf8" });
    return { line, status: run.status, said: run.stderr.trim(), printed: run.stdout };
  });
  const { stdout } = spawnSync("ipset", ["save"], { encoding: "utf8" });
  process.stdout.write(JSON.stringify({ answers, left: stdout }));
} else {
  const blocks = readFileSync(place("cases.txt"), "utf8").split(/\n{2,}/);
  const recorded = blocks
    .map((block) => block.split("\n").filter((line) => line !== "" && !line.startsWith("#")))
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      const words = ["-n", process.execPath, fileURLToPath(import.meta.url), "block"];
      const out = execFileSync("unshare", words, {
        input: JSON.stringify(lines),
        encoding: "utf8",
      });
      return JSON.parse(out);
    });
  writeFileSync(place("answers.json"), `${JSON.stringify(recorded, null, 1)}\n`);
}
