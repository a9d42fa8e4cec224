/** tcp: ports, flags and options of a TCP header (iptables-extensions(8), tcp). */
import { TcpInfo, TcpInvert } from "../../generated/layout/match/tcp.js";
import { onlyProtocol } from "../checks.js";
import { match, type MatchUse, OptionError, type OptionUse } from "../extension.js";
import {
  ANY_PORT,
  listPort,
  type PortRange,
  portOption,
  portDemands,
  portOptions,
  savePort,
} from "../ports.js";
import { bang, parseNumber } from "../values.js";

/** What a rule asks of the TCP header. */
interface TcpOptions {
  source: PortRange;
  destination: PortRange;
  flags: { mask: number; compare: number; inverted: boolean };
  option: { kind: number; inverted: boolean };
}

/** Flags by name in the order in which they are printed (RFC 9293, 3.1). */
const FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ["FIN", 0x01],
  ["SYN", 0x02],
  ["RST", 0x04],
  ["PSH", 0x08],
  ["ACK", 0x10],
  ["URG", 0x20],
];
const ALL = 0x3f;
/** What --syn looks at, and what it wants to see there. */
const SYN_MASK = 0x17;
const SYN = 0x02;

function parseFlags(text: string): number {
  let bits = 0;
  for (const word of text.split(",")) {
    const name = word.toUpperCase();
    if (name === "ALL") bits |= ALL;
    else if (name === "NONE" || name === "") continue;
    else {
      const flag = FLAGS.find(([known]) => known === name);
      if (flag === undefined) {
        throw new OptionError(
          `Unknown TCP flag \`${word}'`,
          "the flags are SYN ACK FIN RST URG PSH ALL NONE",
        );
      }
      bits |= flag[1];
    }
  }
  return bits;
}

function flagsText(bits: number): string {
  const names = FLAGS.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name);
  return names.length === 0 ? "NONE" : names.join(",");
}

function hexByte(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(2, "0")}`;
}

function parseOption(use: OptionUse): number {
  const kind = parseNumber(use.value, 1, 255);
  if (kind === null) throw new OptionError(`Bad TCP option "${use.value}"`);
  return kind;
}

/** Whether the match is this one and wants to see SYN: what TCPMSS asks for. */
export function asksForSyn({ extension: used, info }: MatchUse): boolean {
  if (used !== extension) return false;
  const { flags } = info as TcpOptions;
  return (flags.compare & SYN) !== 0 && !flags.inverted;
}

export const extension = match<TcpOptions>({
  name: "tcp",
  about: "ports, flags and options of a TCP header",
  decidedBy: ["packet"],
  families: ["ipv4", "ipv6"],
  protocol: 6,
  options: [
    ...portOptions,
    { name: "syn", id: "tcp-flags", value: "none", invert: true },
    { name: "tcp-flags", value: "required", words: 2, invert: true },
    { name: "tcp-option", value: "required", invert: true },
  ],
  create: () => ({
    source: ANY_PORT,
    destination: ANY_PORT,
    flags: { mask: 0, compare: 0, inverted: false },
    option: { kind: 0, inverted: false },
  }),
  option(info, use, context) {
    switch (use.id) {
      case "source-port":
        info.source = portOption(use, "tcp", context);
        break;
      case "destination-port":
        info.destination = portOption(use, "tcp", context);
        break;
      case "tcp-flags": {
        if (use.flag === "--syn") {
          info.flags = { mask: SYN_MASK, compare: SYN, inverted: use.inverted };
          break;
        }
        if (use.second === undefined || /^[-!]/.test(use.second))
          throw new OptionError("--tcp-flags requires two args");
        const mask = parseFlags(use.value);
        info.flags = { mask, compare: parseFlags(use.second), inverted: use.inverted };
        break;
      }
      case "tcp-option":
        info.option = { kind: parseOption(use), inverted: use.inverted };
        break;
    }
  },
  check: (_info, context) => onlyProtocol(context, "tcp", 6),
  save({ source, destination, flags, option }) {
    const out = [...savePort("sport", source), ...savePort("dport", destination)];
    if (option.kind !== 0) out.push(`${bang(option.inverted)}--tcp-option ${option.kind}`);
    if (flags.mask !== 0 || flags.inverted) {
      out.push(
        `${bang(flags.inverted)}--tcp-flags ${flagsText(flags.mask)} ${flagsText(flags.compare)}`,
      );
    }
    return out.join(" ");
  },
  list({ source, destination, flags, option }, _family, numeric) {
    const out = ["tcp", ...listPort("spt", source, "tcp", numeric)];
    out.push(...listPort("dpt", destination, "tcp", numeric));
    if (option.kind !== 0) out.push(`option=${option.inverted ? "!" : ""}${option.kind}`);
    if (flags.mask !== 0 || flags.inverted) {
      const text = numeric ? hexByte : flagsText;
      const inverted = flags.inverted ? "!" : "";
      out.push(`flags:${inverted}${text(flags.mask)}/${text(flags.compare)}`);
    }
    return out.join(" ");
  },
  steady: ({ option }) => option.kind === 0,
  tcpFlags: ({ flags }) => flags.mask,
  foresee: ({ source, destination, flags, option }) => ({
    reads: 20,
    demands: [
      ...portDemands(source, destination),
      ...(flags.mask === 0 && !flags.inverted
        ? []
        : [
            {
              field: "tcpFlags" as const,
              value: flags.compare,
              mask: flags.mask,
              inverted: flags.inverted,
            },
          ]),
    ],
    // a header whose options cannot be read is dropped
    ends: option.kind !== 0,
  }),
  encode(info, record) {
    record.reserve(TcpInfo.size);
    record.u16(TcpInfo.sourceFrom, info.source.from);
    record.u16(TcpInfo.sourceTo, info.source.to);
    record.u16(TcpInfo.destinationFrom, info.destination.from);
    record.u16(TcpInfo.destinationTo, info.destination.to);
    record.u8(TcpInfo.flagMask, info.flags.mask);
    record.u8(TcpInfo.flagCompare, info.flags.compare);
    record.u8(TcpInfo.option, info.option.kind);
    let invert = 0;
    if (info.source.inverted) invert |= TcpInvert.SOURCE;
    if (info.destination.inverted) invert |= TcpInvert.DESTINATION;
    if (info.flags.inverted) invert |= TcpInvert.FLAGS;
    if (info.option.inverted) invert |= TcpInvert.OPTION;
    record.u8(TcpInfo.invert, invert);
  },
});
