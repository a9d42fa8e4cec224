/** `sluice bench`: what a ruleset costs on a capture. */
import { openCapture } from "../capture/file.js";
import { CaptureReader } from "../capture/reader.js";
import { Firewall } from "../engine/firewall.js";
import { CostCounter } from "../report/cost.js";
import { costText } from "../report/cost-text.js";
import type { Setup } from "../setup/model.js";
import { type Arguments, type Option, readArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { Output } from "./output.js";
import { captureOptions, Session, setupOptions } from "./session.js";
import { style } from "./terminal.js";

export const benchOptions: readonly Option[] = [
  ...setupOptions,
  { name: "rounds", value: "N", help: "replays to take the best of (default 3, more if short)" },
  ...captureOptions,
];

const ROUNDS_DEFAULT = 3;
/** Seconds that all rounds together take at least: the first ones run code not yet optimised. */
const SPENT_LEAST = 0.5;
const ROUNDS_MOST = 1000;

/** Runs the command. */
export async function bench(words: readonly string[]): Promise<void> {
  const given = readArguments(words, benchOptions);
  const args = given.flag("setup") ? given : given.withFirstAs("setup");
  const paths = args.positionals;
  if (paths.length === 0) {
    throw new UsageError("no capture was named", "sluice bench SETUP CAPTURE");
  }
  if (paths.includes("-")) {
    throw new UsageError("bench replays captures several times: standard input cannot be");
  }
  const rounds = roundsOf(args);
  const counting = await Session.open(args, paths);
  const counter = new CostCounter(counting.firewall.resultNames.chains);
  await counting.run({ steps: true }, (cursor) => {
    if (cursor.isPacket) counter.add(cursor.result);
  });
  const { setup } = counting.firewall;
  const timing = {
    packets: counting.reader.packets,
    withRules: await best(rounds, setup, args, paths),
    withoutRules: await best(rounds, withoutRules(setup), args, paths),
  };
  const out = Output.open("-");
  out.text(costText(timing, counter.chains, counting.firewall.resultNames.rules, style()));
  out.close();
}

function roundsOf(args: Arguments): number {
  const text = args.value("rounds") ?? String(ROUNDS_DEFAULT);
  const rounds = Number(text);
  if (!/^\d+$/.test(text) || rounds < 1 || rounds > ROUNDS_MOST) {
    throw new UsageError(`--rounds ${text}: a number from 1 to ${ROUNDS_MOST} is expected`);
  }
  return rounds;
}

function withoutRules(setup: Setup): Setup {
  const rulesets = {
    ipv4: { family: "ipv4" as const, tables: new Map() },
    ipv6: { family: "ipv6" as const, tables: new Map() },
  };
  return { ...setup, rulesets };
}

/** Seconds of the fastest replay. Every one begins with a new firewall. */
async function best(
  rounds: number,
  setup: Setup,
  args: Arguments,
  paths: readonly string[],
): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let round = 0; round < rounds || spent < SPENT_LEAST; round++) {
    const firewall = await Firewall.create(setup);
    const names = args.all("in");
    const inputs = [];
    for (const [i, path] of paths.entries()) {
      const name = (names.length > 1 ? names[i] : names[0]) ?? null;
      inputs.push((await openCapture(path, name)).input);
    }
    const reader = new CaptureReader(firewall, inputs);
    const path = Session.pathOf(args);
    if (path !== null) reader.takePath(path);
    const start = performance.now();
    await reader.run({}, () => {});
    const seconds = (performance.now() - start) / 1000;
    spent += seconds;
    least = Math.min(least, seconds);
    for (const input of inputs) input.close();
    firewall[Symbol.dispose]();
  }
  return least;
}
