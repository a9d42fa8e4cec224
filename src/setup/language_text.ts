/** The parts of a setup's text, and what of the language looks at text only: variables, dumps. */
import { SetupError } from "./error.js";
import type { Position } from "./model.js";

/** A word of a command after quotes and variables. */
export interface Word {
  readonly text: string;
  readonly position: Position;
  /** Some part of it stood in quotes. */
  readonly quoted: boolean;
}

/** A line of a here-document or of a file. */
export interface Line {
  readonly text: string;
  readonly position: Position;
}

/** `< file`, `> file`, `>> file` or a here-document. */
export type Redirect =
  | { readonly kind: "<" | ">" | ">>"; readonly target: Word }
  | { readonly kind: "<<"; readonly lines: Line[] };

/** One command, or a piece of an iptables-save dump that stands in the setup by itself. */
export type Statement =
  | {
      readonly kind: "command";
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
    }
  | { readonly kind: "dump"; readonly lines: readonly Line[]; readonly generator: string | null }
  | { readonly kind: "sets"; readonly lines: readonly Line[] };

/** Where `expand` reads. */
interface Source {
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
  /** The place of the "$", for messages. */
  place(): Position;
}

/** The value of $NAME or ${NAME} at `at`, and where the text goes on. */
export function expand(source: Source, at: number): { value: string; end: number } {
  const rest = source.text.slice(at, at + 258);
  const plain = /^\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})/.exec(rest);
  if (plain !== null) {
    const name = plain[1] ?? plain[2]!;
    const value = source.variables.get(name);
    if (value === undefined) {
      throw new SetupError(
        source.place(),
        `the variable ${name} is not set`,
        `write ${name}=value on a line before`,
      );
    }
    return { value, end: at + plain[0].length };
  }
  if (rest.startsWith("$(") || rest.startsWith("`")) {
    throw new SetupError(
      source.place(),
      "a setup runs no programs: $(...) and `...` do not work",
      "write the program's output in its place",
    );
  }
  if (rest.startsWith("${") || /^\$[0-9@*#?!$-]/.test(rest)) {
    throw new SetupError(
      source.place(),
      "variables are written $NAME in a setup, or with {} around NAME",
    );
  }
  return { value: "$", end: at + 1 };
}

const tableLine = /^\*[ \t]*(raw|mangle|nat|filter|security)[ \t]*$/;

/** Whether an iptables-save dump begins here: a line "*table". */
export function isDump(text: string, at: number): boolean {
  if (text[at] !== "*") return false;
  const end = text.indexOf("\n", at);
  return tableLine.test(text.slice(at, end < 0 ? text.length : end));
}

/** Lines that belong together, where the text goes on behind them, and how many they are. */
interface Block {
  readonly lines: Line[];
  readonly end: number;
  readonly lineCount: number;
}

/** The lines from `start` on, until `last` says of one that it is the last, or `follows` of the place behind it
 * that the next does not belong to them. */
function readBlock(
  text: string,
  start: number,
  file: string,
  firstLine: number,
  { last, follows }: { last?: RegExp; follows?: (at: number) => boolean },
): Block {
  const lines: Line[] = [];
  let at = start;
  while (at < text.length && follows?.(at) !== false) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    const line = text.slice(at, end);
    lines.push({ text: line, position: { file, line: firstLine + lines.length, column: 1 } });
    at = Math.min(end + 1, text.length);
    if (last?.test(line)) break;
  }
  return { lines, end: at, lineCount: lines.length };
}

/** The lines of a dump up to COMMIT. */
export function readDump(text: string, start: number, file: string, firstLine: number): Block {
  return readBlock(text, start, file, firstLine, { last: /^COMMIT[ \t]*$/ });
}

const setLine = /^(create \S+ (bitmap|hash|list):|add \S+ \S)/;

/** Whether what `ipset save` printed begins here. */
export function isSetDump(text: string, at: number): boolean {
  if (text[at] !== "c" && text[at] !== "a") return false;
  const end = text.indexOf("\n", at);
  return setLine.test(text.slice(at, end < 0 ? text.length : end));
}

/** The lines of such a dump: as many as there are. */
export function readSetDump(text: string, start: number, file: string, firstLine: number): Block {
  return readBlock(text, start, file, firstLine, { follows: (at) => isSetDump(text, at) });
}

/** The refusal of what needs a real shell. */
export function notShell(position: Position, what: string): SetupError {
  return new SetupError(
    position,
    `"${what}" is not part of a setup: it would need a shell`,
    "a setup holds plain commands, one a line; comments, quotes, NAME=value and << work",
  );
}
