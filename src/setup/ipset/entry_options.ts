/** The options behind an element: timeout, counters, comment, skbinfo, flags, places in a list. */
import { EntryFlag } from "../../../assembly/set/abi.js";
import type { EngineEntry } from "../../engine/sets.js";
import type { Verb } from "./element.js";
import { IpsetError, type IpSet, isList, type SetStore } from "./store.js";
import { counter, number, syntax } from "./values.js";
import type { OptionWords } from "./words.js";

/** The longest comment in bytes. */
const MAX_COMMENT = 255;

/** Whether the option is known to the command for this type. */
function knows(set: IpSet, verb: Verb, option: string): boolean {
  const { parts } = set.descriptor;
  if (option === "before" || option === "after") return isList(set);
  if (option === "nomatch") return verb !== "del" && parts.includes("net");
  if (verb !== "add") return false;
  if (option === "wildcard") return parts.includes("iface");
  return ["timeout", "packets", "bytes", "comment", "skbmark", "skbprio", "skbqueue"].includes(
    option,
  );
}

/** What an option needs the set to have been made with. */
function needed(set: IpSet, option: string): string | null {
  const p = set.parameters;
  if (option === "timeout" && p.timeout === null) {
    return "Timeout cannot be used: set was created without timeout support";
  }
  if ((option === "packets" || option === "bytes") && !p.counters) {
    return "Packet/byte counters cannot be used: set was created without counter support";
  }
  if (option === "comment" && !p.comment) {
    return "Comment cannot be used: set was created without comment support";
  }
  if (option.startsWith("skb") && !p.skbinfo) {
    return "Skbinfo mapping cannot be used: set was created without skbinfo support";
  }
  return null;
}

/** Reads the options into the entry. What the set lacks for them is said when all are read, as the
 * kernel comes after the command line. */
export function readOptions(
  store: SetStore,
  set: IpSet,
  verb: Verb,
  words: OptionWords,
  entry: EngineEntry,
): void {
  const given = new Set<string>();
  let refused: string | null = null;
  for (;;) {
    const option = words.next();
    if (option === null) break;
    if (!knows(set, verb, option)) throw words.unknown();
    if (given.has(option) || (option === "after" && given.has("before"))) {
      throw syntax(`${option} already specified`);
    }
    given.add(option);
    if (option === "nomatch") entry.flags |= EntryFlag.NOMATCH;
    else if (option === "wildcard") entry.flags |= EntryFlag.WILDCARD;
    else readValue(store, option, words.value(option), entry);
    refused ??= needed(set, option);
  }
  if (refused !== null) throw new IpsetError(refused);
}

function readValue(store: SetStore, option: string, text: string, entry: EngineEntry): void {
  switch (option) {
    case "timeout":
      entry.timeout = number(text, 0, 2147483);
      return;
    case "packets":
      entry.packets = counter(text);
      return;
    case "bytes":
      entry.bytes = counter(text);
      return;
    case "comment":
      entry.comment = store.commentNumber(comment(text));
      return;
    case "skbmark":
      readMark(text, entry);
      return;
    case "skbprio":
      readPriority(text, entry);
      return;
    case "skbqueue":
      entry.skbQueue = number(text, 0, 0xffff);
      return;
    default: {
      // before and after name another member
      entry.flags |= option === "before" ? EntryFlag.BEFORE : EntryFlag.AFTER;
      const index = store.indexOf(text);
      if (store.get(text) === undefined) {
        throw new IpsetError(
          "The set to which you referred with 'before' or 'after' does not exist.",
        );
      }
      entry.reference = index;
    }
  }
}

function comment(text: string): string {
  if (text.includes('"')) throw syntax('" character is not permitted in comments');
  if (new TextEncoder().encode(text).length > MAX_COMMENT) {
    throw syntax(`Comment is longer than the maximum allowed ${MAX_COMMENT} characters`);
  }
  return text;
}

function readMark(text: string, entry: EngineEntry): void {
  const found = /^0[xX]([0-9a-fA-F]+)(?:\/0[xX]([0-9a-fA-F]+))?$/.exec(text);
  if (found === null) {
    throw syntax("Invalid skbmark format, it should be:  MARK/MASK or MARK (see manpage)");
  }
  // what is too long for 32 bits loses its front
  const low = (digits: string) => Number(BigInt(`0x${digits}`) & 0xffffffffn);
  entry.skbMark = low(found[1]!);
  entry.skbMask = found[2] === undefined ? 0xffffffff : low(found[2]);
}

function readPriority(text: string, entry: EngineEntry): void {
  const found = /^(?:0[xX])?([0-9a-fA-F]+):(?:0[xX])?([0-9a-fA-F]+)$/.exec(text);
  if (found === null) {
    throw syntax("Invalid skbprio format, it should be:MAJOR:MINOR (see manpage)");
  }
  const half = (digits: string) => Number.parseInt(digits, 16) & 0xffff;
  entry.skbPriority = ((half(found[1]!) << 16) | half(found[2]!)) >>> 0;
}
