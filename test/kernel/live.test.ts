// The live judge with a fixed range of seeds, where the kernel of this machine can be asked. Elsewhere
// the recorded scenarios are all there is, and this says so.
import { expect, it } from "vitest";
import { fuzz, type FuzzOptions } from "./fuzz.js";
import { cannotAsk } from "./kernel.js";

const root = process.cwd();

/** The seeds of every run: whoever changes what a seed draws has other setups tested. */
const SEEDS: Pick<FuzzOptions, "seed" | "count"> = { seed: 1, count: 150 };
const JOBS = 3;

const why = await cannotAsk(root);
console.log(
  why === null
    ? `live judge: ${SEEDS.count} setups from seed ${SEEDS.seed} on, against the kernel of this machine`
    : `live judge: left out, recorded scenarios only (${why})`,
);

it.skipIf(why !== null)(
  "agrees with the kernel in fresh setups",
  { timeout: 900_000 },
  async () => {
    const options = { ...SEEDS, kind: null, only: [], family: null, keep: false, verbose: false };
    const shares = Array.from({ length: JOBS }, (_, share) =>
      fuzz(root, { ...options, seed: SEEDS.seed + share, count: SEEDS.count - share }, JOBS),
    );
    const tallies = await Promise.all(shares);
    expect(tallies.flatMap((t) => t.differing)).toEqual([]);
    const setups = tallies.reduce((sum, t) => sum + t.setups, 0);
    const refused = tallies.reduce((sum, t) => sum + t.refused + t.unasked, 0);
    expect(setups + refused).toBe(SEEDS.count);
    expect(refused).toBeLessThan(SEEDS.count / 10);
  },
);
