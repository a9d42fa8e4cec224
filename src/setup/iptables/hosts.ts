/** -s and -d: addresses with masks, and lists of them. */
import type { Family } from "../../extension/extension.js";
import {
  addressSize,
  formatAddress,
  isZero,
  maskLength,
  maskOf,
  masked,
  parseIPv6,
  parsePaddedIPv4,
} from "../address.js";
import { parseHost as parseResolved } from "../../extension/address.js";
import { parseNumber } from "../../extension/values.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";

/** An address with the bits of it that count. */
export interface Host {
  readonly address: Uint8Array;
  readonly mask: Uint8Array;
}

/** Every address of a list "a,b/len,c/mask". */
export function parseHosts(family: Family, word: Word): Host[] {
  const { text } = word;
  if (!text.includes(",")) return [parseHost(family, text.trimStart(), word)];
  return text.split(",").map((one) => parseHost(family, one.trimStart(), word));
}

/** The address that fits everything. */
export function anyHost(family: Family): Host {
  return any[family];
}

const zeros = (family: Family): Host => ({
  address: new Uint8Array(addressSize(family)),
  mask: new Uint8Array(addressSize(family)),
});
const any = { ipv4: zeros("ipv4"), ipv6: zeros("ipv6") };

function parseHost(family: Family, text: string, word: Word): Host {
  const slash = text.lastIndexOf("/");
  const name = slash < 0 ? text : text.slice(0, slash);
  const size = addressSize(family);
  const mask =
    slash < 0 ? knownMask(size * 8, size) : parseMask(family, text.slice(slash + 1), word);
  // With mask 0 the name is not even looked at ("any/0").
  if (isZero(mask)) return anyHost(family);
  const address = parseName(family, name);
  if (address === null) {
    const wrongFamily = name.includes(":") === (family === "ipv4");
    throw new SetupError(
      word.position,
      `host/network \`${name}' not found`,
      wrongFamily && /[:.]/.test(name)
        ? `addresses of ${family === "ipv4" ? "IPv6 belong to ip6tables" : "IPv4 belong to iptables"}`
        : "sluice looks up no names of hosts: write the address",
    );
  }
  return { address: masked(address, mask), mask };
}

const masks = new Map<number, Uint8Array>();

/** The mask of a length: one object for all rules. */
function knownMask(length: number, size: number): Uint8Array {
  const key = size * 256 + length;
  let mask = masks.get(key);
  if (mask === undefined) {
    mask = maskOf(length, size);
    masks.set(key, mask);
  }
  return mask;
}

function parseName(family: Family, name: string): Uint8Array | null {
  // iptables' own reading first, then that of getaddrinfo(3), which knows one number for all bytes
  if (family === "ipv4") return parsePaddedIPv4(name) ?? parseResolved(name, family);
  return parseResolved(name, family);
}

function parseMask(family: Family, text: string, word: Word): Uint8Array {
  const size = addressSize(family);
  const dotted = family === "ipv4" ? text.includes(".") : text.includes(":");
  if (dotted) {
    const whole = family === "ipv6" || text.split(".").length === 4;
    const mask = family === "ipv4" ? parsePaddedIPv4(text) : parseIPv6(text);
    if (mask !== null && whole) return mask;
  } else {
    const length = parseNumber(text, 0, size * 8);
    if (length !== null) return knownMask(length, size);
  }
  throw new SetupError(word.position, `invalid mask \`${text}' specified`);
}

/** Address and mask as iptables-save prints them: "192.0.2.0/24", "10.0.0.0/255.0.255.0". */
export function formatHost(host: Host): string {
  const length = maskLength(host.mask);
  return `${formatAddress(host.address)}/${length < 0 ? formatAddress(host.mask) : length}`;
}
