/** CT: how conntrack treats the packet (iptables-extensions(8), CT; libxt_CT of iptables 1.8.9). */
import { CtTargetFlag, CtTargetInfo } from "../../generated/layout/target/CT.js";
import { helperDescriptors } from "../../generated/descriptors.js";
import { kernelAsks } from "../checks.js";
import {
  type CheckContext,
  type Family,
  type HelperName,
  OptionError,
  target,
  type TimeoutPolicy,
} from "../extension.js";
import { parseNumber } from "../values.js";

interface CtTarget {
  notrack: boolean;
  /** Name of a helper, of a timeout policy; "" = none. */
  helper: string;
  /** What the name stands for in the rule's family, in all protocols. */
  found: HelperName | undefined;
  /** Helpers of the embedding program. */
  own: readonly HelperName[];
  timeout: string;
  policy: TimeoutPolicy | undefined;
  zone: number;
  zoneMark: boolean;
  zoneOriginal: boolean;
  zoneReply: boolean;
  /** Bits of `connectionEvents`, and of `expectationEvents`. */
  events: number;
  expectEvents: number;
}

/** Events of connections and of expectations, by bit (IPCT_*, IPEXP_*). */
const connectionEvents = [
  "new",
  "related",
  "destroy",
  "reply",
  "assured",
  "protoinfo",
  "helper",
  "mark",
  "natseqinfo",
  "secmark",
] as const;
const expectationEvents = ["new"] as const;

function parseEvents(text: string, names: readonly string[]): number {
  let bits = 0;
  for (const name of text.split(",")) {
    const bit = names.indexOf(name);
    if (bit < 0) {
      throw new OptionError(`Unknown event type "${name}"`, `events are ${names.join(", ")}`);
    }
    bits |= 1 << bit;
  }
  return bits;
}

const printEvents = (bits: number, names: readonly string[]): string =>
  names.filter((_, bit) => (bits & (1 << bit)) !== 0).join(",");

function zone(info: CtTarget, text: string): void {
  if (text === "mark") {
    info.zoneMark = true;
    return;
  }
  const value = parseNumber(text, 0, 65535);
  if (value === null) {
    throw new OptionError(`Cannot parse ${text} as a zone ID`, "zones are 0 to 65535, or mark");
  }
  info.zone = value;
}

/** Every name that --helper takes in a family. */
function helpersOf(family: Family, own: readonly HelperName[]): HelperName[] {
  const all = [...helperDescriptors.flatMap((d) => d.helpers ?? []), ...own];
  return all.filter((h) => h.families.includes(family));
}

/** Bytes of a helper's name that the kernel gets (NF_CT_HELPER_NAME_LEN - 1). */
const HELPER_LENGTH = 15;

/** Protocols that conntrack knows; any other is tracked by its addresses alone. */
const TRACKED: ReadonlySet<number> = new Set([1, 6, 17, 47, 58, 132, 136]);
const GENERIC = 255;

/** The kernel tells no more of the name of a rule's timeouts (xt_ct_tg_reg's usersize). */
const SHOWN = 4;

/** Letters that a name may have; iptables leaves out what follows. */
const NAME_MAX = 31;

const missing = "No chain/target/match by that name";

/** What xt_ct_tg_check refuses. */
function check(info: CtTarget, c: CheckContext): void {
  if (info.notrack || !kernelAsks(c)) return;
  const helps = c.protocol !== null && info.found?.protocols.includes(c.protocol);
  if (info.helper !== "" && !helps) {
    const all = helpersOf(c.family, info.own).map((h) => h.name);
    throw new OptionError(
      `CT: ${missing}: helper "${info.helper}"`,
      c.protocol === null
        ? "-p must name the protocol, and not be inverted"
        : `helpers are ${all.join(", ")}, each for its own protocols and families`,
    );
  }
  if (info.timeout === "") return;
  if (c.protocol === null) {
    throw new OptionError("CT: --timeout needs -p", "and -p must not be inverted");
  }
  const { policy } = info;
  if (policy === undefined) {
    throw new OptionError(
      `CT: ${missing}: timeout policy "${info.timeout}"`,
      `nfct add timeout ${info.timeout} inet tcp established 600`,
    );
  }
  const tracker = TRACKED.has(c.protocol) ? c.protocol : GENERIC;
  if (policy.family !== c.family || policy.protocol !== tracker) {
    throw new OptionError(
      `CT: timeout policy "${policy.name}" is for another family or protocol`,
      "nfct add timeout says for which",
    );
  }
}

function zoneWord(info: CtTarget): string {
  if (info.zoneOriginal === info.zoneReply) return "zone";
  return info.zoneOriginal ? "zone-orig" : "zone-reply";
}

/** The options, each name behind `dash`. */
function print(info: CtTarget, dash: string): string {
  const parts: string[] = [];
  const add = (name: string, value = "") => parts.push(`${dash}${name}${value && ` ${value}`}`);
  if (info.notrack) add("notrack");
  if (info.helper !== "") add("helper", info.helper);
  if (info.timeout !== "") add("timeout", info.timeout.slice(0, SHOWN));
  if (info.events !== 0) add("ctevents", printEvents(info.events, connectionEvents));
  if (info.expectEvents !== 0) add("expevents", printEvents(info.expectEvents, expectationEvents));
  if (info.zoneMark) add(zoneWord(info), "mark");
  else if (info.zone !== 0) add(zoneWord(info), String(info.zone));
  return parts.join(" ");
}

export const extension = target<CtTarget>({
  name: "CT",
  about: "how conntrack treats the packet: helper, zone, timeouts, events",
  decidedBy: ["packet", "conntrack"],
  // what it expects comes between other addresses
  wide: (info) => info.helper !== "",
  families: ["ipv4", "ipv6"],
  tables: ["raw"],
  options: [
    { name: "notrack", value: "none" },
    { name: "helper", value: "required" },
    { name: "timeout", value: "required" },
    { name: "ctevents", value: "required" },
    { name: "expevents", value: "required" },
    { name: "zone", value: "required" },
    { name: "zone-orig", value: "required" },
    { name: "zone-reply", value: "required" },
  ],
  create: () => ({
    notrack: false,
    helper: "",
    found: undefined,
    own: [],
    timeout: "",
    policy: undefined,
    zone: 0,
    zoneMark: false,
    zoneOriginal: false,
    zoneReply: false,
    events: 0,
    expectEvents: 0,
  }),
  option(info, use, context) {
    switch (use.id) {
      case "notrack":
        info.notrack = true;
        return;
      case "helper":
        info.helper = use.value;
        info.own = context.helpers ?? [];
        info.found = helpersOf(context.family, info.own).find(
          (h) => h.name === use.value.slice(0, HELPER_LENGTH),
        );
        return;
      case "timeout":
        info.policy = context.timeoutPolicy?.(use.value.slice(0, NAME_MAX));
        info.timeout = use.value.slice(0, NAME_MAX);
        return;
      case "ctevents":
        info.events = parseEvents(use.value, connectionEvents);
        return;
      case "expevents":
        info.expectEvents = parseEvents(use.value, expectationEvents);
        return;
    }
    if (use.id === "zone-orig") info.zoneOriginal = true;
    if (use.id === "zone-reply") info.zoneReply = true;
    zone(info, use.value);
  },
  check,
  save: (info) => print(info, "--"),
  list: (info) => `CT ${print(info, "")}`.trim(),
  encode(info, record) {
    record.reserve(CtTargetInfo.size);
    const both = info.zoneOriginal === info.zoneReply;
    let flags = info.notrack ? CtTargetFlag.NOTRACK : 0;
    if (both || info.zoneOriginal) flags |= CtTargetFlag.ZONE_ORIGINAL;
    if (both || info.zoneReply) flags |= CtTargetFlag.ZONE_REPLY;
    if (info.zoneMark) flags |= CtTargetFlag.ZONE_MARK;
    if (info.policy !== undefined) flags |= CtTargetFlag.TIMEOUT;
    if (info.events !== 0 || info.expectEvents !== 0) flags |= CtTargetFlag.EVENTS;
    record.u8(CtTargetInfo.flags, flags);
    record.u8(CtTargetInfo.helper, info.found?.kind ?? 0);
    record.u16(CtTargetInfo.zone, info.zone);
    record.u16(CtTargetInfo.events, info.events);
    record.u16(CtTargetInfo.expectEvents, info.expectEvents);
    info.policy?.seconds.forEach((s, i) => {
      record.u32(CtTargetInfo.timeouts + i * 4, s);
    });
  },
  told: (info, context) => {
    if (info.timeout.length <= SHOWN) return info;
    const timeout = info.timeout.slice(0, SHOWN);
    return { ...info, timeout, policy: context.timeoutPolicy(timeout) };
  },
  timeouts: (info) => (info.notrack ? "" : info.timeout),
  // --notrack alone does not switch conntrack on (xt_ct_tg_check)
  needs: (info) => (info.notrack ? [] : ["conntrack"]),
});
