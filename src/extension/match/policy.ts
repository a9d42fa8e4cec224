/** policy: the IPsec transformations of a packet (iptables-extensions(8), policy). */
import {
  PolicyAsk,
  PolicyElement,
  PolicyInfo,
  PolicyInfoFlag,
} from "../../generated/layout/match/policy.js";
import { hostMaskOption, type MaskedAddress, maskedAddressText } from "../address.js";
import { onlyHooks } from "../checks.js";
import { match, OptionError, type OptionUse, type ParseContext } from "../extension.js";
import { bang, hex, numberOption, U32_MAX } from "../values.js";

type Given<T> = { readonly value: T; readonly inverted: boolean };

/** One transformation; what is not there is not compared. */
interface Element {
  reqid?: Given<number>;
  spi?: Given<number>;
  proto?: Given<number>;
  mode?: Given<number>;
  "tunnel-dst"?: Given<MaskedAddress>;
  "tunnel-src"?: Given<MaskedAddress>;
}

interface PolicyOptions {
  direction: "in" | "out" | null;
  none: boolean;
  strict: boolean;
  readonly elements: Element[];
}

const ELEMENTS_MAX = 4;
const MODES = ["transport", "tunnel"];
const PROTOCOLS: Readonly<Record<number, string>> = { 50: "esp", 51: "ah", 108: "ipcomp" };

function parseProtocol(text: string, context: ParseContext): number {
  const number = /^\d+$/.test(text) ? Number(text) : context.protocolNumber(text);
  if (number === undefined) throw new OptionError(`unknown protocol "${text}" specified`);
  if (number in PROTOCOLS) return number;
  throw new OptionError("policy match: protocol must be ah/esp/ipcomp");
}

function parseMode(text: string): number {
  const mode = MODES.indexOf(text);
  if (mode >= 0) return mode;
  throw new OptionError(`policy match: invalid mode "${text}"`, MODES.join(" or "));
}

function takeElement(element: Element, use: OptionUse, context: ParseContext): void {
  const { inverted } = use;
  const id = use.id as keyof Element;
  if (element[id] !== undefined) {
    throw new OptionError(`policy match: double ${use.flag} option`);
  }
  if (id === "reqid" || id === "spi") {
    element[id] = { value: numberOption(use, "policy", 0, U32_MAX), inverted };
  } else if (id === "proto") element.proto = { value: parseProtocol(use.value, context), inverted };
  else if (id === "mode") element.mode = { value: parseMode(use.value), inverted };
  else element[id] = { value: hostMaskOption(use, "policy", context.family), inverted };
}

function checkElement(element: Element, number: number, strict: boolean): void {
  if (strict && Object.keys(element).length === 0) {
    throw new OptionError(
      `policy match: empty policy element ${number}. --strict is in effect, but at least one of ` +
        "reqid, spi, tunnel-src, tunnel-dst, proto or mode is required.",
    );
  }
  const ends = element["tunnel-src"] ?? element["tunnel-dst"];
  if (ends === undefined || (element.mode?.value === 1 && !element.mode.inverted)) return;
  throw new OptionError("policy match: --tunnel-src/--tunnel-dst is only valid in tunnel mode");
}

function elementWords(element: Element, dashes: string, numeric: boolean): string[] {
  const out: string[] = [];
  const word = (id: keyof Element, text: string) => {
    out.push(`${bang(element[id]!.inverted)}${dashes}${id} ${text}`);
  };
  const { reqid, spi, proto, mode } = element;
  if (reqid !== undefined) word("reqid", `${reqid.value}`);
  if (spi !== undefined) word("spi", hex(spi.value));
  if (proto !== undefined) word("proto", numeric ? `${proto.value}` : PROTOCOLS[proto.value]!);
  if (mode !== undefined) word("mode", MODES[mode.value]!);
  for (const id of ["tunnel-dst", "tunnel-src"] as const) {
    const end = element[id];
    if (end !== undefined) word(id, maskedAddressText(end.value, false));
  }
  return out;
}

export const extension = match<PolicyOptions>({
  name: "policy",
  about: "the IPsec transformations of the packet: `xfrmin=`, `xfrmout=`",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "dir", value: "required" },
    { name: "pol", value: "required" },
    { name: "strict", value: "none" },
    ...["reqid", "spi", "tunnel-src", "tunnel-dst", "proto", "mode"].map((name) => ({
      name,
      value: "required" as const,
      invert: true,
      multiple: true,
    })),
    { name: "next", value: "none", multiple: true },
  ],
  create: () => ({ direction: null, none: false, strict: false, elements: [{}] }),
  option(info, use, context) {
    if (use.id === "dir") {
      if (use.value !== "in" && use.value !== "out") {
        throw new OptionError(`policy_match: invalid dir "${use.value}"`, "in or out");
      }
      info.direction = use.value;
    } else if (use.id === "pol") {
      if (use.value !== "none" && use.value !== "ipsec") {
        throw new OptionError(`policy match: invalid policy "${use.value}"`, "none or ipsec");
      }
      info.none = use.value === "none";
    } else if (use.id === "strict") info.strict = true;
    else if (use.id === "next") {
      if (info.elements.length === ELEMENTS_MAX) {
        throw new OptionError("policy match: maximum policy depth reached");
      }
      info.elements.push({});
    } else takeElement(info.elements.at(-1)!, use, context);
  },
  check(info, context, given) {
    if (info.direction === null) {
      throw new OptionError("policy match: neither --dir in nor --dir out specified");
    }
    if (given.has("next") && !info.strict) {
      throw new OptionError('policy: option "--next" also requires "--strict"');
    }
    if (info.none) {
      if (info.strict) throw new OptionError("policy match: policy none but --strict given");
    } else
      for (const [i, element] of info.elements.entries()) checkElement(element, i, info.strict);
    const inward = info.direction === "in";
    onlyHooks(
      context,
      "policy",
      inward ? ["PREROUTING", "INPUT", "FORWARD"] : ["FORWARD", "OUTPUT", "POSTROUTING"],
    );
  },
  save({ direction, none, strict, elements }) {
    const out = [`--dir ${direction}`, `--pol ${none ? "none" : "ipsec"}`];
    if (none) return out.join(" ");
    if (strict) out.push("--strict");
    elements.forEach((element, i) => {
      if (i > 0) out.push("--next");
      out.push(...elementWords(element, "--", false));
    });
    return out.join(" ");
  },
  list({ direction, none, strict, elements }, _family, numeric) {
    const out = ["policy match", `dir ${direction}`, `pol ${none ? "none" : "ipsec"}`];
    if (none) return out.join(" ");
    if (strict) out.push("strict");
    elements.forEach((element, i) => {
      if (elements.length > 1) out.push(`[${i}]`);
      out.push(...elementWords(element, "", numeric));
    });
    return out.join(" ");
  },
  encode(info, record) {
    record.reserve(PolicyInfo.size);
    let flags = info.direction === "in" ? PolicyInfoFlag.IN : 0;
    if (info.none) flags |= PolicyInfoFlag.NONE;
    if (info.strict) flags |= PolicyInfoFlag.STRICT;
    record.u8(PolicyInfo.flags, flags);
    record.u8(PolicyInfo.count, info.elements.length);
    info.elements.forEach((element, i) => {
      const at = PolicyInfo.elements + i * PolicyElement.size;
      let ask = 0;
      let invert = 0;
      const bit = (flag: PolicyAsk, given: Given<unknown> | undefined) => {
        if (given !== undefined) ask |= flag;
        if (given?.inverted) invert |= flag;
      };
      bit(PolicyAsk.REQID, element.reqid);
      bit(PolicyAsk.SPI, element.spi);
      bit(PolicyAsk.PROTOCOL, element.proto);
      bit(PolicyAsk.MODE, element.mode);
      bit(PolicyAsk.ADDRESS, element["tunnel-src"] ?? element["tunnel-dst"]);
      record.u8(at + PolicyElement.ask, ask);
      record.u8(at + PolicyElement.invert, invert);
      record.u8(at + PolicyElement.protocol, element.proto?.value ?? 0);
      record.u8(at + PolicyElement.mode, element.mode?.value ?? 0);
      record.u32(at + PolicyElement.reqid, element.reqid?.value ?? 0);
      record.u32(at + PolicyElement.spi, element.spi?.value ?? 0);
    });
  },
});
