// Every option of every extension comes up in the live judge, on both sides of a "!", and what is
// drawn is valid: sluice takes it, and the kernel's iptables where it is at hand.
import { describe, expect, test } from "vitest";
import { parseSetup } from "../../../src/setup/setup.js";
import { Chance } from "../../support/chance.js";
import type { HookName, Row, TableName } from "./row.js";
import { matchRows, type Rowed, targetRows } from "./rows.js";
import { Stock } from "./stock.js";
import type { MatchExtension, TargetExtension } from "../../../src/extension/extension.js";

const PLACES: readonly (readonly [TableName, HookName])[] = [
  ["filter", "INPUT"],
  ["filter", "FORWARD"],
  ["filter", "OUTPUT"],
  ["mangle", "PREROUTING"],
  ["mangle", "POSTROUTING"],
  ["nat", "PREROUTING"],
  ["nat", "POSTROUTING"],
  ["nat", "OUTPUT"],
  ["raw", "PREROUTING"],
  ["raw", "OUTPUT"],
  ["security", "FORWARD"],
];

const DRAWS = 1000;

type AnyExtension = MatchExtension | TargetExtension;

function suits(e: AnyExtension, table: TableName, hook: HookName): boolean {
  if (e.kind === "match") return true;
  return (e.tables?.includes(table) ?? true) && (e.hooks?.includes(hook) ?? true);
}

/** Rules with draws of the row, in all families and places of the extension. */
function rulesOf(e: AnyExtension, row: Row): string[] {
  const c = new Chance(1);
  const places = PLACES.filter(([table, hook]) => suits(e, table, hook));
  const rules: string[] = [];
  for (let i = 0; i < DRAWS; i++) {
    const family = c.pick(e.families);
    const [table, hook] = c.pick(places);
    const use = row.use(c, new Stock(family), { family, table, hooks: new Set([hook]) });
    if (use === null) continue;
    const tool = family === "ipv4" ? "iptables" : "ip6tables";
    const protocol = use.protocol === undefined ? "" : ` -p ${use.protocol}`;
    const words = `${e.kind === "match" ? "-m" : "-j"} ${e.name} ${use.words}`;
    const first = (use.first ?? []).map((rule) => `${tool} -t raw ${rule}`);
    const before = [...(use.setup ?? []), ...first].map((line) => `${line}\n`).join("");
    rules.push(`${before}${tool} -t ${table} -A ${hook}${protocol} ${words}`);
  }
  return rules;
}

/** Options that never come up: "--dport", "! --dport". */
function missing(e: AnyExtension, row: Row, rules: readonly string[]): string[] {
  const text = rules.join("\n");
  const absent: string[] = [];
  for (const { name, invert } of e.options) {
    if (row.never?.[name]) continue;
    const plain = new RegExp(`(?<!!) --${name}(?![\\w-])`);
    const inverted = new RegExp(`! --${name}(?![\\w-])`);
    if (!plain.test(text)) absent.push(`--${name}`);
    if (invert && !inverted.test(text)) absent.push(`! --${name}`);
  }
  return absent;
}

describe.each([
  ["match", await matchRows()],
  ["target", await targetRows()],
] as const)("rows of a %s", (_kind, rows) => {
  test.each([...(rows as ReadonlyMap<string, Rowed<AnyExtension>>)])("%s", (_name, rowed) => {
    const { extension, row } = rowed;
    const rules = rulesOf(extension, row);
    expect(missing(extension, row, rules)).toEqual([]);
    for (const rule of new Set(rules)) {
      expect(
        () => parseSetup(`${rule}\n`, { interfaces: ["eth0", "eth1", "eth2"] }),
        rule,
      ).not.toThrow();
    }
  });
});
