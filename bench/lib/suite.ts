// What every benchmark shares: cases run by benny, medians of CPU time, results as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import benny from "benny";
import { median } from "../../src/cost/timing.js";

/** Results of every suite are put here, one file each. */
export const RESULTS = "build/bench";

/** What one run tells beside its time. */
export type Facts = Readonly<Record<string, number | string>>;

/** One case: a run handles `packets` packets (or whatever `unit` counts). */
export interface Case {
  readonly name: string;
  /** What the case is about, for the table: rules, connections, who. */
  readonly about: Facts;
  /** Runs once; answers how many packets it handled, CPU seconds if it measured them itself, and facts
   * that do not depend on the machine. */
  readonly run: () => Promise<RunResult>;
}

/** What a run tells. */
export interface RunResult {
  readonly packets: number;
  readonly seconds?: number;
  readonly facts?: Facts;
}

/** A row of results. */
export interface Row {
  readonly name: string;
  readonly about: Facts;
  readonly packets: number;
  /** Median of CPU nanoseconds a packet. */
  readonly ns: number;
  readonly runs: number;
  readonly facts: Facts;
}

/** What a suite writes. */
export interface Results {
  readonly suite: string;
  readonly node: string;
  readonly rows: readonly Row[];
}

/** Runs take long enough to need few of them. */
const TIMING = { minSamples: 5, maxTime: 1 };

/** CPU seconds, user and system, of a run: wall-clock time says more about who else uses the machine. */
async function timed(run: Case["run"]): Promise<RunResult & { readonly seconds: number }> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return { ...result, seconds: result.seconds ?? (user + system) / 1e6 };
}

/** Runs the cases one after the other, prints them and writes build/bench/NAME.json. */
export async function suite(name: string, cases: readonly Case[]): Promise<Results> {
  const runs = new Map<Case, (RunResult & { readonly seconds: number })[]>();
  await benny.suite(
    name,
    ...cases.map((c) =>
      benny.add(
        c.name,
        async () => {
          const result = await timed(c.run);
          runs.set(c, [...(runs.get(c) ?? []), result]);
        },
        TIMING,
      ),
    ),
  );
  const rows = cases.map((c): Row => {
    const all = runs.get(c) ?? [];
    const { packets, facts } = all.at(-1) ?? { packets: 0, facts: {} };
    const ns = (median(all.map((r) => r.seconds)) / Math.max(1, packets)) * 1e9;
    return { name: c.name, about: c.about, packets, ns, runs: all.length, facts: facts ?? {} };
  });
  return save(name, rows);
}

/** Writes build/bench/NAME.json and prints the rows. */
export function save(name: string, rows: readonly Row[]): Results {
  const results = { suite: name, node: process.version, rows };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${RESULTS}/${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
  for (const row of rows) print(row);
  return results;
}

function print({ name, ns, facts }: Row): void {
  const rate = (1e3 / ns).toFixed(ns > 1e4 ? 3 : 2);
  const told = Object.entries(facts).map(([key, value]) => `${key} ${value}`);
  console.log(
    `${name.padEnd(52)} ${ns.toFixed(1).padStart(10)} ns ${rate.padStart(8)} Mpps  ${told.join(", ")}`,
  );
}
