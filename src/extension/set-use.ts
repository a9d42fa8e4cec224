/** Naming a set in a rule: the name and the words src and dst (set of iptables-extensions(8)). */
import { type Family, OptionError, type OptionUse, type ParseContext } from "./extension.js";

/** A set, and what of the packet is looked for in it. */
export interface SetUse {
  readonly name: string;
  /** "src" or "dst" for each part of an element. */
  readonly directions: readonly string[];
}

/** Words at most (IPSET_DIM_MAX). */
const MAX_DIRECTIONS = 6;

const familyNames: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };

/** Reads "NAME src,dst". */
export function setUse(use: OptionUse, context: ParseContext): SetUse {
  const { value: name, second } = use;
  if (second === undefined) throw new OptionError(`${use.flag} requires two args.`);
  if (new TextEncoder().encode(name).length > 31) {
    throw new OptionError(`setname \`${name}' too long, max 31 characters.`);
  }
  const set = context.set(name);
  if (set === undefined) {
    throw new OptionError(`Set ${name} doesn't exist.`, `ipset create ${name} TYPE makes it`);
  }
  if (set.family !== null && set.family !== context.family) {
    const family = familyNames[set.family];
    throw new OptionError(
      `The protocol family of set ${name} is ${family}, which is not applicable.`,
    );
  }
  const directions = second.split(",");
  if (directions.some((word) => word !== "src" && word !== "dst")) {
    throw new OptionError("You must specify (the comma separated list of) 'src' or 'dst'.");
  }
  if (directions.length > MAX_DIRECTIONS) {
    throw new OptionError(`Can't be more src/dst options than ${MAX_DIRECTIONS}.`);
  }
  return { name, directions };
}

/** "NAME src,dst". */
export function setUseText(use: SetUse): string {
  return `${use.name} ${use.directions.join(",")}`;
}

/** Bit n - 1: part n is the packet's source. */
export function sourceBits(use: SetUse): number {
  return use.directions.reduce((bits, word, i) => bits | (word === "src" ? 1 << i : 0), 0);
}
