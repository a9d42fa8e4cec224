/** What a replay came to, for people: verdicts, rules, connections, address translation. */
import { Cause, Verdict } from "../generated/abi.js";
import type { Firewall } from "../engine/firewall.js";
import type { RuleRef } from "../engine/image.js";
import { ruleText } from "../setup/print/save.js";
import { causeSentence, ruleName } from "./cause.js";
import type { Style } from "./style.js";
import type { Tally } from "./tally.js";

/** Lines of a list at most. */
const BUSIEST_MOST = 10;
const IDLE_MOST = 10;
const CAUSES_MOST = 8;
/** Columns of a full bar. */
const BAR_WIDTH = 20;
const BAR_NARROW = 8;

/** The text, each line ended. The counters of the firewall's setup are up to date. */
export function summary(tally: Tally, firewall: Firewall, style: Style): string {
  if (tally.packets === 0) return "No packets.\n";
  return [
    headline(tally),
    verdicts(tally, style),
    busiest(firewall.resultNames.rules, style),
    idle(firewall.resultNames.rules, style),
    connections(firewall, style),
    translation(firewall, style),
    advice(tally),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** A span of time: "0.35 s", "2 min 3 s", "5 h 1 min". */
export function spanText(ns: bigint): string {
  const seconds = Number(ns / 1000000n) / 1000;
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A bar for a part of a whole, at least one cell for anything at all. */
export function bar(part: number, whole: number, width: number): string {
  if (part <= 0 || whole <= 0) return "";
  return "█".repeat(Math.max(1, Math.round((part / whole) * width)));
}

/** A share of a whole with two digits: "79 %", "1.5 %". */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "";
  const share = (100 * part) / whole;
  return `${share >= 10 || share === 0 ? share.toFixed(0) : share.toFixed(1)} %`;
}

/** A line no wider than it may be, with its end. */
export function fitted(line: string, width: number): string {
  return line.length <= width ? `${line}\n` : `${line.slice(0, width - 1)}…\n`;
}

/** Numbers of one column, right-aligned. */
export function column(numbers: readonly (number | bigint)[]): string[] {
  const texts = numbers.map(String);
  const width = Math.max(6, ...texts.map((t) => t.length));
  return texts.map((t) => t.padStart(width));
}

function headline(tally: Tally): string {
  const other = tally.packets - tally.ipv4 - tally.ipv6;
  const kinds = [
    tally.ipv4 > 0 ? `${tally.ipv4} IPv4` : "",
    tally.ipv6 > 0 ? `${tally.ipv6} IPv6` : "",
    other > 0 ? `${other} not IP` : "",
  ].filter((part) => part !== "");
  const length = spanText(tally.last > tally.first ? tally.last - tally.first : 0n);
  const word = tally.packets === 1 ? "packet" : "packets";
  return `${tally.packets} ${word} in ${length} (${kinds.join(", ")})\n`;
}

const verdictNames: readonly (readonly [Verdict, string])[] = [
  [Verdict.ACCEPT, "ACCEPT"],
  [Verdict.DROP, "DROP"],
  [Verdict.STOLEN, "STOLEN"],
  [Verdict.QUEUE, "QUEUE"],
];

function verdicts(tally: Tally, style: Style): string {
  const shown = verdictNames.filter(([verdict]) => (tally.verdicts[verdict] ?? 0) > 0);
  const numbers = column(shown.map(([verdict]) => tally.verdicts[verdict]!));
  let text = `${style.strong("Verdicts")}\n`;
  shown.forEach(([verdict, name], i) => {
    const n = tally.verdicts[verdict]!;
    const paint = verdict === Verdict.ACCEPT ? style.good : style.bad;
    const share = percent(n, tally.packets).padStart(5);
    text += `  ${numbers[i]}  ${name.padEnd(6)}  ${share}  ${paint(bar(n, tally.packets, BAR_WIDTH))}\n`;
  });
  const causes = [...tally.causes].sort(([a, n], [b, m]) => m - n || a - b);
  if (causes.length === 0) return text;
  const listed = causes.slice(0, CAUSES_MOST);
  const rest = causes.slice(CAUSES_MOST).reduce((sum, [, n]) => sum + n, 0);
  const counts = column([...listed.map(([, n]) => n), rest]);
  text += `\n${style.strong("Why packets did not pass")}\n`;
  listed.forEach(([cause], i) => {
    text += fitted(`  ${counts[i]}  ${causeSentence(cause)}`, style.width);
  });
  if (rest > 0) text += `  ${counts.at(-1)}  other reasons\n`;
  return text;
}

/** A rule on a line; IPv6 is said, IPv4 is not. */
function ruleLine(rule: RuleRef): string {
  const family = rule.family === "ipv6" ? "ipv6 " : "";
  return `${family}${ruleName(rule)}${ruleText(rule.rule, rule.family)}`;
}

const hits = (rule: RuleRef): bigint => rule.rule.counters.packets;

function busiest(all: readonly RuleRef[], style: Style): string {
  if (all.length === 0) return "No rules.\n";
  const hit = all.filter((r) => hits(r) > 0n);
  if (hit.length === 0) return "";
  hit.sort((a, b) => (hits(a) === hits(b) ? a.id - b.id : hits(a) < hits(b) ? 1 : -1));
  const listed = hit.slice(0, BUSIEST_MOST);
  const most = Number(hits(listed[0]!));
  const cells = style.width >= 100 ? BAR_WIDTH : BAR_NARROW;
  const numbers = column(listed.map(hits));
  let text = `${style.strong("Busiest rules")} (packets)\n`;
  listed.forEach((rule, i) => {
    const cell = bar(Number(hits(rule)), most, cells).padEnd(cells);
    text += fitted(`  ${numbers[i]}  ${cell}  ${ruleLine(rule)}`, style.width);
  });
  return text;
}

function idle(all: readonly RuleRef[], style: Style): string {
  const never = all.filter((r) => hits(r) === 0n);
  if (never.length === 0) return "";
  const files = new Set(all.map((r) => r.rule.position.file));
  let text = `${style.strong("Rules never hit")}: ${never.length} of ${all.length}\n`;
  for (const rule of never.slice(0, IDLE_MOST)) {
    const { file, line } = rule.rule.position;
    const place = files.size > 1 ? `${file}:${line}` : `line ${line}`;
    text += fitted(`  ${place.padEnd(8)}  ${ruleLine(rule)}`, style.width);
  }
  if (never.length > IDLE_MOST) text += `  ... and ${never.length - IDLE_MOST} more\n`;
  return text;
}

function connections(firewall: Firewall, style: Style): string {
  const { created } = firewall.conntrackStats();
  if (created === 0) return "";
  const groups = new Map<string, number>();
  const live = firewall.conntrack();
  for (const entry of live) {
    const state = entry.state ?? (entry.status.includes("SEEN_REPLY") ? "two-way" : "unreplied");
    const key = `${entry.family === "ipv6" ? "ipv6 " : ""}${entry.protocolName} ${state}`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  const listed = [...groups].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const numbers = column(listed.map(([, n]) => n));
  let text = `${style.strong("Connections")}: ${created} begun, ${live.length} in the table at the end\n`;
  listed.forEach(([name], i) => {
    text += `  ${numbers[i]}  ${name}\n`;
  });
  return text;
}

function translation(firewall: Firewall, style: Style): string {
  const used = firewall.resultNames.rules.filter(
    (r) => r.table === "nat" && hits(r) > 0n && r.rule.target.kind === "extension",
  );
  if (used.length === 0) return "";
  const numbers = column(used.map(hits));
  let text = `${style.strong("Address translation")} (connections)\n`;
  used.forEach((rule, i) => {
    text += fitted(`  ${numbers[i]}  ${ruleLine(rule)}`, style.width);
  });
  return text;
}

/** A setup that is only a ruleset drops nearly everything for want of routes. */
function advice(tally: Tally): string {
  const lost = [Cause.NO_ROUTE, Cause.NOT_FORWARDING, Cause.INTERFACE_DOWN, Cause.RP_FILTER];
  const n = lost.reduce((sum, cause) => sum + tally.cause(cause), 0);
  if (n * 2 < tally.packets) return "";
  return (
    "Most packets had no way through this host: does the setup name its addresses, routes and\n" +
    "sysctls? For rules alone, --path forward --in A --out B says where every packet goes.\n"
  );
}
