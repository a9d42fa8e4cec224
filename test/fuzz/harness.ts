// Runs a fuzz case for many seeds. A failure prints the one line that runs it again; a case that
// never ends is ended by a watchdog, with the same line.
//
//   FUZZ_SEED=N    only this seed          FUZZ_COUNT=N    how many seeds, instead of the usual few
import { Worker } from "node:worker_threads";
import { afterAll, it } from "vitest";
import { Random } from "../../bench/lib/random.js";
import { keptSeeds } from "./seeds.js";

/** How a case is run: `count` seeds by default, from 1 on. */
export interface FuzzOptions {
  readonly count: number;
  /** What a case is about, for the test's name and for `-t`. */
  readonly name: string;
}

/** Seconds that one seed may take before it counts as a hang. */
const HANG_SECONDS = 20;

/** The watchdog: ends the process when `beat` stands still while a case runs. */
const WATCHDOG = `
const { workerData } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const beat = new Int32Array(workerData.beat);
const line = new Uint8Array(workerData.line);
let last = -1;
let since = 0;
setInterval(() => {
  const now = Atomics.load(beat, 0);
  since = now === last && now !== 0 ? since + 1 : 0;
  last = now;
  if (since < workerData.seconds) return;
  const end = line.indexOf(0);
  writeSync(2, "\\nfuzz: no end in sight: " + Buffer.from(line.subarray(0, end)) + "\\n");
  process.kill(process.pid, "SIGKILL");
}, 1000);
`;

class Watchdog {
  private readonly beat = new Int32Array(new SharedArrayBuffer(4));
  private readonly line = new Uint8Array(new SharedArrayBuffer(256));
  private readonly worker: Worker;
  private beats = 0;

  constructor() {
    const workerData = { beat: this.beat.buffer, line: this.line.buffer, seconds: HANG_SECONDS };
    this.worker = new Worker(WATCHDOG, { eval: true, workerData });
    this.worker.unref();
  }

  running(line: string): void {
    this.line.fill(0).set(new TextEncoder().encode(line).subarray(0, 255));
    Atomics.store(this.beat, 0, ++this.beats);
  }

  resting(): void {
    Atomics.store(this.beat, 0, 0);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}

let watchdog: Watchdog | undefined;

/** The command that runs one seed again. */
export function reproduce(name: string, seed: number): string {
  return `FUZZ_SEED=${seed} npx vitest run test/fuzz -t "${name}"`;
}

function seeds({ name, count }: FuzzOptions): number[] {
  const one = process.env.FUZZ_SEED;
  if (one !== undefined) return [Number(one)];
  const many = Number(process.env.FUZZ_COUNT ?? count);
  return [...(keptSeeds[name] ?? []), ...Array.from({ length: many }, (_, i) => i + 1)];
}

/** Declares a test that runs `body` once a seed. */
export function fuzz(
  options: FuzzOptions,
  body: (random: Random, seed: number) => void | Promise<void>,
): void {
  const timeout = process.env.FUZZ_COUNT === undefined ? 600_000 : 24 * 3600 * 1000;
  it(options.name, { timeout }, async () => {
    watchdog ??= new Watchdog();
    for (const seed of seeds(options)) {
      const line = reproduce(options.name, seed);
      watchdog.running(line);
      try {
        await body(new Random(seed), seed);
      } catch (error) {
        throw new Error(`${line}\n${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      } finally {
        watchdog.resting();
      }
    }
  });
}

afterAll(async () => {
  await watchdog?.stop();
  watchdog = undefined;
});
