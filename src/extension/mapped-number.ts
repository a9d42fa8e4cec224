/** Numbers with a mask that may be given by a name from a file of the host: realms, device groups. */
import { OptionError, type OptionUse } from "./extension.js";
import { type Masked, markText, scanNumber, U32_MAX } from "./values.js";

/** Names as the host's file holds them. */
export type NumberNames = ReadonlyMap<string, number>;

/** The value of an option that takes "number[/mask]" or a name (XTTYPE_... with xtables_lmap). */
export function mappedOption(use: OptionUse, extension: string, names: NumberNames): Masked {
  const scanned = scanNumber(use.value);
  if (scanned !== null && scanned.value <= U32_MAX) {
    if (scanned.rest === "") return { value: scanned.value, mask: U32_MAX };
    if (scanned.rest.startsWith("/")) {
      const mask = scanNumber(scanned.rest.slice(1));
      if (mask !== null && mask.rest === "" && mask.value <= U32_MAX) {
        return { value: scanned.value, mask: mask.value };
      }
      throw new OptionError(
        `${extension}: bad integer value for option "${use.flag}", or out of range`,
      );
    }
  }
  const value = names.get(use.value);
  if (value !== undefined) return { value, mask: U32_MAX };
  throw new OptionError(
    `${extension}: could not map name ${use.value} to an integer value for option "${use.flag}"`,
  );
}

/** A name where there is one and every bit counts, else "0x1" or "0x1/0xff". */
export function mappedText(number: Masked, names: NumberNames, numeric: boolean): string {
  const known = [...names].find(([, value]) => value === number.value);
  return !numeric && known !== undefined && number.mask === U32_MAX ? known[0] : markText(number);
}
