/** Values as conntrack(8) reads them: mostly as C does, so that words become 0. */
import { parseIPv6 } from "../address.js";

/** The tool refuses. `usage`: the mistake is in the command line (exit status 2), else it is in
 * what was asked for (1). */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(
    message: string,
    readonly usage = true,
  ) {
    super(message);
  }
}

/** A number as atoi(3) reads it. */
export function wholeNumber(text: string): number {
  return Number(/^\s*[-+]?\d+/.exec(text)?.[0] ?? 0);
}

/** A number as strtoul(3) reads it with base 0, as 32 bits. */
export function unsignedText(text: string): number {
  return unsignedStart(text)[0];
}

/** The same, and what stands behind it. */
export function unsignedStart(text: string): [number, string] {
  const found = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|\d+)/.exec(text);
  if (found === null) return [0, text];
  const digits = found[2]!;
  const octal = /^0[0-7]/.test(digits) ? /^0[0-7]+/.exec(digits)![0] : null;
  const whole = octal === null ? BigInt(digits) : BigInt(`0o${octal.slice(1)}`);
  const used = found[0].length - digits.length + (octal ?? digits).length;
  const value = Number(BigInt.asUintN(32, found[1] === "-" ? -whole : whole));
  return [value, text.slice(used)];
}

/** An IPv4 address as inet_aton(3) reads it, or an IPv6 one; null for neither. */
export function looseAddress(text: string): Uint8Array | null {
  return looseIPv4(text) ?? parseIPv6(text);
}

function looseIPv4(text: string): Uint8Array | null {
  const words = text.split(".");
  if (words.length > 4 || words.some((w) => !/^(0[xX][0-9a-fA-F]+|\d+)$/.test(w))) return null;
  const numbers = words.map((w) => (/^0[0-7]+$/.test(w) ? Number.parseInt(w, 8) : Number(w)));
  if (words.some((w) => /^0\d/.test(w) && !/^0[0-7]+$/.test(w))) return null;
  const last = numbers.pop()!;
  if (numbers.some((n) => n > 255) || last >= 256 ** (4 - numbers.length)) return null;
  const whole = numbers.reduce((sum, n, i) => sum + n * 256 ** (3 - i), last);
  return Uint8Array.from([24, 16, 8, 0], (shift) => (whole >>> shift) & 255);
}

/** "ADDRESS", "ADDRESS:PORT", "[ADDRESS]:PORT" taken apart. Throws Refused. */
export function splitPort(word: string): [string, number | null] {
  let address = word;
  let port: string | null = null;
  const open = word.indexOf("[");
  if (open >= 0) {
    const close = word.indexOf("]", open);
    if (close === open + 1) throw new Refused("No IPv6 address specified");
    if (close < 0) throw new Refused("No closing ']' around IPv6 address");
    const colon = word.indexOf(":", close);
    if (colon >= 0) {
      address = word.slice(open + 1, close);
      port = word.slice(colon + 1);
    }
  } else {
    const colon = word.indexOf(":");
    if (colon >= 0 && !word.includes(":", colon + 1)) {
      address = word.slice(0, colon);
      port = word.slice(colon + 1);
    }
  }
  if (port === "") throw new Refused("No port specified after `:'");
  if (port !== null && (!/^\d+$/.test(port) || Number(port) > 65535)) {
    throw new Refused(`Invalid port \`${port}'`);
  }
  return [address, port === null ? null : Number(port)];
}
