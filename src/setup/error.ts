/** What is wrong with a setup, and where. */
import type { Position } from "./model.js";

/** A mistake in a setup: a value that says where (line and column from 1), what, and how to help. */
export class SetupError extends Error {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What may help, or undefined. */
  readonly hint: string | undefined;
  /** The line of the setup, when it is known: `format` shows it. */
  source: string | undefined;

  constructor(position: Position, message: string, hint?: string) {
    super(message);
    this.name = "SetupError";
    this.file = position.file;
    this.line = position.line;
    this.column = position.column;
    this.hint = hint;
  }

  /** The mistake for people: place and message, the line with a caret under the column, the hint. */
  format(): string {
    let text = `${this.file}:${this.line}:${this.column}: ${this.message}`;
    if (this.source !== undefined) {
      const before = this.source.slice(0, this.column - 1).replace(/[^\t]/g, " ");
      text += `\n    ${this.source}\n    ${before}^`;
    }
    if (this.hint !== undefined) text += `\n  hint: ${this.hint}`;
    return text;
  }
}

/** Something that is accepted but probably not meant. */
export interface Warning {
  readonly position: Position;
  readonly message: string;
}
