/**
 * Elements of commands: what stands between the commas, the options behind, and the ranges, which
 * become one element after the other (the uadt functions of the kernel).
 */
import { EntryFlag, SetType } from "../../../assembly/set/abi.js";
import { type EngineEntry, emptyEntry } from "../../engine/sets.js";
import type { Family } from "../../extension/extension.js";
import type { Part } from "../../extension/set-type.js";
import { network, toNumber } from "./create.js";
import { IpsetError, type IpSet, isHash, isList } from "./store.js";
import { type Addresses, addresses, mac, number, plainPorts, ports, syntax } from "./values.js";

/** What is done with the element. */
export type Verb = "add" | "del" | "test";

/** An element as read: its entry, and what of it is a range. */
export interface Element {
  readonly entry: EngineEntry;
  /** The first and the second address as they were written. */
  readonly first: Addresses | null;
  readonly second: Addresses | null;
  /** The end of a range of ports, or null. */
  readonly portTo: number | null;
}

const numerals = ["Second", "Third"];

/** The parts of an element's text; throws when there are too few or too many. */
function split(text: string, set: IpSet): string[] {
  const { parts, optionalLast, name } = set.descriptor;
  const words = text.split(",");
  const last = words.length > 1 && words.at(-1) === "" ? words.length - 1 : words.length;
  if (last > parts.length) {
    if (isList(set)) {
      throw new IpsetError("you must specify elements as setname,[before|after],setname");
    }
    if (parts.length === 1) {
      throw syntax(`Elem separator in ${text}, but settype ${name} supports none.`);
    }
    const many = parts.length === 2 ? ["Two", "one"] : ["Three", "two"];
    throw syntax(`${many[0]} elem separators in ${text}, but settype ${name} supports ${many[1]}.`);
  }
  const least = parts.length - (optionalLast === true ? 1 : 0);
  if (last < least) throw syntax(`${numerals[last - 1]} element is missing from ${text}.`);
  return words.slice(0, last);
}

/** Reads the text of an element. */
export function readElement(text: string, set: IpSet, verb: Verb): Element {
  const entry = emptyEntry();
  const family = set.parameters.family ?? "ipv4";
  const host = family === "ipv4" ? 32 : 128;
  entry.prefix = host;
  entry.prefix2 = host;
  let first: Addresses | null = null;
  let second: Addresses | null = null;
  let portTo: number | null = null;
  split(text, set).forEach((word, i) => {
    const part = set.descriptor.parts[i]!;
    if (part === "ip" || part === "host" || part === "net") {
      const read = readAddresses(word, family, part, set, verb);
      if (i === 0) first = read;
      else second = read;
    } else if (part === "port" || part === "plain-port") {
      const { protocol, from, to } =
        part === "port" ? ports(word, family) : { protocol: 0, ...plainPorts(word) };
      if (part === "port" && protocol === 0) throw new IpsetError("Invalid protocol specified");
      if (to !== null && verb === "test") throw notInTest("FROM-TO port range", set);
      entry.protocol = protocol;
      entry.port = from;
      portTo = to;
    } else readPart(part, word, entry);
  });
  place(set, entry, first, second);
  return { entry, first, second, portTo };
}

function readPart(part: Part, word: string, entry: EngineEntry): void {
  if (part === "mac") {
    entry.mac = mac(word);
    entry.flags |= EntryFlag.MAC;
  } else if (part === "mark") entry.mark = number(word, 0, 0xffffffff);
  else if (part === "iface") {
    const physdev = word.startsWith("physdev:");
    const name = physdev ? word.slice(8) : word;
    if (new TextEncoder().encode(name).length > 15) {
      throw syntax(`interface name '${name}' is longer than 15 characters`);
    }
    if (physdev) entry.flags |= EntryFlag.PHYSDEV;
    entry.iface = name;
  }
}

function notInTest(what: string, set: IpSet): IpsetError {
  const family = set.parameters.family === "ipv6" ? "inet6" : "inet";
  const type = set.descriptor.name;
  return new IpsetError(
    `${what} is not allowed in command test with set type ${type} and family ${family}`,
  );
}

function readAddresses(
  word: string,
  family: Family,
  part: Part,
  set: IpSet,
  verb: Verb,
): Addresses {
  const six = part === "net" ? "net" : "plain";
  const read = addresses(word, family, part === "host" ? "plain" : family === "ipv6" ? six : "any");
  // hash:ip takes both and looks for the first address
  if (verb !== "test" || set.descriptor.type === SetType.HASH_IP) return read;
  if (read.to !== null) throw notInTest("FROM-TO IP range", set);
  if (read.prefix !== null && part === "ip") throw notInTest("IP/CIDR range", set);
  return read;
}

const badCidr = "The value of the CIDR parameter of the IP address is invalid";

/** Puts the addresses into the entry, and checks prefix lengths. */
function place(
  set: IpSet,
  entry: EngineEntry,
  first: Addresses | null,
  second: Addresses | null,
): void {
  const { parts, netZero } = set.descriptor;
  [first, second].forEach((read, i) => {
    if (read === null) return;
    const net = parts[i === 0 ? 0 : parts.length - 1] === "net";
    if (read.prefix === 0 && !(net && netZero === true)) throw new IpsetError(badCidr);
    if (i === 0) entry.ip = maskedBy(set, read.ip);
    else
      entry.ip2 = set.descriptor.type === SetType.HASH_NET_NET ? maskedBy(set, read.ip) : read.ip;
    if (net && read.prefix !== null) {
      if (i === 0) entry.prefix = read.prefix;
      else entry.prefix2 = read.prefix;
    }
  });
}

/** What counts of an address under the masks of the set. */
function maskedBy(set: IpSet, ip: Uint8Array): Uint8Array {
  const { netmask, bitmask } = set.parameters;
  if (!isHash(set.descriptor) || (netmask === null && bitmask === null)) return ip;
  return ip.map((byte, i) => {
    if (bitmask !== null) return byte & bitmask[i]!;
    return byte & (0xff00 >> Math.max(0, Math.min(8, netmask! - i * 8))) & 0xff;
  });
}

function bytesOf(ip: number): Uint8Array {
  return Uint8Array.of(ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255);
}

/** Bounds of addresses that stand for hosts. */
function hosts({ ip, prefix, to }: Addresses): [number, number] {
  const from = toNumber(ip);
  if (to !== null) return order(from, toNumber(to));
  return prefix === null ? [from, from] : network(from, prefix);
}

function order(a: number, b: number): [number, number] {
  return a <= b ? [a, b] : [b, a];
}

/** The networks that a range is made of, the largest that fits each time (ip_set_range_to_cidr). The
 * kernel compares with a sign: where the end is half the address space away nothing fits but hosts. */
function* networks(from: number, to: number): Generator<[number, number]> {
  let ip = from;
  while (ip <= to) {
    let prefix = 1;
    for (; prefix < 32; prefix++) {
      const [first, last] = network(ip, prefix);
      if (first === ip && ((to - last) | 0) >= 0) break;
    }
    yield [ip, prefix];
    ip = network(ip, prefix)[1] + 1;
  }
}

/** Values of one address of the element, each with its prefix length. */
function* spread(
  set: IpSet,
  part: Part,
  read: Addresses | null,
): Generator<[Uint8Array, number | null]> {
  if (read === null) {
    yield [new Uint8Array(0), null];
    return;
  }
  const four = set.parameters.family !== "ipv6";
  if (part === "net") {
    if (read.to === null || !four) {
      yield [maskedBy(set, read.ip), read.prefix];
      return;
    }
    const [from, to] = order(toNumber(read.ip), toNumber(read.to));
    if (from === 0 && to === 0xffffffff) {
      throw new IpsetError("Invalid range, covers the whole address space");
    }
    for (const [ip, prefix] of networks(from, to)) yield [bytesOf(ip), prefix];
    return;
  }
  if (!four || (read.prefix === null && read.to === null)) {
    yield [maskedBy(set, read.ip), null];
    return;
  }
  // only hash:ip goes on by networks; hash:ip,port adds every host of the range, unmasked
  const all = set.descriptor.type === SetType.HASH_IP_PORT;
  const step = all ? 1 : 2 ** (32 - (set.parameters.netmask ?? 32));
  const [from, to] = hosts({ ...read, ip: maskedBy(set, read.ip) });
  if (!isHash(set.descriptor)) {
    const { first, last } = set.parameters;
    if (from < first || to > last) throw outOfRange();
  }
  for (let ip = from; ip <= to; ip += step) yield [bytesOf(ip), null];
}

function outOfRange(): IpsetError {
  return new IpsetError("Element is out of the range of the set");
}

/** Every single element that an element stands for, in the kernel's order; the entry is reused. */
export function* singles(set: IpSet, element: Element): Generator<EngineEntry> {
  const { entry, first, second, portTo } = element;
  const { parts, type } = set.descriptor;
  const lastPart = parts[parts.length - 1]!;
  const [from, to] = portTo === null ? [entry.port, entry.port] : order(entry.port, portTo);
  if (type === SetType.BITMAP_PORT) {
    if (from < set.parameters.first || to > set.parameters.last) throw outOfRange();
  }
  for (const [ip, prefix] of spread(set, parts[0]!, first)) {
    entry.ip = ip;
    if (prefix !== null) entry.prefix = prefix;
    for (let port = from; port <= to; port++) {
      entry.port = port;
      for (const [ip2, prefix2] of spread(set, lastPart, second)) {
        entry.ip2 = ip2;
        if (prefix2 !== null) entry.prefix2 = prefix2;
        checkStorable(set, entry);
        yield entry;
      }
    }
  }
}

/** Refuses what no set can hold: addresses and MACs of zeros. */
export function checkStorable(set: IpSet, entry: EngineEntry): void {
  const { type } = set.descriptor;
  if (type === SetType.HASH_IP || type === SetType.HASH_IP_PORT) {
    if (isZero(set, entry.ip)) {
      throw new IpsetError(
        type === SetType.HASH_IP
          ? "Null-valued element, cannot be stored in a hash type of set"
          : "Kernel error received: Invalid argument",
      );
    }
  }
  const mac = type === SetType.HASH_MAC || type === SetType.HASH_IP_MAC;
  if (mac && entry.mac.every((byte) => byte === 0)) {
    throw new IpsetError("Null-valued element, cannot be stored in a hash type of set");
  }
}

/** Whether nothing is left of an address under the masks of the set. */
function isZero(set: IpSet, ip: Uint8Array): boolean {
  return maskedBy(set, ip).every((byte) => byte === 0);
}
