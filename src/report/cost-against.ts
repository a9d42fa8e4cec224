/** `sluice bench --against`: two rulesets side by side. */
import { type Cost, perPacket } from "../cost/cost.js";
import type { Comparison } from "../cost/fates.js";
import { ratio } from "../cost/timing.js";
import { cellsOf, each, nanoseconds } from "./cost-text.js";
import type { Style } from "./style.js";
import { bar, fitted } from "./summary.js";

/** One of two rulesets side by side. */
export interface Side {
  readonly name: string;
  readonly cost: Cost;
  readonly times: readonly number[];
}

/** Two rulesets on the same packets. */
export function againstText(a: Side, b: Side, fates: Comparison, style: Style): string {
  const rows: [string, string, string, string][] = [
    [
      "time a packet",
      nanoseconds(perPacket(a.times, a.cost.packets)),
      nanoseconds(perPacket(b.times, b.cost.packets)),
      ratio(b.times, a.times).toFixed(2),
    ],
    [
      "rules a packet",
      each(a.cost.evaluated, a.cost.packets),
      each(b.cost.evaluated, b.cost.packets),
      times(b.cost.evaluated, a.cost.evaluated),
    ],
    ["rules", `${a.cost.rules.length}`, `${b.cost.rules.length}`, ""],
  ];
  const wide = [0, 1, 2].map((i) => Math.max(8, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    fitted(
      `  ${cells.map((c, i) => (i === 0 ? c.padEnd(wide[0]!) : c.padStart(wide[i] ?? 7))).join("  ")}`,
      style.width,
    );
  const most = Math.max(a.cost.evaluated, b.cost.evaluated);
  const bars = [a, b].map(({ cost }) => {
    const cells = bar(cost.evaluated, most, 2 * cellsOf(style));
    return `  ${cells.padEnd(2 * cellsOf(style))}  `;
  });
  return (
    `${style.strong("Side by side")}: A ${a.name}, B ${b.name}\n` +
    line(["", "A", "B", "B over A"]) +
    rows.map(line).join("") +
    fitted(`${bars[0]}rules evaluated, A`, style.width) +
    fitted(`${bars[1]}rules evaluated, B`, style.width) +
    fatesText(fates, style)
  );
}

const times = (part: number, whole: number) => (whole === 0 ? "" : (part / whole).toFixed(2));

function fatesText(fates: Comparison, style: Style): string {
  if (fates.differing === 0)
    return style.good(`  All ${fates.packets} packets fare the same.`) + "\n";
  let text = `  ${style.bad(`${fates.differing} of ${fates.packets} packets fare otherwise:`)}\n`;
  for (const { n, before, after } of fates.differences) {
    text += fitted(`    packet ${n}: ${before} -> ${after}`, style.width);
  }
  const more = fates.differing - fates.differences.length;
  return more > 0 ? `${text}    ... and ${more} more\n` : text;
}
