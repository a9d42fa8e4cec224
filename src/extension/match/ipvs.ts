/** ipvs: connections of the load balancer IPVS (iptables-extensions(8), ipvs). */
import { IpvsFlag, IpvsInfo } from "../../generated/layout/match/ipvs.js";
import { hostMaskOption, type MaskedAddress, maskedAddressText } from "../address.js";
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

/** Each option's bit in the record. */
const BITS: readonly (readonly ["ipvs" | (typeof NAMES)[number], IpvsFlag])[] = [
  ["ipvs", IpvsFlag.PROPERTY],
  ["vproto", IpvsFlag.PROTOCOL],
  ["vaddr", IpvsFlag.ADDRESS],
  ["vport", IpvsFlag.PORT],
  ["vdir", IpvsFlag.DIRECTION],
  ["vmethod", IpvsFlag.METHOD],
  ["vportctl", IpvsFlag.CONTROL],
];

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

// DIFFERS: rules are taken which the kernel of the reference is built without
export const extension = match<IpvsOptions>({
  name: "ipvs",
  about: "connections of the load balancer IPVS: `ipvs=`",
  decidedBy: ["fact", "packet", "conntrack"],
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
  encode(info, record) {
    record.reserve(IpvsInfo.size);
    let flags = 0;
    let invert = 0;
    for (const [name, bit] of BITS) {
      if (info[name] !== undefined) flags |= bit;
      if (info.inverted.has(name)) invert |= bit;
    }
    if (info.vdir === "REPLY") invert |= IpvsFlag.DIRECTION;
    record.u8(IpvsInfo.flags, flags);
    record.u8(IpvsInfo.invert, invert);
    record.u8(IpvsInfo.protocol, info.vproto ?? 0);
    record.u8(IpvsInfo.method, (info.vmethod ?? "").toLowerCase().charCodeAt(0) || 0);
    record.u16(IpvsInfo.port, info.vport ?? 0);
    record.u16(IpvsInfo.controlPort, info.vportctl ?? 0);
    if (info.vaddr === undefined) return;
    record.bytes(IpvsInfo.address, info.vaddr.address);
    record.bytes(IpvsInfo.mask, info.vaddr.mask);
  },
});
