/** ipv6header: which headers an IPv6 packet holds (iptables-extensions(8), ipv6header). */
import { Ipv6HeaderBit, Ipv6HeaderInfo } from "../../generated/layout/match/ipv6header.js";
import { requireOption } from "../checks.js";
import { match, OptionError, type ParseContext } from "../extension.js";
import { bang } from "../values.js";

interface Ipv6HeaderOptions {
  headers: number;
  inverted: boolean;
  soft: boolean;
}

/** Headers in the order in which they are printed: the names that are read, the first one printed,
 * and the number of the protocol. */
const HEADERS: readonly (readonly [names: readonly string[], number: number, bit: number])[] = [
  [["hop-by-hop", "hop"], 0, Ipv6HeaderBit.HOPOPTS],
  [["ipv6-opts", "dst"], 60, Ipv6HeaderBit.DSTOPTS],
  [["ipv6-route", "route"], 43, Ipv6HeaderBit.ROUTING],
  [["ipv6-frag", "frag"], 44, Ipv6HeaderBit.FRAGMENT],
  [["ah", "auth"], 51, Ipv6HeaderBit.AH],
  [["esp"], 50, Ipv6HeaderBit.ESP],
  [["ipv6-nonxt", "none"], 59, Ipv6HeaderBit.NONE],
  [["protocol", "prot"], 255, Ipv6HeaderBit.PROTOCOL],
];

function parseHeader(text: string, context: ParseContext): number {
  const named = HEADERS.find(([names]) => names.includes(text));
  if (named !== undefined) return named[2];
  const number = /^\d+$/.test(text) ? Number(text) : context.protocolNumber(text);
  const found = HEADERS.find(([, header]) => header === number);
  if (found !== undefined) return found[2];
  throw new OptionError(
    `unknown header \`${number ?? text}' specified`,
    `known are ${HEADERS.map(([names]) => names.join(", ")).join(", ")}`,
  );
}

function parseHeaders(text: string, context: ParseContext): number {
  const words = text.split(",").filter((word) => word !== "");
  if (words.length === 0) {
    throw new OptionError("ip6t_ipv6header: cannot parse header names");
  }
  return words.reduce((bits, word) => bits | parseHeader(word, context), 0);
}

function names(bits: number): string {
  return HEADERS.filter(([, , bit]) => (bits & bit) !== 0)
    .map(([known]) => known[0])
    .join(",");
}

export const extension = match<Ipv6HeaderOptions>({
  name: "ipv6header",
  about: "which headers the packet holds",
  decidedBy: ["packet"],
  families: ["ipv6"],
  options: [
    { name: "header", value: "required", invert: true },
    { name: "soft", value: "none" },
  ],
  create: () => ({ headers: 0, inverted: false, soft: false }),
  option(info, use, context) {
    if (use.id === "soft") info.soft = true;
    else {
      info.headers = parseHeaders(use.value, context);
      info.inverted = use.inverted;
    }
  },
  check: (_info, _context, given) => requireOption(given, "ipv6header", "header"),
  save: ({ headers, inverted, soft }) =>
    `${bang(inverted)}--header ${names(headers)}${soft ? " --soft" : ""}`,
  list({ headers, inverted, soft }, _family, numeric) {
    const hex = `0x${headers.toString(16).toUpperCase().padStart(2, "0")}`;
    const text = numeric ? hex : names(headers);
    return `ipv6header flags:${inverted ? "!" : ""}${text}${soft ? " soft" : ""}`;
  },
  encode(info, record) {
    record.reserve(Ipv6HeaderInfo.size);
    record.u8(Ipv6HeaderInfo.headers, info.headers);
    record.u8(Ipv6HeaderInfo.invert, info.inverted ? 1 : 0);
    record.u8(Ipv6HeaderInfo.soft, info.soft ? 1 : 0);
  },
});
