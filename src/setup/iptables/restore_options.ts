/** The words behind iptables-restore and ip6tables-restore. */
import { SetupError } from "../error.js";
import { type Found, Getopt } from "../getopt.js";
import type { Word } from "../language.js";
import type { Information } from "./template.js";

/** The options of iptables-restore. */
export interface RestoreOptions {
  /** -c: take the counters. */
  readonly counters: boolean;
  /** -n: keep what the table holds. */
  readonly noFlush: boolean;
  /** -t: read and check, change nothing. */
  readonly test: boolean;
  readonly verbose: boolean;
  /** -T: this table only. */
  readonly table: string | null;
}

/** The options that a plain dump is read with. */
export const plainRestore: RestoreOptions = {
  counters: false,
  noFlush: false,
  test: false,
  verbose: false,
  table: null,
};

/** The words behind iptables-restore, as read. */
export type RestoreWords = RestoreOptions & {
  /** The file that is named there. */
  readonly file: Word | null;
  /** Asked for instead of all else. */
  readonly information: Information | null;
};

const options = [
  ["c", "none", "counters"],
  ["v", "none", "verbose"],
  ["V", "none", "version"],
  ["t", "none", "test"],
  ["h", "none", "help"],
  ["n", "none", "noflush"],
  ["M", "required", "modprobe"],
  ["T", "required", "table"],
  // -w 5 and --wait=5, but not -w5
  ["w", "none"],
  ["W", "none"],
] as const;

/** Reads the words behind iptables-restore, up to one that asks for information. */
export function parseRestore(command: Word, words: readonly Word[]): RestoreWords {
  const all = [command, ...words];
  const getopt = new Getopt(
    all.map((word) => word.text),
    options,
  );
  getopt.add(["w", "optional", "wait"]);
  getopt.add(["W", "optional", "wait-interval"]);
  const read = { ...plainRestore, file: null as Word | null, information: null };
  const seen = new Set<string>();
  for (let found = getopt.next(); found !== null; found = getopt.next()) {
    const refuse = (message: string) => new SetupError(all[getopt.place]!.position, message);
    const { letter, value } = found;
    seen.add(letter);
    if (letter === "?") throw refuse(`unrecognized option '${value}'`);
    if (letter === ":") throw refuse(`option requires an argument -- '${value}'`);
    if (letter === "V" || letter === "h") {
      return { ...read, information: letter === "V" ? "version" : "help" };
    }
    if (letter === "c") read.counters = true;
    else if (letter === "n") read.noFlush = true;
    else if (letter === "t") read.test = true;
    else if (letter === "v") read.verbose = true;
    else if (letter === "T") read.table = value;
    else if (letter !== "M") checkWait(getopt, found, refuse);
  }
  const [file, more] = getopt.otherPlaces.map((place) => all[place]!);
  if (more !== undefined) {
    throw new SetupError(more.position, "Unknown arguments found on commandline");
  }
  if (seen.has("W") && !seen.has("w")) {
    throw new SetupError(command.position, "Option --wait-interval requires option --wait");
  }
  return { ...read, file: file ?? null };
}

/** The number behind -w, which may be left out, and behind -W, which may not. */
function checkWait(getopt: Getopt, { letter, value }: Found, refuse: (m: string) => SetupError) {
  const number = value ?? getopt.optionalWord(() => true);
  const what = letter === "w" ? "wait seconds" : "wait interval";
  if (number === null) {
    if (letter === "w") return;
    throw refuse(`${what} value required`);
  }
  if (!/^\s*[-+]?\d/.test(number)) throw refuse(`${what} not numeric`);
}
