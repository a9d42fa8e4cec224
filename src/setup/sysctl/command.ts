/** The command sysctl(8): -w NAME=VALUE, NAME=VALUE, NAME, -p. */
import { SetupError } from "../error.js";
import type { Line, Word } from "../language.js";
import type { Position } from "../model.js";
import { SysctlError, type Sysctls, sysctlPath } from "./sysctls.js";

/** What sysctl works on. */
export interface SysctlHost {
  readonly sysctls: Sysctls;
  print(word: Word, text: string): void;
  interfaceNamed(name: string): void;
  /** A setting changed: what follows from it happens. */
  sysctlWritten(): void;
  /** The lines of a file that the command names. */
  lines(file: Word): readonly Line[];
}

interface Options {
  quiet: boolean;
  ignore: boolean;
  namesOff: boolean;
  namesOnly: boolean;
  load: boolean;
}

const longOptions = new Map(
  Object.entries({
    "--write": "w",
    "--quiet": "q",
    "--ignore": "e",
    "--values": "n",
    "--names": "N",
    "--load": "p",
  }),
);

/** Runs a command line; `command` is the word "sysctl". */
export function runSysctl(host: SysctlHost, command: Word, words: readonly Word[]): void {
  const options: Options = {
    quiet: false,
    ignore: false,
    namesOff: false,
    namesOnly: false,
    load: false,
  };
  const names: Word[] = [];
  for (const word of words) {
    if (word.text.startsWith("-")) readOption(word, options);
    else names.push(word);
  }
  if (names.length === 0) {
    throw new SetupError(
      command.position,
      options.load ? "sysctl -p needs the name of a file" : "no variables specified",
    );
  }
  for (const word of names) {
    if (options.load) loadFile(host, word, options);
    else one(host, word, options);
  }
}

function readOption(word: Word, options: Options): void {
  const letters = longOptions.get(word.text) ?? word.text.slice(1);
  for (const letter of letters) {
    if (letter === "q") options.quiet = true;
    else if (letter === "e") options.ignore = true;
    else if (letter === "n") options.namesOff = true;
    else if (letter === "N") options.namesOnly = true;
    else if (letter === "p") options.load = true;
    else if (letter !== "w") {
      throw new SetupError(word.position, `invalid option -- '${letter}'`);
    }
  }
}

function one(host: SysctlHost, word: Word, options: Options): void {
  const equals = word.text.indexOf("=");
  if (equals < 0) {
    show(host, word, options);
    return;
  }
  const name = word.text.slice(0, equals).trim();
  const value = word.text.slice(equals + 1);
  if (value.trim() === "") {
    throw new SetupError(word.position, `malformed setting "${word.text}"`, "write NAME=VALUE");
  }
  write(host, name, value, word.position, options);
  if (!options.quiet) host.print(word, `${dotted(name)} = ${value.trim()}\n`);
}

function show(host: SysctlHost, word: Word, options: Options): void {
  const value = guard(word.position, options, () => host.sysctls.get(word.text));
  if (value === null) return;
  const name = dotted(word.text);
  const text = options.namesOnly ? name : options.namesOff ? value : `${name} = ${value}`;
  host.print(word, `${text}\n`);
}

function write(
  host: SysctlHost,
  name: string,
  value: string,
  position: Position,
  options: Pick<Options, "ignore">,
): void {
  guard(position, options, () => {
    host.sysctls.set(name, value);
    const device = host.sysctls.device(name);
    if (device !== null) host.interfaceNamed(device);
    host.sysctlWritten();
    return "";
  });
}

/** Writes /proc/sys/PATH, as `echo VALUE > /proc/sys/PATH` does. */
export function writeProc(host: SysctlHost, path: Word, value: string): void {
  const name = path.text.slice("/proc/sys/".length);
  write(host, name, value, path.position, { ignore: false });
}

/** `sysctl -p FILE`: lines NAME = VALUE, comments with # or ;, "-" before a name ignores errors. */
function loadFile(host: SysctlHost, file: Word, options: Options): void {
  for (const line of host.lines(file)) {
    const text = line.text.trim();
    if (text === "" || text.startsWith("#") || text.startsWith(";")) continue;
    const ignore = options.ignore || text.startsWith("-");
    const found = /^-?([^=\s]+)\s*=\s*(.*)$/.exec(text);
    if (found === null) {
      throw new SetupError(line.position, "NAME = VALUE is expected");
    }
    write(host, found[1]!, found[2]!, line.position, { ignore });
    if (!options.quiet) host.print(file, `${dotted(found[1]!)} = ${found[2]!.trim()}\n`);
  }
}

function guard(
  position: Position,
  options: Pick<Options, "ignore">,
  run: () => string,
): string | null {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SysctlError)) throw error;
    if (options.ignore && error.message.startsWith("cannot stat")) return null;
    throw new SetupError(position, error.message, error.hint);
  }
}

/** A name with dots, whichever way it was written. */
function dotted(name: string): string {
  return sysctlPath(name).replace(/[./]/g, (c) => (c === "/" ? "." : "/"));
}
