/** Hardware addresses as options of extensions have them. */
import { OptionError } from "./extension.js";

/** Six times up to two characters, as strtoul(3) with base 16 reads them: none is 0, "-1" is ff. */
export function parseMac(text: string): Uint8Array {
  const parts = text.split(":");
  if (parts.length !== 6 || parts.some((p) => p.length > 2 || !/^[\s+-]?[0-9a-fA-F]*$/.test(p))) {
    throw new OptionError(
      "Invalid MAC address specified.",
      `expected six bytes in hexadecimal with ":" between, not "${text}"`,
    );
  }
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16) || 0);
}

/** An address in lower case. */
export function macText(address: Uint8Array): string {
  return Array.from(address, (byte) => byte.toString(16).padStart(2, "0")).join(":");
}
