/** What a replay writes of each packet, and where to. */
import type { CaptureDetail } from "../capture/reader.js";
import { AnnotatedWriter, type SourceFacts } from "../capture/writer.js";
import { OutputKind, Wanted } from "../generated/abi.js";
import { logLine } from "../report/log-line.js";
import {
  captureOutput,
  hostOutput,
  type ItemSink,
  lineOutput,
  type ReportOutput,
} from "../report/report.js";
import { packetLine } from "../report/verbose.js";
import type { Arguments } from "./arguments.js";
import { BackgroundOutput } from "./background.js";
import { Output } from "./output.js";
import type { StateWriter } from "./state.js";
import { style, type Terminal } from "./terminal.js";
import { version } from "./version.js";

/** Outputs of text, one item a packet at most. */
export type TextKind = "jsonl" | "verbose" | "log";

/** The outputs of text that were asked for. */
export function textKinds(args: Arguments): TextKind[] {
  const asked: readonly (readonly [TextKind, string])[] = [
    ["jsonl", "jsonl"],
    ["verbose", "verbose"],
    ["log", "state"],
  ];
  return asked.flatMap(([kind, option]) => (args.flag(option) ? [kind] : []));
}

/** An output of text that writes to `sink`. */
export function textOutput(
  kind: TextKind,
  sink: ItemSink,
  args: Arguments,
  terminal: Terminal,
): ReportOutput {
  const trace = args.flag("trace");
  const text = (words: string) => sink.write(Buffer.from(words, "utf8"));
  if (kind === "verbose") {
    const styles = style(terminal);
    return hostOutput(OutputKind.EACH, (cursor) => text(packetLine(cursor, styles, trace)));
  }
  if (kind === "log") {
    return hostOutput(OutputKind.LOGGED, (cursor) =>
      text(cursor.result.logs.map((entry) => `${logLine(entry)}\n`).join("")),
    );
  }
  const files = args.positionals.map((path) => (path === "-" ? "standard input" : path));
  return lineOutput(sink, {
    bytes: args.flag("bytes"),
    path: trace,
    files: files.length > 1 ? files : null,
  });
}

/** A file of results. */
export interface ResultFile {
  readonly sink: ItemSink;
  /** Whether `settle` has something to wait for. */
  readonly isBehind: boolean;
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file of an output of text. */
export function openText(kind: TextKind, args: Arguments, state: StateWriter | null): ResultFile {
  if (kind === "jsonl") return background(BackgroundOutput.open(args.value("jsonl")!));
  const file = kind === "log" ? state!.log : Output.open("-");
  return {
    sink: file,
    isBehind: false,
    settle: async () => {},
    async close() {
      // the log is closed with the other files of --state
      if (kind === "log") return;
      file.text("\n");
      file.close();
    },
  };
}

function background(file: BackgroundOutput, end: () => void = () => {}): ResultFile {
  return {
    sink: file,
    get isBehind() {
      return file.isBehind;
    },
    settle: () => file.settle(),
    async close() {
      await file.close();
      end();
    },
  };
}

/** The annotated captures that were asked for, with their files. */
export function annotatedCaptures(
  args: Arguments,
  facts: readonly SourceFacts[],
): { readonly output: ReportOutput; readonly file: ResultFile }[] {
  const [write, split] = [args.value("write"), args.value("split")];
  const files: (readonly [string, Wanted])[] = [];
  if (write !== null) files.push([write, Wanted.ALL]);
  if (split !== null) {
    files.push([`${split}.accepted.pcapng`, Wanted.ACCEPTED]);
    files.push([`${split}.dropped.pcapng`, Wanted.OTHERS]);
  }
  return files.map(([path, wanted]) => {
    const file = BackgroundOutput.open(path);
    const writer = new AnnotatedWriter(file, facts, `sluice ${version}`);
    const end = () => tellLeftOut(path, writer.leftOut);
    return { output: captureOutput(file, writer, wanted), file: background(file, end) };
  });
}

function tellLeftOut(path: string, leftOut: ReadonlyMap<string, number>): void {
  for (const [name, count] of leftOut) {
    process.stderr.write(
      `sluice: warning: ${name}: ${count} blocks that hold no packet were left out of ${path}: ` +
        "merging cannot convert them from big-endian\n",
    );
  }
}

/** What must be known of packets. */
export function detailOf(args: Arguments): CaptureDetail {
  const writes = args.flag("write") || args.flag("split");
  return {
    bytes: writes || args.flag("jsonl") || args.flag("verbose"),
    steps: args.flag("trace"),
    logs: args.flag("state"),
    blocks: writes,
  };
}

/** Waits for files that are far behind. */
export function settle(files: readonly ResultFile[]): Promise<void> | undefined {
  if (!files.some((file) => file.isBehind)) return undefined;
  return Promise.all(files.map((file) => file.settle())).then(() => {});
}
