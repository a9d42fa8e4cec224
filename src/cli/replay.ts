/** `sluice replay`: captures through a setup, and what came of every packet. */
import type { Firewall } from "../engine/firewall.js";
import { type ItemSink, Report, type ReportOutput } from "../report/report.js";
import { summary } from "../report/summary.js";
import { Tally } from "../report/tally.js";
import { type Arguments, type Option, readArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { Jobs, jobsOf, whyNotSplit } from "./jobs.js";
import { Output } from "./output.js";
import {
  annotatedCaptures,
  detailOf,
  openText,
  type ResultFile,
  settle,
  textKinds,
  textOutput,
} from "./results.js";
import { captureOptions, Session, setupOptions, snapshotOptions } from "./session.js";
import { StateWriter } from "./state.js";
import { style } from "./terminal.js";

export const replayOptions: readonly Option[] = [
  ...setupOptions,
  { name: "write", short: "w", value: "FILE", help: "the capture again, annotated (pcapng)" },
  { name: "split", value: "PREFIX", help: "annotated: PREFIX.accepted.pcapng, .dropped.pcapng" },
  { name: "jsonl", value: "FILE", help: "one JSON object per packet" },
  { name: "bytes", help: "... with the bytes of packets that leave" },
  { name: "trace", help: "... with the rules that matched; with -v too" },
  { name: "state", value: "DIR", help: "rules with counters, connections, log after the replay" },
  ...captureOptions,
  { name: "jobs", value: "N", help: "worker threads that share the packets (default 1)" },
  ...snapshotOptions,
  { name: "verbose", short: "v", help: "one line per packet with its verdict" },
  { name: "quiet", short: "q", help: "no summary" },
];

/** Runs the command. */
export async function replay(words: readonly string[]): Promise<void> {
  const args = readArguments(words, replayOptions);
  if (args.positionals.length === 0) {
    throw new UsageError("no capture was named", "sluice replay --setup FILE CAPTURE");
  }
  const standard = standardOutput(args);
  const jobs = jobsOf(args);
  const session = await Session.open(args, args.positionals);
  const state = args.value("state");
  const stateWriter = state === null ? null : new StateWriter(state);
  const files = textKinds(args).map((kind) => openText(kind, args, stateWriter));
  const { firewall, tally, damage } =
    jobs > 1
      ? await runJobs(jobs, words, args, session, files)
      : await runAlone(args, session, files, []);
  stateWriter?.finish(firewall);
  session.keep();
  if (!args.flag("quiet") && standard === null) {
    const out = Output.open("-");
    out.text(summary(tally, firewall, style()));
    out.close();
  }
  if (damage !== null) throw damage;
}

/** What a replay came to. */
interface Outcome {
  readonly firewall: Firewall;
  readonly tally: Tally;
  /** What is wrong with a capture, or null. */
  readonly damage: Error | null;
}

/** Runs the captures in several threads; where that is not sure to come to the same, in one, from the
 * beginning, and what was written already is not written again. */
async function runJobs(
  jobs: number,
  words: readonly string[],
  args: Arguments,
  session: Session,
  files: readonly ResultFile[],
): Promise<Outcome> {
  const reason = whyNotSplit(args, session);
  if (reason !== null) {
    tellOneThread(reason);
    return runAlone(args, session, files, []);
  }
  const run = new Jobs(jobs, words, session, files);
  try {
    const tally = await run.finish();
    if (tally !== null) {
      session.close();
      for (const file of files) await file.close();
      return { firewall: session.firewall, tally, damage: null };
    }
  } catch (error) {
    await closeQuietly(null, files);
    throw error;
  }
  if (run.stopped !== null) tellOneThread(run.stopped);
  return runAlone(args, session, files, run.written);
}

function tellOneThread(reason: string): void {
  process.stderr.write(`sluice: --jobs: one thread, since ${reason}\n`);
}

/** Runs the captures; whatever happens, what was told is written. `written` items of each file are there
 * already. */
async function runAlone(
  args: Arguments,
  session: Session,
  texts: readonly ResultFile[],
  written: readonly number[],
): Promise<Outcome> {
  const { firewall } = session;
  const annotated = annotatedCaptures(args, session.facts);
  const files = [...texts, ...annotated.map(({ file }) => file)];
  const outputs = textKinds(args).map((kind, i): ReportOutput => {
    const sink = behind(texts[i]!.sink, written[i] ?? 0);
    return textOutput(kind, sink, args, process.stdout);
  });
  outputs.push(...annotated.map(({ output }) => output));
  const report = new Report(firewall, outputs, session.captures.length);
  let damage: Error | null;
  try {
    damage = await session.runToDamage(detailOf(args), report, () => settle(files));
    report.finish();
  } catch (error) {
    await closeQuietly(report, files);
    throw error;
  }
  for (const file of files) await file.close();
  report.close();
  return { firewall, tally: Tally.of(firewall), damage };
}

/** A sink that leaves the first items out. */
function behind(sink: ItemSink, items: number): ItemSink {
  let left = items;
  if (left === 0) return sink;
  return {
    write(...parts) {
      if (left > 0) left--;
      else sink.write(...parts);
    },
    batch(bytes, ends, numbers) {
      const skipped = Math.min(left, ends.length);
      left -= skipped;
      const from = skipped === 0 ? 0 : ends[skipped - 1]!;
      if (skipped === ends.length) return;
      const later = ends.subarray(skipped).map((end) => end - from);
      sink.batch(bytes.subarray(from), later, numbers.subarray(skipped));
    },
  };
}

async function closeQuietly(report: Report | null, files: readonly ResultFile[]): Promise<void> {
  for (const end of [() => report?.finish(), ...files.map((file) => () => file.close())]) {
    try {
      await end();
    } catch {
      // the error that led here is the one that is told
    }
  }
}

/** Which option takes standard output, if any. */
function standardOutput(args: Arguments): string | null {
  const takers = ["write", "jsonl"].filter((name) => args.value(name) === "-");
  if (args.flag("verbose")) takers.push("verbose");
  if (takers.length > 1 && (takers.length > 2 || takers[0] !== "verbose")) {
    throw new UsageError(`--${takers[0]} and --${takers[1]} both want standard output`);
  }
  const taker = takers[0] ?? null;
  return taker === "verbose" ? null : taker;
}
