/** string: bytes anywhere in the packet (iptables-extensions(8), string). */
import { StringInfo } from "../../generated/layout/match/string.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, numberOption, U16_MAX } from "../values.js";

interface StringOptions {
  algorithm: string;
  pattern: Uint8Array | null;
  inverted: boolean;
  ignoreCase: boolean;
  from: number;
  to: number;
}

/** Bytes of a pattern (XT_STRING_MAX_PATTERN_SIZE), of an algorithm's name with its end. */
const MAX_PATTERN = 128;
const MAX_NAME = 16;
const tooLong = (text: string) => new OptionError(`STRING too long "${text}"`);

function parseString(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MAX_PATTERN) throw tooLong(text);
  return bytes;
}

/** Text with bytes in hexadecimal between bars: "GET |20 0d|". A backslash takes the next as it is. */
function parseHexString(text: string): Uint8Array {
  const source = new TextEncoder().encode(text);
  if (source.length === 0) throw new OptionError("STRING must contain at least one char");
  const out: number[] = [];
  let i = 0;
  while (i < source.length) {
    const c = source[i]!;
    if (c === 0x5c && i + 1 < source.length) {
      out.push(source[i + 1]!);
      i += 2;
    } else if (c === 0x7c) {
      i = hexBlock(source, i + 1, out);
      // one byte less than text may have
      if (out.length >= MAX_PATTERN) throw tooLong(text);
    } else {
      out.push(c);
      i++;
    }
    if (out.length > MAX_PATTERN) throw tooLong(text);
  }
  return Uint8Array.from(out);
}

/** Reads up to the closing bar; answers where it goes on behind it. */
function hexBlock(source: Uint8Array, start: number, out: number[]): number {
  let i = start;
  const char = (at: number) => String.fromCharCode(source[at] ?? 0);
  const space = () => {
    while (/\s/.test(char(i)) && i < source.length) i++;
  };
  space();
  if (char(i) === "|") throw new OptionError("Odd number of hex digits");
  while (char(i) !== "|") {
    if (i + 2 >= source.length) throw new OptionError("Invalid hex block");
    const digits = char(i) + char(i + 1);
    if (char(i + 1) === "|") throw new OptionError("Invalid hex block");
    const wrong = /[^0-9a-fA-F]/.exec(digits);
    if (wrong !== null) throw new OptionError(`Invalid hex char '${wrong[0]}'`);
    out.push(Number.parseInt(digits, 16));
    i += 2;
    space();
  }
  return i + 1;
}

/** What needs the form with bars: bytes that are no printable ASCII. */
function isPlain(pattern: Uint8Array): boolean {
  return pattern.every((c) => c >= 0x20 && c < 0x7f);
}

function hexText(pattern: Uint8Array): string {
  return `"|${[...pattern].map((c) => c.toString(16).padStart(2, "0")).join("")}|"`;
}

function patternText(pattern: Uint8Array): string {
  if (!isPlain(pattern)) return hexText(pattern);
  return `"${String.fromCharCode(...pattern).replace(/["\\]/g, (c) => `\\${c}`)}"`;
}

function saved(info: StringOptions): string {
  const pattern = info.pattern!;
  const option = isPlain(pattern) ? "--string" : "--hex-string";
  const out = [`${bang(info.inverted)}${option} ${patternText(pattern)} --algo ${info.algorithm}`];
  if (info.from !== 0) out.push(`--from ${info.from}`);
  if (info.to !== U16_MAX) out.push(`--to ${info.to}`);
  if (info.ignoreCase) out.push("--icase");
  return out.join(" ");
}

function listed(info: StringOptions): string {
  const out = [`STRING match ${info.inverted ? "!" : ""} ${patternText(info.pattern!)}`];
  out.push(`ALGO name ${info.algorithm}`);
  if (info.from !== 0) out.push(`FROM ${info.from}`);
  if (info.to !== U16_MAX) out.push(`TO ${info.to}`);
  if (info.ignoreCase) out.push("ICASE");
  return out.join(" ");
}

/** The kernel's toupper(): Latin-1. */
function capital(byte: number): number {
  const small = (byte >= 97 && byte <= 122) || (byte >= 223 && byte !== 247);
  return small ? byte - 32 : byte;
}

export const extension = match<StringOptions>({
  name: "string",
  about: "bytes anywhere in the packet",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "from", value: "required" },
    { name: "to", value: "required" },
    { name: "algo", value: "required" },
    { name: "string", value: "required", invert: true, excludes: ["hex-string"] },
    { name: "hex-string", value: "required", invert: true, excludes: ["string"] },
    { name: "icase", value: "none" },
  ],
  create: () => ({
    algorithm: "",
    pattern: null,
    inverted: false,
    ignoreCase: false,
    from: 0,
    to: U16_MAX,
  }),
  option(info, use) {
    switch (use.id) {
      case "from":
        info.from = numberOption(use, "string", 0, U16_MAX);
        break;
      case "to":
        info.to = numberOption(use, "string", 0, U16_MAX);
        break;
      case "algo":
        info.algorithm = use.value.slice(0, MAX_NAME - 1);
        break;
      case "icase":
        info.ignoreCase = true;
        break;
      default:
        info.pattern = use.id === "string" ? parseString(use.value) : parseHexString(use.value);
        info.inverted = use.inverted;
    }
  },
  check(info, _context, given) {
    if (info.pattern === null) {
      throw new OptionError("STRING match: You must specify `--string' or `--hex-string'");
    }
    requireOption(given, "string", "algo");
    const { algorithm } = info;
    if (algorithm === "fsm") {
      throw new OptionError("Invalid argument: string: the algorithm fsm takes no text");
    }
    if (algorithm !== "bm" && algorithm !== "kmp") {
      throw new OptionError(
        "No chain/target/match by that name.",
        `"${algorithm}" is no algorithm of the kernel: bm and kmp are`,
      );
    }
    if (info.from > info.to)
      throw new OptionError("Invalid argument: string: --from is behind --to");
    if (info.pattern.length === 0) throw new OptionError("Invalid argument: string: empty");
  },
  save: saved,
  list: listed,
  encode(info, record) {
    const given = info.pattern!;
    const pattern = info.ignoreCase ? given.map(capital) : given;
    record.reserve(StringInfo.pattern + pattern.length);
    record.u32(StringInfo.from, info.from);
    record.u32(StringInfo.to, info.to);
    record.u8(StringInfo.invert, info.inverted ? 1 : 0);
    record.u8(StringInfo.ignoreCase, info.ignoreCase ? 1 : 0);
    record.u8(StringInfo.length, pattern.length);
    record.u8(StringInfo.byFragment, info.algorithm === "bm" ? 1 : 0);
    const skips = new Uint8Array(256).fill(pattern.length);
    pattern.subarray(0, -1).forEach((c, i) => {
      skips[c] = pattern.length - 1 - i;
    });
    record.bytes(StringInfo.skips, skips);
    record.bytes(StringInfo.pattern, pattern);
  },
});
