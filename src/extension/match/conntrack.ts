/** conntrack: the packet's connection (iptables-extensions(8), conntrack). */
import { ConntrackFlag, ConntrackInfo } from "../../generated/layout/match/conntrack.js";
import { hostMaskOption, type MaskedAddress, maskedAddressText } from "../address.js";
import { match, OptionError, type ParseContext } from "../extension.js";
import { bitsText, parseBits, stateNames, statusNames } from "../states.js";
import {
  bang,
  parseNumber,
  portRangeOption,
  type Range,
  rangeOption,
  rangeText,
  U32_MAX,
  U8_MAX,
} from "../values.js";

/** A value with its "!". */
interface Asked<T> {
  readonly value: T;
  readonly inverted: boolean;
}

/** Options by id; absent where not given. */
interface ConntrackOptions {
  ctstate?: Asked<number>;
  ctproto?: Asked<number>;
  ctstatus?: Asked<number>;
  ctexpire?: Asked<Range>;
  ctdir?: Asked<"ORIGINAL" | "REPLY">;
  readonly addresses: Map<string, Asked<MaskedAddress>>;
  readonly ports: Map<string, Asked<Range>>;
}

/** Options that take an address: where it goes in the record. */
const ADDRESSES: ReadonlyMap<string, readonly [flag: ConntrackFlag, offset: ConntrackInfo]> =
  new Map([
    ["ctorigsrc", [ConntrackFlag.ORIGINAL_SOURCE, ConntrackInfo.originalSource]],
    ["ctorigdst", [ConntrackFlag.ORIGINAL_DESTINATION, ConntrackInfo.originalDestination]],
    ["ctreplsrc", [ConntrackFlag.REPLY_SOURCE, ConntrackInfo.replySource]],
    ["ctrepldst", [ConntrackFlag.REPLY_DESTINATION, ConntrackInfo.replyDestination]],
  ]);

/** Options that take ports: where they go in the record. */
const PORTS: ReadonlyMap<string, readonly [flag: ConntrackFlag, offset: ConntrackInfo]> = new Map([
  ["ctorigsrcport", [ConntrackFlag.ORIGINAL_SOURCE_PORT, ConntrackInfo.originalSourcePort]],
  [
    "ctorigdstport",
    [ConntrackFlag.ORIGINAL_DESTINATION_PORT, ConntrackInfo.originalDestinationPort],
  ],
  ["ctreplsrcport", [ConntrackFlag.REPLY_SOURCE_PORT, ConntrackInfo.replySourcePort]],
  ["ctrepldstport", [ConntrackFlag.REPLY_DESTINATION_PORT, ConntrackInfo.replyDestinationPort]],
]);

function parseStates(text: string): number {
  const bits = parseBits(text, stateNames);
  if (typeof bits === "number") return bits;
  throw new OptionError(
    `Bad ctstate "${bits.unknown}"`,
    `the states are ${stateNames.map(([name]) => name).join(", ")}`,
  );
}

function parseStatuses(text: string): number {
  const bits = parseBits(text, [...statusNames, ["NONE", 0]]);
  if (typeof bits === "number") return bits;
  throw new OptionError(
    `Bad ctstatus "${bits.unknown}"`,
    `the statuses are NONE, ${statusNames.map(([name]) => name).join(", ")}`,
  );
}

function parseProtocol(text: string, context: ParseContext): number {
  const number = parseNumber(text, 0, U8_MAX) ?? context.protocolNumber(text);
  if (number !== undefined) return number;
  if (text === "all") return 0;
  throw new OptionError(`unknown protocol "${text}" specified`);
}

function parseDirection(text: string): "ORIGINAL" | "REPLY" {
  const word = text.toUpperCase();
  if (word === "ORIGINAL" || word === "REPLY") return word;
  throw new OptionError(
    `conntrack: Bad value for "--ctdir" option: "${text}"`,
    "expected ORIGINAL or REPLY",
  );
}

/** A range that ends with port 0, which 65536 is cut to, prints as its first port. */
function portsText(range: Range): string {
  return range.to === 0 ? `${range.from}` : rangeText(range);
}

/** The options as words: "! ctstate NEW", with "--" before the name when `dashes`. */
function text(info: ConntrackOptions, dashes: string, names: boolean): string {
  const out: string[] = [];
  const add = (id: string, asked: Asked<unknown> | undefined, value: string) => {
    if (asked !== undefined) out.push(`${bang(asked.inverted)}${dashes}${id} ${value}`);
  };
  add("ctstate", info.ctstate, bitsText(info.ctstate?.value ?? 0, stateNames));
  add("ctproto", info.ctproto, `${info.ctproto?.value}`);
  for (const id of ADDRESSES.keys()) {
    const asked = info.addresses.get(id);
    if (asked !== undefined) add(id, asked, maskedAddressText(asked.value, names));
  }
  for (const id of PORTS.keys()) {
    const asked = info.ports.get(id);
    if (asked !== undefined) add(id, asked, portsText(asked.value));
  }
  add("ctstatus", info.ctstatus, bitsText(info.ctstatus?.value ?? 0, statusNames) || "NONE");
  if (info.ctexpire !== undefined) add("ctexpire", info.ctexpire, rangeText(info.ctexpire.value));
  add("ctdir", info.ctdir, `${info.ctdir?.value}`);
  return out.join(" ");
}

const invertible = (name: string) => ({ name, value: "required", invert: true }) as const;

export const extension = match<ConntrackOptions>({
  name: "conntrack",
  about: "the packet's connection: state, addresses, ports, status, timeout, direction",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [
    ...["ctstate", "ctproto", ...ADDRESSES.keys(), "ctstatus", "ctexpire"].map(invertible),
    ...[...PORTS.keys()].map(invertible),
    { name: "ctdir", value: "required" },
  ],
  create: () => ({ addresses: new Map(), ports: new Map() }),
  option(info, use, context) {
    const asked = <T>(value: T): Asked<T> => ({ value, inverted: use.inverted });
    if (ADDRESSES.has(use.id)) {
      info.addresses.set(use.id, asked(hostMaskOption(use, "conntrack", context.family)));
    } else if (PORTS.has(use.id)) {
      info.ports.set(use.id, asked(portRangeOption(use, "conntrack", context)));
    } else if (use.id === "ctstate") info.ctstate = asked(parseStates(use.value));
    else if (use.id === "ctproto") info.ctproto = asked(parseProtocol(use.value, context));
    else if (use.id === "ctstatus") info.ctstatus = asked(parseStatuses(use.value));
    else if (use.id === "ctexpire") info.ctexpire = asked(rangeOption(use, "conntrack", U32_MAX));
    else info.ctdir = asked(parseDirection(use.value));
  },
  check(_info, _context, given) {
    if (given.size === 0) throw new OptionError("conntrack: at least one option is required");
  },
  save: (info) => text(info, "--", false),
  list: (info, _family, numeric) => text(info, "", !numeric),
  steady: ({ ctexpire }) => ctexpire === undefined,
  foresee: ({ ctstate }) => ({
    demands:
      ctstate === undefined
        ? []
        : [{ field: "state", bits: ctstate.value, inverted: ctstate.inverted }],
  }),
  encode(info, record) {
    record.reserve(ConntrackInfo.size);
    let flags = 0;
    let invert = 0;
    const take = (asked: Asked<unknown> | undefined, flag: ConntrackFlag): boolean => {
      if (asked === undefined) return false;
      flags |= flag;
      if (asked.inverted) invert |= flag;
      return true;
    };
    if (take(info.ctstate, ConntrackFlag.STATE)) {
      record.u16(ConntrackInfo.states, info.ctstate!.value);
    }
    if (take(info.ctproto, ConntrackFlag.PROTOCOL)) {
      record.u8(ConntrackInfo.protocol, info.ctproto!.value);
    }
    if (take(info.ctstatus, ConntrackFlag.STATUS)) {
      record.u16(ConntrackInfo.status, info.ctstatus!.value);
    }
    if (take(info.ctexpire, ConntrackFlag.EXPIRE)) {
      record.u32(ConntrackInfo.expireFrom, info.ctexpire!.value.from);
      record.u32(ConntrackInfo.expireTo, info.ctexpire!.value.to);
    }
    if (take(info.ctdir, ConntrackFlag.DIRECTION) && info.ctdir!.value === "REPLY") {
      invert |= ConntrackFlag.DIRECTION;
    }
    for (const [id, asked] of info.addresses) {
      const [flag, offset] = ADDRESSES.get(id)!;
      take(asked, flag);
      record.bytes(offset, asked.value.address);
      record.bytes(offset + 16, asked.value.mask);
    }
    for (const [id, asked] of info.ports) {
      const [flag, offset] = PORTS.get(id)!;
      take(asked, flag);
      record.u16(offset, asked.value.from);
      record.u16(offset + 2, asked.value.to);
    }
    record.u16(ConntrackInfo.flags, flags);
    record.u16(ConntrackInfo.invert, invert);
  },
  needs: () => ["conntrack"],
});
