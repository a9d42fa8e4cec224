/** What a command of a setup reads: its redirections. */
import { SetupError } from "./error.js";
import type { Line, Redirect, Statement, Word } from "./language.js";

/** A statement that is a command. */
export type Command = Extract<Statement, { kind: "command" }>;

/** Reads a file's lines; throws SetupError. */
export type ReadLines = (file: Word) => readonly Line[];

/** The word that names a redirection's file; a here-document has none. */
export function redirectWord(redirect: Redirect): Word | undefined {
  return redirect.kind === "<<" ? undefined : redirect.target;
}

/** Where a statement begins. */
export function statementPosition(statement: Command): Word["position"] {
  const redirect = statement.redirects[0];
  const first = redirect?.kind === "<<" ? redirect.lines[0]?.position : undefined;
  return statement.words[0]?.position ?? first ?? { file: "", line: 1, column: 1 };
}

/** Throws SetupError when a command that reads nothing is redirected. */
export function noRedirect(statement: Command, name: string): void {
  const redirect = statement.redirects[0];
  if (redirect === undefined) return;
  throw new SetupError(
    redirectWord(redirect)?.position ?? statementPosition(statement),
    `${name} reads and writes no files in a setup`,
  );
}

/** Whether a redirection gives something to read. */
const reads = ({ kind }: Redirect): boolean => kind === "<<" || kind === "<";

/**
 * The standard input of `name`: its lines when asked for, null when there is none. A file whose last line has an
 * end has an empty line behind that. Throws SetupError for more than one input, and for what writes.
 */
export function standardInput(
  statement: Command,
  name: string,
  lines: ReadLines,
): (() => readonly Line[]) | null {
  const [input, more] = statement.redirects;
  if (input === undefined) return null;
  if (!reads(input)) noRedirect(statement, name);
  if (more !== undefined) {
    throw new SetupError(statementPosition(statement), `one input is enough for ${name}`);
  }
  return () => (input.kind === "<<" ? input.lines : lines(input.target));
}

/** The complaint of a command that needs an input and has none. */
export function nothingToRead(command: Word, what: string, other = "a file (< NAME)"): SetupError {
  return new SetupError(
    command.position,
    `${what} has nothing to read`,
    `give it a here-document (<<EOF) or ${other}`,
  );
}
