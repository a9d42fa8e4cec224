/** ipvs: connections of the load balancer IPVS (iptables-extensions(8), ipvs). The kernel of the
 * reference is built without it. */
import { hostMaskOption, type MaskedAddress, maskedAddressText } from "../address.js";
import { noRecord } from "../checks.js";
import { match, OptionError, type OptionUse, type ParseContext } from "../extension.js";
import { bang, named, parseNumber, resolvePort, U8_MAX } from "../values.js";

/** Properties in the order in which they are printed; what is not there is not asked for. */
interface IpvsOptions {
  ipvs?: boolean;
  vproto?: number;
  vaddr?: MaskedAddress;
  vport?: number;
  vdir?: string;
  vmethod?: string;
  vportctl?: number;
  readonly inverted: Set<string>;
}

const DIRECTIONS = [["ORIGINAL"], ["REPLY"]] as const;
const METHODS = [["GATE"], ["IPIP"], ["MASQ"]] as const;
const NAMES = ["vproto", "vaddr", "vport", "vdir", "vmethod", "vportctl"] as const;

function protocol(text: string, context: ParseContext): number {
  const number = parseNumber(text, 0, U8_MAX) ?? (text === "all" ? 0 : undefined);
  const found = number ?? context.protocolNumber(text);
  if (found !== undefined) return found;
  throw new OptionError(`unknown protocol "${text}" specified`);
}

function word(use: OptionUse, words: readonly (readonly [string])[]): string {
  const found = named(words, use.value);
  if (found !== undefined) return found[0];
  const known = words.map(([name]) => name).join(", ");
  throw new OptionError(`ipvs: Bad value for "${use.flag}" option: "${use.value}"`, known);
}

function take(info: IpvsOptions, use: OptionUse, context: ParseContext): void {
  switch (use.id) {
    case "vproto":
      info.vproto = protocol(use.value, context);
      break;
    case "vaddr":
      info.vaddr = hostMaskOption(use, "ipvs", context.family);
      break;
    case "vdir":
      info.vdir = word(use, DIRECTIONS);
      break;
    case "vmethod":
      info.vmethod = word(use, METHODS);
      break;
    case "vport":
    case "vportctl":
      info[use.id] = resolvePort(use.value, context);
      break;
    default:
      info.ipvs = true;
  }
}

function words(info: IpvsOptions, dashes: string): string {
  const said = NAMES.filter((name) => info[name] !== undefined);
  if (said.length === 0) return `${bang(info.inverted.has("ipvs"))}${dashes}ipvs`;
  return said
    .map((name) => {
      const value = name === "vaddr" ? maskedAddressText(info.vaddr!, false) : info[name];
      return `${bang(info.inverted.has(name))}${dashes}${name} ${value}`;
    })
    .join(" ");
}

export const extension = match<IpvsOptions>({
  name: "ipvs",
  about: "connections of the load balancer IPVS: read as iptables does, then refused",
  decidedBy: ["refused"],
  refused: "ipvs needs a kernel with the load balancer IPVS, which sluice is no model of",
  families: ["ipv4", "ipv6"],
  options: [
    { name: "ipvs", value: "none", invert: true },
    { name: "vproto", value: "required", invert: true },
    { name: "vaddr", value: "required", invert: true },
    { name: "vport", value: "required", invert: true },
    { name: "vdir", value: "required" },
    { name: "vmethod", value: "required", invert: true },
    { name: "vportctl", value: "required", invert: true },
  ],
  create: () => ({ inverted: new Set<string>() }),
  option(info, use, context) {
    take(info, use, context);
    if (use.inverted) info.inverted.add(use.id);
  },
  check(info) {
    const others = NAMES.some((name) => info[name] !== undefined);
    if (info.ipvs === undefined && !others) {
      throw new OptionError("IPVS: At least one option is required");
    }
    if (!others || !info.inverted.has("ipvs")) return;
    throw new OptionError("! --ipvs cannot be together with other options");
  },
  save: (info) => words(info, "--"),
  list: (info) => words(info, ""),
  encode: noRecord,
});
