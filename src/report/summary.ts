/** What a replay came to, for people. */
import { Verdict } from "../../assembly/abi.js";
import type { Firewall } from "../engine/firewall.js";
import type { RuleRef } from "../engine/image.js";
import { ruleText } from "../setup/print/save.js";
import { causeSentence, ruleName } from "./cause.js";
import type { Style } from "./style.js";
import type { Tally } from "./tally.js";

/** Rules that are listed at most. */
const BUSIEST_MOST = 10;
const IDLE_MOST = 10;
const CAUSES_MOST = 8;
/** Columns of a full bar. */
const BAR_WIDTH = 20;

/** The text, each line ended. The counters of the firewall's setup are up to date. */
export function summary(tally: Tally, firewall: Firewall, style: Style): string {
  return [headline(tally), verdicts(tally, style), rules(firewall, style), nat(firewall, style)]
    .filter((part) => part !== "")
    .join("\n");
}

function count(n: number | bigint, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 || n === 1n ? one : many}`;
}

/** A span of time: "0.35 s", "2 min 3 s", "5 h 1 min". */
function span(ns: bigint): string {
  const seconds = Number(ns / 1000000n) / 1000;
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function headline(tally: Tally): string {
  if (tally.packets === 0) return "No packets.\n";
  const families = [
    tally.ipv4 > 0 ? `${tally.ipv4} IPv4` : "",
    tally.ipv6 > 0 ? `${tally.ipv6} IPv6` : "",
    tally.packets > tally.ipv4 + tally.ipv6
      ? `${tally.packets - tally.ipv4 - tally.ipv6} not IP`
      : "",
  ].filter((part) => part !== "");
  const length = span(tally.last > tally.first ? tally.last - tally.first : 0n);
  return `${count(tally.packets, "packet")} in ${length} (${families.join(", ")})\n`;
}

/** A bar for a part of a whole, at least one cell for anything at all. */
export function bar(part: number, whole: number, width: number): string {
  if (part <= 0 || whole <= 0) return "";
  return "█".repeat(Math.max(1, Math.round((part / whole) * width)));
}

function percent(part: number, whole: number): string {
  if (whole === 0) return "";
  const share = (100 * part) / whole;
  return `${share >= 10 || share === 0 ? share.toFixed(0) : share.toFixed(1)} %`;
}

const verdictNames: readonly (readonly [Verdict, string])[] = [
  [Verdict.ACCEPT, "ACCEPT"],
  [Verdict.DROP, "DROP"],
  [Verdict.STOLEN, "STOLEN"],
  [Verdict.QUEUE, "QUEUE"],
];

function verdicts(tally: Tally, style: Style): string {
  if (tally.packets === 0) return "";
  let text = `${style.strong("Verdicts")}\n`;
  for (const [verdict, name] of verdictNames) {
    const n = tally.verdicts[verdict] ?? 0;
    if (n === 0) continue;
    const paint = verdict === Verdict.ACCEPT ? style.good : style.bad;
    const cells = paint(bar(n, tally.packets, BAR_WIDTH));
    text += `  ${name.padEnd(7)}${String(n).padStart(8)}  ${percent(n, tally.packets).padStart(5)}  ${cells}\n`;
  }
  const causes = [...tally.causes].sort(([a, n], [b, m]) => m - n || a - b);
  if (causes.length === 0) return text;
  text += "  Why packets did not pass:\n";
  for (const [cause, n] of causes.slice(0, CAUSES_MOST)) {
    text += fit(`  ${String(n).padStart(8)}  ${causeSentence(cause)}`, style.width);
  }
  const rest = causes.slice(CAUSES_MOST).reduce((sum, [, n]) => sum + n, 0);
  if (rest > 0) text += `  ${String(rest).padStart(8)}  other reasons\n`;
  return text;
}

/** A line no wider than it may be, with its end. */
function fit(line: string, width: number): string {
  return line.length <= width ? `${line}\n` : `${line.slice(0, width - 1)}…\n`;
}

function place(rule: RuleRef): string {
  const { file, line } = rule.rule.position;
  return `${file}:${line}`;
}

function rules(firewall: Firewall, style: Style): string {
  const all = firewall.resultNames.rules;
  if (all.length === 0) return "No rules.\n";
  const hit = all.filter((r) => r.rule.counters.packets > 0n);
  const busiest = [...hit].sort((a, b) => compare(b, a) || a.id - b.id).slice(0, BUSIEST_MOST);
  const most = Number(busiest[0]?.rule.counters.packets ?? 0n);
  const cells = style.width >= 100 ? BAR_WIDTH : 8;
  let text = "";
  if (busiest.length > 0) text += `${style.strong("Busiest rules")}\n`;
  for (const rule of busiest) {
    const n = Number(rule.rule.counters.packets);
    const head = `  ${String(n).padStart(8)}  ${bar(n, most, cells).padEnd(cells)}  `;
    text += fit(head + ruleLine(rule), style.width);
  }
  return text + idle(all, style);
}

function compare(a: RuleRef, b: RuleRef): number {
  const [n, m] = [a.rule.counters.packets, b.rule.counters.packets];
  return n < m ? -1 : n > m ? 1 : 0;
}

function ruleLine(rule: RuleRef): string {
  const family = rule.family === "ipv6" ? "6 " : "";
  return `${family}${ruleName(rule)}${ruleText(rule.rule, rule.family)}`;
}

function idle(all: readonly RuleRef[], style: Style): string {
  const never = all.filter((r) => r.rule.counters.packets === 0n);
  if (never.length === 0) return "";
  let text = `${style.strong("Rules never hit")}: ${never.length} of ${all.length}\n`;
  for (const rule of never.slice(0, IDLE_MOST)) {
    text += fit(`  ${place(rule)}  ${ruleLine(rule)}`, style.width);
  }
  if (never.length > IDLE_MOST) text += `  ... and ${never.length - IDLE_MOST} more\n`;
  return text;
}

function nat(firewall: Firewall, style: Style): string {
  const used = firewall.resultNames.rules.filter(
    (r) => r.table === "nat" && r.rule.counters.packets > 0n && r.rule.target.kind === "extension",
  );
  if (used.length === 0) return "";
  let text = `${style.strong("Address translation")}\n`;
  for (const rule of used) {
    const n = rule.rule.counters.packets;
    text += fit(`  ${count(n, "connection").padStart(16)}  ${ruleLine(rule)}`, style.width);
  }
  return text;
}
