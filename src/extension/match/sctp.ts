/** sctp: ports and chunks of an SCTP packet (iptables-extensions(8), sctp). */
import { SctpFlag, SctpInfo, SctpMode } from "../../generated/layout/match/sctp.js";
import { onlyProtocol } from "../checks.js";
import { match, OptionError, type OptionUse, type ParseContext } from "../extension.js";
import {
  ANY_PORT,
  listPort,
  type PortRange,
  portOption,
  portDemands,
  portOptions,
} from "../ports.js";
import { bang, named, rangeText } from "../values.js";

/** Chunks with the flags that they must have: the bits of `mask` as in `flags`. */
interface Chunks {
  readonly mode: SctpMode;
  readonly inverted: boolean;
  readonly everything: boolean;
  /** By chunk type. */
  readonly types: Map<number, { flags: number; mask: number }>;
}

/** Null where an option was not given. */
interface SctpOptions {
  source: PortRange | null;
  destination: PortRange | null;
  chunks: Chunks | null;
}

/** Flags of DATA (RFC 9260, 3.3.1 and RFC 7053), from the highest of their bits on. */
const DATA_FLAGS = "IUBE";
/** The flag of ABORT and SHUTDOWN COMPLETE. */
const T_FLAG = "T";

/** Chunk types by name, with the letters of their flags (the last letter is bit 0). */
const CHUNKS: readonly (readonly [name: string, type: number, flags: string])[] = [
  ["DATA", 0, DATA_FLAGS],
  ["INIT", 1, ""],
  ["INIT_ACK", 2, ""],
  ["SACK", 3, ""],
  ["HEARTBEAT", 4, ""],
  ["HEARTBEAT_ACK", 5, ""],
  ["ABORT", 6, T_FLAG],
  ["SHUTDOWN", 7, ""],
  ["SHUTDOWN_ACK", 8, ""],
  ["ERROR", 9, ""],
  ["COOKIE_ECHO", 10, ""],
  ["COOKIE_ACK", 11, ""],
  ["ECN_ECNE", 12, ""],
  ["ECN_CWR", 13, ""],
  ["SHUTDOWN_COMPLETE", 14, T_FLAG],
  ["I_DATA", 64, DATA_FLAGS],
  ["ASCONF_ACK", 128, ""],
  ["RE_CONFIG", 130, ""],
  ["PAD", 132, ""],
  ["FORWARD_TSN", 192, ""],
  ["ASCONF", 193, ""],
  ["I_FORWARD_TSN", 194, ""],
];
const I_DATA = 64;

const MODES = [
  ["ANY", SctpMode.ANY],
  ["ALL", SctpMode.ALL],
  ["ONLY", SctpMode.ONLY],
] as const;

function parseChunk(word: string, types: Chunks["types"], context: ParseContext): void {
  const colon = word.indexOf(":");
  const name = colon < 0 ? word : word.slice(0, colon);
  const letters = colon < 0 ? "" : word.slice(colon + 1);
  const known = named(CHUNKS, name);
  if (known === undefined) {
    throw new OptionError(
      `Unknown sctp chunk \`${name}'`,
      `the chunks are ${CHUNKS.map(([chunk]) => chunk).join(" ")}, or ALL or NONE alone`,
    );
  }
  const [, type, valid] = known;
  const chunk = types.get(type) ?? { flags: 0, mask: 0 };
  types.set(type, chunk);
  for (const letter of letters) {
    const at = valid.indexOf(letter.toUpperCase());
    if (at < 0) {
      throw new OptionError(
        `Invalid flags for chunk type ${type}`,
        valid === "" ? `${known[0]} has no flags` : `the flags of ${known[0]} are ${valid}`,
      );
    }
    const bit = 1 << (valid.length - 1 - at);
    chunk.mask |= bit;
    if (letter === letter.toUpperCase()) chunk.flags |= bit;
  }
  if (type === I_DATA && letters !== "") {
    // iptables 1.8.9 reads these flags and does not hand them to the kernel
    types.set(type, { flags: 0, mask: 0 });
    context.warn?.("sctp: flags of I_DATA are read and forgotten, as iptables does");
  }
}

function parseChunks(use: OptionUse, context: ParseContext): Chunks {
  if (use.second === undefined || /^[-!]/.test(use.second)) {
    throw new OptionError("--chunk-types requires two args");
  }
  const mode = named(MODES, use.value)?.[1];
  if (mode === undefined) {
    throw new OptionError('Match type has to be one of "ALL", "ANY" or "ONLY"');
  }
  const types: Chunks["types"] = new Map();
  const whole = use.second.toUpperCase();
  if (whole !== "ALL" && whole !== "NONE") {
    for (const word of use.second.split(",")) if (word !== "") parseChunk(word, types, context);
  }
  return { mode, inverted: use.inverted, everything: whole === "ALL", types };
}

function flagsText(type: number, { flags, mask }: { flags: number; mask: number }): string {
  const valid = CHUNKS.find(([, known]) => known === type)![2];
  let text = "";
  for (const [i, letter] of [...valid].entries()) {
    const bit = 1 << (valid.length - 1 - i);
    if ((mask & bit) !== 0) text += (flags & bit) !== 0 ? letter : letter.toLowerCase();
  }
  return text === "" ? "" : `:${text}`;
}

function chunksText(chunks: Chunks, numeric: boolean): string {
  const mode = MODES.find(([, known]) => known === chunks.mode)![0].toLowerCase();
  if (chunks.everything) return `${mode} ALL`;
  if (chunks.types.size === 0) return `${mode} NONE`;
  const list = CHUNKS.filter(([, type]) => chunks.types.has(type)).map(([name, type]) => {
    const number = `0x${type.toString(16).toUpperCase().padStart(4, "0")}`;
    return (numeric ? number : name) + flagsText(type, chunks.types.get(type)!);
  });
  return `${mode} ${list.join(",")}`;
}

function savePort(option: string, range: PortRange | null): string[] {
  return range === null ? [] : [`${bang(range.inverted)}--${option} ${rangeText(range)}`];
}

export const extension = match<SctpOptions>({
  name: "sctp",
  about: "ports and chunks of an SCTP packet",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 132,
  options: [...portOptions, { name: "chunk-types", value: "required", words: 2, invert: true }],
  create: () => ({ source: null, destination: null, chunks: null }),
  option(info, use, context) {
    if (use.id === "source-port") info.source = portOption(use, "sctp", context);
    else if (use.id === "destination-port") info.destination = portOption(use, "sctp", context);
    else info.chunks = parseChunks(use, context);
  },
  check: (_info, context) => onlyProtocol(context, "sctp", 132),
  save({ source, destination, chunks }) {
    const out = [...savePort("sport", source), ...savePort("dport", destination)];
    if (chunks !== null) {
      out.push(`${bang(chunks.inverted)}--chunk-types ${chunksText(chunks, false)}`);
    }
    return out.join(" ");
  },
  list({ source, destination, chunks }, _family, numeric) {
    const out = ["sctp", ...listPort("spt", source ?? ANY_PORT, "sctp", numeric)];
    out.push(...listPort("dpt", destination ?? ANY_PORT, "sctp", numeric));
    if (chunks !== null) out.push(bang(chunks.inverted) + chunksText(chunks, numeric));
    return out.join(" ");
  },
  foresee: ({ source, destination, chunks }) => ({
    reads: 12,
    demands: portDemands(source ?? ANY_PORT, destination ?? ANY_PORT),
    // chunks that cannot be read are dropped
    ends: chunks !== null,
  }),
  encode({ source, destination, chunks }, record) {
    record.reserve(SctpInfo.size);
    let flags = 0;
    let invert = 0;
    if (source !== null) {
      flags |= SctpFlag.SOURCE;
      if (source.inverted) invert |= SctpFlag.SOURCE;
      record.u16(SctpInfo.sourceFrom, source.from);
      record.u16(SctpInfo.sourceTo, source.to);
    }
    if (destination !== null) {
      flags |= SctpFlag.DESTINATION;
      if (destination.inverted) invert |= SctpFlag.DESTINATION;
      record.u16(SctpInfo.destinationFrom, destination.from);
      record.u16(SctpInfo.destinationTo, destination.to);
    }
    if (chunks !== null) {
      flags |= SctpFlag.CHUNKS;
      if (chunks.inverted) invert |= SctpFlag.CHUNKS;
      record.u8(SctpInfo.mode, chunks.mode);
      const set = new Uint8Array(32).fill(chunks.everything ? 0xff : 0);
      let count = 0;
      for (const [type, wanted] of chunks.types) {
        set[type >> 3]! |= 1 << (type & 7);
        if (wanted.mask === 0) continue;
        const at = SctpInfo.chunkFlags + 4 * count++;
        record.u8(at, type);
        record.u8(at + 1, wanted.flags);
        record.u8(at + 2, wanted.mask);
      }
      record.bytes(SctpInfo.chunks, set);
      record.u8(SctpInfo.flagCount, count);
    }
    record.u8(SctpInfo.flags, flags);
    record.u8(SctpInfo.invert, invert);
  },
});
