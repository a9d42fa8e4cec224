/** The states and statuses of connections by the names that conntrack and state use. */
import { ConnectionState, Status } from "../generated/abi.js";
import { beginningWith } from "./values.js";

/** In the order in which they are printed. */
export const stateNames = [
  ["INVALID", ConnectionState.INVALID],
  ["NEW", ConnectionState.NEW],
  ["RELATED", ConnectionState.RELATED],
  ["ESTABLISHED", ConnectionState.ESTABLISHED],
  ["UNTRACKED", ConnectionState.UNTRACKED],
  ["SNAT", ConnectionState.SRC_NAT],
  ["DNAT", ConnectionState.DST_NAT],
] as const;

/** The states that -m state knows. */
export const plainStateNames = stateNames.slice(0, 5);

/** In the order in which they are printed. */
export const statusNames = [
  ["EXPECTED", Status.EXPECTED],
  ["SEEN_REPLY", Status.SEEN_REPLY],
  ["ASSURED", Status.ASSURED],
  ["CONFIRMED", Status.CONFIRMED],
] as const;

type Names = readonly (readonly [name: string, bit: number])[];

/** The bits of a list of names with commas between, or the word that is no name. Beginnings of names
 * are enough, in any case. */
export function parseBits(text: string, names: Names): number | { readonly unknown: string } {
  let bits = 0;
  for (const word of text.split(",")) {
    const found = word === "" ? undefined : beginningWith(names, word)[0];
    if (found === undefined) return { unknown: word };
    bits |= found[1];
  }
  return bits;
}

/** The names of bits with commas between. */
export function bitsText(bits: number, names: Names): string {
  return names
    .filter(([, bit]) => (bits & bit) !== 0)
    .map(([name]) => name)
    .join(",");
}
