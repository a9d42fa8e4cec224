/** dccp: ports, type and options of a DCCP header (iptables-extensions(8), dccp). */
import { DccpFlag, DccpInfo } from "../../generated/layout/match/dccp.js";
import { onlyProtocol } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { listPort, type PortRange, portOptions } from "../ports.js";
import { bang, numberOption, portRangeOption, rangeText } from "../values.js";

interface Inverted {
  readonly inverted: boolean;
}

/** Null where an option was not given. */
interface DccpOptions {
  source: PortRange | null;
  destination: PortRange | null;
  /** A bit for each type. */
  types: (Inverted & { readonly bits: number }) | null;
  option: (Inverted & { readonly kind: number }) | null;
}

/** Types by their number (RFC 4340, 5.1); the last stands for all that are none. */
const TYPES = "REQUEST RESPONSE DATA ACK DATAACK CLOSEREQ CLOSE RESET SYNC SYNCACK INVALID".split(
  " ",
);
const INVALID = TYPES.length - 1;
const TYPE_COUNT = 16;

function bitsOf(type: number): number {
  return type === INVALID ? (1 << TYPE_COUNT) - (1 << INVALID) : 1 << type;
}

function parseTypes(text: string): number {
  // as strtok(3) cuts: nothing between commas is nothing
  const words = text.split(",").filter((word) => word !== "");
  return words.reduce((bits, word) => {
    const type = TYPES.indexOf(word.toUpperCase());
    if (type < 0) throw new OptionError(`Unknown DCCP type \`${word}'`, TYPES.join(" "));
    return bits | bitsOf(type);
  }, 0);
}

function typesText(bits: number, numeric: boolean): string {
  const numbers = Array.from({ length: TYPE_COUNT }, (_, i) => i).filter((i) => bits & (1 << i));
  if (numeric) return numbers.join(",");
  return [...new Set(numbers.map((type) => TYPES[Math.min(type, INVALID)]))].join(",");
}

export const extension = match<DccpOptions>({
  name: "dccp",
  about: "ports, type and options of a DCCP header",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 33,
  options: [
    ...portOptions,
    { name: "dccp-types", value: "required", invert: true },
    { name: "dccp-option", value: "required", invert: true },
  ],
  create: () => ({ source: null, destination: null, types: null, option: null }),
  option(info, use, context) {
    const { inverted } = use;
    switch (use.id) {
      case "source-port":
        info.source = { ...portRangeOption(use, "dccp", context), inverted };
        break;
      case "destination-port":
        info.destination = { ...portRangeOption(use, "dccp", context), inverted };
        break;
      case "dccp-types":
        info.types = { bits: parseTypes(use.value), inverted };
        break;
      case "dccp-option":
        info.option = { kind: numberOption(use, "dccp", 1, 255), inverted };
    }
  },
  check: (_info, context) => onlyProtocol(context, "dccp", 33),
  save({ source, destination, types, option }) {
    const out: string[] = [];
    if (source !== null) out.push(`${bang(source.inverted)}--sport ${rangeText(source)}`);
    if (destination !== null) {
      out.push(`${bang(destination.inverted)}--dport ${rangeText(destination)}`);
    }
    if (types !== null) {
      out.push(`${bang(types.inverted)}--dccp-types ${typesText(types.bits, false)}`);
    }
    if (option !== null) out.push(`${bang(option.inverted)}--dccp-option ${option.kind}`);
    return out.join(" ");
  },
  list({ source, destination, types, option }, _family, numeric) {
    const out = ["dccp"];
    if (source !== null) out.push(...listPort("spt", source, "dccp", numeric));
    if (destination !== null) out.push(...listPort("dpt", destination, "dccp", numeric));
    if (types !== null) out.push(`${bang(types.inverted)}${typesText(types.bits, numeric)}`);
    if (option !== null) out.push(`option=${option.inverted ? "!" : ""}${option.kind}`);
    return out.join(" ");
  },
  encode(info, record) {
    const { source, destination, types, option } = info;
    record.reserve(DccpInfo.size);
    let flags = 0;
    let invert = 0;
    const ask = (flag: DccpFlag, given: Inverted) => {
      flags |= flag;
      if (given.inverted) invert |= flag;
    };
    if (source !== null) {
      ask(DccpFlag.SOURCE, source);
      record.u16(DccpInfo.sourceFrom, source.from);
      record.u16(DccpInfo.sourceTo, source.to);
    }
    if (destination !== null) {
      ask(DccpFlag.DESTINATION, destination);
      record.u16(DccpInfo.destinationFrom, destination.from);
      record.u16(DccpInfo.destinationTo, destination.to);
    }
    if (types !== null) {
      ask(DccpFlag.TYPE, types);
      record.u16(DccpInfo.types, types.bits);
    }
    if (option !== null) {
      ask(DccpFlag.OPTION, option);
      record.u8(DccpInfo.option, option.kind);
    }
    record.u8(DccpInfo.flags, flags);
    record.u8(DccpInfo.invert, invert);
  },
});
