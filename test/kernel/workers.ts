// The live mode in several processes, which share the seeds.
import { fork } from "node:child_process";
import { type FuzzOptions, type FuzzTally, nothing } from "./fuzz.js";
import { CannotAsk, probeBinary } from "./probe.js";
import { addUses } from "./uses.js";

/** What a worker says of a seed that it has tried: all that came of its seeds so far. `"all"` is its last
 * word. */
type Word = { seed: number; tally: FuzzTally } | "all";

/** Tells the process that started this one. */
export function report(seed: number, tally: FuzzTally): void {
  process.send?.({ seed, tally } satisfies Word);
}

/** Adds one worker's tally to the sum. */
export function addTally(sum: FuzzTally, t: FuzzTally): void {
  sum.setups += t.setups;
  sum.packets += t.packets;
  sum.refused += t.refused;
  sum.unasked += t.unasked;
  sum.undecided += t.undecided;
  sum.undecidedPackets += t.undecidedPackets;
  sum.wavering += t.wavering;
  sum.once += t.once;
  sum.differing.push(...t.differing);
  addUses(sum.uses, t.uses);
}

/** What became of a worker: its exit status, and what it said last. */
interface Ended {
  code: number | null;
  said: { seed: number; tally: FuzzTally } | null;
  whole: boolean;
}

/** Starts the same command in a process of its own, for every `jobs`th seed from number `share` on. */
function work(args: string[], share: number): Promise<Ended> {
  return new Promise((done) => {
    const ended: Ended = { code: null, said: null, whole: false };
    const child = fork(process.argv[1]!, [...args, "--share", `${share}`]);
    child.on("message", (word: Word) => {
      if (word === "all") ended.whole = true;
      else ended.said = word;
    });
    child.on("exit", (code) => done({ ...ended, code }));
  });
}

/** The same command in `jobs` processes; their tallies as one. A worker that breaks costs the seed that it was
 * at: another goes on behind it. */
export async function together(
  root: string,
  o: FuzzOptions,
  jobs: number,
  args: string[],
): Promise<FuzzTally> {
  const sum = nothing();
  probeBinary(root);
  const run = async (first: number) => {
    for (let share = first; share < o.count; ) {
      const { code, said, whole } = await work(args, share);
      if (said) addTally(sum, said.tally);
      if (whole) return;
      if (code === 2) throw new CannotAsk("a worker cannot ask the kernel");
      if (said) share = said.seed - o.seed + jobs;
      console.log(`seed ${o.seed + share} broke its worker (${code}) and is left out`);
      sum.unasked++;
      share += jobs;
    }
  };
  await Promise.all(Array.from({ length: jobs }, (_, share) => run(share)));
  sum.differing.sort((a, b) => a - b);
  return sum;
}
