/**
 * `--jobs N`: threads that share the packets of a replay by the pairs of addresses that they are between
 * (assembly/capture/share.ts). Each walks all captures and writes what falls to it; here items are put
 * together in the order of their packets. As soon as something turns up that may hang on packets of
 * other shares, everything from there on is left to one thread.
 */
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { ShareState } from "../engine/share.js";
import { WideReason } from "../generated/abi.js";
import { Tally } from "../report/tally.js";
import type { Arguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import type { ResultFile } from "./results.js";
import type { Session } from "./session.js";
import { whyNotShared, wideReasons } from "./share.js";

const JOBS_MOST = 64;

/** What a thread is started with. */
export interface Share {
  readonly words: readonly string[];
  readonly index: number;
  readonly count: number;
  readonly terminal: { readonly isTTY: boolean; readonly columns: number };
}

/** Items of one output, with the numbers of their packets. */
export interface Items {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  readonly numbers: Uint32Array;
}

/** What a thread tells. */
export type ShareMessage =
  | {
      readonly kind: "items";
      /** All packets up to this number were walked. */
      readonly upTo: number;
      /** Connections begun so far. */
      readonly begun: number;
      /** Number of the first packet that may hang on other shares, 0 = none, and why. */
      readonly wide: number;
      readonly reason: WideReason;
      /** By output. */
      readonly items: readonly Items[];
    }
  | { readonly kind: "end"; readonly tally: Tally; readonly state: ShareState };

/** The number of --jobs. */
export function jobsOf(args: Arguments): number {
  const text = args.value("jobs") ?? "1";
  const jobs = Number(text);
  if (!/^\d{1,3}$/.test(text) || jobs < 1 || jobs > JOBS_MOST) {
    throw new UsageError(`--jobs ${text}: a number from 1 to ${JOBS_MOST} is expected`);
  }
  return jobs;
}

/** Why a replay is left to one thread from the beginning; null when it is not. */
export function whyNotSplit(args: Arguments, { firewall }: Session): string | null {
  if (args.flag("write") || args.flag("split"))
    return "annotated captures number interfaces in the order of all packets";
  if (args.flag("resume") || args.flag("snapshot")) return "a state is kept in one piece";
  for (const path of [...args.positionals, ...args.all("setup")]) {
    if (path === "-" || !statSync(path).isFile()) {
      return `${path === "-" ? "standard input" : path} can be read once only`;
    }
  }
  return whyNotShared(firewall.setup, firewall.resultNames.rules);
}

/** A thread, and what came from it. */
class Thread {
  upTo = 0;
  begun = 0;
  wide = Number.POSITIVE_INFINITY;
  reason = WideReason.NONE;
  end: { readonly tally: Tally; readonly state: ShareState } | null = null;
  /** By output: what was not written yet, the first item's place. */
  readonly queues: Items[][];
  readonly next: number[];

  constructor(
    readonly worker: Worker,
    outputs: number,
  ) {
    this.queues = Array.from({ length: outputs }, () => []);
    this.next = this.queues.map(() => 0);
  }

  /** Number of the packet of the next item of an output. */
  head(output: number): number {
    return this.queues[output]![0]?.numbers[this.next[output]!] ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the next items of an output whose numbers are below `end`: at least one, of one message. */
  take(output: number, end: number): { readonly bytes: Uint8Array; readonly count: number } {
    const { bytes, ends, numbers } = this.queues[output]![0]!;
    const from = this.next[output]!;
    let to = from + 1;
    while (to < numbers.length && numbers[to]! < end) to++;
    this.next[output] = to;
    if (to === numbers.length) {
      this.queues[output]!.shift();
      this.next[output] = 0;
    }
    const start = from === 0 ? 0 : ends[from - 1]!;
    return { bytes: bytes.subarray(start, ends[to - 1]), count: to - from };
  }
}

/** A replay in several threads. */
export class Jobs {
  /** Why one thread must go on; null = it is not known, or it need not. */
  stopped: string | null = null;
  /** Items written, by output. */
  readonly written: number[];
  private readonly threads: Thread[];
  private settled: (tally: Tally | null) => void = () => {};
  private failed: (error: unknown) => void = () => {};
  private over = false;

  constructor(
    jobs: number,
    words: readonly string[],
    private readonly session: Session,
    private readonly files: readonly ResultFile[],
  ) {
    this.written = files.map(() => 0);
    const { isTTY = false, columns = 0 } = process.stdout;
    this.threads = Array.from({ length: jobs }, (_, index) => {
      const share: Share = { words, index, count: jobs, terminal: { isTTY, columns } };
      // what a thread would warn of was told already
      const options = { workerData: share, stdout: true, stderr: true };
      return new Thread(new Worker(fileURLToPath(import.meta.url), options), files.length);
    });
  }

  /** Runs to the end; answers what it adds up to, or null: one thread must do what is not written. */
  async finish(): Promise<Tally | null> {
    try {
      return await new Promise<Tally | null>((resolve, reject) => {
        this.settled = resolve;
        this.failed = reject;
        for (const thread of this.threads) {
          thread.worker.on("message", (message: ShareMessage) => void this.hear(thread, message));
          // one thread meets the same, and tells it
          thread.worker.on("error", () => this.stop(null));
        }
      });
    } finally {
      this.over = true;
      await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
    }
  }

  private async hear(thread: Thread, message: ShareMessage): Promise<void> {
    if (this.over) return;
    try {
      if (message.kind === "end") thread.end = message;
      else this.takeItems(thread, message);
      if (this.isFull()) return this.stop("the table of connections may be full");
      this.write();
      if (this.over) return;
      for (const file of this.files) if (file.isBehind) await file.settle();
      if (message.kind === "items") thread.worker.postMessage("more");
    } catch (error) {
      this.over = true;
      this.failed(error);
    }
  }

  private takeItems(thread: Thread, message: ShareMessage & { kind: "items" }): void {
    thread.upTo = message.upTo;
    thread.begun = message.begun;
    if (message.wide !== 0) {
      thread.wide = message.wide;
      thread.reason = message.reason;
    }
    message.items.forEach((items, i) => {
      if (items.numbers.length > 0) thread.queues[i]!.push(items);
    });
  }

  /** Whether the shares together may have met nf_conntrack_max. */
  private isFull(): boolean {
    const most = this.session.firewall.setup.sysctls.number("net.netfilter.nf_conntrack_max");
    return most !== 0 && this.threads.reduce((sum, { begun }) => sum + begun, 0) >= most;
  }

  /** Writes what all threads have passed; ends the run where it ends. */
  private write(): void {
    const passed = Math.min(
      ...this.threads.map((t) => (t.end === null ? t.upTo : Number.POSITIVE_INFINITY)),
    );
    const [widest] = [...this.threads].sort((a, b) => a.wide - b.wide);
    const end = Math.min(passed + 1, widest!.wide);
    for (let i = 0; i < this.files.length; i++) this.merge(i, end);
    if (widest!.wide <= passed + 1 && widest!.wide < Number.POSITIVE_INFINITY) {
      this.stop(
        `packet ${widest!.wide} needs more than its connection: ${wideReasons[widest!.reason]}`,
      );
    } else if (passed === Number.POSITIVE_INFINITY) this.complete();
  }

  /** Writes the items of an output with numbers below `end`, in order. */
  private merge(output: number, end: number): void {
    const { sink } = this.files[output]!;
    for (;;) {
      let first = this.threads[0]!;
      let other = Number.POSITIVE_INFINITY;
      for (const thread of this.threads.slice(1)) {
        const head = thread.head(output);
        if (head < first.head(output)) {
          other = Math.min(other, first.head(output));
          first = thread;
        } else other = Math.min(other, head);
      }
      if (first.head(output) >= end) return;
      const { bytes, count } = first.take(output, Math.min(other, end));
      sink.write(bytes);
      this.written[output]! += count;
    }
  }

  private complete(): void {
    const tally = new Tally();
    const ends = this.threads.map(({ end }) => end!);
    for (const end of ends) tally.add(end.tally);
    this.session.firewall.absorb(ends.map(({ state }) => state));
    this.over = true;
    this.settled(tally);
  }

  private stop(reason: string | null): void {
    if (this.over) return;
    this.over = true;
    this.stopped = reason;
    this.settled(null);
  }
}
