/** The text of `sluice bench`. */
import type { RuleRef } from "../engine/image.js";
import { ruleText } from "../setup/print/save.js";
import { ruleName } from "./cause.js";
import type { ChainCost } from "./cost.js";
import type { Style } from "./style.js";
import { bar, column, fitted, percent } from "./summary.js";

const RULES_MOST = 15;
const BAR_CELLS = 8;

/** Seconds that replays took. */
export interface Timing {
  readonly packets: number;
  /** With the setup as it is, and with its rules taken away. */
  readonly withRules: number;
  readonly withoutRules: number;
}

const nsPerPacket = (seconds: number, packets: number) => (seconds * 1e9) / Math.max(1, packets);

/** Speed, then evaluations by chain and by rule. */
export function costText(
  timing: Timing,
  chains: readonly ChainCost[],
  rules: readonly RuleRef[],
  style: Style,
): string {
  return [speed(timing, style), byChain(chains, timing, style), byRule(chains, rules, style)]
    .filter((part) => part !== "")
    .join("\n");
}

function speed({ packets, withRules, withoutRules }: Timing, style: Style): string {
  const all = nsPerPacket(withRules, packets);
  const base = nsPerPacket(withoutRules, packets);
  const perSecond = Math.round(packets / Math.max(withRules, 1e-9));
  return (
    `${style.strong("Time")} (best of several replays on this machine)\n` +
    `  ${perSecond} packets a second: ${all.toFixed(0)} ns each\n` +
    `  without the rules ${base.toFixed(0)} ns; rules, connection tracking and NAT take ` +
    `${Math.max(0, all - base).toFixed(0)} ns\n`
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function byChain(chains: readonly ChainCost[], timing: Timing, style: Style): string {
  const used = chains
    .map((cost) => ({ cost, total: sum(cost.evaluated) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.cost.chain.id - b.cost.chain.id);
  const whole = sum(used.map((c) => c.total));
  if (whole === 0) return "No rule was evaluated.\n";
  const entered = column(used.map((c) => c.cost.entered));
  const totals = column(used.map((c) => c.total));
  const each = (whole / Math.max(1, timing.packets)).toFixed(1);
  let text = `${style.strong("Chains")}: ${each} rules evaluated per packet\n`;
  text += `  ${"packets".padStart(entered[0]!.length)}  ${"rules".padStart(totals[0]!.length)}  share\n`;
  used.forEach(({ cost: { chain }, total }, i) => {
    const family = chain.family === "ipv6" ? "ipv6 " : "";
    const share = percent(total, whole).padStart(5);
    const cells = bar(total, whole, BAR_CELLS).padEnd(BAR_CELLS);
    const name = `${family}${chain.table}:${chain.chain.name}`;
    text += fitted(`  ${entered[i]}  ${totals[i]}  ${share}  ${cells}  ${name}`, style.width);
  });
  return text;
}

function byRule(chains: readonly ChainCost[], rules: readonly RuleRef[], style: Style): string {
  const costs = new Map<string, number[]>();
  for (const { chain, evaluated } of chains) {
    costs.set(`${chain.family} ${chain.table} ${chain.chain.name}`, evaluated);
  }
  const all = rules.map((rule) => {
    const evaluated = costs.get(`${rule.family} ${rule.table} ${rule.chain}`)?.[rule.number - 1];
    return { rule, evaluated: evaluated ?? 0, hits: Number(rule.rule.counters.packets) };
  });
  const whole = sum(all.map((r) => r.evaluated));
  const listed = all
    .filter((r) => r.evaluated > 0)
    .sort((a, b) => b.evaluated - a.evaluated || a.rule.id - b.rule.id)
    .slice(0, RULES_MOST);
  if (listed.length === 0) return "";
  const evaluated = column(listed.map((r) => r.evaluated));
  const hits = column(listed.map((r) => r.hits));
  let text = `${style.strong("Rules")} most often evaluated\n`;
  text += `  ${"rules".padStart(evaluated[0]!.length)}  ${"hits".padStart(hits[0]!.length)}  share\n`;
  listed.forEach(({ rule, evaluated: n }, i) => {
    const family = rule.family === "ipv6" ? "ipv6 " : "";
    const line = `${family}${ruleName(rule)}${ruleText(rule.rule, rule.family)}`;
    const share = percent(n, whole).padStart(5);
    text += fitted(`  ${evaluated[i]}  ${hits[i]}  ${share}  ${line}`, style.width);
  });
  return text;
}
