/**
 * Times of replays beside each other. Machines are noisy, and get faster and slower by the minute: what
 * is to be compared runs in turns, and ratios are taken within a turn.
 */

/** Runs once; answers CPU seconds. */
export type Run = () => Promise<number>;

/** How long to measure. */
export interface Effort {
  /** Turns at least. */
  readonly rounds: number;
  /** CPU seconds that all runs together take at least: the first ones run code not yet optimised. */
  readonly seconds: number;
}

/** Milliseconds by the clock after which no more turns are begun than there must be: making firewalls
 * takes longer than a short capture. */
const PATIENCE_MS = 2000;

/** Runs all of them turn by turn, every other turn in reverse; seconds by run, then by turn. */
export async function measure(runs: readonly Run[], effort: Effort): Promise<number[][]> {
  const seconds: number[][] = runs.map(() => []);
  const end = performance.now() + PATIENCE_MS;
  let spent = 0;
  const more = () => spent < effort.seconds && performance.now() < end;
  for (let turn = 0; turn < effort.rounds || more(); turn++) {
    const order = runs.map((_, i) => (turn % 2 === 0 ? i : runs.length - 1 - i));
    for (const i of order) {
      const took = await runs[i]!();
      seconds[i]!.push(took);
      spent += took;
    }
  }
  return seconds;
}

/** The one in the middle; of an even count the lower of the two. NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** Median of what `of` took over what `to` took in the same turn. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((seconds, turn) => seconds / to[turn]!));
}
