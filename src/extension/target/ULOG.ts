/** ULOG: packets for a program that logs (iptables-extensions(8), ULOG). The kernel has dropped it. */
import { noRecord } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { number64Option, numberOption, quoted } from "../values.js";

interface UlogTarget {
  group: number;
  /** Bytes of each packet, 0: all. */
  range: number;
  threshold: number;
  prefix: string;
}

/** Bytes of a prefix; what is longer is cut. */
const PREFIX_MAX = 31;
const DEFAULT_GROUP = 1;
const DEFAULT_THRESHOLD = 1;

function parsePrefix(text: string): string {
  if (text === "") throw new OptionError("Argument must have a minimum length of 1 characters");
  if (text.includes("\n")) throw new OptionError("Newlines not allowed in --ulog-prefix");
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= PREFIX_MAX
    ? text
    : new TextDecoder().decode(bytes.subarray(0, PREFIX_MAX));
}

export const extension = target<UlogTarget>({
  name: "ULOG",
  about: "packets for a program that logs: read as iptables does, then refused",
  decidedBy: ["refused"],
  refused: "the kernel has dropped ULOG; NFLOG took its place",
  families: ["ipv4"],
  options: [
    { name: "ulog-nlgroup", value: "required" },
    { name: "ulog-prefix", value: "required" },
    { name: "ulog-cprange", value: "required" },
    { name: "ulog-qthreshold", value: "required" },
  ],
  create: () => ({ group: DEFAULT_GROUP, range: 0, threshold: DEFAULT_THRESHOLD, prefix: "" }),
  option(info, use) {
    if (use.id === "ulog-nlgroup") info.group = numberOption(use, "ULOG", 1, 32);
    else if (use.id === "ulog-prefix") info.prefix = parsePrefix(use.value);
    else if (use.id === "ulog-qthreshold") info.threshold = numberOption(use, "ULOG", 1, 50);
    else info.range = Number(BigInt.asUintN(32, number64Option(use, "ULOG")));
  },
  save({ group, range, threshold, prefix }) {
    const words: string[] = [];
    if (prefix !== "") words.push(`--ulog-prefix ${quoted(prefix)}`);
    if (group !== DEFAULT_GROUP) words.push(`--ulog-nlgroup ${group}`);
    if (range !== 0) words.push(`--ulog-cprange ${range}`);
    if (threshold !== DEFAULT_THRESHOLD) words.push(`--ulog-qthreshold ${threshold}`);
    return words.join(" ");
  },
  list({ group, range, threshold, prefix }) {
    const named = prefix === "" ? "" : ` prefix "${prefix}"`;
    return `ULOG copy_range ${range} nlgroup ${group}${named} queue_threshold ${threshold}`;
  },
  encode: noRecord,
});
