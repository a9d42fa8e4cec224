/** HMARK: a mark from a hash of addresses and ports (iptables-extensions(8), HMARK). */
import { HmarkInfo } from "../../generated/layout/target/HMARK.js";
import { maskLength, maskOf } from "../../setup/address.js";
import { hostMaskOption } from "../address.js";
import { type Family, OptionError, type OptionUse, target } from "../extension.js";
import { hex, numberOption, U16_MAX, U32_MAX } from "../values.js";

/** Undefined where not given. Numbers in host order; prefixes in bits. */
interface HmarkTarget {
  readonly values: Map<string, number>;
  conntrack: boolean;
}

/** Options with a number: digits of the saved hexadecimal form (0: a decimal), largest value. */
const NUMBERS: readonly (readonly [name: string, digits: number, max: number])[] = [
  ["sport-mask", 4, U16_MAX],
  ["dport-mask", 4, U16_MAX],
  ["spi-mask", 8, U32_MAX],
  ["sport", 4, U16_MAX],
  ["dport", 4, U16_MAX],
  ["spi", 8, U32_MAX],
  ["proto-mask", 2, U16_MAX],
  ["rnd", 8, U32_MAX],
];

function parsePrefix(use: OptionUse, family: Family): number {
  const zero = family === "ipv4" ? "0.0.0.0" : "::";
  return maskLength(
    hostMaskOption({ ...use, value: `${zero}/${use.value}` }, "HMARK", family).mask,
  );
}

function setOnce(info: HmarkTarget, name: string, value: number): void {
  if (info.values.has(name)) {
    throw new OptionError(`HMARK: option "--hmark-${name}" can only be used once`);
  }
  info.values.set(name, value);
}

/** "src,dst,sport,dport,spi,proto,ct": every bit of each, whatever an option before has set. */
function parseTuple(info: HmarkTarget, text: string, family: Family): void {
  const bits = family === "ipv4" ? 32 : 128;
  const all: Readonly<Record<string, readonly [name: string, value: number]>> = {
    src: ["src-prefix", bits],
    dst: ["dst-prefix", bits],
    sport: ["sport-mask", U16_MAX],
    dport: ["dport-mask", U16_MAX],
    spi: ["spi-mask", U32_MAX],
    proto: ["proto-mask", U16_MAX],
  };
  for (const word of text.split(",")) {
    const known = Object.hasOwn(all, word) ? all[word] : undefined;
    if (known !== undefined) info.values.set(known[0], known[1]);
    else if (word === "ct") info.conntrack = true;
    else throw new OptionError(`Bad type "${word}"`, "src, dst, sport, dport, spi, proto, ct");
  }
}

const padded = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, "0")}`;

export const extension = target<HmarkTarget>({
  name: "HMARK",
  about: "the packet's mark from a hash of addresses and ports",
  decidedBy: ["packet", "conntrack"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "hmark-tuple", value: "required" },
    ...["src-prefix", "dst-prefix", ...NUMBERS.map(([name]) => name), "mod", "offset"].map(
      (name) => ({ name: `hmark-${name}`, value: "required" as const }),
    ),
  ],
  create: () => ({ values: new Map(), conntrack: false }),
  option(info, use, { family }) {
    const name = use.id.slice("hmark-".length);
    if (name === "tuple") {
      parseTuple(info, use.value, family);
      return;
    }
    const number = NUMBERS.find(([known]) => known === name);
    if (name === "mod") setOnce(info, name, numberOption(use, "HMARK", 1, U32_MAX));
    else if (name.endsWith("-prefix")) setOnce(info, name, parsePrefix(use, family));
    else setOnce(info, name, numberOption(use, "HMARK", 0, number?.[2] ?? U32_MAX));
  },
  check({ values, conntrack }) {
    if (!values.has("mod")) throw new OptionError("--hmark-mod is mandatory");
    if (!values.has("rnd")) throw new OptionError("--hmark-rnd is mandatory");
    const has = (...names: string[]) => names.some((name) => values.has(name));
    if (has("spi-mask") && has("sport-mask", "dport-mask")) {
      throw new OptionError(
        "you cannot use --hmark-spi-mask and --hmark-?port-mask,at the same time",
      );
    }
    if (has("spi") && has("sport", "dport")) {
      throw new OptionError("you cannot use --hmark-spi and --hmark-?port,at the same time");
    }
    const rest = [...values.keys()].filter((name) => !["mod", "rnd", "offset"].includes(name));
    if (rest.length > 0 || conntrack) return;
    throw new OptionError("you have to specify --hmark-tuple at least");
  },
  save({ values, conntrack }) {
    const out: string[] = [];
    for (const name of ["src-prefix", "dst-prefix"]) {
      if (values.has(name)) out.push(`--hmark-${name} ${values.get(name)}`);
    }
    for (const [name, digits] of NUMBERS) {
      const value = values.get(name);
      if (value !== undefined) out.push(`--hmark-${name} ${padded(value, digits)}`);
    }
    out.push(`--hmark-mod ${values.get("mod")}`);
    const offset = values.get("offset") ?? 0;
    if (offset !== 0) out.push(`--hmark-offset ${offset}`);
    if (conntrack) out.push("--hmark-tuple ct");
    return out.join(" ");
  },
  list({ values, conntrack }, family) {
    const out = [`HMARK mod ${values.get("mod")}`];
    const offset = values.get("offset") ?? 0;
    if (offset !== 0) out.push(`+ ${hex(offset)}`);
    if (conntrack) out.push("ct,");
    for (const name of ["src-prefix", "dst-prefix"]) {
      const bits = values.get(name);
      // of a whole IPv6 address nothing is printed
      if (bits !== undefined) out.push(`${name} ${family === "ipv6" && bits === 128 ? "" : bits}`);
    }
    for (const [name] of NUMBERS) {
      const value = values.get(name);
      if (value !== undefined) out.push(`${name} ${hex(value)}`);
    }
    // the blank is iptables'
    return `${out.join(" ")} `;
  },
  encode({ values, conntrack }, record, { family }) {
    record.reserve(HmarkInfo.size);
    const size = family === "ipv4" ? 4 : 16;
    record.bytes(HmarkInfo.sourceMask, maskOf(values.get("src-prefix") ?? 0, size));
    record.bytes(HmarkInfo.destinationMask, maskOf(values.get("dst-prefix") ?? 0, size));
    const word = (spi: string, sport: string, dport: string): Uint8Array => {
      const whole =
        values.get(spi) ?? (values.get(sport) ?? 0) * 0x10000 + (values.get(dport) ?? 0);
      return Uint8Array.of(whole >>> 24, whole >>> 16, whole >>> 8, whole);
    };
    record.bytes(HmarkInfo.portMask, word("spi-mask", "sport-mask", "dport-mask"));
    record.bytes(HmarkInfo.portSet, word("spi", "sport", "dport"));
    record.u32(HmarkInfo.random, values.get("rnd") ?? 0);
    record.u32(HmarkInfo.modulus, values.get("mod") ?? 1);
    record.u32(HmarkInfo.offset, values.get("offset") ?? 0);
    // protocols have eight bits, the option has sixteen
    record.u8(HmarkInfo.protocolMask, (values.get("proto-mask") ?? 0) & 0xff);
    record.u8(HmarkInfo.conntrack, conntrack ? 1 : 0);
  },
});
