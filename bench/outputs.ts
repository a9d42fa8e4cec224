// What each output costs: the command as people run it, on a capture of 550-byte frames.
//
//   npm run bench outputs
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { capture } from "./lib/captures.js";
import { routerText } from "./lib/hosts.js";
import { makeRules } from "./lib/rules.js";
import { type Case, RESULTS, suite } from "./lib/suite.js";

const PACKETS = 500_000;
const file = capture({ packets: PACKETS, flows: 5000 });
const setup = `${RESULTS}/router.sh`;
mkdirSync(RESULTS, { recursive: true });
writeFileSync(setup, routerText(makeRules({ rules: 10, kind: "mixed", seed: 1 }), true));

const outputs: readonly (readonly [string, readonly string[]])[] = [
  ["summary only", []],
  ["--jsonl", ["--jsonl", "/dev/null"]],
  ["--jsonl --bytes", ["--jsonl", "/dev/null", "--bytes"]],
  ["-w", ["-w", `${RESULTS}/out.pcapng`]],
  ["--jsonl and -w", ["--jsonl", "/dev/null", "-w", `${RESULTS}/out.pcapng`]],
];

/** User and system seconds of the children so far. */
function childSeconds(args: readonly string[]): number {
  const path = ["--path", "forward", "--in", "eth1", "--out", "eth0"];
  const words = ["dist/cli.js", "replay", "--setup", setup, ...path, ...args, file];
  const timed = ["-c", `TIMEFORMAT='%U %S'; time "$@" > /dev/null 2>&3`, "-", process.execPath];
  const run = spawnSync("bash", [...timed, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const [user, system] = run.stderr.trim().split(" ").map(Number);
  return user! + system!;
}

await suite(
  "outputs",
  outputs.map(
    ([name, args]): Case => ({
      name,
      about: { output: name },
      run: () => Promise.resolve({ packets: PACKETS, seconds: childSeconds(args) }),
    }),
  ),
);
