/** A thread of `--jobs`: sends the packets that fall to it through a firewall of its own, and what it would
 * write to the thread that started it. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { ItemSink, ReportOutput } from "../report/report.js";
import { Report } from "../report/report.js";
import { Tally } from "../report/tally.js";
import { readArguments } from "./arguments.js";
import type { Items, Share, ShareMessage } from "./jobs.js";
import { replayOptions } from "./replay.js";
import { detailOf, textKinds, textOutput } from "./results.js";
import { Session } from "./session.js";

/** Messages that may be on their way. */
const AHEAD = 4;

/** Gathers items until they are sent. */
class Gathered implements ItemSink {
  /** Of the packet whose item is written next. */
  number = 0;
  private readonly parts: Uint8Array[] = [];
  private length = 0;
  private readonly ends: number[] = [];
  private readonly numbers: number[] = [];

  write(...parts: readonly Uint8Array[]): void {
    for (const part of parts) this.add(part.slice());
    this.ends.push(this.length);
    this.numbers.push(this.number);
  }

  batch(bytes: Uint8Array, ends: Uint32Array, numbers: Uint32Array): void {
    const from = this.length;
    this.add(bytes.slice());
    for (const end of ends) this.ends.push(from + end);
    for (const number of numbers) this.numbers.push(number);
  }

  private add(part: Uint8Array): void {
    this.parts.push(part);
    this.length += part.length;
  }

  /** Everything, which is forgotten here. */
  take(): Items {
    const bytes = this.parts.length === 1 ? this.parts[0]! : new Uint8Array(this.length);
    if (this.parts.length !== 1) {
      let at = 0;
      for (const part of this.parts) {
        bytes.set(part, at);
        at += part.length;
      }
    }
    const items = {
      bytes,
      ends: Uint32Array.from(this.ends),
      numbers: Uint32Array.from(this.numbers),
    };
    this.parts.length = 0;
    this.length = 0;
    this.ends.length = 0;
    this.numbers.length = 0;
    return items;
  }
}

/** An output whose items have numbers. */
function numbered(output: ReportOutput, sink: Gathered): ReportOutput {
  return {
    ...output,
    write(cursor) {
      sink.number = cursor.n;
      output.write(cursor);
    },
  };
}

/** Runs the share that this thread was started with. */
export async function runShare(): Promise<void> {
  const { words, index, count, terminal } = workerData as Share;
  const port = parentPort as MessagePort;
  const args = readArguments(words, replayOptions);
  const session = await Session.open(args, args.positionals);
  const { firewall } = session;
  const { exports } = firewall.engine;
  exports.captureShare(index, count);
  const kinds = textKinds(args);
  const sinks = kinds.map(() => new Gathered());
  const outputs = kinds.map((kind, i) =>
    numbered(textOutput(kind, sinks[i]!, args, terminal), sinks[i]!),
  );
  const report = new Report(firewall, outputs, session.captures.length);
  let ahead = 0;
  let wake = () => {};
  port.on("message", () => {
    ahead--;
    wake();
  });
  const post = (message: ShareMessage, buffers: ArrayBuffer[]) =>
    port.postMessage(message, buffers);
  // what the host makes is told as packets that leave
  await session.run({ ...detailOf(args), emits: true }, report, () => {
    report.finish();
    const items = sinks.map((sink) => sink.take());
    const message = {
      kind: "items",
      upTo: exports.captureWalked(),
      begun: firewall.conntrackStats().created,
      wide: exports.reportWide(),
      reason: exports.reportWideReason(),
      items,
    } as const;
    post(
      message,
      items.flatMap((i) => [i.bytes, i.ends, i.numbers].map((a) => a.buffer as ArrayBuffer)),
    );
    if (++ahead < AHEAD) return undefined;
    return new Promise<void>((resolve) => {
      wake = resolve;
    });
  });
  post({ kind: "end", tally: Tally.of(firewall), state: firewall.share() }, []);
  port.close();
}
