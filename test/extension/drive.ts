/** One rule through the parser of setups, for tables of cases about its target. */
import type { Family, TableName, TargetExtension } from "../../src/extension/extension.js";
import { parseSetup, SetupError } from "../../src/setup/setup.js";
import { setsFor } from "../support/sets.js";

/** What iptables shows for the target of a rule, or why it refuses the rule. */
export type Answer =
  | {
      readonly save: string;
      readonly list: string;
      readonly numeric: string;
      readonly info: unknown;
      readonly table: TableName;
    }
  | { readonly refused: string };

/** Chains that a rule may stand in; any other is made first. */
const BUILT_IN: readonly string[] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

/** What becomes of a rule: `where` is "table CHAIN", `rule` everything behind -A CHAIN, as
 * typed or as iptables-save writes it. */
export function drive(
  extension: TargetExtension,
  family: Family,
  where: string,
  rule: string,
  way: "command" | "restore" = "command",
): Answer {
  const [table, chain] = where.split(" ") as [TableName, string];
  const tool = family === "ipv4" ? "iptables" : "ip6tables";
  const own = !BUILT_IN.includes(chain);
  const text =
    way === "command"
      ? `${own ? `${tool} -t ${table} -N ${chain}\n` : ""}${tool} -t ${table} -A ${chain} ${rule}`
      : `${tool}-restore <<'EOF'\n*${table}\n${own ? `:${chain} -\n` : ""}` +
        `-A ${chain} ${rule}\nCOMMIT\nEOF`;
  try {
    const { setup } = parseSetup(setsFor(rule) + text);
    const { target } = setup.rulesets[family].tables.get(table)!.chains.get(chain)!.rules[0]!;
    if (target.kind !== "extension" || target.extension !== extension) {
      throw new Error(`not a rule with ${extension.name}`);
    }
    const { info } = target;
    return {
      save: extension.save(info, family),
      list: extension.list(info, family, false).trim(),
      numeric: extension.list(info, family, true),
      info,
      table,
    };
  } catch (error) {
    if (error instanceof SetupError) return { refused: error.message };
    throw error;
  }
}
