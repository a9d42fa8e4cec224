// Bundles one benchmark (or tool) of bench/ and runs it:
//
//   npm run bench NAME [-- ARGUMENT...]        bench/NAME.ts
//
// --no-deprecation: pcap-parser, the baseline, still says `new Buffer`.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as esbuild from "esbuild";

const [name, ...rest] = process.argv.slice(2);
const entry = `bench/${name}.ts`;
if (name === undefined || !/^[\w-]+$/.test(name) || !existsSync(entry)) {
  console.error("bench: name one of these:");
  for (const file of readdirSync("bench").filter((f) => /^[\w-]+\.ts$/.test(f))) {
    const [, first] = /^\/\/ (.*)/.exec(readFileSync(`bench/${file}`, "utf8")) ?? [];
    console.error(`  ${file.slice(0, -3).padEnd(12)} ${first ?? ""}`);
  }
  process.exit(2);
}
const outfile = `build/bench/${name}.js`;
await esbuild.build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
});
const flags = ["--no-deprecation", "--enable-source-maps"];
const run = spawnSync(process.execPath, [...flags, outfile, ...rest], { stdio: "inherit" });
process.exit(run.status ?? 1);
