// Writes synthetic captures and rulesets to files:
//
//   npm run bench generate traffic FILE [--packets N] [--flows N] [--tcpShare X] [--ipv6Share X]
//                                       [--payloadMin N] [--payloadMax N] [--seed N]
//   npm run bench generate rules FILE [--rules N] [--kind src|dport|multiport|mixed]
//                                     [--family ipv4|ipv6] [--conntrack 0|1] [--seed N]
//
// npm wants ` -- ` before the first option. The same options give the same bytes.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { makeRules, restoreText, RULE_KINDS, type RuleKind } from "./lib/rules.js";
import { DEFAULT_TRAFFIC, writeTraffic } from "./lib/traffic.js";

function numbers<T extends Readonly<Record<string, number>>>(defaults: T, given: object): T {
  const out: Record<string, number> = { ...defaults };
  for (const [name, text] of Object.entries(given)) {
    if (!(name in out)) continue;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`--${name}: '${text}'`);
    out[name] = value;
  }
  return out as T;
}

function main(): void {
  const text = { type: "string" } as const;
  const names = [...Object.keys(DEFAULT_TRAFFIC), "rules", "kind", "family", "conntrack"];
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(names.map((name) => [name, text])),
  });
  const [what, file] = positionals;
  if (what === "traffic" && file !== undefined) {
    writeTraffic(file, numbers({ ...DEFAULT_TRAFFIC }, values));
  } else if (what === "rules" && file !== undefined) {
    const { rules, seed, conntrack } = numbers({ rules: 100, seed: 1, conntrack: 1 }, values);
    const kind = RULE_KINDS.find((name) => name === (values.kind ?? "mixed")) as RuleKind;
    if (kind === undefined) throw new RangeError(`--kind: '${String(values.kind)}'`);
    const family = values.family === "ipv6" ? "ipv6" : "ipv4";
    const made = makeRules({ rules, kind, seed });
    writeFileSync(file, restoreText(made, { family, conntrack: conntrack !== 0 }));
  } else {
    throw new RangeError("usage: generate traffic|rules FILE [--option value ...]");
  }
}

try {
  main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
