/** recent: addresses seen before (iptables-extensions(8), recent). */
import { RecentFlag, RecentInfo } from "../../generated/layout/match/recent.js";
import { RecentAddress, RecentObject } from "../../generated/layout/object/recent.js";
import { formatAddress, parseAddress, sameBytes } from "../../setup/address.js";
import type { Shared } from "../../setup/objects.js";
import { parseHost } from "../address.js";
import { type Family, match, OptionError } from "../extension.js";
import { bang, numberOption, U32_MAX } from "../values.js";

/** What is asked of which list. */
interface RecentOptions {
  command: "set" | "rcheck" | "update" | "remove" | null;
  inverted: boolean;
  seconds: number;
  hits: number;
  reap: boolean;
  ttl: boolean;
  name: string;
  destination: boolean;
  mask: Uint8Array;
  /** Whether --mask was given. */
  given: boolean;
}

/** A list as rules and the setup describe it. */
export interface RecentList {
  readonly stampsMask: number;
  readonly mask: Uint8Array;
  /** What was written to /proc/net/xt_recent/NAME, in order. */
  readonly written: readonly RecentWrite[];
}

/** An address that was written; `address` has 4 or 16 bytes. */
export interface RecentWrite {
  readonly address: Uint8Array;
  readonly times: number;
}

const FLAGS = {
  set: RecentFlag.SET,
  rcheck: RecentFlag.CHECK,
  update: RecentFlag.UPDATE,
  remove: RecentFlag.REMOVE,
} as const;
const LISTED = { set: "SET", rcheck: "CHECK", update: "UPDATE", remove: "REMOVE" } as const;
const COMMANDS = ["set", "rcheck", "update", "remove"] as const;

/** Bytes of a name, its end included. */
const NAME_SIZE = 200;
/** Stamps of an address unless a rule asks for more hits. */
const STAMPS = 32;
const MAX_HITS = 65535;
const ALL = new Uint8Array(16).fill(0xff);

/** A name as the kernel's field holds it. */
function cutName(text: string): string {
  const bytes = new TextEncoder().encode(text).subarray(0, NAME_SIZE - 1);
  return new TextDecoder().decode(bytes);
}

function parseMask(text: string, family: Family): Uint8Array {
  const mask = parseHost(text, family);
  if (mask !== null) return mask;
  throw new OptionError(
    `getaddrinfo: "${text}" of option "--mask" is no address`,
    "a mask is written as an address: 255.255.255.0 or ffff:ffff::",
  );
}

/** Stamps of an address, less one, that a rule asks for (recent_mt_check). */
function stampsMask(hits: number): number {
  return hits === 0 ? STAMPS - 1 : 2 ** Math.ceil(Math.log2(hits)) - 1;
}

/** "+ADDRESS", "-ADDRESS" or "/" (recent_mt_proc_write). */
function writeLine(state: RecentList, line: string): RecentList {
  const text = line.trimEnd();
  if (text.startsWith("/")) return { ...state, written: [] };
  if (!/^[-+]/.test(text)) {
    throw new OptionError('xt_recent: Need "+ip", "-ip" or "/"');
  }
  const address = parseAddress(text.includes(":") ? "ipv6" : "ipv4", text.slice(1));
  if (address === null)
    throw new OptionError(`xt_recent: illegal address written to procfs: ${text}`);
  const same = (w: RecentWrite) => sameBytes(w.address, address);
  const others = state.written.filter((w) => !same(w));
  if (text.startsWith("-")) return { ...state, written: others };
  const times = (state.written.find(same)?.times ?? 0) + 1;
  return { ...state, written: [...others, { address, times }] };
}

function list(info: RecentOptions): Shared<RecentList> {
  const wanted = stampsMask(info.hits);
  return {
    kind: "recent",
    name: info.name,
    // both families share it: without --mask every bit of either's addresses counts
    create: () => ({ stampsMask: wanted, mask: info.given ? info.mask : ALL, written: [] }),
    // an entry that would become too small takes all with it
    join: (state) =>
      wanted > state.stampsMask ? { ...state, stampsMask: wanted, written: [] } : state,
    file: `/proc/net/xt_recent/${info.name}`,
    write: writeLine,
    encode(state, record) {
      record.reserve(RecentObject.first + state.written.length * RecentAddress.size);
      record.u32(RecentObject.stampsMask, state.stampsMask);
      record.u32(RecentObject.addresses, state.written.length);
      record.bytes(RecentObject.mask, state.mask);
      state.written.forEach(({ address, times }, i) => {
        const at = RecentObject.first + i * RecentAddress.size;
        record.bytes(at + RecentAddress.address, address);
        record.u32(at + RecentAddress.family, address.length === 4 ? 2 : 10);
        record.u32(at + RecentAddress.times, times);
      });
    },
  };
}

function text(info: RecentOptions): string {
  const out = [`${bang(info.inverted)}--${info.command}`];
  if (info.seconds !== 0) out.push(`--seconds ${info.seconds | 0}`);
  if (info.reap) out.push("--reap");
  if (info.hits !== 0) out.push(`--hitcount ${info.hits}`);
  if (info.ttl) out.push("--rttl");
  out.push(`--name ${info.name}`, `--mask ${formatAddress(info.mask)}`);
  out.push(info.destination ? "--rdest" : "--rsource");
  return out.join(" ");
}

function listed(info: RecentOptions): string {
  const out = [`${bang(info.inverted)}recent: ${LISTED[info.command!]}`];
  if (info.seconds !== 0) out.push(`seconds: ${info.seconds | 0}`);
  if (info.reap) out.push("reap");
  if (info.hits !== 0) out.push(`hit_count: ${info.hits}`);
  if (info.ttl) out.push("TTL-Match");
  out.push(`name: ${info.name}`, `side: ${info.destination ? "dest" : "source"}`);
  out.push(`mask: ${formatAddress(info.mask)}`);
  return out.join(" ");
}

const command = (name: string) => ({
  name,
  value: "none" as const,
  invert: true,
  excludes: COMMANDS.filter((other) => other !== name),
});

export const extension = match<RecentOptions>({
  name: "recent",
  about: "addresses seen before, in lists by name",
  decidedBy: ["state"],
  wide: () => true,
  families: ["ipv4", "ipv6"],
  options: [
    command("set"),
    command("rcheck"),
    command("update"),
    command("remove"),
    { name: "seconds", value: "required" },
    { name: "reap", value: "none" },
    { name: "hitcount", value: "required" },
    { name: "rttl", value: "none", excludes: ["set", "remove"] },
    { name: "name", value: "required" },
    { name: "rsource", value: "none" },
    { name: "rdest", value: "none" },
    { name: "mask", value: "required" },
  ],
  create: (context) => ({
    command: null,
    inverted: false,
    seconds: 0,
    hits: 0,
    reap: false,
    ttl: false,
    name: "DEFAULT",
    destination: false,
    mask: new Uint8Array(context.family === "ipv4" ? 4 : 16).fill(0xff),
    given: false,
  }),
  option(info, use, context) {
    switch (use.id) {
      case "seconds":
        info.seconds = numberOption(use, "recent", 1, U32_MAX);
        break;
      case "hitcount":
        info.hits = numberOption(use, "recent", 0, U32_MAX);
        break;
      case "reap":
        info.reap = true;
        break;
      case "rttl":
        info.ttl = true;
        break;
      case "name":
        info.name = cutName(use.value);
        break;
      case "rsource":
      case "rdest":
        info.destination = use.id === "rdest";
        break;
      case "mask":
        info.mask = parseMask(use.value, context.family);
        info.given = true;
        break;
      default:
        info.command = use.id as "set";
        info.inverted = use.inverted;
    }
  },
  check(info, _context, given) {
    if (info.command === null) {
      throw new OptionError(
        "recent: you must specify one of `--set', `--rcheck' `--update' or `--remove'",
      );
    }
    if (info.reap && !given.has("seconds")) {
      throw new OptionError('recent: option "--reap" also requires "--seconds"');
    }
    const changes = info.command === "set" || info.command === "remove";
    if (changes && (info.seconds !== 0 || info.hits !== 0)) {
      throw new OptionError(
        `Invalid argument: recent: --seconds and --hitcount are of no use to --${info.command}`,
      );
    }
    if (info.hits > MAX_HITS) {
      throw new OptionError(
        `xt_recent: hitcount (${info.hits}) is larger than allowed maximum (${MAX_HITS})`,
      );
    }
    if (info.name === "" || info.name === "." || info.name === ".." || info.name.includes("/")) {
      throw new OptionError(
        `Invalid argument: recent: bad value "${info.name}" for option "--name"`,
        "the name becomes that of a file under /proc/net/xt_recent",
      );
    }
  },
  save: text,
  list: listed,
  encode(info, record, context) {
    record.reserve(RecentInfo.size);
    record.u32(RecentInfo.object, context.object("recent", info.name));
    record.u32(RecentInfo.seconds, info.seconds);
    record.u32(RecentInfo.hits, info.hits);
    let flags: number = FLAGS[info.command!];
    if (info.ttl) flags |= RecentFlag.TTL;
    if (info.reap) flags |= RecentFlag.REAP;
    record.u8(RecentInfo.flags, flags);
    record.u8(RecentInfo.invert, info.inverted ? 1 : 0);
    record.u8(RecentInfo.destination, info.destination ? 1 : 0);
  },
  shares: (info) => list(info) as Shared,
});
