/** What TTL and HL have in common: options to set, raise or lower the hops that a packet may go. */
import { OptionError, type TargetExtension } from "./extension.js";
import { numberOption, U8_MAX } from "./values.js";

/** A change; `mode` counts as in the record: set, raise, lower. */
export interface HopChange {
  mode: 0 | 1 | 2;
  value: number;
}

const modes = ["set", "inc", "dec"] as const;
const words = ["set to", "increment by", "decrement by"] as const;

/** Options and printed forms for the target "TTL" or "HL". */
export function hopChange(
  name: "TTL" | "HL",
): Pick<TargetExtension<HopChange>, "options" | "create" | "option" | "save" | "list"> &
  Required<Pick<TargetExtension<HopChange>, "check">> {
  const names = modes.map((mode) => `${name.toLowerCase()}-${mode}`);
  return {
    options: names.map((option) => ({
      name: option,
      value: "required",
      excludes: names.filter((other) => other !== option),
    })),
    create: () => ({ mode: 0, value: 0 }),
    option(info, use) {
      info.mode = names.indexOf(use.id) as HopChange["mode"];
      info.value = numberOption(use, name, info.mode === 0 ? 0 : 1, U8_MAX);
    },
    check(_info, _context, given) {
      if (given.size === 0) throw new OptionError(`${name}: you must specify an action`);
    },
    save: ({ mode, value }) => `--${names[mode]} ${value}`,
    list: ({ mode, value }) => `${name} ${words[mode]} ${value}`,
  };
}
