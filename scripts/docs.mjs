// `npm run docs`: writes docs/extensions.md from what the extensions say of themselves.
import { build } from "esbuild";

await import("./generate.mjs");
await build({
  entryPoints: ["test/docs/write.ts"],
  outfile: "build/docs.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
await import("../build/docs.mjs");
