/** The command nfnl_osf(8) of iptables 1.8.9: loads fingerprints of operating systems for `-m osf`. */
import {
  type Fingerprint,
  fingerprints,
  optionBytes,
  TEXT_LENGTH,
  type Wildcard,
} from "../extension/fingerprint.js";
import { WindowRule } from "../generated/layout/object/osf.js";
import { SetupError } from "./error.js";
import type { Line, Word } from "./language.js";
import type { Objects } from "./objects.js";

/** Colons that a line must have. */
const COLONS = 8;
/** Bytes that the tool reads at once, and takes of the options. */
const LINE_MAX = 1023;
const OPTIONS_MAX = 126;
/** Options that the kernel has room for, and their bytes (MAX_IPOPTLEN). */
const OPTION_ROOM = 40;

/** TCP options by their letters: kind and size in bytes. */
const OPTIONS: Readonly<Record<string, readonly [kind: number, size: number]>> = {
  E: [0, 1],
  N: [1, 1],
  M: [2, 4],
  W: [3, 3],
  S: [4, 2],
  T: [8, 10],
};

/** White space as isspace(3) knows it, behind a separator. */
const AFTER_COLON = /:[ \t-\r]*/;
const AFTER_COMMA = /,[ \t-\r]*/;

/** A number as strtoul(3) reads it, in so many bits; 0 where there is none. */
function number(text: string, bits: number): number {
  const found = /^[ \t-\r]*([-+]?)(\d+)/.exec(text);
  if (found === null) return 0;
  const limit = (1n << 64n) - 1n;
  const size = BigInt(found[2]!);
  const value = size > limit ? limit : found[1] === "-" ? -size : size;
  return Number(BigInt.asUintN(bits, value));
}

/** A window: its value, or how it follows from the segment size. */
function windowOf(text: string): Wildcard {
  const times = { S: WindowRule.MSS, T: WindowRule.MTU }[text[0] ?? ""];
  if (times !== undefined) {
    return { rule: times, value: number(text.slice(text[1] === "%" ? 2 : 1), 32) };
  }
  if (text.startsWith("%")) return { rule: WindowRule.MODULO, value: number(text.slice(1), 32) };
  return { rule: WindowRule.PLAIN, value: /^\d/.test(text) ? number(text, 32) : 0 };
}

/** The value of a TCP option: the kernel compares none, but tells fingerprints apart by it. */
function optionValue(letter: string, text: string): Wildcard {
  const plain = { rule: WindowRule.PLAIN, value: 0 };
  if (letter !== "W" && letter !== "M") return plain;
  const rules: Readonly<Record<string, number>> =
    letter === "M"
      ? { "%": WindowRule.MODULO }
      : { "%": WindowRule.MODULO, S: WindowRule.MSS, T: WindowRule.MTU };
  const rule = rules[text[1] ?? ""] ?? WindowRule.PLAIN;
  return { rule, value: number(text.slice(rule === WindowRule.PLAIN ? 1 : 2), 32) };
}

/** The options of a SYN in their order: words between commas, told by their first letters. */
function optionsOf(text: string): Fingerprint["options"] {
  return text
    .slice(0, OPTIONS_MAX)
    .split(AFTER_COMMA)
    .flatMap((word) => {
      const letter = word[0] ?? "";
      const known = OPTIONS[letter];
      if (known === undefined) return [];
      return [{ kind: known[0], size: known[1], ...optionValue(letter, word) }];
    });
}

/** Reads a line; a string says why it cannot be. */
function parse(text: string): Fingerprint | string {
  const colons = text.split(":").length - 1;
  if (colons !== COLONS) {
    return `Wrong input line '${text}': cnt: ${colons}, must be ${COLONS}`;
  }
  const [window, ttl, df, length, options, genre, version, subtype] = text.split(AFTER_COLON) as [
    string,
    ...string[],
  ];
  const finger: Fingerprint = {
    window: windowOf(window),
    ttl: number(ttl!, 8),
    df: number(df!, 8),
    length: number(length!, 16),
    options: optionsOf(options!),
    genre: genre!.replace(/^[@*]/, "").slice(0, TEXT_LENGTH),
    version: version!.slice(0, TEXT_LENGTH),
    subtype: subtype!.slice(0, TEXT_LENGTH),
  };
  const room = finger.options.length <= OPTION_ROOM && optionBytes(finger) <= OPTION_ROOM;
  const divides = finger.window.rule !== WindowRule.MODULO || finger.window.value !== 0;
  return room && divides ? finger : "Invalid argument";
}

/** The pieces in which the tool reads a file: lines, of which it leaves the last byte away. */
function* pieces(lines: readonly Line[]): Generator<{ text: string; position: Line["position"] }> {
  for (const [i, { text, position }] of lines.entries()) {
    const bytes = String.fromCharCode(...new TextEncoder().encode(text));
    // behind the last one's end nothing stands
    const ended = i < lines.length - 1 ? `${bytes}\n` : bytes;
    for (let at = 0; at < ended.length; at += LINE_MAX) {
      const piece = ended.slice(at, at + LINE_MAX);
      if (/^[#\n\r]/.test(piece) || piece.length < 2) continue;
      yield { text: piece.slice(0, -1), position };
    }
  }
}

interface Options {
  readonly file: Word | undefined;
  readonly remove: boolean;
}

/** getopt(3) with "f:d"; other words are passed over. */
function readOptions(words: readonly Word[]): Options {
  let file: Word | undefined;
  let remove = false;
  for (let i = 0; i < words.length; i++) {
    const { text, position } = words[i]!;
    if (text === "--") break;
    if (!text.startsWith("-") || text === "-") continue;
    for (let at = 1; at < text.length; at++) {
      const letter = text[at]!;
      if (letter === "d") remove = true;
      else if (letter !== "f") {
        throw new SetupError(position, `nfnl_osf: invalid option -- '${letter}'`, USAGE);
      } else {
        const rest = text.slice(at + 1);
        file = rest === "" ? words[++i] : { ...words[i]!, text: rest };
        if (file === undefined) {
          throw new SetupError(position, "nfnl_osf: option requires an argument -- 'f'", USAGE);
        }
        break;
      }
    }
  }
  return { file, remove };
}

const USAGE = "Usage: nfnl_osf -f fingerprints [-d]";

/**
 * Runs a command line: fingerprints go behind those that are loaded, each once, or with -d away.
 * `command` is the word that named the tool, `read` gives the lines of a file. Throws SetupError at
 * the first line that is refused.
 */
export function runNfnlOsf(
  objects: Objects,
  command: Word,
  words: readonly Word[],
  read: (file: Word) => readonly Line[],
): void {
  const { file, remove } = readOptions(words);
  if (file === undefined) {
    throw new SetupError(command.position, "nfnl_osf: Missing fingerprints file argument.", USAGE);
  }
  const lines = read(file);
  objects.acquire(fingerprints, "ipv4");
  const object = objects.find(fingerprints.kind, fingerprints.name)!;
  const loaded = new Map(
    (object.state as readonly Fingerprint[]).map((finger) => [JSON.stringify(finger), finger]),
  );
  for (const { text, position } of pieces(lines)) {
    const finger = parse(text);
    // what nobody loaded the tool takes away without a word, whatever it is
    if (typeof finger !== "string") {
      if (remove) loaded.delete(JSON.stringify(finger));
      else if (!loaded.has(JSON.stringify(finger))) loaded.set(JSON.stringify(finger), finger);
    } else if (!remove || finger !== "Invalid argument") {
      throw new SetupError(position, `nfnl_osf: ${finger}`);
    }
  }
  object.state = [...loaded.values()];
}
