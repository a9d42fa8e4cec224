/** `sluice bench`: what a ruleset costs on captures, in a better order, and beside another one. */
import { type Cost, costOf, type Times } from "../cost/cost.js";
import { CostCounter } from "../cost/counter.js";
import { ordersOf, type Reordering, reorderings } from "../cost/better.js";
import { type Comparison, Fates } from "../cost/fates.js";
import { measure } from "../cost/timing.js";
import { reordered, withoutRules, withoutTable } from "../cost/variant.js";
import { Firewall, type TableStats } from "../engine/firewall.js";
import type { PacketResult } from "../engine/results.js";
import { againstJson, betterJson, costJson } from "../report/cost-json.js";
import { againstText, type Side } from "../report/cost-against.js";
import { type Better, betterText } from "../report/cost-order.js";
import { costText, memoryText } from "../report/cost-text.js";
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
  const other = args.value("against");
  const second = other === null ? null : { name: other, setup: replays.setup([other]) };
  const { cost, fates } = await count(replays, setup);
  const times = await timesOf(replays, setup, cost, effort);
  const better = await betterOrder(replays, setup, cost, fates);
  const against = second && (await sideOf(replays, second, setup, fates, effort));
  const name = args.all("setup").join(" + ");
  const beside = against && { ...against, a: { name, cost, times: against.timesOfA } };
  print(args, { cost, times, better, against: beside, memory: await memoryOf(setup) });
}

/** The classifiers of a setup, and the memory of an engine that has seen no packet. */
async function memoryOf(setup: Setup): Promise<TableStats> {
  using firewall = await Firewall.create(setup);
  return firewall.tableStats();
}

/** What is told in the end. */
interface Findings {
  readonly cost: Cost;
  readonly times: Times;
  readonly better: Better | null;
  readonly against: Against | null;
  readonly memory: TableStats;
}

/** What --against found. */
interface Against {
  readonly a: Side;
  readonly b: Side;
  readonly fates: Comparison;
}

function print(args: Arguments, { cost, times, better, against, memory }: Findings): void {
  const out = Output.open("-");
  if (args.flag("json")) {
    const json = {
      ...costJson(cost, times),
      memory: {
        bytes: memory.memoryBytes,
        classifiers: memory.indexedChains,
        classifierBytes: memory.indexBytes,
      },
      order: better && betterJson(better),
      against: against && againstJson(against.a, against.b, against.fates),
    };
    out.text(`${JSON.stringify(json, null, 2)}\n`);
  } else {
    const parts = [costText(cost, times, style()), memoryText(memory, style())];
    parts.push(betterText(cost, better, style()));
    if (against !== null) parts.push(againstText(against.a, against.b, against.fates, style()));
    out.text(parts.filter((part) => part !== "").join("\n"));
  }
  out.close();
}

/** An order that costs less, or null; the packets of the captures go through it to see that none fares
 * otherwise. */
async function betterOrder(
  replays: Replays,
  setup: Setup,
  cost: Cost,
  fates: Fates,
): Promise<Better | null> {
  const moved: readonly Reordering[] = reorderings(setup, cost);
  if (moved.length === 0) return null;
  const comparison = fates.compare();
  const after = await count(replays, reordered(setup, ordersOf(moved)), (_, result) =>
    comparison.add(result, 1),
  );
  if (comparison.differing > 0) {
    const n = comparison.differences[0]!.n;
    throw new Error(`another order of rules changed what came of packet ${n}`);
  }
  return { moved, cost: after.cost };
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
  { name, setup }: { readonly name: string; readonly setup: Setup },
  first: Setup,
  fates: Fates,
  effort: { readonly rounds: number; readonly seconds: number },
): Promise<{ b: Side; fates: Comparison; timesOfA: readonly number[] }> {
  const comparison = fates.compare();
  const { cost } = await count(replays, setup, (_, result) =>
    comparison.add(result, DIFFERENCES_MOST),
  );
  const [a, b] = await measure([() => replays.play(first), () => replays.play(setup)], effort);
  return { b: { name, cost, times: b! }, fates: comparison, timesOfA: a! };
}
