/** What commands share: setups are read, captures opened, and packets sent through a firewall. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { CaptureError } from "../capture/damage.js";
import { GzipError } from "../capture/gzip.js";
import {
  type CaptureDetail,
  CaptureReader,
  type Chunks,
  type Path,
  type Visitor,
} from "../capture/reader.js";
import type { SourceFacts } from "../capture/writer.js";
import { type OpenedCapture, openCapture } from "../capture/file.js";
import { Firewall } from "../engine/firewall.js";
import { SnapshotError } from "../engine/snapshot.js";
import { PathKind } from "../generated/abi.js";
import type { Setup } from "../setup/model.js";
import { parseSetup } from "../setup/setup.js";
import type { Arguments, Option } from "./arguments.js";
import { UsageError } from "./errors.js";
import { Output, reasonOf } from "./output.js";
import { Progress } from "./progress.js";

/** Options of every command that reads a setup. */
export const setupOptions: readonly Option[] = [
  { name: "setup", value: "FILE", multiple: true, help: "the host: commands or dumps; repeatable" },
];

/** Options of every command that reads captures. */
export const captureOptions: readonly Option[] = [
  {
    name: "in",
    value: "NAME",
    multiple: true,
    help: "interface of packets whose capture names none",
  },
  { name: "path", value: "WAY", help: "forward, input or output: every packet goes that way" },
  { name: "out", value: "NAME", help: "... and leaves by this interface" },
  { name: "seed", value: "N", help: "start of the random sequence (default 0)" },
];

/** Options of commands that go on from a state, and keep one. */
export const snapshotOptions: readonly Option[] = [
  { name: "resume", value: "FILE", help: "go on from the state that --snapshot kept" },
  { name: "snapshot", value: "FILE", help: "keep the state after the last packet" },
];

/** Reads a file that the command line names. */
export function readText(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}

/** A file that a setup names, or null. */
export function readSetupFile(name: string): string | null {
  try {
    return readFileSync(name, "utf8");
  } catch {
    return null;
  }
}

/** Reads all setups, one on top of the other. `interfaces` are those of the captures. */
export function readSetups(paths: readonly string[], interfaces: readonly string[]): Setup {
  let setup: Setup | undefined;
  const warnings: string[] = [];
  for (const path of paths) {
    const parsed = parseSetup(readText(path), {
      file: path === "-" ? "standard input" : path,
      readFile: readSetupFile,
      interfaces,
      ...(setup === undefined ? {} : { base: setup }),
    });
    setup = parsed.setup;
    for (const { position, message } of parsed.warnings) {
      warnings.push(`${position.file}:${position.line}:${position.column}: ${message}`);
    }
  }
  for (const warning of warnings) process.stderr.write(`sluice: warning: ${warning}\n`);
  const made = setup ?? parseSetup("", { interfaces }).setup;
  bringUp(made, interfaces);
  return made;
}

/** A setup that brings no interface up (a bare dump of rules) finds those of the captures up. */
function bringUp(setup: Setup, interfaces: readonly string[]): void {
  for (const device of setup.network.interfaces.values()) {
    if (device.up && device.type !== "loopback") return;
  }
  const commands = interfaces.map((name) => `ip link set '${name}' up\n`).join("");
  parseSetup(commands, { file: "captures", base: setup });
}

/** Captures on their way through a firewall. */
export class Session {
  private constructor(
    readonly firewall: Firewall,
    readonly reader: CaptureReader,
    readonly captures: readonly OpenedCapture[],
    private readonly keeper: string | null,
  ) {}

  /** Writes the state for --snapshot, if that was given: the command's last word. */
  keep(): void {
    if (this.keeper === null) return;
    const output = Output.open(this.keeper);
    output.write(this.firewall.snapshot());
    output.close();
  }

  /** Opens the captures and makes the firewall. */
  static async open(args: Arguments, paths: readonly string[]): Promise<Session> {
    const path = pathOf(args);
    const captures = await openAll(paths, args.all("in"));
    if (path === null && args.flag("in")) tellUnusedNames(captures);
    try {
      const setup = readSetups(args.all("setup"), interfacesOf(path, captures));
      const firewall = await Firewall.create(setup, seedOf(args));
      resume(firewall, args.value("resume"));
      const reader = new CaptureReader(
        firewall,
        captures.map((c) => c.input),
      );
      if (path !== null) reader.takePath(path);
      return new Session(firewall, reader, captures, args.value("snapshot"));
    } catch (error) {
      for (const { input } of captures) input.close();
      throw error;
    }
  }

  /** What is known of the captures. */
  get facts(): SourceFacts[] {
    return this.captures.map(({ input: { name, interfaceName } }) => ({ name, interfaceName }));
  }

  /** Gives the captures up. */
  close(): void {
    for (const { input } of this.captures) input.close();
  }

  /** Runs the captures; answers what is wrong with one of them, or null. */
  async runToDamage(
    detail: CaptureDetail,
    visit: Visitor | Chunks,
    pause?: () => Promise<void> | undefined,
  ): Promise<Error | null> {
    try {
      await this.run(detail, visit, pause);
    } catch (error) {
      if (!(error instanceof CaptureError || error instanceof GzipError)) throw error;
      return error;
    }
    return null;
  }

  /** Runs the captures; progress goes to a terminal. */
  async run(
    detail: CaptureDetail,
    visit: Visitor | Chunks,
    pause?: () => Promise<void> | undefined,
  ): Promise<void> {
    const progress = new Progress(this.reader);
    try {
      await this.reader.run(detail, visit, () => {
        progress.tick();
        return pause?.();
      });
    } finally {
      progress.clear();
      this.close();
      this.firewall.syncCounters();
    }
  }
}

/** Takes over the state in a file, compressed or not. */
function resume(firewall: Firewall, path: string | null): void {
  if (path === null) return;
  try {
    const bytes = readFileSync(path);
    firewall.restore(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  } catch (error) {
    if (error instanceof SnapshotError) throw new UsageError(`${path}: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const damaged = code.startsWith("Z_");
    throw new UsageError(
      `${path}: ${damaged ? "the compressed data are damaged" : reasonOf(error)}`,
    );
  }
  // a --path of the run before is not this one's
  firewall.engine.exports.pathSet(PathKind.NONE, 0, 0);
}

/** --in is for captures that name no interface; one that names all of its own does not need it. */
function tellUnusedNames(captures: readonly OpenedCapture[]): void {
  for (const { input, interfaces, named } of captures) {
    if (!named) continue;
    process.stderr.write(
      `sluice: warning: --in ${input.interfaceName} is not used for ${input.name}: it names its ` +
        `interfaces itself (${interfaces.join(", ")})\n`,
    );
  }
}

/** Interfaces that are there before the setup: those of --path, or of the captures, in their order. */
export function interfacesOf(path: Path | null, captures: readonly OpenedCapture[]): string[] {
  const named = path === null ? captures.flatMap((c) => c.interfaces) : [path.in, path.out];
  return [...new Set(named.filter((name) => name !== null))];
}

/** Opens captures; with --in, under that name. */
export async function openAll(
  paths: readonly string[],
  names: readonly string[],
): Promise<OpenedCapture[]> {
  if (names.length > 1 && names.length !== paths.length) {
    throw new UsageError(
      `--in was given ${names.length} times for ${paths.length} captures`,
      "give it once for all captures, or once for each in their order",
    );
  }
  if (paths.filter((path) => path === "-").length > 1) {
    throw new UsageError("standard input can be read once only");
  }
  const opened: OpenedCapture[] = [];
  for (const [i, path] of paths.entries()) {
    const name = names.length > 1 ? names[i]! : (names[0] ?? null);
    checkName(name);
    try {
      opened.push(await openCapture(path, name));
    } catch (error) {
      for (const { input } of opened) input.close();
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      throw new UsageError(`${path}: ${reasonOf(error)}`);
    }
  }
  return opened;
}

/** The way of --path, or null. */
export function pathOf(args: Arguments): Path | null {
  const kind = args.value("path");
  const [into, out] = [args.value("in"), args.value("out")];
  if (kind === null) {
    if (out !== null)
      throw new UsageError("--out goes with --path", "--path forward --in A --out B");
    return null;
  }
  if (kind !== "forward" && kind !== "input" && kind !== "output") {
    throw new UsageError(`--path ${kind}: forward, input or output is expected`);
  }
  const needs = { forward: ["in", "out"], input: ["in"], output: ["out"] }[kind];
  for (const name of ["in", "out"]) {
    if (needs.includes(name) && args.value(name) === null) {
      throw new UsageError(`--path ${kind} needs --${name} NAME`);
    }
    if (!needs.includes(name) && args.value(name) !== null) {
      throw new UsageError(`--path ${kind} has no --${name}: no packet goes that way`);
    }
  }
  if (args.all("in").length > 1) throw new UsageError("--path takes one --in");
  checkName(out, "--out");
  return { kind, in: into, out };
}

function checkName(name: string | null, option = "--in"): void {
  if (name === null) return;
  if (Buffer.byteLength(name) > 15 || /[\s/]/.test(name)) {
    throw new UsageError(
      `${option} ${name}: interface names have at most 15 bytes, no blank, no slash`,
    );
  }
}

/** The number of --seed. */
export function seedOf(args: Arguments): bigint {
  const text = args.value("seed") ?? "0";
  if (!/^\d{1,20}$/.test(text) || BigInt(text) >= 1n << 64n) {
    throw new UsageError(`--seed ${text}: a number from 0 to 18446744073709551615 is expected`);
  }
  return BigInt(text);
}
