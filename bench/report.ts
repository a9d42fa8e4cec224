// Puts the results of the last `npm run bench pipeline` into docs/performance.md.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const RESULTS = "build/bench/pipeline.json";
const DOCUMENT = "docs/performance.md";
const BEGIN = "<!-- pipeline: npm run bench report -->";
const END = "<!-- /pipeline -->";

/** What bench/pipeline.ts writes: medians are CPU seconds a run. */
interface Results {
  readonly node: string;
  readonly packets: number;
  readonly bytes: number;
  readonly crossings: number;
  readonly rows: readonly {
    readonly rules: number;
    readonly conntrack: boolean;
    readonly sluice: number;
    readonly baseline: number;
  }[];
}

function table({ rows, packets, bytes, crossings, node }: Results): string {
  const rate = (seconds: number) =>
    `${Math.round(packets / seconds / 1000).toLocaleString("en")} k`;
  const lines = rows.map(({ rules, conntrack, sluice, baseline }) => {
    const cells = [
      rules.toLocaleString("en"),
      conntrack ? "on" : "off",
      rate(sluice),
      `${Math.round((sluice / packets) * 1e9)} ns`,
      rate(baseline),
      `${(baseline / sluice).toFixed(1)} x`,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `${packets.toLocaleString("en")} packets, ${(bytes / 1e6).toFixed(0)} MB, Node ${node}; the engine`,
    `was called ${crossings} times to run packets.`,
    "",
    "| rules | conntrack | sluice, packets/s | a packet | pcap-parser and JavaScript | ratio |",
    "|---:|---|---:|---:|---:|---:|",
    ...lines,
  ].join("\n");
}

if (!existsSync(RESULTS)) {
  console.error(`bench: ${RESULTS} is not there: run npm run bench pipeline first`);
  process.exit(2);
}
const results = JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
const text = readFileSync(DOCUMENT, "utf8");
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) {
  console.error(`bench: ${DOCUMENT} has no place for the table: ${BEGIN} ... ${END}`);
  process.exit(2);
}
writeFileSync(DOCUMENT, `${before}${BEGIN}\n${table(results)}\n${END}${after}`);
spawnSync("node_modules/.bin/biome", ["format", "--write", DOCUMENT], { stdio: "ignore" });
console.log(`${DOCUMENT} holds the new table`);
