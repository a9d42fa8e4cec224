/** TOS: sets bits of the type of service or traffic class (iptables-extensions(8), TOS). */
import { TosTargetInfo } from "../../generated/layout/target/TOS.js";
import { OptionError, target } from "../extension.js";
import { TOS_NAME_MASK, tosNames } from "../names.js";
import { hex2, numberOption, scanNumber, U8_MAX } from "../values.js";

/** tos = (tos & ~mask) ^ value. */
interface TosTarget {
  value: number;
  mask: number;
}

/** "0x10", "0x10/0x3f" or a name. Text that starts with no number of a byte is taken for a name. */
function parseTos(text: string): TosTarget {
  const value = scanNumber(text);
  if (value === null || value.value > U8_MAX) {
    const named = tosNames.find(([name]) => name.toLowerCase() === text.toLowerCase());
    if (named !== undefined) return { value: named[1], mask: TOS_NAME_MASK };
    const known = tosNames.map(([name]) => name).join(", ");
    throw new OptionError(`TOS: symbolic name "${text}" is unknown`, `a number or one of ${known}`);
  }
  if (value.rest === "") return { value: value.value, mask: U8_MAX };
  const mask = value.rest.startsWith("/") ? scanNumber(value.rest.slice(1)) : null;
  if (mask === null || mask.rest !== "" || mask.value > U8_MAX) {
    throw new OptionError(`TOS: illegal value: "${text}"`, "value[/mask], each from 0 to 255");
  }
  return { value: value.value, mask: mask.value };
}

/** The byte by name, where one stands for exactly these bits. */
function nameOf({ value, mask }: TosTarget): string | undefined {
  if (mask !== TOS_NAME_MASK) return undefined;
  return tosNames.find(([, bits]) => bits === value)?.[0];
}

const names = ["set-tos", "and-tos", "or-tos", "xor-tos"];

export const extension = target<TosTarget>({
  name: "TOS",
  about: "sets bits of the type of service or traffic class",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4", "ipv6"],
  tables: ["mangle"],
  options: names.map((name) => ({
    name,
    value: "required",
    excludes: names.filter((other) => other !== name),
  })),
  create: () => ({ value: 0, mask: 0 }),
  option(info, use) {
    if (use.id === "set-tos") {
      Object.assign(info, parseTos(use.value));
      return;
    }
    const bits = numberOption(use, "TOS", 0, U8_MAX);
    info.value = use.id === "and-tos" ? 0 : bits;
    info.mask = use.id === "and-tos" ? ~bits & U8_MAX : use.id === "or-tos" ? bits : 0;
  },
  check(_info, _context, given) {
    if (given.size === 0) throw new OptionError("TOS: an action is required");
  },
  save: ({ value, mask }) => `--set-tos ${hex2(value)}/${hex2(mask)}`,
  list(info, _family, numeric) {
    const { value, mask } = info;
    if (numeric) return `TOS set ${hex2(value)}/${hex2(mask)}`;
    // iptables has the space that belongs in front of a name one word earlier
    const name = nameOf(info);
    if (name !== undefined) return ` TOS set${name}`;
    if (value === 0) return `TOS and ${hex2(~mask & U8_MAX)}`;
    if (value === mask) return `TOS or ${hex2(value)}`;
    if (mask === 0) return `TOS xor ${hex2(value)}`;
    return `TOS set ${hex2(value)}/${hex2(mask)}`;
  },
  encode(info, record) {
    record.reserve(TosTargetInfo.size);
    record.u8(TosTargetInfo.value, info.value);
    record.u8(TosTargetInfo.mask, info.mask);
  },
});
