// Runs every suite, one process each, and puts the results into docs/performance.md.
//
//   npm run bench all
import { spawnSync } from "node:child_process";

const SUITES = [
  "pipeline",
  "kernel",
  "shapes",
  "classify",
  "connections",
  "pauses",
  "stages",
  "outputs",
  "jobs",
  "load",
];

for (const name of [...SUITES, "report"]) {
  const run = spawnSync(process.execPath, ["scripts/bench.mjs", name], { stdio: "inherit" });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
