/** `sluice bench`: what a ruleset costs on captures, and beside another one. */
import { type Cost, costOf, type Times } from "../cost/cost.js";
import { CostCounter } from "../cost/counter.js";
import { type Comparison, Fates } from "../cost/fates.js";
import { measure } from "../cost/timing.js";
import { withoutRules, withoutTable } from "../cost/variant.js";
import type { PacketResult } from "../engine/results.js";
import { againstJson, costJson } from "../report/cost-json.js";
import { againstText, costText, type Side } from "../report/cost-text.js";
import { type Setup, tableOrder } from "../setup/model.js";
import { type Arguments, type Option, readArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { Output } from "./output.js";
import { Replays } from "./replays.js";
import { captureOptions, setupOptions } from "./session.js";
import { style } from "./terminal.js";

export const benchOptions: readonly Option[] = [
  ...setupOptions,
  { name: "against", value: "OTHER", help: "a second setup, side by side with the first" },
  { name: "json", help: "one JSON object with everything" },
  { name: "rounds", value: "N", help: "replays of each kind (default 5, more if short)" },
  ...captureOptions,
];

const ROUNDS_DEFAULT = 5;
const ROUNDS_MOST = 1000;
/** CPU seconds that the replays of a measurement take at least. */
const SPENT_LEAST = 1;
/** Packets that fare otherwise with --against: how many are told. */
const DIFFERENCES_MOST = 5;

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
  const effort = { rounds: roundsOf(args), seconds: SPENT_LEAST };
  const replays = await Replays.open(args, paths);
  const setup = replays.setup(args.all("setup"));
  const { cost, fates } = await count(replays, setup);
  const times = await timesOf(replays, setup, cost, effort);
  const other = args.value("against");
  const against = other === null ? null : await sideOf(replays, other, setup, fates, effort);
  const name = args.all("setup").join(" + ");
  print(args, cost, times, against && { ...against, a: { name, cost, times: against.timesOfA } });
}

/** What --against found. */
interface Against {
  readonly a: Side;
  readonly b: Side;
  readonly fates: Comparison;
}

function print(args: Arguments, cost: Cost, times: Times, against: Against | null): void {
  const out = Output.open("-");
  if (args.flag("json")) {
    const json = costJson(cost, times);
    const beside = against && againstJson(against.a, against.b, against.fates);
    out.text(`${JSON.stringify({ ...json, against: beside }, null, 2)}\n`);
  } else {
    const text = costText(cost, times, style());
    const beside = against && againstText(against.a, against.b, against.fates, style());
    out.text(beside === null ? text : `${text}\n${beside}`);
  }
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

/** Counts evaluations, and keeps what came of every packet. */
async function count(
  replays: Replays,
  setup: Setup,
  each: (fates: Fates, result: PacketResult) => void = (fates, result) => fates.add(result),
): Promise<{ readonly cost: Cost; readonly fates: Fates }> {
  const fates = new Fates();
  let counter!: CostCounter;
  let cost!: Cost;
  let packets = 0;
  const detail = { steps: true, emits: true, bytes: true, logs: true };
  await replays.play(
    setup,
    detail,
    (firewall) => {
      counter = new CostCounter(firewall.resultNames.chains);
      return (cursor) => {
        if (!cursor.isPacket) return;
        const { result } = cursor;
        packets++;
        counter.add(result);
        each(fates, result);
      };
    },
    (firewall) => {
      cost = costOf(packets, counter.chains, firewall.resultNames.rules);
    },
  );
  return { cost, fates };
}

async function timesOf(
  replays: Replays,
  setup: Setup,
  cost: Cost,
  effort: { readonly rounds: number; readonly seconds: number },
): Promise<Times> {
  const used = tableOrder.filter((name) => cost.tables.some((t) => t.table === name && t.entered));
  const setups = [setup, withoutRules(setup), ...used.map((name) => withoutTable(setup, name))];
  const [all, bare, ...less] = await measure(
    setups.map((s) => () => replays.play(s)),
    effort,
  );
  return {
    all: all!,
    withoutRules: bare!,
    withoutTable: new Map(used.map((name, i) => [name, less[i]!])),
  };
}

/** The second setup beside the first. */
async function sideOf(
  replays: Replays,
  file: string,
  first: Setup,
  fates: Fates,
  effort: { readonly rounds: number; readonly seconds: number },
): Promise<{ b: Side; fates: Comparison; timesOfA: readonly number[] }> {
  const setup = replays.setup([file]);
  const comparison = fates.compare();
  const { cost } = await count(replays, setup, (_, result) =>
    comparison.add(result, DIFFERENCES_MOST),
  );
  const [a, b] = await measure([() => replays.play(first), () => replays.play(setup)], effort);
  return { b: { name: file, cost, times: b! }, fates: comparison, timesOfA: a! };
}
