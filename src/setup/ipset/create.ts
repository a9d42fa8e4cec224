/** `ipset create`: the options of the types (ipset(8), GENERIC CREATE AND ADD OPTIONS). */
import { SetType } from "../../../assembly/set/abi.js";
import type { Family } from "../../extension/extension.js";
import type { SetTypeDescriptor } from "../../extension/set-type.js";
import { setDescriptors } from "../../generated/descriptors.js";
import { IpsetError, isHash, type SetParameters } from "./store.js";
import type { OptionWords } from "./words.js";
import { address, addresses, number, plainPorts, syntax } from "./values.js";

/** Elements that a bitmap may have. */
const MAX_RANGE = 65536;
const U32 = 0xffffffff;

const families = new Map<string, Family>([
  ["inet", "ipv4"],
  ["ipv4", "ipv4"],
  ["-4", "ipv4"],
  ["inet6", "ipv6"],
  ["ipv6", "ipv6"],
  ["-6", "ipv6"],
]);

/** Options without a value. */
export const flags = ["counters", "comment", "skbinfo", "forceadd"];

/** The type of that name. */
export function findType(name: string): SetTypeDescriptor {
  const found = setDescriptors.find((type) => type.name === name || type.aliases.includes(name));
  if (found !== undefined) return found;
  throw syntax(`typename '${name}' is unknown`);
}

/** Names of the options that `create` takes for a type, by whether a value follows. */
function known(type: SetTypeDescriptor, option: string): "flag" | "value" | "ignored" | null {
  if (type.ignored?.includes(option) === true) return "ignored";
  if (!type.options.includes(option) || option === "nomatch" || option === "wildcard") return null;
  return flags.includes(option) ? "flag" : "value";
}

/** Reads the options behind the type. `draw` gives an initval where none is given. */
export function readCreate(
  type: SetTypeDescriptor,
  words: OptionWords,
  draw: () => number,
  warn: (message: string) => void,
): SetParameters {
  const given = new Map<string, string>();
  for (;;) {
    const option = words.next();
    if (option === null) break;
    const name = option === "from" || option === "network" ? "range" : option;
    const kind = known(type, name);
    if (kind === null) throw words.unknown();
    if (given.has(name) && kind !== "flag") throw syntax(`${name} already specified`);
    const value = kind === "flag" ? "" : words.value(name);
    if (kind === "ignored") {
      warn(`Option '--${name} ${value}' is ignored. Please upgrade your syntax.`);
    } else given.set(name, value);
  }
  return parameters(type, given, draw);
}

function parameters(
  type: SetTypeDescriptor,
  given: ReadonlyMap<string, string>,
  draw: () => number,
): SetParameters {
  const value = (name: string, min: number, max: number, otherwise: number) => {
    const text = given.get(name);
    return text === undefined ? otherwise : number(text, min, max);
  };
  const family = familyOf(type, given.get("family"));
  const timeout = given.get("timeout");
  const mask = masks(type, family, given);
  const bucket = value("bucketsize", 0, 255, 12);
  return {
    family,
    timeout: timeout === undefined ? null : number(timeout, 0, 2147483),
    counters: given.has("counters"),
    comment: given.has("comment"),
    skbinfo: given.has("skbinfo"),
    forceadd: given.has("forceadd"),
    hashSize: roundUp(Math.max(64, value("hashsize", 0, U32, 1024))),
    maxElem: value("maxelem", 0, U32, 65536),
    bucketSize: bucket < 2 ? 2 : bucket > 12 ? 12 : bucket + (bucket % 2),
    initVal: value("initval", 0, U32, 0) || (given.has("initval") ? 0 : isHash(type) ? draw() : 0),
    markMask: value("markmask", 1, U32, U32),
    ...mask,
    ...bounds(type, given.get("range"), mask.netmask),
    size: Math.max(4, value("size", 0, U32, 8)),
  };
}

/** To a power of two. */
function roundUp(size: number): number {
  if (size > 2 ** 24) throw new IpsetError("Kernel error received: Cannot allocate memory");
  return 2 ** Math.ceil(Math.log2(size));
}

function familyOf(type: SetTypeDescriptor, text: string | undefined): Family | null {
  if (type.families.length === 1) return "ipv4";
  if (text !== undefined) {
    const family = families.get(text);
    if (family === undefined) throw syntax(`unknown inet family ${text}`);
    return family;
  }
  return type.options.includes("family") ? "ipv4" : null;
}

function masks(
  type: SetTypeDescriptor,
  family: Family | null,
  given: ReadonlyMap<string, string>,
): { netmask: number | null; bitmask: Uint8Array | null } {
  const bits = family === "ipv6" ? 128 : 32;
  const net = given.get("netmask");
  const bit = given.get("bitmask");
  if (net !== undefined && bit !== undefined) {
    throw syntax("bitmask and netmask are mutually exclusive, provide only one");
  }
  const netmask = net === undefined ? null : number(net, 1, bits);
  if (bit === undefined) {
    return { netmask: netmask === bits ? null : netmask, bitmask: null };
  }
  let bitmask: Uint8Array;
  try {
    bitmask = address(bit, family ?? "ipv4");
  } catch {
    throw syntax(`bitmask is not valid for family = ${family === "ipv6" ? "inet6" : "inet"}`);
  }
  if (bitmask.every((byte) => byte === 0)) {
    throw new IpsetError("The value of the netmask parameter is invalid");
  }
  void type;
  const full = bitmask.every((byte) => byte === 255);
  return { netmask: null, bitmask: full ? null : bitmask };
}

const missing = (what: string) => new IpsetError(`Mandatory option \`${what}' is missing`);

function bounds(
  type: SetTypeDescriptor,
  range: string | undefined,
  netmask: number | null,
): { first: number; last: number } {
  if (isHash(type) || type.type === SetType.LIST_SET) return { first: 0, last: 0 };
  if (range === undefined) throw missing("range");
  if (type.type === SetType.BITMAP_PORT) {
    const { from, to } = plainPorts(range);
    if (to === null) throw missing("to");
    return { first: Math.min(from, to), last: Math.max(from, to) };
  }
  const { ip, prefix, to } = addresses(range, "ipv4", "any");
  const at = toNumber(ip);
  let [first, last] = to === null ? [at, at] : [at, toNumber(to)];
  if (prefix === null && to === null) {
    throw syntax(`IP/cidr or IP-IP range must be specified: ${range}`);
  }
  if (prefix !== null) {
    if (prefix >= 32) {
      throw new IpsetError("The value of the CIDR parameter of the IP address is invalid");
    }
    [first, last] = network(at, prefix);
  }
  if (first > last) [first, last] = [last, first];
  if (netmask !== null) {
    first = network(first, netmask)[0];
    last = network(last, netmask)[1];
    const covering = covers(first, last);
    if (covering === null || netmask <= covering) {
      throw new IpsetError("Element is out of the range of the set");
    }
    // the kernel counts the nets of the network that covers the range
    if (2 ** (netmask - covering) > MAX_RANGE) throw tooLarge();
    return { first, last };
  }
  if (last - first + 1 > MAX_RANGE) throw tooLarge();
  return { first, last };
}

function tooLarge(): IpsetError {
  return new IpsetError("The range you specified exceeds the size limit of the set type");
}

/** The prefix length of the smallest network that begins at `first` and holds `last`; null = there is
 * none but the whole space (range_to_mask of the kernel). */
function covers(first: number, last: number): number | null {
  let bits = 32;
  while (bits > 0) {
    const [start, end] = network(first, bits);
    if (start === first && end >= last) return bits;
    bits--;
  }
  return first === 0 && last === U32 ? 0 : null;
}

/** An IPv4 address as a number. */
export function toNumber(ip: Uint8Array): number {
  return ((ip[0]! << 24) | (ip[1]! << 16) | (ip[2]! << 8) | ip[3]!) >>> 0;
}

/** First and last address of the network of `prefix` bits that holds an address. */
export function network(ip: number, prefix: number): [number, number] {
  const size = 2 ** (32 - prefix);
  const first = Math.floor(ip / size) * size;
  return [first, first + size - 1];
}
