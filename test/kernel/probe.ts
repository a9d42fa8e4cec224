// The line protocol to the probe (native/probe.c), which is compiled when it is first needed.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** One packet as the kernel's log queue reported it. */
export interface Seen {
  at: "local" | "wire";
  in: string | null;
  out: string | null;
  mark: number;
  packet: string;
}

/** What the probe saw come of one packet. */
export interface Events {
  error: string | null;
  seen: Seen[];
  frames: [string, string][];
  log: string[];
  /** The kernel's clock in ns, as of its last tick, when the packet came and when all was done. */
  tick: number;
  ticked: number;
}

/** What a program printed, and its exit status. */
export interface Ran {
  status: number;
  out: string;
  err: string;
}

/** Why the kernel cannot be asked here; thrown with a sentence for the user. */
export class CannotAsk extends Error {}

const NATIVE = "test/kernel/native";

/** Compiles the probe into build/ unless it is newer than its sources; returns its path. */
export function probeBinary(root: string): string {
  const sources = readdirSync(join(root, NATIVE)).map((f) => join(root, NATIVE, f));
  const binary = resolve(root, "build/kernel-probe");
  const newest = Math.max(...sources.map((f) => statSync(f).mtimeMs));
  if (existsSync(binary) && statSync(binary).mtimeMs > newest) return binary;
  mkdirSync(join(root, "build"), { recursive: true });
  const units = sources.filter((f) => f.endsWith(".c"));
  try {
    // under another name until it is whole: workers may look for it at once
    const made = `${binary}.${process.pid}`;
    execFileSync("gcc", ["-O2", "-Wall", "-Wextra", "-Werror", "-o", made, ...units]);
    renameSync(made, binary);
  } catch (e) {
    throw new CannotAsk(`the probe does not compile (is gcc installed?): ${(e as Error).message}`);
  }
  return binary;
}

/** A running probe: commands go out in order, answers come back in order. */
export class Probe {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: { done: (line: string) => void; failed: (e: Error) => void }[] = [];
  private readonly ended: Promise<void>;
  private gone: Error | null = null;

  /** `lean`: a network namespace only; programs see the machine's files. */
  constructor(binary: string, lean = false) {
    this.child = spawn(binary, lean ? ["lean"] : [], { stdio: ["pipe", "pipe", "pipe"] });
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      this.waiting.shift()?.done(line);
    });
    this.ended = new Promise((ended) => {
      this.child.on("close", (code) => {
        this.gone = new CannotAsk(`the probe ended (${code})`);
        for (const w of this.waiting.splice(0)) w.failed(this.gone);
        ended();
      });
    });
    this.child.stdin.on("error", () => {});
  }

  /** Waits for the next answer; the first one says that the namespaces stand. */
  async answer<T>(): Promise<T> {
    if (this.gone) throw this.gone;
    const line = await new Promise<string>((done, failed) => {
      this.waiting.push({ done, failed });
    });
    const value = JSON.parse(line) as T & { fatal?: string };
    if (value.fatal !== undefined) throw new CannotAsk(value.fatal);
    return value;
  }

  /** Sends one command and returns its answer. */
  ask<T>(...words: (string | number)[]): Promise<T> {
    const line = words.join("\t");
    if (line.includes("\n")) throw new Error(`a command is one line: ${JSON.stringify(line)}`);
    this.child.stdin.write(line + "\n");
    return this.answer<T>();
  }

  /** Runs a program in the namespaces and returns what it printed, whatever its status. */
  run(directory: string, ...argv: string[]): Promise<Ran> {
    return this.ask<Ran>("run", resolve(directory), ...argv);
  }

  /** The same with a standard input, at the root directory. */
  feed(input: string, ...argv: string[]): Promise<Ran> {
    return this.ask<Ran>("feed", Buffer.from(input).toString("hex"), ...argv);
  }

  /** Ends the probe and with it the namespaces. */
  async close(): Promise<void> {
    this.child.stdin.end();
    await this.ended;
  }
}
