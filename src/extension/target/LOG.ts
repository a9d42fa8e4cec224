/** LOG: writes a line to the kernel's log and goes on (iptables-extensions(8), LOG). */
import { LogInfo } from "../../generated/layout/target/LOG.js";
import { LogFlag } from "../../report/kernel-log.js";
import { OptionError, target } from "../extension.js";
import { parseNumber, quoted } from "../values.js";

/** Levels by number, as they are listed. */
const levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

/** Names that --log-level takes: not the same as are listed. */
const levelNames: ReadonlyMap<string, number> = new Map([
  ["alert", 1],
  ["crit", 2],
  ["debug", 7],
  ["emerg", 0],
  ["error", 3],
  ["info", 6],
  ["notice", 5],
  ["panic", 0],
  ["warning", 4],
]);

const DEFAULT_LEVEL = 4;
/** Bytes of a prefix; what is longer is cut. */
const PREFIX_MAX = 29;

/** Options without a value, in the order in which they are printed. */
const flagNames: readonly (readonly [name: string, bit: number])[] = [
  ["tcp-sequence", LogFlag.tcpSequence],
  ["tcp-options", LogFlag.tcpOptions],
  ["ip-options", LogFlag.ipOptions],
  ["uid", LogFlag.uid],
  ["macdecode", LogFlag.macDecode],
];

interface LogTarget {
  level: number;
  prefix: string;
  flags: number;
}

function parseLevel(text: string): number {
  const level = parseNumber(text, 0, 7) ?? levelNames.get(text);
  if (level !== undefined) return level;
  const names = [...levelNames.keys()].join(", ");
  throw new OptionError(`LOG: log level "${text}" unknown`, `0 to 7, or one of ${names}`);
}

function parsePrefix(text: string): string {
  if (text === "")
    throw new OptionError("LOG: argument must have a minimum length of 1 characters");
  if (text.includes("\n")) throw new OptionError("LOG: newlines not allowed in --log-prefix");
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= PREFIX_MAX ? text : new TextDecoder().decode(bytes.slice(0, PREFIX_MAX));
}

function flags(info: LogTarget): string[] {
  return flagNames.filter(([, bit]) => (info.flags & bit) !== 0).map(([name]) => name);
}

export const extension = target<LogTarget>({
  name: "LOG",
  about: "writes a line to `kernel.log` and goes on",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "log-level", value: "required" },
    { name: "log-prefix", value: "required" },
    ...flagNames.map(([name]) => ({ name: `log-${name}`, value: "none" as const })),
  ],
  create: () => ({ level: DEFAULT_LEVEL, prefix: "", flags: 0 }),
  option(info, use) {
    if (use.id === "log-level") info.level = parseLevel(use.value);
    else if (use.id === "log-prefix") info.prefix = parsePrefix(use.value);
    else info.flags |= flagNames.find(([name]) => use.id === `log-${name}`)![1];
  },
  save(info) {
    const words: string[] = [];
    if (info.prefix !== "") words.push(`--log-prefix ${quoted(info.prefix)}`);
    if (info.level !== DEFAULT_LEVEL) words.push(`--log-level ${info.level}`);
    for (const name of flags(info)) words.push(`--log-${name}`);
    return words.join(" ");
  },
  list(info, _family, numeric) {
    const words = numeric
      ? [`LOG flags ${info.flags} level ${info.level}`]
      : [`LOG level ${levels[info.level]}`, ...flags(info)];
    if (info.prefix !== "") words.push(`prefix "${info.prefix}"`);
    return words.join(" ");
  },
  encode(_info, record) {
    record.reserve(LogInfo.size);
  },
  logStyle: (info) => ({ ...info }),
});
