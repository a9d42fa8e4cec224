/** Setups that are like another but for their rules. */
import { emptyRuleset } from "../setup/iptables/edit.js";
import type { Chain, Rule, Ruleset, Setup, Table, TableName } from "../setup/model.js";

/** The host without any rule. */
export function withoutRules(setup: Setup): Setup {
  return { ...setup, rulesets: { ipv4: emptyRuleset("ipv4"), ipv6: emptyRuleset("ipv6") } };
}

/** The host without a table of either family. */
export function withoutTable(setup: Setup, name: TableName): Setup {
  const less = (ruleset: Ruleset): Ruleset => ({
    ...ruleset,
    tables: new Map([...ruleset.tables].filter(([table]) => table !== name)),
  });
  const { ipv4, ipv6 } = setup.rulesets;
  return { ...setup, rulesets: { ipv4: less(ipv4), ipv6: less(ipv6) } };
}

/** The host with the rules of some chains in another order. Rules stay the same objects. */
export function reordered(setup: Setup, orders: ReadonlyMap<Chain, readonly Rule[]>): Setup {
  const chain = (c: Chain): Chain => ({ ...c, rules: [...(orders.get(c) ?? c.rules)] });
  const table = (t: Table): Table => ({
    ...t,
    chains: new Map([...t.chains].map(([name, c]) => [name, chain(c)])),
  });
  const ruleset = (r: Ruleset): Ruleset => ({
    ...r,
    tables: new Map([...r.tables].map(([name, t]) => [name, table(t)])),
  });
  const { ipv4, ipv6 } = setup.rulesets;
  return { ...setup, rulesets: { ipv4: ruleset(ipv4), ipv6: ruleset(ipv6) } };
}
