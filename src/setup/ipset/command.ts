/** The command ipset(8), and the lines of `ipset restore`. */
import { SetupError } from "../error.js";
import type { Line, Word } from "../language.js";
import { findType, readCreate } from "./create.js";
import { readElement, singles, type Verb } from "./element.js";
import { readOptions } from "./entry_options.js";
import { listSets, saveSets } from "./print.js";
import { type CountReferences, IpsetError, isList, type SetStore } from "./store.js";
import { syntax } from "./values.js";
import { OptionWords } from "./words.js";

/** What ipset works on and speaks to. */
export interface IpsetHost {
  readonly sets: SetStore;
  /** How many rules name a set. */
  readonly ruleReferences: CountReferences;
  print(word: Word, text: string): void;
  warn(word: Word, message: string): void;
}

/** Options that hold for the whole command. */
interface Options {
  exist: boolean;
  quiet: boolean;
  sorted: boolean;
  names: boolean;
  terse: boolean;
  output: string | null;
  /** -f. */
  file: Word | null;
}

/** A command line as read. */
interface CommandLine {
  readonly options: Options;
  /** The command and what follows, without the options above. */
  readonly words: readonly Word[];
}

/** Command names: the word, which may be shortened, letters and words for it, the letter of old. */
const commands: readonly (readonly [
  name: string,
  others: readonly string[],
  least: number,
  most: number,
])[] = [
  ["create", ["new", "-N"], 2, 2],
  ["add", ["-A"], 2, 2],
  ["del", ["-D"], 2, 2],
  ["test", ["-T"], 2, 2],
  ["destroy", ["x", "-X"], 0, 1],
  ["list", ["-L"], 0, 1],
  ["save", ["-S"], 0, 1],
  ["restore", ["-R"], 0, 0],
  ["flush", ["-F"], 0, 1],
  ["rename", ["e", "-E"], 2, 2],
  ["swap", ["w", "-W"], 2, 2],
  ["help", ["-h", "-H"], 0, 1],
  ["version", ["-v", "-V"], 0, Number.POSITIVE_INFINITY],
];

type CommandSpec = (typeof commands)[number];

/** The command that a word is the beginning of; two dashes before it do not matter. */
function findCommand(text: string): CommandSpec | undefined {
  const word = text.replace(/^--/, "");
  if (word === "" || text === "-") return undefined;
  return commands.find(([name, others]) => [name, ...others].some((n) => n.startsWith(word)));
}

const outputs = ["plain", "save", "xml"];

function noOptions(): Options {
  return {
    exist: false,
    quiet: false,
    sorted: false,
    names: false,
    terse: false,
    output: null,
    file: null,
  };
}

/** Reads the words of a command; options join those that are there. */
function readLine(words: readonly Word[], options = noOptions()): CommandLine {
  const rest: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const text = word.text.replace(/^--(?=..)/, "-");
    if (text === "-!" || text === "-exist") options.exist = true;
    else if (text === "-q" || text === "-quiet") options.quiet = true;
    else if (text === "-s" || text === "-sorted") options.sorted = true;
    else if (text === "-n" || text === "-name") options.names = true;
    else if (text === "-t" || text === "-terse") options.terse = true;
    else if (text === "-o" || text === "-output" || text === "-f" || text === "-file") {
      const value = words[++i];
      if (value === undefined) {
        throw refused(word, `Missing mandatory argument to option ${word.text}`);
      }
      if (text.startsWith("-f")) options.file = value;
      else {
        if (!outputs.includes(value.text)) {
          throw refused(value, `Syntax error: unknown output mode '${value.text}'`);
        }
        options.output = value.text;
      }
    } else if (text === "-r" || text === "-resolve") {
      throw refused(word, "ipset -resolve is not supported in a setup", "names are not looked up");
    } else rest.push(word);
  }
  return { options, words: rest };
}

function refused(word: Word, message: string, hint?: string): SetupError {
  return new SetupError(word.position, message, hint);
}

/** Runs a command line; `command` is the word "ipset". `input` gives the lines that `restore`
 * reads. */
export function runIpset(
  host: IpsetHost,
  command: Word,
  words: readonly Word[],
  input: (file: Word | null) => readonly Line[],
): void {
  const line = readLine(words);
  const first = line.words[0];
  if (first === undefined) throw refused(command, "No command specified.");
  if (findCommand(first.text)?.[0] === "restore") {
    if (line.words[1] !== undefined) {
      throw refused(line.words[1], `Unknown argument ${line.words[1].text}`);
    }
    restoreSets(host, command, input(line.options.file), line.options.exist);
    return;
  }
  if (line.options.file !== null) {
    throw refused(line.options.file, "ipset writes no files in a setup");
  }
  runLine(host, command, line);
}

/** Runs a command that was read; refusals stand where its first word does. */
function runLine(host: IpsetHost, command: Word, line: CommandLine): void {
  const [first, ...rest] = line.words;
  const spec = findCommand(first!.text);
  if (spec === undefined) {
    throw refused(first!, `No command specified: unknown argument ${first!.text}`);
  }
  const [name, , least, most] = spec;
  if (rest.length < least) {
    const which = rest.length === 0 ? "Missing mandatory" : "Missing second mandatory";
    throw refused(first!, `${which} argument to command ${name}`);
  }
  const options = ["create", "add", "del", "test"].includes(name);
  if (!options && rest.length > most) {
    throw refused(rest[most]!, `Unknown argument ${rest[most]!.text}`);
  }
  try {
    run(host, command, name, rest, line.options);
  } catch (error) {
    if (!(error instanceof IpsetError)) throw error;
    throw refused(rest[0] ?? first!, error.message, error.hint);
  }
}

/** Names of sets have 31 bytes at most. */
function setName(text: string): string {
  if (new TextEncoder().encode(text).length <= 31) return text;
  throw syntax(`setname '${text}' is longer than 31 characters`);
}

function run(
  host: IpsetHost,
  command: Word,
  name: string,
  words: readonly Word[],
  options: Options,
): void {
  const { sets, ruleReferences } = host;
  const names = words.slice(0, 2).map((word) => word.text);
  switch (name) {
    case "create": {
      const type = findType(names[1]!);
      const rest = new OptionWords(words.slice(2).map((word) => word.text));
      const warn = (message: string) => host.warn(command, message);
      const parameters = readCreate(type, rest, () => sets.drawInitVal(), warn);
      sets.create(setName(names[0]!), type, parameters, options.exist);
      return;
    }
    case "add":
    case "del":
    case "test":
      element(host, command, name, words, options);
      return;
    case "destroy":
      if (options.exist && names[0] !== undefined && sets.get(names[0]) === undefined) return;
      sets.destroy(names[0] ?? null, ruleReferences);
      return;
    case "flush":
      sets.flush(names[0] ?? null);
      return;
    case "rename":
      sets.rename(names[0]!, setName(names[1]!), ruleReferences);
      return;
    case "swap":
      sets.swap(names[0]!, names[1]!);
      return;
    case "list":
    case "save":
      host.print(command, printed(host, name, names[0] ?? null, options));
      return;
    case "version":
      host.print(command, "ipset v7.17, protocol version: 7\n");
      return;
    default:
      throw new IpsetError(`ipset ${name} is not supported in a setup`);
  }
}

function printed(host: IpsetHost, name: string, set: string | null, options: Options): string {
  // what is printed first in a dump decides about the rest of it
  options.output ??= name === "save" ? "save" : "plain";
  const { output } = options;
  if (output === "xml") throw new IpsetError("the output mode xml is not supported");
  const { sorted, terse, names } = options;
  if (output === "save") return saveSets(host.sets, { name: set, sorted });
  return listSets(host.sets, { name: set, sorted, terse, namesOnly: names }, host.ruleReferences);
}

/** add, del, test. */
function element(
  host: IpsetHost,
  command: Word,
  verb: Verb,
  words: readonly Word[],
  options: Options,
): void {
  const { sets } = host;
  const index = sets.need(words[0]!.text);
  const set = sets.at(index)!;
  const text = words[1]!.text;
  const read = readElement(text, set, verb);
  const { entry } = read;
  const rest = new OptionWords(words.slice(2).map((word) => word.text));
  readOptions(sets, set, verb, rest, entry);
  if (isList(set)) {
    const member = sets.get(text);
    if (member === undefined) {
      throw new IpsetError("Set to be added/deleted/tested as element does not exist.");
    }
    if (isList(member)) {
      throw new IpsetError("Sets with list:set type cannot be added to the set.");
    }
    entry.member = sets.indexOf(text);
  }
  if (verb === "test") {
    const nomatch = words.slice(2).some((word) => word.text.replace(/^--/, "") === "nomatch");
    const found = sets.test(index, entry, nomatch);
    if (options.quiet) return;
    const told = words.slice(1).filter((word) => word.text.replace(/^--/, "") !== "nomatch");
    const what = told.map((word) => word.text).join(" ");
    const name = words[0]!.text;
    host.print(command, `${what} is ${found ? "in" : "NOT in"} set ${name}.\n`);
    return;
  }
  for (const single of singles(set, read)) {
    if (verb === "add") sets.add(index, single, options.exist);
    else sets.delete(index, single, options.exist);
  }
}

/** The words of a line of `restore`: between blanks, or in double quotes. */
function splitLine(line: Line): Word[] {
  const words: Word[] = [];
  const pattern = /[ \t]*(?:"([^"]*)"|([^ \t"][^ \t]*)|("))/y;
  const text = line.text.trimEnd();
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (found === null) break;
    // an open quote ends the line, for ipset
    if (found[3] !== undefined) break;
    words.push({
      text: found[1] ?? found[2]!,
      position: line.position,
      quoted: found[1] !== undefined,
    });
  }
  return words;
}

const notRestored = ["restore", "help", "version"];

/** Runs the lines that `ipset restore` reads. */
export function restoreSets(
  host: IpsetHost,
  command: Word,
  lines: readonly Line[],
  exist: boolean,
): void {
  // options hold for the lines behind, too
  const options = { ...noOptions(), exist };
  for (const line of lines) {
    if (/^\s*(#|$)/.test(line.text)) continue;
    const words = splitLine(line);
    if (words[0]?.text === "COMMIT") continue;
    if (words[0] !== undefined && "quit".startsWith(words[0].text)) return;
    const read = readLine(words, options);
    if (read.words[0] === undefined) throw new SetupError(line.position, "No command specified.");
    const name = findCommand(read.words[0].text)?.[0];
    if (name !== undefined && notRestored.includes(name)) {
      throw new SetupError(line.position, `Command \`${name}' is invalid in restore mode.`);
    }
    runLine(host, command, read);
  }
}
