// `npm run kernel -- COMMAND`: bundles test/kernel/cli.ts and runs it.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";

await import("./generate.mjs");

await build({
  entryPoints: ["test/kernel/cli.ts"],
  outfile: "build/kernel.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const run = spawnSync(process.execPath, ["build/kernel.mjs", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(run.status ?? 1);
