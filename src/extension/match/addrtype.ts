/** addrtype: what kind of address an address is to this host (iptables-extensions(8), addrtype). */
import { RouteType } from "../../generated/abi.js";
import { AddrtypeFlag, AddrtypeInfo } from "../../generated/layout/match/addrtype.js";
import { kernelAsks } from "../checks.js";
import { type HookName, match, OptionError } from "../extension.js";
import { bitsText, parseBits } from "../states.js";

/** Types as bits (1 << RouteType). */
interface Types {
  readonly bits: number;
  readonly inverted: boolean;
}

/** Null where no type was asked. */
interface AddrtypeOptions {
  source: Types | null;
  destination: Types | null;
  limit: "in" | "out" | null;
}

const TYPES = [
  ["UNSPEC", 1 << RouteType.UNSPEC],
  ["UNICAST", 1 << RouteType.UNICAST],
  ["LOCAL", 1 << RouteType.LOCAL],
  ["BROADCAST", 1 << RouteType.BROADCAST],
  ["ANYCAST", 1 << RouteType.ANYCAST],
  ["MULTICAST", 1 << RouteType.MULTICAST],
  ["BLACKHOLE", 1 << RouteType.BLACKHOLE],
  ["UNREACHABLE", 1 << RouteType.UNREACHABLE],
  ["PROHIBIT", 1 << RouteType.PROHIBIT],
  ["THROW", 1 << RouteType.THROW],
  // Types that the kernel names and no route has.
  ["NAT", 1 << 10],
  ["XRESOLVE", 1 << 11],
] as const;

/** Types that IPv6 addresses cannot be asked for. */
const NOT_IPV6 = ["BROADCAST", "BLACKHOLE", "PROHIBIT", "THROW", "NAT", "XRESOLVE"] as const;

function parseTypes(text: string): number {
  const bits = parseBits(text, TYPES);
  if (typeof bits === "number") return bits;
  throw new OptionError(
    `addrtype: bad type "${bits.unknown}"`,
    `the types are ${TYPES.map(([name]) => name).join(", ")}`,
  );
}

function checkLimit(info: AddrtypeOptions, hooks: ReadonlySet<HookName>): void {
  if (info.limit === "in" && (hooks.has("OUTPUT") || hooks.has("POSTROUTING"))) {
    throw new OptionError(
      "addrtype: input interface limitation not valid in POSTROUTING and OUTPUT",
    );
  }
  if (info.limit === "out" && (hooks.has("PREROUTING") || hooks.has("INPUT"))) {
    throw new OptionError(
      "addrtype: output interface limitation not valid in PREROUTING and INPUT",
    );
  }
}

function typesText({ bits, inverted }: Types, words: readonly [string, string, string]): string {
  return `${inverted ? words[0] : ""}${words[1]}${inverted ? words[2] : ""}${bitsText(bits, TYPES)}`;
}

export const extension = match<AddrtypeOptions>({
  name: "addrtype",
  about: "what kind of address an address is to this host",
  decidedBy: ["setup"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "src-type", value: "required", invert: true },
    { name: "dst-type", value: "required", invert: true },
    { name: "limit-iface-in", value: "none", excludes: ["limit-iface-out"] },
    { name: "limit-iface-out", value: "none", excludes: ["limit-iface-in"] },
  ],
  create: () => ({ source: null, destination: null, limit: null }),
  option(info, use) {
    if (use.id === "limit-iface-in") info.limit = "in";
    else if (use.id === "limit-iface-out") info.limit = "out";
    else {
      const types = { bits: parseTypes(use.value), inverted: use.inverted };
      if (use.id === "src-type") info.source = types;
      else info.destination = types;
    }
  },
  check(info, context) {
    if (info.source === null && info.destination === null) {
      throw new OptionError("addrtype: you must specify --src-type or --dst-type");
    }
    checkLimit(info, context.hooks);
    if (context.family !== "ipv6" || !kernelAsks(context)) return;
    const asked = (info.source?.bits ?? 0) | (info.destination?.bits ?? 0);
    for (const name of NOT_IPV6) {
      if ((asked & parseTypes(name)) !== 0) {
        throw new OptionError(`addrtype: ipv6 ${name} matching not supported`);
      }
    }
  },
  save(info) {
    const out: string[] = [];
    if (info.source !== null) out.push(typesText(info.source, ["! ", "--src-type ", ""]));
    if (info.destination !== null) out.push(typesText(info.destination, ["! ", "--dst-type ", ""]));
    if (info.limit !== null) out.push(`--limit-iface-${info.limit}`);
    return out.join(" ");
  },
  list(info) {
    const out = ["ADDRTYPE match"];
    if (info.source !== null) out.push(typesText(info.source, ["", "src-type ", "!"]));
    if (info.destination !== null) out.push(typesText(info.destination, ["", "dst-type ", "!"]));
    if (info.limit !== null) out.push(`limit-${info.limit}`);
    return out.join(" ");
  },
  steady: () => true,
  foresee: () => ({}),
  encode(info, record) {
    record.reserve(AddrtypeInfo.size);
    let flags = 0;
    if (info.source?.inverted) flags |= AddrtypeFlag.INVERT_SOURCE;
    if (info.destination?.inverted) flags |= AddrtypeFlag.INVERT_DESTINATION;
    if (info.limit === "in") flags |= AddrtypeFlag.LIMIT_IN;
    if (info.limit === "out") flags |= AddrtypeFlag.LIMIT_OUT;
    record.u16(AddrtypeInfo.source, info.source?.bits ?? 0);
    record.u16(AddrtypeInfo.destination, info.destination?.bits ?? 0);
    record.u8(AddrtypeInfo.flags, flags);
  },
});
