// What a benchmark says in the end: packets per second, case by case.

/** The part of benny's result of a case that is needed. */
interface CaseResult {
  readonly name: string;
  readonly details: { readonly median: number };
  readonly margin: number;
}

/** A table of cases that each handled `packets` packets a run; times are medians. */
export function report(results: readonly CaseResult[], packets: number): string {
  const rows = results.map(({ name, details, margin }) => {
    const rate = packets / details.median;
    const cost = (details.median / packets) * 1e9;
    return [
      name,
      `${Math.round(rate / 1000)} k packets/s`,
      `${cost.toFixed(0)} ns a packet`,
      `+-${margin.toFixed(1)} %`,
    ];
  });
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))),
    )
    .map((row) => row.join("   "))
    .join("\n");
}
