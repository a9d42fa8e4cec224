// What threads gain (`--jobs`): one capture split by connection, several captures, few rules and many.
//
//   npm run bench jobs
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { median } from "../src/cost/timing.js";
import { capture } from "./lib/captures.js";
import { routerText } from "./lib/hosts.js";
import { makeRules } from "./lib/rules.js";
import { type Case, RESULTS, suite } from "./lib/suite.js";

const LONG = 700_000;
const SHORT = 200_000;
const one = [capture({ packets: LONG, flows: 5000 })];
const several = [1, 2, 3].map((seed) => capture({ packets: SHORT, flows: 5000, seed }));

mkdirSync(RESULTS, { recursive: true });
function setup(rules: number, conntrack: boolean): string {
  const file = `${RESULTS}/jobs-${rules}.sh`;
  writeFileSync(file, routerText(makeRules({ rules, kind: "mixed", seed: 1 }), conntrack));
  return file;
}
const few = setup(10, true);
// every packet is looked up: the mix has multiport rules and others that no index holds
const many = setup(10_000, false);

const replays: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ["one capture, 10 rules, connections", few, one, []],
  ["... with --jsonl", few, one, ["--jsonl", "/dev/null"]],
  ["three captures, 10 rules, connections", few, several, []],
  ["one capture, 10,000 rules, no connections", many, one, []],
];

/** Seconds that passed, and those of all threads. */
function secondsOf(words: readonly string[]) {
  const timed = ["-c", `TIMEFORMAT='%R %U %S'; time "$@" > /dev/null 2>&3`, "-", process.execPath];
  const run = spawnSync("bash", [...timed, "dist/cli.js", "replay", ...words], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const [elapsed, user, system] = run.stderr.trim().split(" ").map(Number);
  return { elapsed: elapsed!, threads: user! + system! };
}

await suite(
  "jobs",
  replays.flatMap(([what, file, captures, more]) =>
    [1, 2].map((jobs): Case => {
      const all: number[] = [];
      const packets = captures.reduce((sum, name) => sum + (name === one[0] ? LONG : SHORT), 0);
      const path = ["--path", "forward", "--in", "eth1", "--out", "eth0"];
      const words = ["--jobs", String(jobs), "--setup", file, ...path, ...more, ...captures];
      return {
        name: `${what}, ${jobs}`,
        about: { what, jobs },
        async run() {
          const { elapsed, threads } = secondsOf(words);
          all.push((threads / packets) * 1e9);
          return { packets, seconds: elapsed, facts: { threads: Math.round(median(all)) } };
        },
      };
    }),
  ),
);
