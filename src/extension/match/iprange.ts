/** iprange: addresses between two others (iptables-extensions(8), iprange). */
import { IprangeFlag, IprangeInfo } from "../../generated/layout/match/iprange.js";
import { compareBytes, formatAddress } from "../../setup/address.js";
import { parseNumeric } from "../address.js";
import { match, OptionError, type OptionUse, type ParseContext } from "../extension.js";
import { bang } from "../values.js";

/** First and last address of a range. */
interface AddressRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly inverted: boolean;
}

/** Null where no range was given. */
interface IprangeOptions {
  source: AddressRange | null;
  destination: AddressRange | null;
}

function parseRange(use: OptionUse, context: ParseContext): AddressRange {
  const dash = use.value.indexOf("-");
  const words = dash < 0 ? [use.value] : [use.value.slice(0, dash), use.value.slice(dash + 1)];
  const [from, to] = words.map((word) => {
    const address = parseNumeric(word, context.family);
    if (address !== null) return address;
    throw new OptionError(
      `iprange: Bad value for "${use.flag}" option: "${word}"`,
      `expected an ${context.family} address, or two with "-" between`,
    );
  });
  const range = { from: from!, to: to ?? from!, inverted: use.inverted };
  if (compareBytes(range.from, range.to) > 0) {
    context.warn?.(`iprange: range ${rangeText(range)} is reversed and will never match`);
  }
  return range;
}

function rangeText({ from, to }: AddressRange): string {
  return `${formatAddress(from)}-${formatAddress(to)}`;
}

export const extension = match<IprangeOptions>({
  name: "iprange",
  about: "addresses between two others",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "src-range", value: "required", invert: true },
    { name: "dst-range", value: "required", invert: true },
  ],
  create: () => ({ source: null, destination: null }),
  option(info, use, context) {
    if (use.id === "src-range") info.source = parseRange(use, context);
    else info.destination = parseRange(use, context);
  },
  check({ source, destination }) {
    if (source !== null || destination !== null) return;
    throw new OptionError("iprange match: you must specify --src-range or --dst-range");
  },
  save({ source, destination }) {
    const out: string[] = [];
    if (source !== null) out.push(`${bang(source.inverted)}--src-range ${rangeText(source)}`);
    if (destination !== null) {
      out.push(`${bang(destination.inverted)}--dst-range ${rangeText(destination)}`);
    }
    return out.join(" ");
  },
  list({ source, destination }) {
    const out: string[] = [];
    if (source !== null) out.push(`source IP range ${bang(source.inverted)}${rangeText(source)}`);
    if (destination !== null) {
      out.push(`destination IP range ${bang(destination.inverted)}${rangeText(destination)}`);
    }
    return out.join(" ");
  },
  steady: () => true,
  foresee: ({ source, destination }) => ({
    demands: [
      ...(source === null ? [] : [{ field: "source" as const, ...source }]),
      ...(destination === null ? [] : [{ field: "destination" as const, ...destination }]),
    ],
  }),
  encode({ source, destination }, record) {
    record.reserve(IprangeInfo.size);
    let flags = 0;
    if (source !== null) {
      flags |= IprangeFlag.SOURCE | (source.inverted ? IprangeFlag.INVERT_SOURCE : 0);
      record.bytes(IprangeInfo.sourceFrom, source.from);
      record.bytes(IprangeInfo.sourceTo, source.to);
    }
    if (destination !== null) {
      flags |= IprangeFlag.DESTINATION;
      if (destination.inverted) flags |= IprangeFlag.INVERT_DESTINATION;
      record.bytes(IprangeInfo.destinationFrom, destination.from);
      record.bytes(IprangeInfo.destinationTo, destination.to);
    }
    record.u8(IprangeInfo.flags, flags);
  },
});
