/** `sluice replay`: captures through a setup, and what came of every packet. */
import { Verdict } from "../generated/abi.js";
import type { Cursor } from "../capture/cursor.js";
import type { CaptureDetail } from "../capture/reader.js";
import { AnnotatedWriter, type SourceFacts } from "../capture/writer.js";
import { Comments, writeAnnotated } from "../report/annotation.js";
import { JsonLines, type LineOptions } from "../report/jsonl.js";
import { Shapes } from "../report/shape.js";
import { summary } from "../report/summary.js";
import { Tally } from "../report/tally.js";
import { packetLine } from "../report/verbose.js";
import { type Arguments, type Option, readArguments } from "./arguments.js";
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

/** Something that is told of every packet. */
interface Consumer {
  block?(cursor: Cursor): void;
  packet(cursor: Cursor): void;
  close(): void;
}

/** Runs the command. */
export async function replay(words: readonly string[]): Promise<void> {
  const args = readArguments(words, replayOptions);
  if (args.positionals.length === 0) {
    throw new UsageError("no capture was named", "sluice replay --setup FILE CAPTURE");
  }
  const standard = standardOutput(args);
  const session = await Session.open(args, args.positionals);
  const tally = new Tally();
  const state = args.value("state");
  const stateWriter = state === null ? null : new StateWriter(state);
  const consumers = openConsumers(args, session);
  const writes = args.flag("write") || args.flag("split");
  const tells = writes || args.flag("jsonl") || args.flag("verbose");
  const detail = {
    bytes: tells,
    steps: args.flag("trace"),
    logs: stateWriter !== null,
    blocks: writes,
  };
  const damage = await runAll(
    session,
    consumers,
    (cursor) => {
      if (!cursor.isPacket) {
        for (const consumer of consumers) consumer.block?.(cursor);
        return;
      }
      tally.add(cursor);
      stateWriter?.packet(cursor);
      for (const consumer of consumers) consumer.packet(cursor);
    },
    detail,
  );
  stateWriter?.finish(session.firewall);
  if (!args.flag("quiet") && standard === null) {
    const out = Output.open("-");
    out.text(summary(tally, session.firewall, style()));
    out.close();
  }
  if (damage !== null) throw damage;
}

/** Runs the captures; whatever happens, what was told is written. Answers damage. */
async function runAll(
  session: Session,
  consumers: readonly Consumer[],
  visit: (cursor: Cursor) => void,
  detail: CaptureDetail,
): Promise<Error | null> {
  let damage: Error | null;
  try {
    damage = await session.runToDamage(detail, visit);
  } catch (error) {
    closeQuietly(consumers);
    throw error;
  }
  for (const consumer of consumers) consumer.close();
  return damage;
}

function closeQuietly(consumers: readonly Consumer[]): void {
  for (const consumer of consumers) {
    try {
      consumer.close();
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

function openConsumers(args: Arguments, session: Session): Consumer[] {
  const consumers: Consumer[] = [];
  const shapes = new Shapes();
  const files = session.captures.map((c) => c.input.name);
  const facts = session.captures.map(({ input }) => ({
    name: input.name,
    interfaceName: input.interfaceName,
  }));
  const jsonl = args.value("jsonl");
  if (jsonl !== null) {
    const options = {
      bytes: args.flag("bytes"),
      path: args.flag("trace"),
      files: files.length > 1 ? files : null,
    };
    consumers.push(jsonlConsumer(jsonl, options, shapes));
  }
  const write = args.value("write");
  if (write !== null) consumers.push(captureConsumer(write, facts, shapes, () => true));
  const split = args.value("split");
  if (split !== null) {
    const accepted = (cursor: Cursor) => cursor.verdict === Verdict.ACCEPT;
    consumers.push(captureConsumer(`${split}.accepted.pcapng`, facts, shapes, accepted));
    consumers.push(captureConsumer(`${split}.dropped.pcapng`, facts, shapes, (c) => !accepted(c)));
  }
  if (args.flag("verbose")) consumers.push(verboseConsumer(args.flag("trace")));
  return consumers;
}

function jsonlConsumer(path: string, options: LineOptions, shapes: Shapes): Consumer {
  const output = Output.open(path);
  const lines = new JsonLines(options, shapes);
  return {
    packet: (cursor) => output.write(lines.line(cursor)),
    close: () => output.close(),
  };
}

function verboseConsumer(trace: boolean): Consumer {
  const output = Output.open("-");
  const styles = style();
  return {
    packet: (cursor) => output.text(packetLine(cursor, styles, trace)),
    close: () => {
      output.text("\n");
      output.close();
    },
  };
}

function captureConsumer(
  path: string,
  facts: readonly SourceFacts[],
  shapes: Shapes,
  wanted: (cursor: Cursor) => boolean,
): Consumer {
  const output = Output.open(path);
  const writer = new AnnotatedWriter(output, facts, `sluice ${version}`);
  const comments = new Comments(shapes);
  return {
    block: (cursor) => writer.block(cursor),
    packet(cursor) {
      if (wanted(cursor)) writeAnnotated(writer, cursor, comments);
    },
    close() {
      output.close();
      for (const [name, count] of writer.leftOut) {
        process.stderr.write(
          `sluice: warning: ${name}: ${count} blocks that hold no packet were left out of ${path}: ` +
            "merging cannot convert them from big-endian\n",
        );
      }
    },
  };
}
