// What each output costs: the command as people run it, on a capture of 550-byte frames.
//
//   npm run bench outputs
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { capture } from "./lib/captures.js";
import { median } from "../src/cost/timing.js";
import { routerText } from "./lib/hosts.js";
import { makeRules } from "./lib/rules.js";
import { type Case, RESULTS, suite } from "./lib/suite.js";

/** A shorter replay of the same kind is taken off: it starts, ends, and has V8 compile what is hot, which takes as
 * long as some hundred thousand packets and is no packet's. */
const SHORT = 200_000;
const LONG = 700_000;
const short = capture({ packets: SHORT, flows: 5000 });
const long = capture({ packets: LONG, flows: 5000 });
const setup = `${RESULTS}/router.sh`;
mkdirSync(RESULTS, { recursive: true });
writeFileSync(setup, routerText(makeRules({ rules: 10, kind: "mixed", seed: 1 }), true));

const all = `${RESULTS}/out.pcapng`;

const outputs: readonly (readonly [string, readonly string[]])[] = [
  ["summary only", []],
  ["--jsonl", ["--jsonl", "/dev/null"]],
  ["--jsonl --bytes", ["--jsonl", "/dev/null", "--bytes"]],
  ["--jsonl --trace", ["--jsonl", "/dev/null", "--trace"]],
  ["-w to /dev/null", ["-w", "/dev/null"]],
  ["-w", ["-w", all]],
  ["--split", ["--split", `${RESULTS}/out`]],
  ["-v", ["-v"]],
  ["--jsonl and -w", ["--jsonl", `${RESULTS}/out.jsonl`, "-w", all]],
];

/** Files that outputs write; those of the run before would be emptied on a run's time. */
function remove(): void {
  for (const name of ["out.pcapng", "out.jsonl", "out.accepted.pcapng", "out.dropped.pcapng"]) {
    rmSync(`${RESULTS}/${name}`, { force: true });
  }
}

/** Seconds of a run: those of its threads, and those that passed. */
function secondsOf(args: readonly string[], capture: string) {
  remove();
  const path = ["--path", "forward", "--in", "eth1", "--out", "eth0"];
  const words = ["dist/cli.js", "replay", "--setup", setup, ...path, ...args, capture];
  const timed = ["-c", `TIMEFORMAT='%R %U %S'; time "$@" > /dev/null 2>&3`, "-", process.execPath];
  const run = spawnSync("bash", [...timed, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const [elapsed, user, system] = run.stderr.trim().split(" ").map(Number);
  return { elapsed: elapsed!, threads: user! + system! };
}

await suite(
  "outputs",
  outputs.map(([name, args]): Case => {
    const passed: number[] = [];
    return {
      name,
      about: { output: name },
      async run() {
        const [less, more] = [secondsOf(args, short), secondsOf(args, long)];
        const packets = LONG - SHORT;
        passed.push(((more.elapsed - less.elapsed) / packets) * 1e9);
        const facts = { elapsed: Math.round(median(passed)) };
        return { packets, seconds: more.threads - less.threads, facts };
      },
    };
  }),
);
remove();
