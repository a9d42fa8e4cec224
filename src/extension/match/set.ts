/** set: whether the packet is in a set of ipset(8) (iptables-extensions(8), set). */
import { AskFlag, CounterTest } from "../../../assembly/set/abi.js";
import { SetMatchInfo } from "../../generated/layout/match/set.js";
import { match, OptionError, type OptionUse } from "../extension.js";
import { type SetUse, setUse, setUseText, sourceBits } from "../set-use.js";
import { bang } from "../values.js";

/** What a counter must be. */
interface CounterOption {
  readonly test: CounterTest;
  readonly value: bigint;
}

interface SetOptions {
  set: SetUse | null;
  inverted: boolean;
  returnNomatch: boolean;
  updateCounters: boolean;
  updateSubcounters: boolean;
  packets: CounterOption | null;
  bytes: CounterOption | null;
}

const words: Readonly<Record<number, string>> = {
  [CounterTest.EQ]: "eq",
  [CounterTest.NE]: "eq",
  [CounterTest.LT]: "lt",
  [CounterTest.GT]: "gt",
};

function parseCounter(use: OptionUse): CounterOption {
  const how = use.flag.slice(-2);
  const bad = () => new OptionError(`Cannot parse ${use.value} as a counter value`);
  const found = /^\s*(0[xX][0-9a-fA-F]+|\d+)$/.exec(use.value);
  if (found === null) throw bad();
  const digits = found[1]!;
  const octal = /^0\d/.test(digits);
  if (octal && /[89]/.test(digits)) throw bad();
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  if (value >= 2n ** 64n) throw bad();
  if (how === "eq") return { test: use.inverted ? CounterTest.NE : CounterTest.EQ, value };
  return { test: how === "lt" ? CounterTest.LT : CounterTest.GT, value };
}

function once(previous: CounterOption | null, what: string): void {
  if (previous === null) return;
  throw new OptionError(`only one of the --${what}-[eq|lt|gt] is allowed`);
}

function counterText(what: string, option: CounterOption | null, dashes: string): string {
  if (option === null) return "";
  const not = bang(option.test === CounterTest.NE);
  return ` ${not}${dashes}${what}-${words[option.test]} ${option.value}`;
}

function text(info: SetOptions, dashes: string): string {
  let out = `${bang(info.inverted)}${dashes}match-set ${setUseText(info.set!)}`;
  if (info.returnNomatch) out += ` ${dashes}return-nomatch`;
  if (!info.updateCounters) out += ` ! ${dashes}update-counters`;
  if (!info.updateSubcounters) out += ` ! ${dashes}update-subcounters`;
  return (
    out + counterText("packets", info.packets, dashes) + counterText("bytes", info.bytes, dashes)
  );
}

const comparisons = ["packets", "bytes"].flatMap((what) =>
  ["eq", "lt", "gt"].map((how) => ({
    name: `${what}-${how}`,
    value: "required" as const,
    invert: how === "eq",
    multiple: true,
  })),
);

export const extension = match<SetOptions>({
  name: "set",
  about: "whether addresses, ports, interface or mark of the packet are in a set of ipset",
  decidedBy: ["setup", "state"],
  // it only reads: what changes a set says so itself, counters of elements are counters of the set
  wide: () => false,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "match-set", value: "required", words: 2, invert: true, multiple: true },
    { name: "set", id: "match-set", value: "required", words: 2, invert: true, multiple: true },
    { name: "return-nomatch", value: "none", multiple: true },
    { name: "update-counters", value: "none", invert: true, multiple: true },
    { name: "update-subcounters", value: "none", invert: true, multiple: true },
    ...comparisons,
  ],
  create: () => ({
    set: null,
    inverted: false,
    returnNomatch: false,
    updateCounters: true,
    updateSubcounters: true,
    packets: null,
    bytes: null,
  }),
  option(info, use, context) {
    switch (use.id) {
      case "match-set":
        if (info.set !== null) throw new OptionError(`${use.flag} can be specified only once`);
        if (use.flag === "--set") {
          context.warn?.("--set option deprecated, please use --match-set");
        }
        info.set = setUse(use, context);
        info.inverted = use.inverted;
        return;
      case "return-nomatch":
        info.returnNomatch = true;
        return;
      case "update-counters":
        info.updateCounters = !use.inverted;
        return;
      case "update-subcounters":
        info.updateSubcounters = !use.inverted;
        return;
    }
    const what = use.id.startsWith("packets") ? "packets" : "bytes";
    once(info[what], what);
    info[what] = parseCounter(use);
  },
  check(info) {
    if (info.set !== null) return;
    throw new OptionError("You must specify `--match-set' with proper arguments");
  },
  save: (info) => text(info, "--"),
  list: (info) => text(info, ""),
  sets: (info) => (info.set === null ? [] : [info.set.name]),
  encode(info, record, context) {
    record.reserve(SetMatchInfo.size);
    const set = info.set!;
    record.u16(SetMatchInfo.index, context.setIndex(set.name));
    record.u8(SetMatchInfo.dimension, set.directions.length);
    record.u8(SetMatchInfo.source, sourceBits(set));
    let flags = 0;
    if (info.returnNomatch) flags |= AskFlag.RETURN_NOMATCH;
    if (!info.updateCounters) flags |= AskFlag.SKIP_COUNTERS;
    if (!info.updateSubcounters) flags |= AskFlag.SKIP_SUBCOUNTERS;
    record.u8(SetMatchInfo.flags, flags);
    record.u8(SetMatchInfo.invert, info.inverted ? 1 : 0);
    record.u8(SetMatchInfo.packetsTest, info.packets?.test ?? CounterTest.NONE);
    record.u8(SetMatchInfo.bytesTest, info.bytes?.test ?? CounterTest.NONE);
    record.u64(SetMatchInfo.packets, info.packets?.value ?? 0n);
    record.u64(SetMatchInfo.bytes, info.bytes?.value ?? 0n);
  },
});
