/** What hbh and dst have in common: headers of IPv6 that hold options. */
import { HbhInfo } from "../generated/layout/match/hbh.js";
import { match, type MatchExtension, OptionError } from "./extension.js";
import { bang, numberOption, scanNumber, U32_MAX } from "./values.js";

/** An option: type, and length unless any will do. */
interface HeaderOption {
  readonly type: number;
  readonly length: number;
}

/** Null where an option was not given. */
interface HeaderOptions {
  length: { readonly bytes: number; readonly inverted: boolean } | null;
  options: readonly HeaderOption[] | null;
}

/** The option of one byte, without a length (RFC 8200, 4.2). */
const PAD1 = 0;
const ANY_LENGTH = 0xff;
const NO_LIST = 0xff;
const OPTIONS_MAX = 16;

const ULONG_MAX = 0xffffffffffffffffn;

/** The low byte of a number, as iptables keeps it; a sign is taken, as strtoul(3) does. */
function parseByte(text: string, name: string, what: "opt" | "length"): number {
  const digits = text.replace(/^\s*-/, "");
  const scanned = scanNumber(digits);
  if (scanned === null) throw new OptionError(`${name}: no valid digits in ${what} \`${text}'`);
  if (BigInt(scanned.value) >= ULONG_MAX) {
    throw new OptionError(`${what} \`${text}' specified too big: would overflow`);
  }
  if (scanned.rest !== "") throw new OptionError(`${name}: error parsing ${what} \`${text}'`);
  const value = BigInt(scanned.value);
  return Number((digits === text ? value : -value) & 0xffn);
}

/** "TYPE[:LENGTH]" by commas. */
function parseOptions(text: string, name: string): HeaderOption[] {
  const words = text.split(",");
  if (words.length > OPTIONS_MAX) {
    throw new OptionError("too many addresses specified", `at most ${OPTIONS_MAX} options`);
  }
  return words.map((word) => {
    const colon = word.indexOf(":");
    const type = parseByte(colon < 0 ? word : word.slice(0, colon), name, "opt");
    const length = colon < 0 ? ANY_LENGTH : parseByte(word.slice(colon + 1), name, "length");
    if (type === PAD1 && colon >= 0) {
      throw new OptionError(`PAD0 ${name === "hbh" ? "has not" : "hasn't"} got length`);
    }
    return { type, length };
  });
}

function optionsText(options: readonly HeaderOption[]): string {
  return options
    .map(({ type, length }) => (length === ANY_LENGTH ? `${type}` : `${type}:${length}`))
    .join(",");
}

/** The match of that name. */
export function headerOptionsMatch(name: "hbh" | "dst", about: string): MatchExtension {
  return match<HeaderOptions>({
    name,
    about,
    decidedBy: ["packet"],
    families: ["ipv6"],
    options: [
      { name: `${name}-len`, id: "len", value: "required", invert: true },
      { name: `${name}-opts`, id: "opts", value: "required" },
    ],
    create: () => ({ length: null, options: null }),
    option(info, use) {
      if (use.id === "opts") info.options = parseOptions(use.value, name);
      else {
        const bytes = numberOption(use, name, 0, U32_MAX);
        info.length = { bytes, inverted: use.inverted };
      }
    },
    save({ length, options }) {
      const out: string[] = [];
      if (length !== null) out.push(`${bang(length.inverted)}--${name}-len ${length.bytes}`);
      if (options !== null) out.push(`--${name}-opts ${optionsText(options)}`);
      return out.join(" ");
    },
    list({ length, options }) {
      const out: string[] = [name];
      if (length !== null) out.push(`length:${length.inverted ? "!" : ""}${length.bytes}`);
      if (options !== null) out.push(`opts ${optionsText(options)}`);
      return out.join(" ");
    },
    encode({ length, options }, record) {
      record.reserve(HbhInfo.size);
      if (length !== null) {
        record.u32(HbhInfo.length, length.bytes);
        record.u8(HbhInfo.hasLength, 1);
        record.u8(HbhInfo.invertLength, length.inverted ? 1 : 0);
      }
      record.u8(HbhInfo.count, options?.length ?? NO_LIST);
      options?.forEach((option, i) => {
        record.u8(HbhInfo.options + 2 * i, option.type);
        record.u8(HbhInfo.options + 2 * i + 1, option.length);
      });
    },
  });
}
