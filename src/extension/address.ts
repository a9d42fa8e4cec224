/**
 * Addresses as extensions read and print them: bytes in network order, 4 for IPv4, 16 for IPv6.
 * Names are not resolved: a setup has no resolver.
 */
import { formatAddress, maskLength, maskOf, parseIPv6 } from "../setup/address.js";
import { type Family, type OptionUse, OptionError } from "./extension.js";
import { parseNumber, scanNumber } from "./values.js";

export { formatAddress as addressText, parseIPv6 } from "../setup/address.js";

/** An address with the bits of it that count. */
export interface MaskedAddress {
  readonly address: Uint8Array;
  readonly mask: Uint8Array;
}

/** "10.0.0.1" in the way of xtables_numeric_to_ipaddr(): one to four numbers of 0-255 (0x and 0
 * prefixes count), missing ones at the end are zero ("10.1" is 10.1.0.0). Null for anything else. */
export function parseDotted(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length > 4) return null;
  const out = new Uint8Array(4);
  for (const [i, part] of parts.entries()) {
    const value = parseNumber(part, 0, 255);
    if (value === null) return null;
    out[i] = value;
  }
  return out;
}

/** An IPv4 address in the way of inet_aton(3): the last of fewer than four numbers fills the rest
 * ("10.1" is 10.0.0.1). */
export function parseInetAton(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length > 4 || /[ +]/.test(text)) return null;
  const out = new Uint8Array(4);
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const value = parseNumber(part, 0, last ? 2 ** (8 * (5 - parts.length)) - 1 : 255);
    if (value === null) return null;
    if (last) for (let j = 3, v = value; j >= i; j--, v = Math.floor(v / 256)) out[j] = v & 255;
    else out[i] = value;
  }
  return out;
}

/** An address in the way of iptables' own numeric parser, or null. */
export function parseNumeric(text: string, family: Family): Uint8Array | null {
  return family === "ipv4" ? parseDotted(text) : parseIPv6(text);
}

const LOCALHOST = "localhost";

/** An address in the way of getaddrinfo(3), or null. The only name that every host knows is
 * "localhost". */
export function parseHost(text: string, family: Family): Uint8Array | null {
  if (text === LOCALHOST) return parseNumeric(family === "ipv4" ? "127.0.0.1" : "::1", family);
  if (family === "ipv4") return parseInetAton(text);
  const percent = text.indexOf("%");
  return parseIPv6(percent < 0 ? text : text.slice(0, percent));
}

/** The value of an option that takes "address[/mask]", the mask as bits or as an address. A mask
 * with holes counts as if every bit was set: iptables 1.8 turns masks into prefix lengths. */
export function hostMaskOption(use: OptionUse, extension: string, family: Family): MaskedAddress {
  const size = family === "ipv4" ? 4 : 16;
  const slash = use.value.indexOf("/");
  const host = slash < 0 ? use.value : use.value.slice(0, slash);
  const address = parseHost(host, family);
  if (address === null) {
    throw new OptionError(
      `${extension}: option "${use.flag}": host "${host}" is not an ${family} address`,
      "names of hosts are not looked up: write the address",
    );
  }
  let length = 8 * size;
  if (slash >= 0) {
    const text = use.value.slice(slash + 1);
    const scanned = scanNumber(text);
    const plain = scanned !== null && scanned.rest === "" && scanned.value <= 8 * size;
    const mask = plain ? maskOf(scanned.value, size) : parseHost(text, family);
    if (mask === null) {
      throw new OptionError(
        `${extension}: bad value for option "${use.flag}", ` +
          `neither a valid network mask nor valid CIDR (0-${8 * size})`,
      );
    }
    const found = maskLength(mask);
    if (found >= 0) length = found;
  }
  return { address, mask: maskOf(length, size) };
}

/** "10.0.0.0/8", and without the mask when it covers every bit. With `names`, zero is "anywhere" and
 * the host itself "localhost". */
export function maskedAddressText({ address, mask }: MaskedAddress, names: boolean): string {
  if (names && address.every((byte) => byte === 0)) return "anywhere";
  const number = formatAddress(address);
  const text = names && number === "127.0.0.1" ? LOCALHOST : number;
  const length = maskLength(mask);
  return length === 8 * mask.length ? text : `${text}/${length}`;
}
