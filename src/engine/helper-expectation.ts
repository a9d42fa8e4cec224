/** Expectations of helpers of the embedding program, as records of the engine. */
import {
  ExpectationRecord,
  ExpectFlag,
  ExpectFunction,
  Family as FamilyNumber,
  HZ,
  TupleRecord,
} from "../generated/abi.js";
import { helperDescriptors } from "../generated/descriptors.js";
import type { Family, HelperName } from "../extension/extension.js";
import type { DeclaredHelper } from "../extension/own-helper.js";
import { formatAddress, parseAddress } from "../setup/address.js";
import { type ExpectationEntry, expectationEntry } from "./expect.js";
import type { Engine } from "./instance.js";

/** A direction of a connection: that of the packet that began it, or the other one. */
export type Direction = "original" | "reply";

/** A connection that is announced (struct nf_conntrack_expect). Addresses are text, of the announcing connection's
 * family; ports are 0 to 65535, of "gre" they are call ids. */
export interface Expectation {
  /** Of the new connection; that of the announcing one unless given. */
  readonly protocol?: "tcp" | "udp" | "udplite" | "sctp" | "gre";
  /** Where it comes from; anywhere unless given. `sourceMask`: which bits count, all unless given. */
  readonly source?: string;
  readonly sourceMask?: string;
  readonly sourcePort?: number;
  readonly sourcePortMask?: number;
  /** Where it goes to, as its first packet has it when it comes in: before NAT. */
  readonly destination: string;
  readonly destinationPort: number;
  /** Index into the helper's policy, 0 unless given. */
  readonly class?: number;
  /** It stays when it was met (NF_CT_EXPECT_PERMANENT). */
  readonly permanent?: boolean;
  /** It is not met until `renew` says so (NF_CT_EXPECT_INACTIVE). */
  readonly inactive?: boolean;
  /** It is listed as made by hand (NF_CT_EXPECT_USERSPACE). */
  readonly userspace?: boolean;
  /** Whole seconds that it lives; as the class's policy has it unless given. */
  readonly timeout?: number;
  /** Name of the helper that the new connection has, one's own or one of Linux; none unless given. */
  readonly helper?: string;
  /** NAT of the new connection. "follow": it comes from where packets of its master go and goes to `saved`'s port where they
   * come from, in `direction` (nf_nat_follow_master); "function": the helper's `expected` is called. None unless given. */
  readonly nat?: "follow" | "function";
  /** The master's direction in which it goes; against that of the packet unless given. */
  readonly direction?: Direction;
  /** For NAT: address and port where it goes in the end; no address, and `destinationPort`, unless given. */
  readonly saved?: string;
  readonly savedPort?: number;
  /** One of another connection that asks for the same is refused as "exists", not let be
   * (NF_CT_EXP_F_SKIP_MASTER). */
  readonly anyMaster?: boolean;
}

/** An expectation that was met, with what it says of NAT. */
export interface MetExpectation extends ExpectationEntry {
  readonly direction: Direction;
  /** Null where none was given. */
  readonly saved: string | null;
  readonly savedPort: number;
}

/** HelperKinds by name. */
export interface HelperKinds {
  kind(name: string, family: Family): number | undefined;
}

/** Helpers that a connection of the family can have: those of Linux, and the program's. */
export function helperKinds(own: readonly HelperName[]): HelperKinds {
  const all = [...helperDescriptors.flatMap((d) => d.helpers ?? []), ...own];
  return {
    kind: (name, family) => all.find((h) => h.name === name && h.families.includes(family))?.kind,
  };
}

/** What an expectation takes from the packet that announces it. */
export interface Announcer {
  readonly family: Family;
  readonly protocol: number;
  readonly direction: Direction;
}

/** ExpectationRecord.timeout: as the policy has it. */
export const AS_POLICY = 0xffffffff;
const protocolNumbers = { tcp: 6, udp: 17, gre: 47, sctp: 132, udplite: 136 };
/** Seconds whose jiffies the clock can compare. */
export const TIMEOUT_MOST = Math.floor(0x7fffffff / HZ);

function number(what: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  const are = what === "seconds" ? "are" : "is";
  throw new RangeError(`${what} ${are} 0 to ${most}, not ${value}`);
}

/** Whole seconds, checked. */
export function secondsOf(what: string, value: number): number {
  return number(what, value, TIMEOUT_MOST);
}

/** Writes an expectation to the ExpectationRecord at `at`. Throws TypeError or RangeError for what it cannot hold. */
export function writeExpectation(
  engine: Engine,
  at: number,
  e: Expectation,
  from: Announcer,
  helper: DeclaredHelper,
  kinds: HelperKinds,
): void {
  const protocol = e.protocol === undefined ? from.protocol : protocolNumbers[e.protocol];
  if (protocol === undefined) {
    throw new TypeError(`${e.protocol}: protocols are ${Object.keys(protocolNumbers).join(", ")}`);
  }
  const address = (what: string, text: string): Uint8Array => {
    const bytes = parseAddress(from.family, text);
    if (bytes === null) throw new TypeError(`${what} ${text}: no ${from.family} address`);
    return bytes;
  };
  const record = new Uint8Array(ExpectationRecord.size);
  const view = new DataView(record.buffer);
  if (e.source !== undefined) {
    const size = from.family === "ipv4" ? 4 : 16;
    record.set(address("source", e.source), TupleRecord.source);
    const mask = e.sourceMask === undefined ? null : address("sourceMask", e.sourceMask);
    record.set(mask ?? new Uint8Array(size).fill(255), ExpectationRecord.mask);
  }
  if (e.sourcePort !== undefined) {
    view.setUint16(TupleRecord.sourcePort, number("sourcePort", e.sourcePort, 65535));
    const mask = number("sourcePortMask", e.sourcePortMask ?? 65535, 65535);
    view.setUint16(ExpectationRecord.maskPort, mask);
  }
  const port = number("destinationPort", e.destinationPort, 65535);
  record.set(address("destination", e.destination), TupleRecord.destination);
  view.setUint16(TupleRecord.destinationPort, port);
  record[TupleRecord.protocol] = protocol;
  record[TupleRecord.family] = from.family === "ipv4" ? FamilyNumber.IPV4 : FamilyNumber.IPV6;
  record[ExpectationRecord.kind] = number("class", e.class ?? 0, helper.policy.length - 1);
  record[ExpectationRecord.flags] =
    (e.permanent ? ExpectFlag.PERMANENT : 0) |
    (e.inactive ? ExpectFlag.INACTIVE : 0) |
    (e.userspace ? ExpectFlag.USERSPACE : 0);
  const timeout = e.timeout === undefined ? AS_POLICY : secondsOf("timeout", e.timeout);
  view.setUint32(ExpectationRecord.timeout, timeout, true);
  record[ExpectationRecord.childHelper] = childHelper(e, from, kinds);
  record[ExpectationRecord.run] = runOf(e, helper);
  const direction = e.direction ?? (from.direction === "original" ? "reply" : "original");
  record[ExpectationRecord.way] = direction === "original" ? 0 : 1;
  view.setUint16(ExpectationRecord.savedPort, number("savedPort", e.savedPort ?? port, 65535));
  if (e.saved !== undefined) record.set(address("saved", e.saved), ExpectationRecord.saved);
  engine.bytes.set(record, at);
}

function childHelper(e: Expectation, { family }: Announcer, kinds: HelperKinds): number {
  if (e.helper === undefined) return 0;
  const kind = kinds.kind(e.helper, family);
  if (kind === undefined) throw new TypeError(`there is no helper ${e.helper} for ${family}`);
  return kind;
}

function runOf({ nat }: Expectation, helper: DeclaredHelper): ExpectFunction {
  if (nat === undefined) return ExpectFunction.NONE;
  if (nat === "follow") return ExpectFunction.FOLLOW_MASTER;
  if (nat !== "function") throw new TypeError(`nat is follow or function, not ${String(nat)}`);
  if (helper.own.expected !== undefined) return ExpectFunction.OWN;
  throw new TypeError(`helper ${helper.name} has no function "expected"`);
}

/** An ExpectationRecord of an expectation that was met. */
export function readMet(engine: Engine, at: number): MetExpectation {
  const { bytes, view } = engine;
  const entry = expectationEntry(engine, at);
  const from = at + ExpectationRecord.saved;
  const saved = bytes.slice(from, from + (entry.family === "ipv4" ? 4 : 16));
  return {
    ...entry,
    direction: bytes[at + ExpectationRecord.way] === 0 ? "original" : "reply",
    saved: saved.every((b) => b === 0) ? null : formatAddress(saved),
    savedPort: view.getUint16(at + ExpectationRecord.savedPort),
  };
}
