/**
 * The options of conntrack(8) 1.4.7: their letters and names, and which command takes which. Measured
 * with the real tool (test/kernel/conntrack).
 */
import type { Argument } from "../getopt.js";

/** What a command does. `add` is `create` that minds nothing that is there already. */
export type Action =
  | "list"
  | "create"
  | "update"
  | "delete"
  | "get"
  | "flush"
  | "event"
  | "count"
  | "stats"
  | "add"
  | "version"
  | "help"
  | "load";

/** What it does it to. */
export type Table = "conntrack" | "expect" | "dying" | "unconfirmed";

export const actions: Readonly<Record<string, Action>> = {
  L: "list",
  I: "create",
  U: "update",
  D: "delete",
  G: "get",
  F: "flush",
  E: "event",
  C: "count",
  S: "stats",
  A: "add",
  V: "version",
  h: "help",
  R: "load",
};

/** Every option: its letter, what follows it, and its long names. */
export const generalOptions: readonly (readonly [string, Argument, ...string[]])[] = [
  ["L", "optional", "dump"],
  ["I", "optional", "create"],
  ["D", "optional", "delete"],
  ["U", "optional", "update"],
  ["G", "optional", "get"],
  ["F", "optional", "flush"],
  ["E", "optional", "event"],
  ["A", "optional", "add"],
  ["C", "optional", "counter"],
  ["S", "none", "stats"],
  ["V", "none", "version"],
  ["h", "none", "help"],
  ["R", "required", "load-file"],
  ["s", "required", "src", "orig-src"],
  ["d", "required", "dst", "orig-dst"],
  ["r", "required", "reply-src"],
  ["q", "required", "reply-dst"],
  ["p", "required", "protonum"],
  ["t", "required", "timeout"],
  ["u", "required", "status"],
  ["z", "none", "zero"],
  ["e", "required", "event-mask"],
  ["[", "required", "tuple-src"],
  ["]", "required", "tuple-dst"],
  ["{", "required", "mask-src"],
  ["}", "required", "mask-dst"],
  ["a", "required", "nat-range"],
  ["m", "required", "mark"],
  ["i", "required", "id"],
  ["f", "required", "family"],
  ["n", "optional", "src-nat"],
  ["g", "optional", "dst-nat"],
  ["o", "required", "output"],
  ["c", "required", "secmark"],
  ["b", "required", "buffer-size"],
  ["j", "optional", "any-nat"],
  ["w", "required", "zone"],
  ["l", "required", "label"],
  ["<", "required", "label-add"],
  [">", "optional", "label-del"],
  ["(", "required", "orig-zone"],
  [")", "required", "reply-zone"],
];

/** The options that a command may or may not have, in the order in which it complains. */
export const checkedOptions = "sdrqptuze[]{}amifngocbjwl<>()";

/** For each of `checkedOptions`: 0 refused, 1 demanded, 2 taken, 3 one pair of such at least. */
const legal: Readonly<Record<string, string>> = {
  list: "22222022000220202222202220022",
  create: "33331120000002200220000202022",
  update: "22222220000220222222000022200",
  delete: "22222220000220222222000220022",
  get: "33331000000000020002000020000",
  event: "22222000200220200222222220022",
  add: "33331120000002200220000202022",
  flush: "00000000000000002000000000000",
  help: "00001000000000000000000000000".replace("1", "2"),
  "list expect": "00000000000000002002000000000",
  "create expect": "11221120011110000000000000000",
  "delete expect": "11221000000000000000000000000",
  "get expect": "11221000000000000000000000000",
  "event expect": "00000000000000000002000000000",
};
const nothing = "0".repeat(checkedOptions.length);

/** What a command on a table says of each of `checkedOptions`; with no command, all are refused. */
export function legalOptions(action: Action | null, table: Table): string {
  if (action === null) return nothing;
  return legal[table === "expect" ? `${action} expect` : action] ?? nothing;
}

/** The long name under which messages speak of an option. */
export function optionName(letter: string): string {
  return generalOptions.find(([l]) => l === letter)![2]!;
}
