/** Values as ipset reads them: numbers, addresses, ports, MACs (lib/parse.c's rules). */
import { parseInetAton } from "../../extension/address.js";
import type { Family } from "../../extension/extension.js";
import { protocolName, protocolNumber, servicePort } from "../../extension/services.js";
import { parseIPv6 } from "../address.js";
import { icmpCodes } from "./icmp.js";
import { IpsetError } from "./store.js";

export function syntax(message: string): IpsetError {
  return new IpsetError(`Syntax error: ${message}`);
}

/** The number that strtoull(3) reads with base 0, or null. */
function scan(text: string): number | null {
  const found = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.exec(text);
  if (found === null) return null;
  const digits = found[2]!;
  const octal = digits.length > 1 && /^0[0-7]/.test(digits);
  const value = octal ? Number.parseInt(digits, 8) : Number(digits);
  return found[1] === "-" ? 2 ** 64 - value : value;
}

/** A number from `min` to `max`. */
export function number(text: string, min: number, max: number): number {
  const value = scan(text);
  if (value === null) throw syntax(`'${text}' is invalid as number`);
  if (value < min || value > max) throw syntax(`'${text}' is out of range ${min}-${max}`);
  return value;
}

/** A number of 64 bits: counters. */
export function counter(text: string): bigint {
  const value = scan(text);
  if (value === null) throw syntax(`'${text}' is invalid as number`);
  if (value >= 2 ** 64) {
    throw syntax(`'${text}' is out of range 0-18446744073709551615`);
  }
  return /^0\d/.test(text) || text.startsWith("-") ? BigInt(value) : BigInt(text.trim());
}

const quads = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** An address; of names, only that of every host itself is known. Throws. */
export function address(text: string, family: Family): Uint8Array {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (bare === "localhost") return address(family === "ipv4" ? "127.0.0.1" : "::1", family);
  if (family === "ipv4") {
    const plain = quads.exec(bare);
    if (plain !== null && !/(^|\.)0\d/.test(bare)) {
      const bytes = [Number(plain[1]), Number(plain[2]), Number(plain[3]), Number(plain[4])];
      if (bytes.every((byte) => byte < 256)) return Uint8Array.from(bytes);
    }
    const found = /x/i.test(bare) ? null : parseInetAton(bare);
    if (found !== null) return found;
  } else {
    const found = parseIPv6(bare);
    if (found !== null) return found;
  }
  const name = family === "ipv4" ? "IPv4" : "IPv6";
  throw syntax(`cannot parse ${text}: resolving to ${name} address failed`);
}

/** Where a separator stands that is neither first nor last; -1 = nowhere. */
export function separator(text: string, mark: string): number {
  if (text.startsWith("[")) {
    const close = text.indexOf("]");
    const at = text.indexOf(mark, Math.max(close, 0));
    return at === text.length - 1 ? -1 : at;
  }
  if (text.startsWith(mark) || text.endsWith(mark)) return -1;
  return text.indexOf(mark);
}

/** Addresses as written: one, a network, or a range. */
export interface Addresses {
  readonly ip: Uint8Array;
  /** Bits of the network, null = none was given. */
  readonly prefix: number | null;
  /** The end of a range, or null. */
  readonly to: Uint8Array | null;
}

/** What may be written for an address. */
export type AddressKind = "any" | "plain" | "net";

/** Reads addresses; `kind` says which forms are taken. */
export function addresses(text: string, family: Family, kind: AddressKind): Addresses {
  const slash = separator(text, "/");
  const dash = separator(text, "-");
  if (kind === "plain" && (slash >= 0 || dash >= 0)) {
    throw syntax(`plain IP address must be supplied: ${text}`);
  }
  if (kind === "net" && dash >= 0) {
    throw syntax(`IP address or IP/cidr must be specified: ${text}`);
  }
  const bits = family === "ipv4" ? 32 : 128;
  if (slash >= 0) {
    const prefix = number(text.slice(slash + 1), 0, bits);
    return { ip: address(text.slice(0, slash), family), prefix, to: null };
  }
  if (dash >= 0) {
    const ip = address(text.slice(0, dash), family);
    return { ip, prefix: null, to: address(text.slice(dash + 1), family) };
  }
  return { ip: address(text, family), prefix: null, to: null };
}

/** A port by number or by name in brackets or not. */
function port(text: string, protocol: string): number {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const known = servicePort(bare, protocol);
  if (known !== undefined) return known;
  const value = scan(bare);
  if (value !== null && value <= 0xffff) return value;
  const reason =
    value === null ? `'${text}' is invalid as number` : `'${text}' is out of range 0-65535`;
  throw syntax(`${reason}; cannot parse '${text}' as a ${protocol} port`);
}

/** A protocol with ports, or with type and code. */
export interface Ports {
  readonly protocol: number;
  readonly from: number;
  /** Null = no range. */
  readonly to: number | null;
}

function portRange(text: string, protocol: string): { from: number; to: number | null } {
  const dash = separator(text, "-");
  // a name may have a dash in it: it stands in brackets then
  const whole = dash < 0 ? undefined : servicePort(text, protocol);
  if (dash < 0 || whole !== undefined) return { from: port(text, protocol), to: null };
  return { from: port(text.slice(0, dash), protocol), to: port(text.slice(dash + 1), protocol) };
}

const withPorts = new Map([
  [6, "tcp"],
  [132, "sctp"],
  [17, "udp"],
  [136, "udplite"],
]);

/** [PROTO:]PORT[-PORT], icmp:TYPE/CODE, PROTO:0. */
export function ports(text: string, family: Family): Ports {
  const colon = separator(text, ":");
  if (colon < 0) return { protocol: 6, ...portRange(text, "tcp") };
  const name = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  const protocol = protocolOf(name);
  const service = withPorts.get(protocol);
  if (service !== undefined) {
    return { protocol, ...portRange(rest, service === "udplite" ? "udp" : service) };
  }
  if (protocol === 1 || protocol === 58) {
    if ((protocol === 1) !== (family === "ipv4")) {
      const which = protocol === 1 ? "ICMP" : "ICMPv6";
      const where = protocol === 1 ? "inet" : "inet6";
      throw syntax(`Protocol ${which} can be used with family ${where} only`);
    }
    return { protocol, from: typeAndCode(rest, family), to: null };
  }
  if (rest !== "0") throw syntax(`Protocol ${name} can be used with pseudo port value 0 only.`);
  return { protocol, from: 0, to: null };
}

function protocolOf(name: string): number {
  if (/^icmpv6$/i.test(name)) return 58;
  const known = protocolNumber(name);
  if (known !== undefined && name !== "all") return known;
  const value = scan(name);
  if (value !== null && value <= 255) return value;
  throw syntax(`cannot parse '${name}' as a protocol`);
}

function typeAndCode(text: string, family: Family): number {
  const known = icmpCodes(family).find(([name]) => name.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return known[1];
  const slash = separator(text, "/");
  const protocol = family === "ipv4" ? "ICMP" : "ICMPv6";
  if (slash < 0) throw new IpsetError(`Cannot parse ${text} as an ${protocol} type/code.`);
  return number(text.slice(0, slash), 0, 255) * 256 + number(text.slice(slash + 1), 0, 255);
}

/** A protocol with its port, as elements print it. */
export function portText(protocol: number, value: number): string {
  const name = protocolName(protocol) ?? `${protocol}`;
  if (withPorts.has(protocol)) return `${name}:${value}`;
  if (protocol === 1 || protocol === 58) {
    const known = icmpCodes(protocol === 1 ? "ipv4" : "ipv6").find(([, code]) => code === value);
    return `${name}:${known?.[0] ?? `${value >> 8}/${value & 255}`}`;
  }
  return `${name}:0`;
}

/** A port or range for bitmap:port; the protocol only says where names are looked up. */
export function plainPorts(text: string): { from: number; to: number | null } {
  const colon = separator(text, ":");
  if (colon < 0) return portRange(text, "tcp");
  const protocol = protocolOf(text.slice(0, colon));
  if (protocol !== 6 && protocol !== 17) {
    throw syntax("Only protocols TCP and UDP are valid");
  }
  return portRange(text.slice(colon + 1), protocol === 6 ? "tcp" : "udp");
}

/** Six bytes, one or two digits each. */
export function mac(text: string): Uint8Array {
  const words = text.split(":");
  if (words.length === 6 && words.every((word) => /^[0-9a-fA-F]{1,2}$/.test(word))) {
    return Uint8Array.from(words, (word) => Number.parseInt(word, 16));
  }
  throw syntax(`cannot parse '${text}' as ethernet address`);
}
