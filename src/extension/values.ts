/**
 * How option values are read: numbers, ranges, marks, ports, lists. The rules are those of
 * iptables' own option parser: numbers as strtoul(3) reads them with base 0 (decimal, 0x..., 0...),
 * white space allowed in front, a sign only when it is "+".
 */
import { type OptionUse, OptionError, type ParseContext } from "./extension.js";

/** The largest value of an option's unsigned 8, 16 and 32 bit field. */
export const U8_MAX = 0xff;
export const U16_MAX = 0xffff;
export const U32_MAX = 0xffffffff;
/** And of a 64 bit field. */
export const U64_MAX = 0xffffffffffffffffn;

/** An inclusive range of numbers. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A value and the bits of it that count. */
export interface Masked {
  readonly value: number;
  readonly mask: number;
}

/** A number in front of a text and what follows it, or null when the text starts with none. Values
 * past 2^53 lose their last digits; every limit is far below. */
export function scanNumber(text: string): { value: number; rest: string } | null {
  const found = /^[ \t\n\v\f\r]*\+?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  if (found === null) return null;
  const digits = found[1]!;
  const octal = digits.length > 1 && /^0[0-7]+$/.test(digits);
  return {
    value: octal ? Number.parseInt(digits, 8) : Number(digits),
    rest: text.slice(found[0].length),
  };
}

const ZERO = 48;
/** So many decimal digits are a number that is exact. */
const DIGITS_MOST = 15;

/** A decimal number as nearly all are written, without leading zeros; -1 for any other text. */
function plainNumber(text: string): number {
  const { length } = text;
  if (length === 0 || length > DIGITS_MOST) return -1;
  let value = text.charCodeAt(0) - ZERO;
  if (value < 0 || value > 9 || (value === 0 && length > 1)) return -1;
  for (let i = 1; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** A text that is one number from `min` to `max`, or null. */
export function parseNumber(text: string, min: number, max: number): number | null {
  const plain = plainNumber(text);
  if (plain >= 0) return plain >= min && plain <= max ? plain : null;
  const scanned = scanNumber(text);
  if (scanned === null || scanned.rest !== "") return null;
  return scanned.value >= min && scanned.value <= max ? scanned.value : null;
}

/** The value of an option that takes one number. `extension` is named in the refusal. */
export function numberOption(use: OptionUse, extension: string, min: number, max: number): number {
  const value = parseNumber(use.value, min, max);
  if (value !== null) return value;
  throw new OptionError(
    `${extension}: bad value for option "${use.flag}", or out of range (${min}-${max})`,
    `"${use.value}" is not a number from ${min} to ${max}`,
  );
}

/** A number of 64 bits in front of a text, as `scanNumber` reads them, and what follows it. */
function scanNumber64(text: string): { value: bigint; rest: string } | null {
  const found = /^[ \t\n\v\f\r]*\+?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  if (found === null) return null;
  const digits = found[1]!;
  const octal = /^0[0-7]+$/.test(digits);
  return {
    value: BigInt(octal ? `0o${digits.slice(1)}` : digits),
    rest: text.slice(found[0].length),
  };
}

/** The value of an option that takes one number of 64 bits. */
export function number64Option(use: OptionUse, extension: string): bigint {
  const scanned = scanNumber64(use.value);
  if (scanned !== null && scanned.rest === "" && scanned.value <= U64_MAX) return scanned.value;
  throw new OptionError(
    `${extension}: bad value for option "${use.flag}", or out of range (0-${U64_MAX})`,
  );
}

/** The value of an option that takes a number of 64 bits and up, or a range "from:to": a missing end
 * means 0 or the largest. */
export function range64Option(use: OptionUse, extension: string): { from: bigint; to: bigint } {
  const words = use.value.split(":");
  if (words.length > 2) {
    throw new OptionError(`${extension}: too many components for option "${use.flag}" (max: 2)`);
  }
  const [from, to] = words.map((word, i) => {
    if (word === "") return i === 0 ? 0n : U64_MAX;
    const scanned = scanNumber64(word);
    if (scanned !== null && scanned.rest === "" && scanned.value <= U64_MAX) return scanned.value;
    throw new OptionError(
      `${extension}: bad value for option "${use.flag}" near "${word}", ` +
        `or out of range (0-${U64_MAX})`,
    );
  });
  return { from: from!, to: to ?? U64_MAX };
}

/** The value of an option that takes a number or a range "from:to": a missing end means 0 or `max`.
 * A range that runs backwards is taken as it is, as iptables does: it never matches. */
export function rangeOption(use: OptionUse, extension: string, max: number): Range {
  const ends: number[] = [];
  let text = use.value;
  for (;;) {
    if (ends.length === 2) {
      throw new OptionError(`${extension}: too many components for option "${use.flag}" (max: 2)`);
    }
    if (text === "" || text.startsWith(":")) {
      ends.push(ends.length === 0 ? 0 : max);
    } else {
      const scanned = scanNumber(text);
      if (scanned === null || scanned.value > max) {
        throw new OptionError(
          `${extension}: bad value for option "${use.flag}" near "${text}", ` +
            `or out of range (0-${max})`,
        );
      }
      ends.push(scanned.value);
      text = scanned.rest;
    }
    if (text === "") break;
    if (!text.startsWith(":")) {
      throw new OptionError(
        `${extension}: argument to "${use.flag}" has unexpected characters near "${text}"`,
      );
    }
    text = text.slice(1);
  }
  return { from: ends[0]!, to: ends[1] ?? ends[0]! };
}

/** A range as options print it: "5" or "5:9". */
export function rangeText(range: Range): string {
  return range.from === range.to ? `${range.from}` : `${range.from}:${range.to}`;
}

/** The value of an option that takes "value[/mask]", 32 bits each; without a mask every bit counts. */
export function markOption(use: OptionUse, extension: string): Masked {
  const bad = () =>
    new OptionError(
      `${extension}: bad integer value for option "${use.flag}", or out of range`,
      `expected value[/mask], each from 0 to 0xffffffff, not "${use.value}"`,
    );
  const value = scanNumber(use.value);
  if (value === null || value.value > U32_MAX) throw bad();
  let mask = U32_MAX;
  let rest = value.rest;
  if (rest.startsWith("/")) {
    const scanned = scanNumber(rest.slice(1));
    if (scanned === null || scanned.value > U32_MAX) throw bad();
    mask = scanned.value;
    rest = scanned.rest;
  }
  if (rest !== "") {
    throw new OptionError(`${extension}: trailing garbage after value for option "${use.flag}"`);
  }
  return { value: value.value, mask };
}

/** A mark as options print it: "0x1", or "0x1/0xff" when not every bit counts. */
export function markText(mark: Masked): string {
  return mark.mask === U32_MAX ? hex(mark.value) : `${hex(mark.value)}/${hex(mark.mask)}`;
}

/** "0x1f". */
export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** Two digits at least: "0x0a". */
export function hex2(value: number): string {
  return `0x${value.toString(16).padStart(2, "0")}`;
}

/** A port or service name of the protocol ("tcp", "udp", ...; undefined = any). */
export function parsePort(text: string, protocol: string | undefined, c: ParseContext): number {
  const port = parseNumber(text, 0, U16_MAX) ?? c.service(text, protocol);
  if (port !== undefined) return port;
  throw new OptionError(
    `invalid port/service \`${text}' specified`,
    `a port is a number from 0 to 65535 or a name of ${protocol ?? "a"} service`,
  );
}

/** "80", "80:90", ":90" (from 0), "80:" (to 65535), names too; 90:80 is refused. */
export function parsePortRange(text: string, protocol: string, c: ParseContext): Range {
  const colon = text.indexOf(":");
  if (colon < 0) {
    const port = parsePort(text, protocol, c);
    return { from: port, to: port };
  }
  const first = text.slice(0, colon);
  const last = text.slice(colon + 1);
  const from = first === "" ? 0 : parsePort(first, protocol, c);
  const to = last === "" ? U16_MAX : parsePort(last, protocol, c);
  if (from > to) throw new OptionError("invalid portrange (min > max)");
  return { from, to };
}

/** A port as getaddrinfo(3) reads it: nothing for 0, decimal, cut to 16 bits, or a service of any protocol. */
export function resolvePort(text: string, c: ParseContext): number {
  if (text === "") return 0;
  if (/^\s*(\+?\d+|-0+)$/.test(text)) {
    const value = Math.abs(Number(text));
    if (value < 2 ** 31) return value & U16_MAX;
  }
  const port = c.service(text);
  if (port !== undefined) return port;
  throw new OptionError(
    `Port "${text}" does not resolve to anything.`,
    "a port is a decimal number or the name of a service",
  );
}

/** The value of an option that takes a port or "from:to" and resolves services of any protocol, as
 * udp and conntrack do (iptables' XTTYPE_PORTRC): a missing end means 0 or 65535. */
export function portRangeOption(use: OptionUse, extension: string, c: ParseContext): Range {
  const words = use.value.split(":");
  if (words.length > 2) {
    throw new OptionError(`${extension}: too many components for option "${use.flag}" (max: 2)`);
  }
  const [from, to] = words.map((word, i) =>
    word === "" ? (i === 0 ? 0 : U16_MAX) : resolvePort(word, c),
  );
  return { from: from!, to: to ?? from! };
}

/** The entries of a table whose name starts with `word`, in any case, in the table's order. */
export function beginningWith<T extends readonly [string, ...unknown[]]>(
  table: readonly T[],
  word: string,
): T[] {
  const lower = word.toLowerCase();
  return table.filter(([name]) => name.toLowerCase().startsWith(lower));
}

/** The entry of a table with that name, in any case. */
export function named<T extends readonly [string, ...unknown[]]>(
  table: readonly T[],
  word: string,
): T | undefined {
  const lower = word.toLowerCase();
  return table.find(([name]) => name.toLowerCase() === lower);
}

/** "! " in front of an option that was inverted. */
export function bang(inverted: boolean): string {
  return inverted ? "! " : "";
}

/** A text as iptables-save writes it: bare when it is made of letters, digits, "_" and "-", else in
 * double quotes, with quotes of both kinds and backslashes escaped. */
export function quoted(text: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return text;
  return `"${text.replace(/["\\']/g, (c) => `\\${c}`)}"`;
}
