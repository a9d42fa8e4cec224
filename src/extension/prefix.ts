/** Lengths of prefixes as options take them (iptables' XTTYPE_PLEN and XTTYPE_PLENMASK). */
import { maskLength } from "../setup/address.js";
import { parseHost } from "./address.js";
import { type Family, OptionError, type OptionUse } from "./extension.js";
import { parseNumber } from "./values.js";

/** What a mask with holes is taken for: no length fits it. */
export const NO_LENGTH = 255;

/** The value of an option that takes the length of a prefix, or a mask. */
export function prefixOption(use: OptionUse, extension: string, family: Family): number {
  const bits = family === "ipv4" ? 32 : 128;
  const length = parseNumber(use.value, 0, bits);
  if (length !== null) return length;
  const mask = parseHost(use.value, family);
  if (mask !== null) {
    const found = maskLength(mask);
    return found < 0 ? NO_LENGTH : found;
  }
  throw new OptionError(
    `${extension}: bad value for option "${use.flag}", ` +
      `neither a valid network mask nor valid CIDR (0-${bits})`,
  );
}
