/**
 * What an extension (a match or a target of iptables) is to the host: its options, the text that
 * iptables prints for it, and the record that the engine evaluates. One file per extension, under
 * its man page name (iptables-extensions(8)), exports `extension`; scripts/generate.mjs collects them.
 */

import type { Shared } from "../setup/objects.js";
import type { SecurityLabels } from "../setup/security.js";
import type { PacketView } from "../engine/packet.js";
import type { OwnVerdict, ReadonlyPacketView } from "./own.js";

/** What a rule with a match or target of the embedding program calls. */
export type OwnMatchFunction = (packet: ReadonlyPacketView) => boolean | "drop";
export type OwnTargetFunction = (packet: PacketView) => OwnVerdict;

export type Family = "ipv4" | "ipv6";
export type TableName = "raw" | "mangle" | "nat" | "filter" | "security";
export type HookName = "PREROUTING" | "INPUT" | "FORWARD" | "OUTPUT" | "POSTROUTING";

/** One long option of an extension. `id` joins aliases (--dport, --destination-port). */
export interface OptionSpec {
  /** Without the dashes: "dport". Unambiguous prefixes are accepted, as getopt_long(3) does. */
  readonly name: string;
  /** What `Extension.option` switches on. Defaults to `name`. */
  readonly id?: string;
  /** Whether a value follows. "optional" takes the next word unless it looks like an option. */
  readonly value: "none" | "required" | "optional";
  /** How many words the value takes (--tcp-flags MASK COMPARED): 1 unless given. */
  readonly words?: 1 | 2;
  /** "!" may stand before it. */
  readonly invert?: boolean;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** ids of options that may not be given together with this one. */
  readonly excludes?: readonly string[];
  /** Families that know it, where not all of the extension's do. */
  readonly families?: readonly Family[];
}

/** An option as an administrator wrote it. */
export interface OptionUse {
  readonly id: string;
  /** The name as printed in messages: "--dport". */
  readonly flag: string;
  readonly value: string;
  /** The second word, of an option with `words: 2`. */
  readonly second?: string;
  readonly inverted: boolean;
}

/** What a rule asks of a set while it is read. */
export interface SetFact {
  /** The family of its addresses; null takes packets of both. */
  readonly family: Family | null;
}

/** What an extension may ask about the rule it stands in while options are read. */
export interface ParseContext {
  readonly family: Family;
  /** The protocol of -p, or null. Inverted protocols count as null, as in iptables. */
  readonly protocol: number | null;
  /** The protocol that -p names, inverted or not, where that is known: NAT targets ask for it. */
  readonly namedProtocol?: number | null;
  /** /etc/services and /etc/protocols by name: port in host order, or undefined. */
  service(name: string, protocol?: string): number | undefined;
  protocolNumber(name: string): number | undefined;
  /** The timeouts that the setup gave a name. */
  timeoutPolicy?(name: string): TimeoutPolicy | undefined;
  /** Conntrack helpers of the embedding program. */
  readonly helpers?: readonly HelperName[];
  /** The set of ipset with that name, or undefined when there is none. */
  set(name: string): SetFact | undefined;
  /** Names for numbers, as files of the host hold them: realms of routes, labels of connections. */
  readonly names?: Readonly<Record<"realms" | "labels", ReadonlyMap<string, number>>> & {
    /** Labels of the host's security module; null: it has none. */
    readonly security?: SecurityLabels | null;
  };
  /** Reports what iptables accepts with a warning. */
  warn?(message: string): void;
}

/** What is known when a whole rule was read: for the checks that iptables and the kernel's
 * checkentry functions make. */
export interface CheckContext extends ParseContext {
  readonly table: TableName;
  /** The built-in chain, or null for a user-defined chain. */
  readonly chain: string;
  /** Hooks from which this rule can be reached. Empty for a chain nothing jumps to. */
  readonly hooks: ReadonlySet<HookName>;
  readonly inverted: { readonly protocol: boolean };
  /** The rule's matches with what their options say, in their order. */
  readonly matches: readonly MatchUse[];
  /** Whether an object that rules share is there (src/setup/objects.ts). */
  hasObject?(kind: string, name: string): boolean;
  /** What the first rule made of an object whose names each family has for itself; undefined: there is none. */
  objectState?(kind: string, name: string): unknown;
}

/** A match as it stands in a rule. `info` belongs to the extension. */
export interface MatchUse {
  readonly extension: MatchExtension;
  readonly info: unknown;
}

/** A refusal, in iptables' own words in substance: which option, which value, what was expected. */
export class OptionError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "OptionError";
  }
}

/** Little-endian writer into the record of one match or target. Offsets come from the layout enums
 * under src/generated/layout, which are copied from the engine's half of the extension. */
export interface RecordWriter {
  /** Reserves `size` zeroed bytes; called once, first. */
  reserve(size: number): void;
  u8(offset: number, value: number): void;
  u16(offset: number, value: number): void;
  u32(offset: number, value: number): void;
  u64(offset: number, value: bigint): void;
  bytes(offset: number, value: Uint8Array): void;
}

/** What only the compiler of a setup knows: names as numbers. */
export interface EncodeContext {
  readonly family: Family;
  /** The id of the rule that holds the record: unique over all tables and both families. */
  readonly ruleId: number;
  readonly table: TableName;
  /** Index of an interface by name; made known when it was not. */
  interfaceIndex(name: string): number;
  /** Place of an object that rules share, for the engine's `objectState`. */
  object(kind: string, name: string): number;
  /** Place of the rule's own object of the kind that the match `owns`. */
  readonly ownObject: number;
  /** Number of a set of ipset by name: it is there. */
  setIndex(name: string): number;
}

/** What loading a rule with this extension switches on in the host: conntrack and defragmentation hooks. */
export type Need = "conntrack" | "defrag" | "nat" | "accounting" | "labels" | "synproxy";

/** Where an answer comes from: docs/extensions.md explains the words. */
export type DecidedBy =
  | "packet"
  | "state"
  | "conntrack"
  | "setup"
  | "capture"
  | "fact"
  | "host-only"
  | "refused";

/** What docs/extensions.md says of a set type or a conntrack helper: a file of its own under
 * src/extension/set or src/extension/helper exports it as `descriptor`. */
export interface Descriptor {
  /** As administrators write it: "hash:ip", "ftp". */
  readonly name: string;
  readonly about: string;
  readonly families: readonly Family[];
  /** As administrators write them: "timeout", "netmask". */
  readonly options: readonly string[];
  readonly decidedBy: readonly DecidedBy[];
  /** Helpers: under which names CT --helper knows it, and for what. */
  readonly helpers?: readonly HelperName[];
}

/** A name that CT --helper takes. */
export interface HelperName {
  readonly name: string;
  /** HelperKind of the engine. */
  readonly kind: number;
  readonly families: readonly Family[];
  /** Transport protocols. */
  readonly protocols: readonly number[];
}

/** Timeouts of conntrack under a name (nfct add timeout): for CT --timeout. */
export interface TimeoutPolicy {
  readonly name: string;
  readonly family: Family;
  readonly protocol: number;
  /** Seconds, in the order of the protocol's sysctls; TCP's syn_sent2 stands last. */
  readonly seconds: readonly number[];
}

interface Extension<Info> {
  /** As after -m or -j: "conntrack", "MARK". */
  readonly name: string;
  /** What it is about, in a few words without a full stop: for docs/extensions.md. */
  readonly about: string;
  readonly decidedBy: readonly DecidedBy[];
  readonly families: readonly Family[];
  readonly options: readonly OptionSpec[];
  /** A fresh, empty value: what the extension means before any option. */
  create(context: ParseContext): Info;
  /** Takes one option; throws OptionError. */
  option(info: Info, use: OptionUse, context: ParseContext): void;
  /** When the whole rule is read. Throws OptionError for what iptables or the kernel refuses. */
  check?(info: Info, context: CheckContext, given: ReadonlySet<string>): void;
  /** The options as iptables-save prints them, without the name, without a leading space. */
  save(info: Info, family: Family): string;
  /** The text of iptables -L behind the fixed columns, without leading or trailing space;
   * `numeric` is -n. */
  list(info: Info, family: Family, numeric: boolean): string;
  /** Nothing parts the text of iptables -L from what stands before it. */
  readonly listedTight?: boolean;
  /** Writes the engine's record. */
  encode(info: Info, record: RecordWriter, context: EncodeContext): void;
  /** Why Linux 6.18 refuses every rule with it, in a few words; it has no engine half. */
  readonly refused?: string;
  /** What the kernel's checkentry function switches on. */
  needs?(info: Info): readonly Need[];
  /** The objects that rules share by name which this rule refers to. */
  shares?(info: Info, family: Family): Shared | readonly Shared[] | undefined;
  /** The part of the record in which the engine keeps what it remembers: it stays when another table
   * is replaced. Offset and size in bytes. */
  readonly keeps?: { readonly offset: number; readonly size: number };
  /** Whether what it remembers, changes or hands out is met by packets of other connections too: a bucket, a
   * list, a free port. Then packets cannot be shared among engines (`--jobs`). Not given: it is not. */
  wide?(info: Info): boolean;
  /** Whether it answers the same, and does the same, for all packets of a connection in one direction
   * that come in by the same interface with the same TOS, while the connection's status and mark stay;
   * TCP: with the same of those flags that any match says it looks at. It does nothing but answer or
   * set the packet's mark or the connection's. Not so unless it says so. */
  steady?(info: Info): boolean;
  /** Names of the sets of ipset that the rule uses: they cannot be destroyed while it is there. */
  sets?(info: Info): readonly string[];
  /** The name of the timeouts that the rule uses, which cannot be deleted while it is there. */
  timeouts?(info: Info): string;
}

/** What a target that logs shows of a packet (src/report/kernel-log.ts). */
export interface LogStyle {
  readonly prefix: string;
  /** syslog(3) level: 0 (emerg) to 7 (debug). */
  readonly level: number;
  /** Bits of LogFlag. */
  readonly flags: number;
}

/** What a match that logs says of a packet: its engine half filled this in. */
export interface MatchNote {
  readonly number: number;
  readonly text: Uint8Array;
}

/** What a match demands of a field of the packet: it fails where the field is not so. */
export type Demand =
  /** An address between two, both included. */
  | {
      readonly field: "source" | "destination";
      readonly from: Uint8Array;
      readonly to: Uint8Array;
      readonly inverted: boolean;
    }
  /** The first or second 16 bits of the transport header: ports, or type and code of ICMP. */
  | {
      readonly field: "firstPort" | "secondPort";
      readonly ranges: readonly { readonly from: number; readonly to: number }[];
      readonly inverted: boolean;
    }
  /** (field & mask) == value; the flags of a TCP header are six bits. */
  | {
      readonly field: "tcpFlags" | "mark";
      readonly value: number;
      readonly mask: number;
      readonly inverted: boolean;
    }
  /** Any of these ConnectionState bits. */
  | { readonly field: "state"; readonly bits: number; readonly inverted: boolean };

/** What is known of a match before it is evaluated. */
export interface Foresight {
  readonly demands?: readonly Demand[];
  /** Bytes of transport header that it reads: it drops a packet that has fewer, and does not match
   * a later fragment. 0 unless given. */
  readonly reads?: number;
  /** It may drop a packet for other reasons: nothing behind it may be looked at before it. */
  readonly ends?: boolean;
}

/** A match: `-m name`. */
export interface MatchExtension<Info = unknown> extends Extension<Info> {
  readonly kind: "match";
  /** The flags of a TCP header that it looks at, six bits. None unless given. */
  tcpFlags?(info: Info): number;
  /**
   * For a match that does nothing but answer, from what the packet, its connection, the setup hold:
   * no state of its own, no reports. The engine's classifiers then need not evaluate it where a
   * demand fails, and may look at what stands behind it before it. Absent: neither.
   */
  foresee?(info: Info, family: Family): Foresight;
  /** Of an embedding program (own.ts): makes the function that answers for a rule. */
  own?(info: Info): OwnMatchFunction;
  /** Matches that log: what stands in front of the packet's line, a character a byte. `packet` is from
   * the IP header on. */
  tells?(note: MatchNote, packet: Uint8Array): string;
  /** The kind of object (assembly/object) of which each rule has one of its own: more memory than a
   * record holds. It stays while the rule's table is not replaced. */
  readonly owns?: string;
  /** Other words that -m takes for it ("icmpv6" for icmp6). */
  readonly aliases?: readonly string[];
  /** Loaded by itself when `-p` names this protocol and one of its options is met ("tcp": -p tcp). */
  readonly protocol?: number;
  /** The kernel's name of the record when it differs from `name` (iptables -m state is "conntrack"
   * in newer kernels). */
  readonly engine?: string;
}

/** What `told` of a target may look up. */
export interface ToldContext {
  timeoutPolicy(name: string): TimeoutPolicy | undefined;
}

/** A target: `-j NAME`. */
export interface TargetExtension<Info = unknown> extends Extension<Info> {
  readonly kind: "target";
  readonly engine?: string;
  /** Where the walk goes on behind it, addresses, protocol, ports, ICMP type and connection are what they
   * were: rules behind it may change places (src/cost/region.ts). Not given: they may have changed. */
  readonly spares?: boolean;
  /** Tables where the kernel accepts it; absent = all. */
  readonly tables?: readonly TableName[];
  /** Hooks from which it may be reached; absent = all. */
  readonly hooks?: readonly HookName[];
  /** The name in the first column of iptables -L, where the kernel's name is another. */
  readonly listedAs?: string;
  /** What the kernel tells iptables of a rule that it holds, where that may be less than it was given: this
   * comes in its place when the table is written again. The same value where nothing is lost. */
  told?(info: Info, context: ToldContext): Info;
  /** Of an embedding program (own.ts): makes the function that runs for a rule. */
  own?(info: Info): OwnTargetFunction;
  /** Targets that log: how the lines of this rule look. */
  logStyle?(info: Info): LogStyle;
}

/** Gives a match its type while it is written: `export const extension = match<TtlInfo>({...})`. */
export function match<Info>(e: Omit<MatchExtension<Info>, "kind">): MatchExtension {
  return { kind: "match", ...e };
}

/** Gives a target its type while it is written. */
export function target<Info>(e: Omit<TargetExtension<Info>, "kind">): TargetExtension {
  return { kind: "target", ...e };
}
