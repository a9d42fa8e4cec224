/** What iptables-save, ip6tables-save and iptables -S print. */
import type { Family, TableName } from "../../extension/extension.js";
import { formatHost } from "../iptables/hosts.js";
import { maskLength } from "../address.js";
import {
  type Chain,
  type Counters,
  type Header,
  type Rule,
  type Ruleset,
  type Table,
  type Target,
  tableOrder,
} from "../model.js";
import { protocolName } from "../names.js";

/** Where printers get counters from: the engine's live ones, or those in the setup. */
export interface CounterSource {
  rule(rule: Rule): Counters;
  /** Of the policy of a built-in chain. */
  chain(chain: Chain): Counters;
}

/** The counters that the setup itself gave. */
export const setupCounters: CounterSource = {
  rule: (rule) => rule.counters,
  chain: (chain) => chain.counters,
};

/** How to print a ruleset. */
export interface SaveOptions {
  /** Counters of policies and rules, as with -c; policies show them always. */
  readonly counters?: boolean;
  readonly source?: CounterSource;
  /** This table only. */
  readonly table?: TableName;
}

/**
 * The ruleset as iptables-save prints it, without comment lines, each line ended.
 *
 * DIFFERS: tables come in the order raw, mangle, nat, filter, security; the kernel prints the one
 * made last first. Comments with program, version and date are left out.
 */
export function saveRuleset(ruleset: Ruleset, options: SaveOptions = {}): string {
  let text = "";
  for (const name of tableOrder) {
    const table = ruleset.tables.get(name);
    if (table === undefined || (options.table ?? name) !== name) continue;
    text += saveTable(table, options);
  }
  return text;
}

function saveTable(table: Table, options: SaveOptions): string {
  const source = options.source ?? setupCounters;
  let text = `*${table.name}\n`;
  for (const chain of table.chains.values()) {
    const { packets, bytes } = source.chain(chain);
    text += `:${chain.name} ${chain.policy ?? "-"} [${packets}:${bytes}]\n`;
  }
  for (const chain of table.chains.values()) {
    for (const rule of chain.rules) {
      if (options.counters === true) {
        const { packets, bytes } = source.rule(rule);
        text += `[${packets}:${bytes}] `;
      }
      text += `-A ${chain.name}${ruleText(rule, table.family)}\n`;
    }
  }
  return `${text}COMMIT\n`;
}

/** `iptables -S [chain [rule number]]`, with -v counters. */
export function listRules(
  table: Table,
  chains: readonly Chain[],
  ruleNumber: number,
  verbose: boolean,
  source: CounterSource = setupCounters,
): string {
  const behind = (counters: Counters) =>
    verbose ? ` -c ${counters.packets} ${counters.bytes}` : "";
  let text = "";
  if (ruleNumber === 0) {
    for (const chain of chains) {
      if (chain.policy === null) text += `-N ${chain.name}\n`;
      else text += `-P ${chain.name} ${chain.policy}${behind(source.chain(chain))}\n`;
    }
  }
  for (const chain of chains) {
    chain.rules.forEach((rule, i) => {
      if (ruleNumber !== 0 && ruleNumber !== i + 1) return;
      text += `-A ${chain.name}${ruleText(rule, table.family, behind(source.rule(rule)))}\n`;
    });
  }
  return text;
}

/** A rule behind "-A chain", beginning with a space unless empty. `counters` goes before -j. */
export function ruleText(rule: Rule, family: Family, counters = ""): string {
  let text = headerText(rule.header);
  for (const { extension, info } of rule.matches) {
    text += ` -m ${extension.name}${spaced(extension.save(info, family))}`;
  }
  return text + counters + targetText(rule.target, family);
}

function spaced(text: string): string {
  return text === "" ? "" : ` ${text}`;
}

function headerText(header: Header): string {
  const not = (inverted: boolean) => (inverted ? " !" : "");
  const { inverted } = header;
  let text = "";
  const host = (letter: string, address: Uint8Array, mask: Uint8Array, turned: boolean) => {
    if (maskLength(mask) === 0 && !turned) return;
    text += `${not(turned)} -${letter} ${formatHost({ address, mask })}`;
  };
  host("s", header.source, header.sourceMask, inverted.source);
  host("d", header.destination, header.destinationMask, inverted.destination);
  const device = (letter: string, name: string, turned: boolean) => {
    // "+" fits every name and is not printed
    if (name !== "" && name !== "+") text += `${not(turned)} -${letter} ${name}`;
  };
  device("i", header.inInterface, inverted.inInterface);
  device("o", header.outInterface, inverted.outInterface);
  if (header.protocol !== 0) {
    const name = protocolName(header.protocol) ?? header.protocol;
    text += `${not(inverted.protocol)} -p ${name}`;
  }
  if (header.fragment) text += `${not(inverted.fragment)} -f`;
  return text;
}

function targetText(target: Target, family: Family): string {
  switch (target.kind) {
    case "none":
      return "";
    case "verdict":
      return ` -j ${target.verdict}`;
    case "jump":
      return ` -j ${target.chain}`;
    case "goto":
      return ` -g ${target.chain}`;
    case "extension":
      return ` -j ${target.extension.name}${spaced(target.extension.save(target.info, family))}`;
  }
}
