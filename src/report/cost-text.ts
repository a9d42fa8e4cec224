/** The text of `sluice bench`. */
import { type Cost, perPacket, saved, type TableCost, type Times } from "../cost/cost.js";
import { median } from "../cost/timing.js";
import type { TableStats } from "../engine/firewall.js";
import type { RuleRef } from "../engine/image.js";
import { ruleText } from "../setup/print/save.js";
import { ruleName } from "./cause.js";
import type { Style } from "./style.js";
import { bar, column, fitted, percent } from "./summary.js";

const RULES_MOST = 15;
const CHAINS_MOST = 20;
const BAR_CELLS = 12;
const BAR_NARROW = 6;
const NARROW = 70;

export const cellsOf = (style: Style) => (style.width < NARROW ? BAR_NARROW : BAR_CELLS);
export const familyWord = (family: string) => (family === "ipv6" ? "ipv6 " : "");
export const nanoseconds = (ns: number) => `${ns.toFixed(0)} ns`;
/** Rules a packet: two digits behind the point tell rulesets apart that are alike. */
export const each = (evaluated: number, packets: number) =>
  (evaluated / Math.max(1, packets)).toFixed(2);

/** Time, tables, chains, rules. */
export function costText(cost: Cost, times: Times, style: Style): string {
  return [
    timeText(cost, times, style),
    tablesText(cost, times, style),
    chainsText(cost, style),
    rulesText(cost, style),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** What the engine holds before the first packet, and the classifiers of long chains. */
export function memoryText(stats: TableStats, style: Style): string {
  const kib = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString("en")} KiB`;
  const chains = stats.indexedChains === 1 ? "1 chain has" : `${stats.indexedChains} chains have`;
  return (
    `${style.strong("Memory")}\n  ${kib(stats.memoryBytes)} before the first packet; ` +
    `${chains} a classifier, ${kib(stats.indexBytes)}\n`
  );
}

function timeText({ packets }: Cost, times: Times, style: Style): string {
  const perSecond = Math.round(packets / Math.max(median(times.all), 1e-9));
  const turns = `median of ${times.all.length} replays`;
  return (
    `${style.strong("Time")} (of the processor, ${turns})\n` +
    `  ${nanoseconds(perPacket(times.all, packets))} a packet, ` +
    `${perSecond.toLocaleString("en")} packets a second\n` +
    `  ${nanoseconds(saved(times.all, times.withoutRules, packets))} of them for rules, ` +
    "connection tracking and NAT\n"
  );
}

function tablesText({ tables, evaluated, packets }: Cost, times: Times, style: Style): string {
  const used = tables.filter((t) => t.entered > 0);
  if (used.length === 0) return "";
  const [entered, rules] = [column(used.map((t) => t.entered)), column(used.map(evaluatedOf))];
  const costs = used.map((t) => {
    const less = times.withoutTable.get(t.table);
    return less === undefined ? "" : nanoseconds(saved(times.all, less, packets));
  });
  const width = Math.max(4, ...costs.map((c) => c.length));
  let text = `${style.strong("Tables")}: ${each(evaluated, packets)} rules evaluated per packet\n`;
  text += `  ${"packets".padStart(entered[0]!.length)}  ${"rules".padStart(rules[0]!.length)}  share  `;
  text += `${"time".padStart(width)}\n`;
  used.forEach((t, i) => {
    const share = percent(t.evaluated, evaluated).padStart(5);
    const cells = bar(t.evaluated, evaluated, cellsOf(style)).padEnd(cellsOf(style));
    const name = `${familyWord(t.family)}${t.table}`;
    text += fitted(
      `  ${entered[i]}  ${rules[i]}  ${share}  ${costs[i]!.padStart(width)}  ${cells}  ${name}`,
      style.width,
    );
  });
  return `${text}  time: what a packet takes less without the table and what it switches on\n`;
}

const evaluatedOf = (t: TableCost) => t.evaluated;

function chainsText({ chains, evaluated }: Cost, style: Style): string {
  const used = chains
    .filter((c) => c.total > 0)
    .sort((a, b) => b.total - a.total || a.chain.id - b.chain.id);
  if (used.length === 0) return "No rule was evaluated.\n";
  const shown = used.slice(0, CHAINS_MOST);
  const entered = column(shown.map((c) => c.entered));
  const totals = column(shown.map((c) => c.total));
  let text = `${style.strong("Chains")}\n`;
  text += `  ${"packets".padStart(entered[0]!.length)}  ${"rules".padStart(totals[0]!.length)}  share\n`;
  shown.forEach(({ chain, total }, i) => {
    const share = percent(total, evaluated).padStart(5);
    const cells = bar(total, evaluated, cellsOf(style)).padEnd(cellsOf(style));
    const name = `${familyWord(chain.family)}${chain.table}:${chain.chain.name}`;
    text += fitted(`  ${entered[i]}  ${totals[i]}  ${share}  ${cells}  ${name}`, style.width);
  });
  if (used.length > shown.length) text += `  ... and ${used.length - shown.length} more\n`;
  return text;
}

function rulesText({ rules, evaluated }: Cost, style: Style): string {
  const listed = rules
    .filter((r) => r.evaluated > 0)
    .sort((a, b) => b.evaluated - a.evaluated || a.ref.id - b.ref.id)
    .slice(0, RULES_MOST);
  if (listed.length === 0) return "";
  const counts = column(listed.map((r) => r.evaluated));
  const hits = column(listed.map((r) => r.hits));
  let text = `${style.strong("Rules")} most often evaluated\n`;
  text += `  ${"rules".padStart(counts[0]!.length)}  ${"hits".padStart(hits[0]!.length)}  share\n`;
  listed.forEach(({ ref, evaluated: n }, i) => {
    const share = percent(n, evaluated).padStart(5);
    text += fitted(`  ${counts[i]}  ${hits[i]}  ${share}  ${ruleLine(ref)}`, style.width);
  });
  return text;
}

/** Where a rule stands, and its text. */
export function ruleLine(ref: RuleRef): string {
  return `${familyWord(ref.family)}${ruleName(ref)}${ruleText(ref.rule, ref.family)}`;
}
