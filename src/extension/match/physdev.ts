/** physdev: the bridge ports of a packet (iptables-extensions(8), physdev). */
import { PhysdevFlag, PhysdevInfo } from "../../generated/layout/match/physdev.js";
import { match, OptionError, type RecordWriter } from "../extension.js";
import { bang } from "../values.js";

interface PhysdevOptions {
  /** PhysdevFlag bits: asked for, and turned around. */
  flags: number;
  invert: number;
  in: string;
  out: string;
}

/** In the order in which they are printed. */
const OPTIONS: readonly (readonly [name: string, flag: PhysdevFlag])[] = [
  ["physdev-is-in", PhysdevFlag.IS_IN],
  ["physdev-in", PhysdevFlag.IN],
  ["physdev-is-out", PhysdevFlag.IS_OUT],
  ["physdev-out", PhysdevFlag.OUT],
  ["physdev-is-bridged", PhysdevFlag.BRIDGED],
];

const NAME_MAX = 15;

function parsePort(text: string): string {
  if (new TextEncoder().encode(text).length <= NAME_MAX) return text;
  throw new OptionError(`interface name \`${text}' must be shorter than IFNAMSIZ (${NAME_MAX})`);
}

function words({ flags, invert, in: from, out: to }: PhysdevOptions): string {
  return OPTIONS.filter(([, flag]) => (flags & flag) !== 0)
    .map(([name, flag]) => {
      const value = flag === PhysdevFlag.IN ? ` ${from}` : flag === PhysdevFlag.OUT ? ` ${to}` : "";
      return `${bang((invert & flag) !== 0)}--${name}${value}`;
    })
    .join(" ");
}

/** A name and the mask of bytes that count: "eth+" stands for all that start so. */
function writePattern(record: RecordWriter, at: number, name: string): void {
  const wildcard = name.endsWith("+");
  const text = new TextEncoder().encode(wildcard ? name.slice(0, -1) : name);
  record.bytes(at, text);
  const counted = name === "" ? 0 : text.length + (wildcard ? 0 : 1);
  record.bytes(at + 16, new Uint8Array(counted).fill(0xff));
}

export const extension = match<PhysdevOptions>({
  name: "physdev",
  about: "the ports of a bridge: `physin=`, `physout=`",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  options: OPTIONS.map(([name, flag]) => ({
    name,
    value: flag === PhysdevFlag.IN || flag === PhysdevFlag.OUT ? "required" : "none",
    invert: true,
  })),
  create: () => ({ flags: 0, invert: 0, in: "", out: "" }),
  option(info, use) {
    const flag = OPTIONS.find(([name]) => name === use.id)![1];
    info.flags |= flag;
    if (use.inverted) info.invert |= flag;
    if (flag === PhysdevFlag.IN) info.in = parsePort(use.value);
    if (flag === PhysdevFlag.OUT) info.out = parsePort(use.value);
  },
  check({ flags, invert }, context) {
    if (flags === 0) throw new OptionError("PHYSDEV: no physdev option specified");
    const asksOut = (flags & (PhysdevFlag.OUT | PhysdevFlag.IS_OUT)) !== 0;
    const bridged = (flags & ~invert & PhysdevFlag.BRIDGED) !== 0;
    if (!asksOut || bridged || !context.hooks.has("OUTPUT")) return;
    throw new OptionError(
      "physdev match: --physdev-out and --physdev-is-out are only supported in the FORWARD and " +
        "POSTROUTING chains with bridged traffic",
      `chain ${context.chain} of table ${context.table} is reached from OUTPUT`,
    );
  },
  save: words,
  list: (info) => `PHYSDEV match ${words(info)}`,
  encode(info, record) {
    record.reserve(PhysdevInfo.size);
    writePattern(record, PhysdevInfo.inPort, info.in);
    writePattern(record, PhysdevInfo.outPort, info.out);
    record.u8(PhysdevInfo.flags, info.flags);
    record.u8(PhysdevInfo.invert, info.invert);
  },
});
