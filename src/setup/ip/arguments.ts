/** The words of an ip(8) command line, taken one by one, with the refusals of iproute2. */
import { addressSize, maskLength, parseIPv4, parseIPv6, parseInteger } from "../address.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Family, Prefix } from "../model.js";

/** Words of a command line. */
export class Arguments {
  private index = 0;

  constructor(
    private readonly words: readonly Word[],
    /** The last word before these: where a missing word is reported. */
    private last: Word,
  ) {}

  /** The next word without taking it. */
  peek(): string | undefined {
    return this.words[this.index]?.text;
  }

  get done(): boolean {
    return this.index >= this.words.length;
  }

  /** The next word, which must be there. */
  take(): Word {
    const word = this.words[this.index];
    if (word === undefined) {
      throw new SetupError(
        this.last.position,
        'Command line is not complete. Try option "help"',
        `something is missing behind "${this.last.text}"`,
      );
    }
    this.index++;
    this.last = word;
    return word;
  }

  /** Takes the next word when it is one of these. */
  accept(...names: string[]): boolean {
    const next = this.peek();
    if (next === undefined || !names.includes(next)) return false;
    this.take();
    return true;
  }

  /** A number in a range. */
  number(what: string, max: number): number {
    const word = this.take();
    const value = parseInteger(word.text);
    if (value === null || value > max) throw wrong(word, `invalid "${what}" value`);
    return value;
  }

  /** A value that `read` understands. */
  value<T>(read: (text: string) => T | null, complaint: string): T {
    const word = this.take();
    const value = read(word.text);
    if (value === null) throw wrong(word, complaint);
    return value;
  }
}

/** iproute2's words for a value that it does not take. */
export function wrong(word: Word, complaint: string): SetupError {
  return new SetupError(word.position, `argument "${word.text}" is wrong: ${complaint}`);
}

/** An address with its family: `family` says which, or null for what the text looks like. */
export function readAddress(
  word: Word,
  family: Family | null,
): { family: Family; bytes: Uint8Array } {
  const found = addressOf(word.text, family);
  if (found === null) {
    const kind = family === null ? "inet" : family === "ipv4" ? "inet" : "inet6";
    throw new SetupError(
      word.position,
      `${kind} address is expected rather than "${word.text}".`,
      "sluice looks up no names of hosts: write the address",
    );
  }
  return found;
}

function addressOf(
  text: string,
  family: Family | null,
): { family: Family; bytes: Uint8Array } | null {
  if (family !== "ipv4" && text.includes(":")) {
    const bytes = parseIPv6(text);
    return bytes === null ? null : { family: "ipv6", bytes };
  }
  if (family === "ipv6") return null;
  // "10.8/16" stands for 10.8.0.0/16.
  const parts = text.split(".");
  if (parts.length < 4 && parts.every((part) => /^\d+$/.test(part))) {
    while (parts.length < 4) parts.push("0");
  }
  const bytes = parseIPv4(parts.join("."));
  return bytes === null ? null : { family: "ipv4", bytes };
}

/** ADDRESS[/LENGTH] or "default", "any", "all"; `length` is null when none was written. */
export function readPrefix(
  word: Word,
  family: Family | null,
): { family: Family | null; address: Uint8Array; length: number; written: boolean } {
  const { text } = word;
  if (text === "default" || text === "any" || text === "all") {
    const address = new Uint8Array(addressSize(family ?? "ipv4"));
    return { family, address, length: 0, written: true };
  }
  const slash = text.indexOf("/");
  const name = slash < 0 ? text : text.slice(0, slash);
  const found = addressOf(name, family);
  if (found === null) throw noPrefix(word, family);
  const size = addressSize(found.family) * 8;
  const length = slash < 0 ? size : prefixLength(text.slice(slash + 1), found.family);
  if (length === null || length > size) throw noPrefix(word, family);
  return { family: found.family, address: found.bytes, length, written: slash >= 0 };
}

function prefixLength(text: string, family: Family): number | null {
  const number = parseInteger(text);
  if (number !== null) return number;
  const mask = family === "ipv4" ? parseIPv4(text) : parseIPv6(text);
  const length = mask === null ? -1 : maskLength(mask);
  return length < 0 ? null : length;
}

function noPrefix(word: Word, family: Family | null): SetupError {
  const kind = family === null ? "any valid" : family === "ipv4" ? "inet" : "inet6";
  return new SetupError(word.position, `${kind} prefix is expected rather than "${word.text}".`);
}

/** A selector of a policy rule. */
export function asPrefix(found: { address: Uint8Array; length: number }): Prefix | null {
  return found.length === 0 ? null : { address: found.address, length: found.length };
}
