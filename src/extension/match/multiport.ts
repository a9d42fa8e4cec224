/** multiport: a list of ports and ranges (iptables-extensions(8), multiport). */
import { MultiportInfo, MultiportMode } from "../../generated/layout/match/multiport.js";
import { match, OptionError, type ParseContext } from "../extension.js";
import { portText } from "../ports.js";
import { bang, parsePort, type Range } from "../values.js";

/** A list of ports, and which port of a packet must be in it. */
interface MultiportOptions {
  mode: MultiportMode;
  ranges: (Range & { readonly isRange: boolean })[];
  inverted: boolean;
  /** The protocol of -p by name, for the names of ports. */
  protocol: string;
}

/** Protocols whose headers start with two ports. */
const PROTOCOLS: Readonly<Record<number, string>> = {
  6: "tcp",
  17: "udp",
  33: "dccp",
  132: "sctp",
  136: "udplite",
};

/** Ports that fit; a range counts as two. */
const SLOTS = 15;

const MODES: Readonly<Record<string, MultiportMode>> = {
  "source-ports": MultiportMode.SOURCE,
  "destination-ports": MultiportMode.DESTINATION,
  ports: MultiportMode.EITHER,
};

const WORDS: Readonly<Record<MultiportMode, string>> = {
  [MultiportMode.SOURCE]: "sports",
  [MultiportMode.DESTINATION]: "dports",
  [MultiportMode.EITHER]: "ports",
};

function protocolOf(context: ParseContext): string {
  if (context.protocol === null) {
    throw new OptionError(
      "multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'",
      'put it before -m multiport, without "!"',
    );
  }
  const name = PROTOCOLS[context.protocol];
  if (name === undefined) {
    throw new OptionError("multiport only works with TCP, UDP, UDPLITE, SCTP and DCCP");
  }
  return name;
}

function parseList(text: string, protocol: string, context: ParseContext) {
  const ranges: MultiportOptions["ranges"] = [];
  let slots = 0;
  for (const word of text.split(",")) {
    const colon = word.indexOf(":");
    slots += colon < 0 ? 1 : 2;
    if (slots > SLOTS) {
      throw new OptionError(
        "too many ports specified",
        `at most ${SLOTS} fit, and a range counts as two`,
      );
    }
    if (colon < 0) {
      const port = parsePort(word, protocol, context);
      ranges.push({ from: port, to: port, isRange: false });
      continue;
    }
    const from = parsePort(word.slice(0, colon), protocol, context);
    const to = parsePort(word.slice(colon + 1), protocol, context);
    if (from >= to) throw new OptionError("invalid portrange specified", `"${word}"`);
    ranges.push({ from, to, isRange: true });
  }
  return ranges;
}

function listText(info: MultiportOptions, numeric: boolean): string {
  const port = (n: number) => portText(n, info.protocol, numeric);
  return info.ranges
    .map((r) => (r.isRange ? `${port(r.from)}:${port(r.to)}` : port(r.from)))
    .join(",");
}

const option = (name: string, id: string) =>
  ({
    name,
    id,
    value: "required",
    invert: true,
    excludes: Object.keys(MODES).filter((other) => other !== id),
  }) as const;

export const extension = match<MultiportOptions>({
  name: "multiport",
  about: "a list of ports and ranges",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  options: [
    option("source-ports", "source-ports"),
    option("sports", "source-ports"),
    option("destination-ports", "destination-ports"),
    option("dports", "destination-ports"),
    option("ports", "ports"),
  ],
  create: () => ({ mode: MultiportMode.SOURCE, ranges: [], inverted: false, protocol: "tcp" }),
  option(info, use, context) {
    info.protocol = protocolOf(context);
    info.mode = MODES[use.id]!;
    info.ranges = parseList(use.value, info.protocol, context);
    info.inverted = use.inverted;
  },
  check(info, context) {
    if (info.ranges.length === 0) {
      throw new OptionError("multiport: one of --sports, --dports, --ports is required");
    }
    if (context.inverted.protocol) {
      throw new OptionError("multiport only works with TCP, UDP, UDPLITE, SCTP and DCCP");
    }
    protocolOf(context);
  },
  save: (info) => `${bang(info.inverted)}--${WORDS[info.mode]} ${listText(info, true)}`,
  list: (info, _family, numeric) =>
    `multiport ${WORDS[info.mode]} ${info.inverted ? " !" : ""}${listText(info, numeric)}`,
  steady: () => true,
  foresee({ mode, ranges, inverted }) {
    const first = { field: "firstPort", ranges, inverted } as const;
    const second = { field: "secondPort", ranges, inverted } as const;
    if (mode === MultiportMode.SOURCE) return { reads: 4, demands: [first] };
    if (mode === MultiportMode.DESTINATION) return { reads: 4, demands: [second] };
    // one of both ports, or neither
    return { reads: 4, demands: inverted ? [first, second] : [] };
  },
  encode(info, record) {
    record.reserve(MultiportInfo.size);
    record.u8(MultiportInfo.mode, info.mode);
    record.u8(MultiportInfo.count, info.ranges.length);
    record.u8(MultiportInfo.invert, info.inverted ? 1 : 0);
    for (const [i, range] of info.ranges.entries()) {
      record.u16(MultiportInfo.ranges + 4 * i, range.from);
      record.u16(MultiportInfo.ranges + 4 * i + 2, range.to);
    }
  },
});
