/** Sets as ipset prints them: `ipset save` and `ipset list`. */
import { EntryFlag, SetType } from "../../../assembly/set/abi.js";
import type { EngineEntry } from "../../engine/sets.js";
import type { Family } from "../../extension/extension.js";
import { formatAddress } from "../address.js";
import { type CountReferences, type IpSet, isHash, isList, type SetStore } from "./store.js";
import { portText } from "./values.js";

const hex8 = (value: number) => `0x${value.toString(16).padStart(8, "0")}`;
const hex = (value: number) => `0x${value.toString(16)}`;

/** The options of `create` as they are printed, the type left out. */
export function headerText(store: SetStore, index: number, set: IpSet): string {
  const p = set.parameters;
  const words: string[] = [];
  // types that learnt of masks after they had learnt of initval print them behind it
  const late = set.descriptor.type !== SetType.HASH_IP;
  if (isHash(set.descriptor)) {
    if (p.family !== null) words.push(`family ${p.family === "ipv4" ? "inet" : "inet6"}`);
    if (set.descriptor.type === SetType.HASH_IP_MARK) words.push(`markmask ${hex8(p.markMask)}`);
    words.push(`hashsize ${store.machine.hashSize(index)}`, `maxelem ${p.maxElem}`);
    if (!late) words.push(...maskWords(set));
  } else if (isList(set)) words.push(`size ${p.size}`);
  else {
    const port = set.descriptor.type === SetType.BITMAP_PORT;
    const text = (value: number) => (port ? `${value}` : addressText(value));
    words.push(`range ${text(p.first)}-${text(p.last)}`);
    if (p.netmask !== null) words.push(`netmask ${p.netmask}`);
  }
  if (p.timeout !== null) words.push(`timeout ${p.timeout}`);
  if (p.counters) words.push("counters");
  if (p.comment) words.push("comment");
  if (p.skbinfo) words.push("skbinfo");
  if (isHash(set.descriptor)) {
    words.push(`bucketsize ${store.machine.bucketSize(index)}`, `initval ${hex8(p.initVal)}`);
    if (late) words.push(...maskWords(set));
  }
  return words.join(" ");
}

function maskWords(set: IpSet): string[] {
  const { netmask, bitmask } = set.parameters;
  if (netmask !== null) return [`netmask ${netmask}`];
  return bitmask === null ? [] : [`bitmask ${formatAddress(bitmask)}`];
}

function addressText(ip: number): string {
  return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`;
}

function ipText(bytes: Uint8Array, family: Family): string {
  return formatAddress(bytes.subarray(0, family === "ipv4" ? 4 : 16));
}

/** An element without its options. */
export function elementText(store: SetStore, set: IpSet, entry: EngineEntry): string {
  const family = set.parameters.family ?? "ipv4";
  const host = family === "ipv4" ? 32 : 128;
  const words: string[] = [];
  set.descriptor.parts.forEach((part, i) => {
    const ip = i === 0 ? entry.ip : entry.ip2;
    const prefix = i === 0 ? entry.prefix : entry.prefix2;
    if (part === "net" && prefix !== host) words.push(`${ipText(ip, family)}/${prefix}`);
    else if (part === "ip" || part === "host" || part === "net") words.push(ipText(ip, family));
    else if (part === "port") words.push(portText(entry.protocol, entry.port));
    else if (part === "plain-port") words.push(`${entry.port}`);
    else if (part === "mark") words.push(hex8(entry.mark));
    else if (part === "iface") {
      words.push(`${(entry.flags & EntryFlag.PHYSDEV) !== 0 ? "physdev:" : ""}${entry.iface}`);
    } else if (part === "mac") {
      if (!isHash(set.descriptor) && (entry.flags & EntryFlag.MAC) === 0) return;
      words.push(macText(entry.mac));
    } else words.push(store.at(entry.member)?.name ?? "");
  });
  return words.join(",");
}

function macText(mac: Uint8Array): string {
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":");
}

/** An element with its options. */
function entryText(store: SetStore, set: IpSet, entry: EngineEntry): string {
  const p = set.parameters;
  let text = elementText(store, set, entry);
  if (p.timeout !== null) text += ` timeout ${entry.timeout}`;
  if ((entry.flags & EntryFlag.NOMATCH) !== 0) text += " nomatch";
  if ((entry.flags & EntryFlag.WILDCARD) !== 0) text += " wildcard";
  if (p.counters) text += ` packets ${entry.packets} bytes ${entry.bytes}`;
  if (p.comment && entry.comment !== 0) text += ` comment "${store.comment(entry.comment)}"`;
  if (!p.skbinfo) return text;
  if (entry.skbMark !== 0 || entry.skbMask !== 0) {
    text += ` skbmark ${hex(entry.skbMark)}`;
    if (entry.skbMask !== 0xffffffff) text += `/${hex(entry.skbMask)}`;
  }
  if (entry.skbPriority !== 0) {
    const major = (entry.skbPriority >>> 16).toString(16);
    text += ` skbprio ${major}:${(entry.skbPriority & 0xffff).toString(16)}`;
  }
  if (entry.skbQueue !== 0) text += ` skbqueue ${entry.skbQueue}`;
  return text;
}

/** How much is printed. */
export interface PrintOptions {
  /** One set; null = all. */
  readonly name: string | null;
  /** -t: no members. */
  readonly terse?: boolean;
  /** -s: members in the order of their text. */
  readonly sorted?: boolean;
}

function* chosen(store: SetStore, name: string | null): Generator<[number, IpSet]> {
  if (name === null) yield* store.all();
  else {
    const index = store.need(name);
    yield [index, store.at(index)!];
  }
}

function members(
  store: SetStore,
  index: number,
  set: IpSet,
  options: PrintOptions,
): readonly string[] {
  const lines: string[] = [];
  for (const entry of store.machine.read(index)) lines.push(entryText(store, set, entry));
  return options.sorted === true ? lines.sort() : lines;
}

/** What `ipset save` prints. */
export function saveSets(store: SetStore, options: PrintOptions = { name: null }): string {
  const lines: string[] = [];
  for (const [index, set] of chosen(store, options.name)) {
    const header = headerText(store, index, set);
    lines.push(`create ${set.name} ${set.descriptor.name} ${header}`.trimEnd());
    for (const text of members(store, index, set, options)) lines.push(`add ${set.name} ${text}`);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** What `ipset list` prints. DIFFERS: the line "Size in memory" is left out. */
export function listSets(
  store: SetStore,
  options: PrintOptions & { readonly namesOnly?: boolean },
  rules: CountReferences,
): string {
  const blocks: string[] = [];
  for (const [index, set] of chosen(store, options.name)) {
    if (options.namesOnly === true) {
      blocks.push(`${set.name}\n`);
      continue;
    }
    const lines = members(store, index, set, options);
    let text = `Name: ${set.name}\nType: ${set.descriptor.name}\n`;
    text += `Revision: ${set.descriptor.revision}\nHeader: ${headerText(store, index, set)}\n`;
    text += `References: ${store.references(set.name, rules)}\n`;
    text += `Number of entries: ${lines.length}\n`;
    if (options.terse !== true) text += `Members:\n${lines.map((line) => `${line}\n`).join("")}`;
    blocks.push(text);
  }
  return blocks.join(options.namesOnly === true ? "" : "\n");
}
