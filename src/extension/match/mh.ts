/** mh: the type of a Mobile IPv6 message (iptables-extensions(8), mh). */
import { MhInfo } from "../../generated/layout/match/mh.js";
import { onlyProtocol } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, parseNumber, type Range, rangeText, U8_MAX } from "../values.js";

interface MhOptions {
  types: Range;
  inverted: boolean;
}

/** Types by name (RFC 6275, 6.1), each with its short name; the long one is printed. */
const TYPES: readonly (readonly [name: string, short: string])[] = [
  ["binding-refresh-request", "brr"],
  ["home-test-init", "hoti"],
  ["careof-test-init", "coti"],
  ["home-test", "hot"],
  ["careof-test", "cot"],
  ["binding-update", "bu"],
  ["binding-acknowledgement", "ba"],
  ["binding-error", "be"],
];

/** A number, a name, or the beginning of one: the first that begins so, unless a name is just that.
 * With nothing every name begins. */
function parseType(text: string): number {
  const word = text.toLowerCase();
  const exact = TYPES.findIndex((names) => names.includes(word));
  if (exact >= 0) return exact;
  const beginning = TYPES.findIndex((names) => names.some((name) => name.startsWith(word)));
  if (beginning >= 0) return beginning;
  const number = parseNumber(text, 0, U8_MAX);
  if (number !== null) return number;
  throw new OptionError(`Invalid MH type \`${text}'`, "a number from 0 to 255, or a name");
}

function parseRange(text: string): Range {
  const colon = text.indexOf(":");
  if (colon < 0) {
    const type = parseType(text);
    return { from: type, to: type };
  }
  const [first, last] = [text.slice(0, colon), text.slice(colon + 1)];
  const from = first === "" ? 0 : parseType(first);
  const to = last === "" ? U8_MAX : parseType(last);
  if (from > to) throw new OptionError("Invalid MH type range (min > max)");
  return { from, to };
}

const isAny = ({ from, to }: Range) => from === 0 && to === U8_MAX;
const nameOf = (type: number, numeric: boolean) =>
  (numeric ? undefined : TYPES[type]?.[0]) ?? `${type}`;

export const extension = match<MhOptions>({
  name: "mh",
  about: "the type of a Mobile IPv6 message",
  decidedBy: ["packet"],
  families: ["ipv6"],
  protocol: 135,
  options: [{ name: "mh-type", value: "required", invert: true }],
  create: () => ({ types: { from: 0, to: U8_MAX }, inverted: false }),
  option(info, use) {
    info.types = parseRange(use.value);
    info.inverted = use.inverted;
  },
  check: (_info, context) => onlyProtocol(context, "mh", 135),
  save: ({ types, inverted }) =>
    isAny(types) ? "" : `${bang(inverted)}--mh-type ${rangeText(types)}`,
  list({ types, inverted }, _family, numeric) {
    if (isAny(types) && !inverted) return "mh";
    const from = nameOf(types.from, numeric);
    const text = types.from === types.to ? from : `${from}:${nameOf(types.to, numeric)}`;
    return `mh ${inverted ? "!" : ""}${text}`;
  },
  encode(info, record) {
    record.reserve(MhInfo.size);
    record.u8(MhInfo.from, info.types.from);
    record.u8(MhInfo.to, info.types.to);
    record.u8(MhInfo.invert, info.inverted ? 1 : 0);
  },
});
