/**
 * Tables of what iptables makes of an extension's options. Each row was asked of iptables-legacy
 * 1.8.9 on Linux 6.18: `iptables-save` and `iptables -L -n`, `iptables -L` where names differ, or
 * the words in which it refused.
 */
import { expect, test } from "vitest";
import type { Family } from "../../src/extension/extension.js";
import { listChains } from "../../src/setup/print/list.js";
import { ruleText } from "../../src/setup/print/save.js";
import type { Chain, Rule, Table } from "../../src/setup/model.js";
import { parseSetup, SetupError } from "../../src/setup/setup.js";
import { setsFor } from "./sets.js";

/** What the printers say of a rule's matches. */
export interface Printed {
  readonly save: string;
  readonly numeric: string;
  readonly names: string;
}

/** Chains that rules of the tables stand in; any other is made first. */
const BUILT_IN = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

/** A rule with its table and chain. Without -A it goes to INPUT of the filter table. */
interface Placed {
  readonly table: Table;
  readonly chain: Chain;
  readonly rule: Rule;
}

/** The rule as the parser of setups reads it: behind iptables, or in a dump. */
function read(family: Family, text: string, dump = false): Placed {
  const tool = family === "ipv4" ? "iptables" : "ip6tables";
  const tableName = /(?:^| )-t (\S+)/.exec(text)?.[1] ?? "filter";
  const chainName = /(?:^| )-A (\S+)/.exec(text)?.[1] ?? "INPUT";
  const rule = text.replace(/(^| )(-t|-A) \S+/g, "");
  const make = BUILT_IN.includes(chainName) ? "" : `${tool} -t ${tableName} -N ${chainName}\n`;
  const setup = dump
    ? `${tool}-restore <<'EOF'\n*${tableName}\n:${chainName} ${make === "" ? "ACCEPT" : "-"}\n` +
      `-A ${chainName} ${rule}\nCOMMIT\nEOF\n`
    : `${make}${tool} -t ${tableName} -A ${chainName} ${rule}\n`;
  const { rulesets } = parseSetup(setsFor(rule) + setup).setup;
  const table = [...rulesets[family].tables.values()].find((t) => t.name === tableName)!;
  const chain = table.chains.get(chainName)!;
  return { table, chain, rule: chain.rules[0]! };
}

/** What the printers say of a rule. Throws SetupError. */
export function print(family: Family, text: string, dump = false): Printed {
  const { table, chain, rule } = read(family, text, dump);
  const saved = ruleText(rule, family);
  const listed = (numeric: boolean) => {
    const line = listChains(table, [chain], { numeric }).split("\n")[2]!;
    return /--\s+\S+\s+\S+ +(.*)$/.exec(line)![1]!;
  };
  return {
    save: saved.slice(saved.indexOf(" -m ") + 1),
    numeric: listed(true),
    names: listed(false),
  };
}

/** The records that a rule's matches become, little-endian. */
export function encode(family: Family, text: string): Uint8Array[] {
  const { table, rule } = read(family, text);
  return rule.matches.map(({ extension, info }) => {
    let bytes = new Uint8Array(0);
    const view = () => new DataView(bytes.buffer);
    extension.encode(
      info,
      {
        reserve: (size) => {
          bytes = new Uint8Array(size);
        },
        u8: (offset, value) => view().setUint8(offset, value),
        u16: (offset, value) => view().setUint16(offset, value, true),
        u32: (offset, value) => view().setUint32(offset, value, true),
        u64: (offset, value) => view().setBigUint64(offset, value, true),
        bytes: (offset, value) => bytes.set(value, offset),
      },
      {
        family,
        ruleId: 1,
        table: table.name,
        interfaceIndex: () => 1,
        setIndex: () => 1,
        object: () => 0,
        ownObject: 0,
      },
    );
    return bytes;
  });
}

/** Rule as written; its matches as saved; as listed with -n; as listed without, where it differs. */
export type Accepted = readonly [rule: string, save: string, numeric: string, names?: string];

/** Each row is a rule that iptables accepts, and how it prints it. What was saved is restored and must
 * print the same. */
export function accepts(family: Family, rows: readonly Accepted[]): void {
  test.each(rows.map((row) => [row[0], row] as const))(`${family} %s`, (rule, row) => {
    const [, save, numeric, names] = row;
    const printed = print(family, rule);
    expect(printed).toEqual({ save, numeric, names: names ?? numeric });
    const frame = [...rule.matchAll(/(?:^| )((?:-t|-A|! -p|-p) \S+)/g)].map(([, words]) => words);
    expect(print(family, `${frame.join(" ")} ${printed.save}`, true).save).toBe(save);
    expect(encode(family, rule).length).toBeGreaterThan(0);
  });
}

/** Rows of rules that iptables accepts and does not print in a form that it reads again as the same. */
export function prints(family: Family, rows: readonly Accepted[]): void {
  test.each(rows.map((row) => [row[0], row] as const))(`${family} %s`, (rule, row) => {
    const [, save, numeric, names] = row;
    expect(print(family, rule)).toEqual({ save, numeric, names: names ?? numeric });
  });
}

/** Each row is a rule that iptables refuses, and the words that both say of it. */
export function refuses(family: Family, rows: readonly (readonly [rule: string, why: string])[]) {
  test.each([...rows])(`${family} %s`, (rule, why) => {
    let message = "accepted";
    try {
      print(family, rule);
    } catch (e) {
      if (!(e instanceof SetupError)) throw e;
      message = e.message;
    }
    expect(plain(message)).toContain(plain(why));
  });
}

/** Without case, quotes and the end's punctuation: iptables is of many minds about them. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/["'`]/g, "")
    .replace(/[.\s]+$/, "");
}
