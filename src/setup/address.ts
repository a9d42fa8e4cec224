/**
 * IPv4 and IPv6 addresses, masks and prefixes as text and as bytes in network order. Text is read
 * and written as inet_pton(3) and inet_ntop(3) do; `parsePaddedIPv4` is iptables' own reading.
 */
import type { Family } from "../extension/extension.js";

/** Bytes of an address of the family. */
export function addressSize(family: Family): number {
  return family === "ipv4" ? 4 : 16;
}

/** "192.0.2.1" as four bytes, or null. Decimal, no leading zeros, all four parts. */
export function parseIPv4(text: string): Uint8Array | null {
  const words = text.split(".");
  if (words.length !== 4) return null;
  const bytes = new Uint8Array(4);
  for (let i = 0; i < 4; i++) {
    if (!/^(0|[1-9]\d{0,2})$/.test(words[i]!)) return null;
    const value = Number(words[i]);
    if (value > 255) return null;
    bytes[i] = value;
  }
  return bytes;
}

/** IPv4 as iptables reads it: missing parts are zero, a leading 0 means octal, 0x hexadecimal, and each
 * part may have blanks and a plus in front (strtoul). */
export function parsePaddedIPv4(text: string): Uint8Array | null {
  const bytes = new Uint8Array(4);
  if (readPlainIPv4(text, bytes)) return bytes;
  const words = text.split(".");
  if (words.length > 4) return null;
  for (let i = 0; i < words.length; i++) {
    const value = parseInteger(words[i]!.replace(/^\s*\+?/, ""));
    if (value === null || value > 255) return null;
    bytes[i] = value;
  }
  return bytes;
}

/** Reads four decimal parts without leading zeros, as nearly all addresses are written, one character
 * after the other: dumps hold them by the hundred thousand. False: it is written otherwise. */
function readPlainIPv4(text: string, to: Uint8Array): boolean {
  let part = 0;
  let value = -1;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (value === 0) return false;
      value = value < 0 ? digit : value * 10 + digit;
      if (value > 255) return false;
    } else {
      if (digit !== DOT || value < 0 || part === 3) return false;
      to[part++] = value;
      value = -1;
    }
  }
  if (part !== 3 || value < 0) return false;
  to[3] = value;
  return true;
}

const ZERO = 48;
/** Behind "0". */
const DOT = -2;

/** A number as strtoul(3) reads it with base 0 and nothing behind it, or null. */
export function parseInteger(text: string): number | null {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  return null;
}

/** "2001:db8::1" as sixteen bytes, or null (RFC 4291, section 2.2). */
export function parseIPv6(text: string): Uint8Array | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = groups(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? groups(halves[1]!, true) : [];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  const bytes = new Uint8Array(16);
  bytes.set(head, 0);
  bytes.set(tail, 16 - tail.length);
  return bytes;
}

/** Groups of hexadecimal digits between colons, as bytes; the last may be an IPv4 address. */
function groups(text: string, last: boolean): number[] | null {
  if (text === "") return [];
  const words = text.split(":");
  const bytes: number[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (last && i === words.length - 1 && word.includes(".")) {
      const four = parseIPv4(word);
      if (four === null) return null;
      bytes.push(...four);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(word)) return null;
      const value = Number.parseInt(word, 16);
      bytes.push(value >> 8, value & 255);
    }
  }
  return bytes;
}

/** An address of the family, or null. */
export function parseAddress(family: Family, text: string): Uint8Array | null {
  return family === "ipv4" ? parseIPv4(text) : parseIPv6(text);
}

/** Four or sixteen bytes as text. */
export function formatAddress(bytes: Uint8Array): string {
  return bytes.length === 4 ? bytes.join(".") : formatIPv6(bytes);
}

function formatIPv6(bytes: Uint8Array): string {
  const words: number[] = [];
  for (let i = 0; i < 16; i += 2) words.push((bytes[i]! << 8) | bytes[i + 1]!);
  const run = longestZeroRun(words);
  // ::a.b.c.d and ::ffff:a.b.c.d are written with the IPv4 address in dots, as inet_ntop does.
  const mapped = run.start === 0 && run.length === 5 && words[5] === 0xffff;
  const embedded = run.start === 0 && (run.length === 6 || mapped);
  if (embedded) return (mapped ? "::ffff:" : "::") + bytes.slice(12).join(".");
  const hex = words.map((w) => w.toString(16));
  if (run.length < 2) return hex.join(":");
  const before = hex.slice(0, run.start).join(":");
  const after = hex.slice(run.start + run.length).join(":");
  return `${before}::${after}`;
}

function longestZeroRun(words: readonly number[]): { start: number; length: number } {
  let best = { start: -1, length: 0 };
  for (let i = 0; i < words.length; i++) {
    let n = 0;
    while (i + n < words.length && words[i + n] === 0) n++;
    if (n > best.length) best = { start: i, length: n };
    i += n;
  }
  return best;
}

/** The mask of `length` leading ones, `size` bytes long. */
export function maskOf(length: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const bits = Math.min(8, Math.max(0, length - i * 8));
    bytes[i] = 0xff00 >> bits;
  }
  return bytes;
}

/** How many leading ones the mask has, or -1 when ones follow a zero. */
export function maskLength(mask: Uint8Array): number {
  let length = 0;
  while (length < mask.length * 8 && bit(mask, length)) length++;
  for (let i = length; i < mask.length * 8; i++) if (bit(mask, i)) return -1;
  return length;
}

function bit(bytes: Uint8Array, index: number): boolean {
  return ((bytes[index >> 3]! >> (7 - (index & 7))) & 1) === 1;
}

/** The address with the bits outside the mask cleared. */
export function masked(address: Uint8Array, mask: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(address.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = address[i]! & mask[i]!;
  return bytes;
}

/** Byte by byte: below 0 when `a` comes first, 0 when they are the same. Both are of one length. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const i = a.findIndex((byte, at) => byte !== b[at]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}

/** Whether two byte strings are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether every byte is zero. */
export function isZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** Whether the address lies in the network of `length` bits; looked up for every route: no copies. */
export function inNetwork(address: Uint8Array, network: Uint8Array, length: number): boolean {
  if (address.length !== network.length) return false;
  const whole = length >> 3;
  for (let i = 0; i < whole; i++) if (address[i] !== network[i]) return false;
  const bits = length & 7;
  return bits === 0 || ((address[whole]! ^ network[whole]!) & (0xff00 >> bits) & 0xff) === 0;
}

/** Whether the address is one of a multicast group: 224.0.0.0/4 or ff00::/8. */
export function isMulticast(address: Uint8Array): boolean {
  return address.length === 4 ? (address[0]! & 0xf0) === 0xe0 : address[0] === 0xff;
}
