/** `sluice replay`: captures through a setup, and what came of every packet. */
import type { CaptureDetail } from "../capture/reader.js";
import { AnnotatedWriter, type SourceFacts } from "../capture/writer.js";
import { OutputKind, Wanted } from "../generated/abi.js";
import {
  captureOutput,
  hostOutput,
  lineOutput,
  Report,
  type ReportOutput,
} from "../report/report.js";
import { summary } from "../report/summary.js";
import { Tally } from "../report/tally.js";
import { packetLine } from "../report/verbose.js";
import { type Arguments, type Option, readArguments } from "./arguments.js";
import { BackgroundOutput } from "./background.js";
import { UsageError } from "./errors.js";
import { Output } from "./output.js";
import { captureOptions, Session, setupOptions } from "./session.js";
import { StateWriter } from "./state.js";
import { style } from "./terminal.js";
import { version } from "./version.js";

export const replayOptions: readonly Option[] = [
  ...setupOptions,
  { name: "write", short: "w", value: "FILE", help: "the capture again, annotated (pcapng)" },
  { name: "split", value: "PREFIX", help: "annotated: PREFIX.accepted.pcapng, .dropped.pcapng" },
  { name: "jsonl", value: "FILE", help: "one JSON object per packet" },
  { name: "bytes", help: "... with the bytes of packets that leave" },
  { name: "trace", help: "... with the rules that matched; with -v too" },
  { name: "state", value: "DIR", help: "rules with counters, connections, log after the replay" },
  ...captureOptions,
  { name: "verbose", short: "v", help: "one line per packet with its verdict" },
  { name: "quiet", short: "q", help: "no summary" },
];

/** An output with its file. */
interface Written {
  readonly output: ReportOutput;
  /** Null for what writes at once. */
  readonly file: BackgroundOutput | null;
  close(): void | Promise<void>;
}

/** Runs the command. */
export async function replay(words: readonly string[]): Promise<void> {
  const args = readArguments(words, replayOptions);
  if (args.positionals.length === 0) {
    throw new UsageError("no capture was named", "sluice replay --setup FILE CAPTURE");
  }
  const standard = standardOutput(args);
  const session = await Session.open(args, args.positionals);
  const { firewall } = session;
  const state = args.value("state");
  const stateWriter = state === null ? null : new StateWriter(state);
  const outputs = openOutputs(args, session);
  if (stateWriter !== null) outputs.push(logOutput(stateWriter));
  const damage = await runAll(session, outputs, detailOf(args));
  stateWriter?.finish(firewall);
  if (!args.flag("quiet") && standard === null) {
    const out = Output.open("-");
    out.text(summary(Tally.of(firewall), firewall, style()));
    out.close();
  }
  if (damage !== null) throw damage;
}

/** What must be known of packets. */
function detailOf(args: Arguments): CaptureDetail {
  const writes = args.flag("write") || args.flag("split");
  return {
    bytes: writes || args.flag("jsonl") || args.flag("verbose"),
    steps: args.flag("trace"),
    logs: args.flag("state"),
    blocks: writes,
  };
}

/** Runs the captures; whatever happens, what was told is written. Answers damage. */
async function runAll(
  session: Session,
  outputs: readonly Written[],
  detail: CaptureDetail,
): Promise<Error | null> {
  const all = outputs.map(({ output }) => output);
  const report = new Report(session.firewall, all, session.captures.length);
  const files = outputs.flatMap(({ file }) => (file === null ? [] : [file]));
  let damage: Error | null;
  try {
    damage = await session.runToDamage(detail, report, () => settle(files));
    report.finish();
  } catch (error) {
    await closeQuietly(report, outputs);
    throw error;
  }
  for (const { close } of outputs) await close();
  return damage;
}

/** Waits for files that are far behind. */
function settle(files: readonly BackgroundOutput[]): Promise<void> | undefined {
  if (!files.some((file) => file.isBehind)) return undefined;
  return Promise.all(files.map((file) => file.settle())).then(() => {});
}

async function closeQuietly(report: Report, outputs: readonly Written[]): Promise<void> {
  for (const end of [() => report.finish(), ...outputs.map(({ close }) => close)]) {
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

function openOutputs(args: Arguments, session: Session): Written[] {
  const outputs: Written[] = [];
  const files = session.captures.map((c) => c.input.name);
  const facts = session.captures.map(({ input }) => ({
    name: input.name,
    interfaceName: input.interfaceName,
  }));
  const jsonl = args.value("jsonl");
  if (jsonl !== null) {
    const file = BackgroundOutput.open(jsonl);
    const options = {
      bytes: args.flag("bytes"),
      path: args.flag("trace"),
      files: files.length > 1 ? files : null,
    };
    outputs.push({ output: lineOutput(file, options), file, close: () => file.close() });
  }
  const write = args.value("write");
  if (write !== null) outputs.push(annotated(write, facts, Wanted.ALL));
  const split = args.value("split");
  if (split !== null) {
    outputs.push(annotated(`${split}.accepted.pcapng`, facts, Wanted.ACCEPTED));
    outputs.push(annotated(`${split}.dropped.pcapng`, facts, Wanted.OTHERS));
  }
  if (args.flag("verbose")) outputs.push(verboseOutput(args.flag("trace")));
  return outputs;
}

function verboseOutput(trace: boolean): Written {
  const file = Output.open("-");
  const styles = style();
  return {
    output: hostOutput(OutputKind.EACH, (cursor) => file.text(packetLine(cursor, styles, trace))),
    file: null,
    close() {
      file.text("\n");
      file.close();
    },
  };
}

function logOutput(state: StateWriter): Written {
  const output = hostOutput(OutputKind.LOGGED, (cursor) => state.packet(cursor));
  return { output, file: null, close: () => {} };
}

function annotated(path: string, facts: readonly SourceFacts[], wanted: Wanted): Written {
  const file = BackgroundOutput.open(path);
  const writer = new AnnotatedWriter(file, facts, `sluice ${version}`);
  return {
    output: captureOutput(file, writer, wanted),
    file,
    async close() {
      await file.close();
      for (const [name, count] of writer.leftOut) {
        process.stderr.write(
          `sluice: warning: ${name}: ${count} blocks that hold no packet were left out of ${path}: ` +
            "merging cannot convert them from big-endian\n",
        );
      }
    },
  };
}
