/** What icmp and icmp6 share: how types and codes are read and printed. */
import { type Demand, OptionError } from "./extension.js";
import type { IcmpName } from "./names.js";
import { bang, beginningWith, parseNumber } from "./values.js";

/** A type with a range of codes. */
export interface IcmpType {
  type: number;
  codeFrom: number;
  codeTo: number;
  inverted: boolean;
}

/** "any" of ICMP. */
export const ANY_TYPE = 255;

/** Type and code are the first two bytes of the message. */
export function typeDemand({ type, codeFrom, codeTo, inverted }: IcmpType): Demand {
  const ranges = [{ from: (type << 8) | codeFrom, to: (type << 8) | codeTo }];
  return { field: "firstPort", ranges, inverted };
}

/** No option was given yet. */
export function noIcmpType(): IcmpType {
  return { type: ANY_TYPE, codeFrom: 0, codeTo: 255, inverted: false };
}

/** Reads "type", "type/code" or the unambiguous beginning of a name. `what` is "ICMP" or "ICMPv6". */
export function parseIcmpType(
  text: string,
  names: readonly IcmpName[],
  what: string,
): Omit<IcmpType, "inverted"> {
  const found = beginningWith(names, text);
  if (found.length > 1) {
    throw new OptionError(
      `Ambiguous ${what} type \`${text}': \`${found[0]![0]}' or \`${found[1]![0]}'?`,
    );
  }
  if (found.length === 1) {
    const [, type, codeFrom, codeTo] = found[0]!;
    return { type, codeFrom, codeTo };
  }
  const slash = text.indexOf("/");
  const types = parseRange(slash < 0 ? text : text.slice(0, slash));
  if (types === null) throw new OptionError(`Unknown ${what} type \`${text}'`);
  const [type, last] = types;
  if (type !== last) throw new OptionError(`${what} type range not supported`);
  if (slash < 0) return { type, codeFrom: 0, codeTo: 255 };
  const codes = parseRange(text.slice(slash + 1));
  if (codes === null) throw new OptionError(`Unknown ${what} code \`${text}'`);
  return { type, codeFrom: codes[0], codeTo: codes[1] };
}

/** A number of eight bits, or two with a colon between. */
function parseRange(text: string): [from: number, to: number] | null {
  const colon = text.indexOf(":");
  const from = parseNumber(colon < 0 ? text : text.slice(0, colon), 0, 255);
  const to = colon < 0 ? from : parseNumber(text.slice(colon + 1), 0, 255);
  return from === null || to === null ? null : [from, to];
}

/** "! --icmp-type 3/4". */
export function saveIcmpType(option: string, t: IcmpType, anyType: boolean): string {
  const code = t.codeFrom === 0 && t.codeTo === 255 ? "" : `/${t.codeFrom}`;
  const text = anyType && t.type === 255 ? "any" : `${t.type}${code}`;
  return `${bang(t.inverted)}--${option} ${text}`;
}

/** "icmp echo-request", or "icmptype 3 code 4" with `numeric` and where there is no name. */
export function listIcmpType(
  label: string,
  t: IcmpType,
  names: readonly IcmpName[],
  numeric: boolean,
): string {
  const known = names.find(
    ([, type, from, to]) => type === t.type && from === t.codeFrom && to === t.codeTo,
  );
  if (!numeric && known !== undefined) return `${label} ${t.inverted ? "!" : ""}${known[0]}`;
  let code = t.codeFrom === 0 && t.codeTo === 255 ? "" : ` codes ${t.codeFrom}-${t.codeTo}`;
  if (t.codeFrom === t.codeTo) code = ` code ${t.codeFrom}`;
  return `${label}${t.inverted ? " !" : ""}type ${t.type}${code}`;
}
