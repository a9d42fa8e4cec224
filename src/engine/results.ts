/** Results of the engine as objects. */
import {
  Cause,
  CtInfo,
  EmitAt,
  EmitRecord,
  Family as FamilyNumber,
  FrameRecord,
  HelperMessage,
  type Hook,
  InvalidReason,
  LogRecord,
  NO_FACT,
  ResultRecord,
  SideKind,
  SideRecord,
  StepKind,
  StepRecord,
  type Table,
  Verdict,
} from "../generated/abi.js";
import type { InvalidPacket } from "../report/invalid.js";
import type { SecurityLabels } from "../setup/security.js";
import type { Family, HookName, MatchNote, TableName } from "../extension/extension.js";
import { readEvent, type TrackingEvent } from "./events.js";
import type { ChainRef, RuleRef } from "./image.js";

export type VerdictText = "ACCEPT" | "DROP" | "STOLEN" | "QUEUE";
export type State = "NEW" | "ESTABLISHED" | "RELATED" | "INVALID" | "UNTRACKED";

/** A packet that left the host. */
export interface Emit {
  /** "local": delivered past INPUT; "wire": past POSTROUTING. */
  readonly at: "local" | "wire";
  readonly in: string | null;
  readonly out: string | null;
  readonly mark: number;
  /** Bytes from the IP header on, as the IP header counts them. */
  readonly length: number;
  readonly version: 4 | 6;
  /** Made by the host itself: a REJECT answer, an ICMP error. */
  readonly generated: boolean;
  /** From the IP header on; empty unless bytes were asked for. */
  readonly packet: Uint8Array;
}

/** A step of a packet's way, in the vocabulary of TRACE. */
export interface Step {
  readonly family: Family;
  readonly hook: HookName;
  readonly table: TableName;
  readonly chain: string;
  readonly step: "rule" | "return" | "policy";
  /** Counts from 1; behind the last rule for a policy or the end of a chain. */
  readonly number: number;
  readonly rule: RuleRef | null;
}

/** A packet as LOG, TRACE or nf_conntrack_log_invalid saw it; src/report/kernel-log.ts prints the kernel's line from it. */
export interface LogEntry {
  readonly version: 4 | 6;
  readonly hook: HookName;
  readonly table: TableName;
  /** TRACE: what was traced, with the chain; LOG: null, with the rule. */
  readonly trace: { step: "rule" | "return" | "policy"; chain: string; number: number } | null;
  readonly rule: RuleRef | null;
  /** Why conntrack calls it invalid, null for LOG and TRACE. */
  readonly invalid: InvalidPacket | null;
  /** What a match of the rule says of it, null where no match wrote it. */
  readonly note: MatchNote | null;
  readonly in: string | null;
  readonly out: string | null;
  readonly mark: number;
  /** Of the sending socket, null when there is none. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** PacketType as in assembly/abi/netfilter.ts. */
  readonly packetType: number;
  readonly mac: Uint8Array;
  /** The first bytes, from the IP header on; `length` counts all. */
  readonly packet: Uint8Array;
  readonly length: number;
}

/** What happened to one packet. */
export interface PacketResult {
  /** Nanoseconds since the epoch. */
  readonly time: bigint;
  readonly direction: "in" | "out" | null;
  /** Name of the interface it was seen on. */
  readonly interface: string | null;
  readonly version: 4 | 6 | null;
  readonly verdict: VerdictText;
  readonly cause: Cause;
  /** The rule that decided, or null. */
  readonly rule: RuleRef | null;
  /** The chain whose policy decided, or null. */
  readonly policy: ChainRef | null;
  /** Hook at which its way ended, for packets that did not pass. */
  readonly hook: HookName | null;
  readonly state: State | null;
  /** The packet travels against the direction of its connection's first packet. */
  readonly reply: boolean;
  readonly mark: number;
  readonly emits: readonly Emit[];
  /** Where the wire did not carry the emits one to one: [interface, bytes]. */
  readonly frames: readonly (readonly [string, Uint8Array])[] | null;
  /** errno of a local sender, as in errno(3), or null. */
  readonly error: number | null;
  readonly logs: readonly LogEntry[];
  readonly steps: readonly Step[];
  /** Rules whose answer depends on a fact that nobody supplied. */
  readonly undecided: readonly RuleRef[];
  /** What became of connections and expectations, where somebody listens (Firewall.events). */
  readonly events: readonly TrackingEvent[];
}

const hookNames: readonly HookName[] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];
const tableNames: readonly TableName[] = ["raw", "mangle", "nat", "filter", "security"];
const stepNames = {
  [StepKind.RULE]: "rule",
  [StepKind.RETURN]: "return",
  [StepKind.POLICY]: "policy",
} as const;
const verdictNames: Readonly<Record<number, VerdictText>> = {
  [Verdict.DROP]: "DROP",
  [Verdict.ACCEPT]: "ACCEPT",
  [Verdict.STOLEN]: "STOLEN",
  [Verdict.QUEUE]: "QUEUE",
};

/** CtInfo as a state; null when conntrack did not see the packet. */
export function stateOf(info: CtInfo): State | null {
  switch (info) {
    case CtInfo.ESTABLISHED:
    case CtInfo.ESTABLISHED_REPLY:
      return "ESTABLISHED";
    case CtInfo.RELATED:
    case CtInfo.RELATED_REPLY:
      return "RELATED";
    case CtInfo.NEW:
      return "NEW";
    case CtInfo.UNTRACKED:
      return "UNTRACKED";
    default:
      return null;
  }
}

/** What results need from the firewall to be told in names. */
export interface ResultNames {
  readonly rules: readonly RuleRef[];
  readonly chains: readonly ChainRef[];
  interfaceName(index: number): string | null;
  /** Whether conntrack is on for a family: then a packet without an entry is INVALID. */
  tracks(version: number): boolean;
  /** Of the embedding program's helpers, by HelperKind; and the words in which one said why it drops a packet. */
  readonly helperNames: ReadonlyMap<number, string>;
  readonly security: SecurityLabels | null;
  helperWords(number: number): string;
}

/** Reads the result record at `at`; `side` is the start of the side buffer. */
export function readResult(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  side: number,
  names: ResultNames,
): PacketResult {
  const collected: Collected = {
    emits: [],
    fragments: new Map(),
    silent: new Set(),
    error: null,
    logs: [],
    steps: [],
    undecided: [],
    events: [],
  };
  let offset = side + view.getUint32(at + ResultRecord.side, true);
  for (let i = view.getUint32(at + ResultRecord.sideCount, true); i > 0; i--) {
    readSide(bytes, view, offset, names, collected);
    offset += view.getUint32(offset + SideRecord.size_bytes, true);
  }
  const { fragments, silent: _, ...told } = collected;
  const cause = view.getUint8(at + ResultRecord.cause) as Cause;
  const decision = view.getUint32(at + ResultRecord.rule, true);
  const version = view.getUint8(at + ResultRecord.version);
  const info = view.getUint8(at + ResultRecord.ctInfo) as CtInfo;
  const byRule = cause === Cause.RULE || cause === Cause.HOTDROP;
  const direction = view.getUint8(at + ResultRecord.direction);
  return {
    time: view.getBigInt64(at + ResultRecord.time, true),
    direction: direction === 1 ? "in" : direction === 2 ? "out" : null,
    interface: names.interfaceName(view.getUint32(at + ResultRecord.interfaceIndex, true)),
    version: version === 4 || version === 6 ? version : null,
    verdict: verdictNames[view.getUint8(at + ResultRecord.verdict)] ?? "DROP",
    cause,
    rule: byRule ? (names.rules[decision] ?? null) : null,
    policy: cause === Cause.POLICY ? (names.chains[decision] ?? null) : null,
    hook: cause === Cause.NONE ? null : (hookNames[view.getUint8(at + ResultRecord.hook)] ?? null),
    state: stateOf(info) ?? (version !== 0 && names.tracks(version) ? "INVALID" : null),
    reply: info === CtInfo.ESTABLISHED_REPLY || info === CtInfo.RELATED_REPLY,
    mark: view.getUint32(at + ResultRecord.mark, true),
    ...told,
    frames: framesOf(collected.emits, fragments),
  };
}

/** What each interface carried, in order, where that is not the packets emitted on it one to one;
 * null when it was on all of them. */
function framesOf(
  emits: readonly Emit[],
  fragments: ReadonlyMap<Emit, Uint8Array[]>,
): [string, Uint8Array][] | null {
  if (fragments.size === 0) return null;
  const sent = emits.filter((e) => e.at === "wire" && e.out !== null && e.out !== "lo");
  const frames: [string, Uint8Array][] = [];
  for (const out of new Set(sent.map((e) => e.out!))) {
    const mine = sent.filter((e) => e.out === out);
    if (!mine.some((e) => fragments.has(e))) continue;
    for (const emit of mine) {
      for (const b of fragments.get(emit) ?? [emit.packet]) frames.push([out, b]);
    }
  }
  return frames;
}

/** What the side records of one packet say. */
interface Collected {
  emits: Emit[];
  /** What the wire carried instead of an emitted packet. */
  fragments: Map<Emit, Uint8Array[]>;
  /** Emitted packets that no wire carried. */
  silent: Set<Emit>;
  error: number | null;
  logs: LogEntry[];
  steps: Step[];
  undecided: RuleRef[];
  events: TrackingEvent[];
}

/** Bit in a FRAME record's flags: the wire carried nothing. */
const FRAME_NONE = 1;

function readSide(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  names: ResultNames,
  into: Collected,
): void {
  switch (view.getUint16(at + SideRecord.kind, true)) {
    case SideKind.EMIT:
      into.emits.push(readEmit(bytes, view, at, names));
      break;
    case SideKind.FRAME: {
      const index = view.getUint32(at + FrameRecord.interfaceIndex, true);
      const out = names.interfaceName(index);
      const whole = into.emits.findLast(
        (e) => e.at === "wire" && e.out === out && !into.silent.has(e),
      );
      if (whole === undefined || out === null) break;
      const fragments = into.fragments.get(whole) ?? [];
      into.fragments.set(whole, fragments);
      if (view.getUint16(at + SideRecord.flags, true) === FRAME_NONE) {
        into.silent.add(whole);
        break;
      }
      const length = view.getUint32(at + FrameRecord.length, true);
      const from = at + FrameRecord.bytes;
      fragments.push(bytes.slice(from, from + length));
      break;
    }
    case SideKind.STEP:
      into.steps.push(readStep(view, at, names));
      break;
    case SideKind.LOG:
      into.logs.push(readLog(bytes, view, at, names));
      break;
    case SideKind.ERROR:
      into.error = view.getUint32(at + SideRecord.data, true);
      break;
    case SideKind.EVENT:
      into.events.push(
        readEvent({ bytes, view, helperNames: names.helperNames, security: names.security }, at),
      );
      break;
    case SideKind.UNDECIDED: {
      const rule = names.rules[view.getUint32(at + SideRecord.data, true)];
      if (rule !== undefined && !into.undecided.includes(rule)) into.undecided.push(rule);
      break;
    }
  }
}

function readEmit(bytes: Uint8Array, view: DataView, at: number, names: ResultNames): Emit {
  return {
    at: view.getUint8(at + EmitRecord.at) === EmitAt.LOCAL ? "local" : "wire",
    in: names.interfaceName(view.getUint32(at + EmitRecord.inInterface, true)),
    out: names.interfaceName(view.getUint32(at + EmitRecord.outInterface, true)),
    mark: view.getUint32(at + EmitRecord.mark, true),
    length: view.getUint32(at + EmitRecord.length, true),
    version: view.getUint8(at + EmitRecord.version) === 4 ? 4 : 6,
    generated: view.getUint8(at + EmitRecord.generated) !== 0,
    packet: emittedBytes(bytes, view, at),
  };
}

/** A packet that left: its front stands in the record, the rest may stand in the frame. */
function emittedBytes(bytes: Uint8Array, view: DataView, at: number): Uint8Array {
  const from = at + EmitRecord.bytes;
  const captured = view.getUint32(at + EmitRecord.captured, true);
  const kept = view.getUint32(at + EmitRecord.kept, true);
  if (kept === captured) return bytes.slice(from, from + captured);
  const rest = view.getUint32(at + EmitRecord.rest, true);
  const packet = new Uint8Array(captured);
  packet.set(bytes.subarray(from, from + kept));
  packet.set(bytes.subarray(rest, rest + captured - kept), kept);
  return packet;
}

function readStep(view: DataView, at: number, names: ResultNames): Step {
  const kind = view.getUint8(at + StepRecord.step) as StepKind;
  return {
    family: view.getUint8(at + StepRecord.family) === FamilyNumber.IPV4 ? "ipv4" : "ipv6",
    hook: hookNames[view.getUint8(at + StepRecord.hook) as Hook]!,
    table: tableNames[view.getUint8(at + StepRecord.table) as Table]!,
    chain: names.chains[view.getUint32(at + StepRecord.chain, true)]?.chain.name ?? "",
    step: stepNames[kind],
    number: view.getUint32(at + StepRecord.ruleNumber, true),
    rule: names.rules[view.getUint32(at + StepRecord.rule, true)] ?? null,
  };
}

function readInvalid(
  view: DataView,
  at: number,
  reason: number,
  names: ResultNames,
): InvalidPacket {
  const first = view.getUint32(at + LogRecord.first, true);
  const second = view.getUint32(at + LogRecord.second, true);
  const third = view.getUint32(at + LogRecord.third, true);
  const protocol = view.getUint8(at + LogRecord.protocol);
  const numbers = [first, second, third] as const;
  if (reason !== InvalidReason.HELPER || second !== HelperMessage.OWN) {
    return { reason, protocol, numbers };
  }
  const helper = names.helperNames.get(first) ?? "";
  return { reason, protocol, numbers, own: { helper, words: names.helperWords(third) } };
}

function readLog(bytes: Uint8Array, view: DataView, at: number, names: ResultNames): LogEntry {
  const step = view.getUint8(at + LogRecord.step) as StepKind | 0;
  const subject = view.getUint32(at + LogRecord.rule, true);
  const reason = view.getUint8(at + LogRecord.reason);
  const from = at + LogRecord.bytes;
  const text = from + view.getUint32(at + LogRecord.captured, true);
  const mac = at + LogRecord.mac;
  const fact = (value: number) => (value === NO_FACT ? null : value);
  return {
    version: view.getUint8(at + LogRecord.version) === 4 ? 4 : 6,
    hook: hookNames[view.getUint8(at + LogRecord.hook)]!,
    table: tableNames[view.getUint8(at + LogRecord.table)]!,
    trace:
      step === 0
        ? null
        : {
            step: stepNames[step],
            chain: names.chains[subject]?.chain.name ?? "",
            number: view.getUint32(at + LogRecord.ruleNumber, true),
          },
    rule: step === 0 && reason === 0 ? (names.rules[subject] ?? null) : null,
    invalid: reason === 0 ? null : readInvalid(view, at, reason, names),
    note:
      view.getUint8(at + LogRecord.byMatch) === 0
        ? null
        : {
            number: view.getUint32(at + LogRecord.first, true),
            text: bytes.slice(text, text + view.getUint32(at + LogRecord.text, true)),
          },
    in: names.interfaceName(view.getUint32(at + LogRecord.inInterface, true)),
    out: names.interfaceName(view.getUint32(at + LogRecord.outInterface, true)),
    mark: view.getUint32(at + LogRecord.mark, true),
    uid: fact(view.getUint32(at + LogRecord.uid, true)),
    gid: fact(view.getUint32(at + LogRecord.gid, true)),
    packetType: view.getUint16(at + LogRecord.packetType, true),
    mac: bytes.slice(mac, mac + view.getUint16(at + LogRecord.macLength, true)),
    packet: bytes.slice(from, text),
    length: view.getUint32(at + LogRecord.length, true),
  };
}
