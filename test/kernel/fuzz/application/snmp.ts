// RFC 1157, RFC 3416: messages with addresses in them, which NAT changes too.
import type { Chance } from "../../../support/chance.js";
import { type Application, type Speaker, word } from "../application.js";

/** BER (X.690) as it should be, or, now and then, with a length of another form or another tag. */
function ber(c: Chance, tag: number, body: string): string {
  const head = String.fromCharCode(c.percent(99) ? tag : c.pick(TAGS));
  const form = c.between(0, 199);
  if (form === 0) return `${head}\u0080${body}\0\0`;
  if (form === 1) return `${head}\u0083${word(body.length, 3)}${body}`;
  if (form === 2) return head + word(body.length + c.pick([-1, 1, 2]), 1) + body;
  if (form < 6 || body.length > 255) return `${head}\u0082${word(body.length)}${body}`;
  if (form < 10 || body.length > 127) return `${head}\u0081${word(body.length, 1)}${body}`;
  return head + word(body.length, 1) + body;
}

const TAGS = [2, 4, 5, 6, 0x10, 0x1f, 0x30, 0x24, 0x40, 0x41, 0x44, 0x45, 0x60, 0x80, 0xa0, 0xa4];
/** Messages by what they are: GET, GETNEXT, RESPONSE, SET, TRAP (v1), GETBULK, INFORM, TRAP (v2), REPORT. */
const [GET, NEXT, RESPONSE, SET, TRAP1, BULK, INFORM, TRAP2, REPORT] = [
  0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8,
] as const;

const number = (c: Chance, n: number): string => ber(c, 2, word(n, n > 255 ? 2 : 1));
const name = (c: Chance): string =>
  ber(c, 6, `\u002b\u0006\u0001\u0002\u0001\u0004${c.pick(["", "\u0014", "\u0014\u0001"])}`);
const bytes = (address: string): string =>
  String.fromCharCode(...address.split(".").map((part) => Number(part)));

function value(c: Chance, { own, peer }: Speaker): string {
  const others = [
    () => ber(c, 4, "text".slice(0, c.between(0, 4))),
    () => number(c, c.pick([7, 300])),
    () => ber(c, 5, ""),
    () => name(c),
    () => ber(c, c.pick([0x41, 0x42, 0x43, 0x44, 0x46]), "\u0001"),
    () => ber(c, c.pick([0x80, 0x81, 0x82]), ""),
  ];
  if (c.percent(40)) return c.pick(others)();
  const address = bytes(c.percent(70) ? own : peer);
  return ber(c, 0x40, c.percent(97) ? address : address.slice(1));
}

/** Parts of which one is left out, said twice, or in another's place now and then. */
function parts(c: Chance, all: readonly string[]): string {
  const at = c.between(0, all.length - 1);
  switch (c.between(0, 59)) {
    case 0:
      return all.filter((_, i) => i !== at).join("");
    case 1:
      return [...all, all[at]].join("");
    case 2:
      return all.toReversed().join("");
    case 3:
      return all.slice(0, at).join("");
  }
  return all.join("");
}

/** A message of one of these kinds. */
export function message(c: Chance, s: Speaker, kinds: readonly number[]): string {
  const kind = c.pick(kinds);
  const binding = () => ber(c, 0x30, parts(c, [name(c), value(c, s)]));
  const list = ber(c, 0x30, c.times(c.percent(97) ? c.between(1, 4) : 0, binding).join(""));
  const numbers = c.times(3, (i) => number(c, i === 0 ? c.between(0, 999) : 0));
  const trap = () => [
    name(c),
    ber(c, 0x40, bytes(s.own)),
    number(c, 6),
    number(c, 1),
    ber(c, 0x43, "\u0001"),
  ];
  const pdu = ber(c, kind, parts(c, [...(kind === TRAP1 ? trap() : numbers), list]));
  const version = number(c, kind === TRAP1 ? 0 : c.pick([0, 1, 1, 1, 1, 1, 1, 1, 1, 3]));
  return ber(c, 0x30, parts(c, [version, ber(c, 4, "public"), pdu]));
}

/** What asks, and what is told unasked. */
export const TOLD = [TRAP2, TRAP2, INFORM, TRAP1, REPORT] as const;
export const ANSWERS = [RESPONSE, RESPONSE, RESPONSE, REPORT] as const;

export const application: Application = {
  helper: "snmp",
  port: 161,
  transports: ["udp"],
  families: ["ipv4"],
  client: (c, s) => message(c, s, [GET, NEXT, SET, BULK]),
  server: (c, s) => message(c, s, ANSWERS),
  announced: () => [],
};
