/** SET: adds packets to sets of ipset(8), deletes them, takes mark and priority from elements
 * (iptables-extensions(8), SET). */
import { AskFlag, NO_SET, SET_DEFAULT } from "../../../assembly/set/abi.js";
import { MapFlag, SetTargetInfo } from "../../generated/layout/target/SET.js";
import { type HookName, OptionError, type RecordWriter, target } from "../extension.js";
import { type SetUse, setUse, setUseText, sourceBits } from "../set-use.js";
import { scanNumber, U32_MAX } from "../values.js";

interface SetOptions {
  add: SetUse | null;
  del: SetUse | null;
  map: SetUse | null;
  exist: boolean;
  /** Seconds, or null for the set's. */
  timeout: number | null;
  /** MapFlag bits. */
  mapFlags: number;
}

/** The longest timeout that the kernel counts, in seconds (IPSET_MAX_TIMEOUT). */
const MAX_TIMEOUT = 2147483;

const mapWords: readonly (readonly [word: string, bit: MapFlag])[] = [
  ["map-mark", MapFlag.MARK],
  ["map-prio", MapFlag.PRIORITY],
  ["map-queue", MapFlag.QUEUE],
];

/** Hooks behind which a packet still has a queue and a priority to get. */
const sendingHooks: readonly HookName[] = ["FORWARD", "OUTPUT", "POSTROUTING"];

function parseTimeout(text: string): number {
  const scanned = scanNumber(text);
  if (scanned !== null && scanned.rest === "" && scanned.value < U32_MAX) return scanned.value;
  throw new OptionError(
    `Invalid value for option --timeout or out of range 0-${U32_MAX - 1}`,
    "a timeout is a number of seconds",
  );
}

function text(info: SetOptions, dashes: string): string {
  const parts: string[] = [];
  if (info.add !== null) {
    parts.push(`${dashes}add-set ${setUseText(info.add)}`);
    if (info.exist) parts.push(`${dashes}exist`);
    if (info.timeout !== null) parts.push(`${dashes}timeout ${info.timeout}`);
  }
  if (info.del !== null) parts.push(`${dashes}del-set ${setUseText(info.del)}`);
  if (info.map !== null) {
    parts.push(`${dashes}map-set ${setUseText(info.map)}`);
    for (const [word, bit] of mapWords) {
      if ((info.mapFlags & bit) !== 0) parts.push(`${dashes}${word}`);
    }
  }
  return parts.join(" ");
}

const setOption = { value: "required", words: 2, invert: true, multiple: true } as const;

export const extension = target<SetOptions>({
  name: "SET",
  about: "adds the packet to a set of ipset, deletes it, or maps mark and priority from one",
  decidedBy: ["setup", "state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "add-set", ...setOption },
    { name: "del-set", ...setOption },
    { name: "map-set", ...setOption },
    { name: "exist", value: "none", multiple: true },
    { name: "timeout", value: "required", multiple: true },
    { name: "map-mark", value: "none", multiple: true },
    { name: "map-prio", value: "none", multiple: true },
    { name: "map-queue", value: "none", multiple: true },
  ],
  create: () => ({ add: null, del: null, map: null, exist: false, timeout: null, mapFlags: 0 }),
  option(info, use, context) {
    if (use.id === "exist") info.exist = true;
    else if (use.id === "timeout") info.timeout = parseTimeout(use.value);
    else if (use.id === "add-set" || use.id === "del-set" || use.id === "map-set") {
      const which = use.id.slice(0, 3) as "add" | "del" | "map";
      if (info[which] !== null) throw new OptionError(`${use.flag} can be specified only once`);
      info[which] = setUse(use, context);
    } else info.mapFlags |= mapWords.find(([word]) => word === use.id)![1];
  },
  check(info, context) {
    if (info.add === null && info.del === null && info.map === null) {
      throw new OptionError("You must specify either `--add-set' or `--del-set' or `--map-set'");
    }
    if (info.add === null) {
      if (info.exist) throw new OptionError("Flag `--exist' can be used with `--add-set' only");
      if (info.timeout !== null) {
        throw new OptionError("Option `--timeout' can be used with `--add-set' only");
      }
    }
    if (info.map === null) {
      const word = mapWords.find(([, bit]) => (info.mapFlags & bit) !== 0)?.[0];
      if (word === undefined) return;
      throw new OptionError(`Flag \`--${word}' can be used with \`--map-set' only`);
    }
    if (info.mapFlags === 0) {
      throw new OptionError("You must specify flags `--map-mark' or '--map-prio` or `--map-queue'");
    }
    if (context.table !== "mangle") {
      throw new OptionError("Invalid argument: --map-set only usable from mangle table");
    }
    const sending = (info.mapFlags & (MapFlag.PRIORITY | MapFlag.QUEUE)) !== 0;
    if (sending && [...context.hooks].some((hook) => !sendingHooks.includes(hook))) {
      throw new OptionError(
        "Invalid argument: mapping of prio or/and queue is allowed only from " +
          "OUTPUT/FORWARD/POSTROUTING chains",
      );
    }
  },
  save: (info) => text(info, "--"),
  list: (info) => text(info, ""),
  sets: (info) => [info.add, info.del, info.map].flatMap((use) => use?.name ?? []),
  encode(info, record, context) {
    record.reserve(SetTargetInfo.size);
    const put = (at: number, use: SetUse | null) => putUse(record, at, use, context.setIndex);
    put(SetTargetInfo.add, info.add);
    put(SetTargetInfo.del, info.del);
    put(SetTargetInfo.map, info.map);
    record.u8(SetTargetInfo.flags, info.exist ? AskFlag.EXIST : 0);
    record.u8(SetTargetInfo.mapFlags, info.mapFlags);
    const timeout = info.timeout === null ? SET_DEFAULT : Math.min(info.timeout, MAX_TIMEOUT);
    record.u32(SetTargetInfo.timeout, timeout);
  },
});

function putUse(
  record: RecordWriter,
  at: number,
  use: SetUse | null,
  setIndex: (name: string) => number,
): void {
  record.u16(at, use === null ? NO_SET : setIndex(use.name));
  record.u8(at + 2, use?.directions.length ?? 0);
  record.u8(at + 3, use === null ? 0 : sourceBits(use));
}
