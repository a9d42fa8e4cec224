/** The table of expectations as objects. */
import {
  ExpectationRecord,
  ExpectFlag,
  Family as FamilyNumber,
  TupleRecord,
} from "../generated/abi.js";
import type { Family } from "../extension/extension.js";
import { formatAddress } from "../setup/address.js";
import {
  type ConnectionTuple,
  type EngineMemory,
  helperName,
  protocolName,
  tuple,
} from "./conntrack.js";
import { type Engine, outOfMemory } from "./instance.js";

/** A connection that a helper announced, as it was when it was read. */
export interface ExpectationEntry {
  readonly family: Family;
  /** Transport protocol: its number, and its name as `conntrack -L` prints it. */
  readonly protocol: number;
  readonly protocolName: string;
  /** What its first packet looks like, where `mask` does not say otherwise. */
  readonly tuple: ConnectionTuple;
  /** Both words of the tuple's end as numbers: ports, or GRE's keys. */
  readonly ports: { readonly source: number; readonly destination: number };
  /** Which bits of the source count. Destinations count whole. */
  readonly mask: { readonly source: string; readonly sourcePort: number };
  /** The original direction of the connection that announced it. */
  readonly master: ConnectionTuple;
  /** Seconds until it expires. */
  readonly timeout: number;
  /** The helper's class of it, from 0. */
  readonly class: number;
  readonly helper: string | null;
  /** PERMANENT: stays when it was met; INACTIVE: is not met yet; USERSPACE: made by hand. */
  readonly flags: readonly ("INACTIVE" | "PERMANENT" | "USERSPACE")[];
  readonly zone: number;
  /** Names it while it lives, and its master. */
  readonly id: number;
  readonly masterId: number;
}

/** Expectations copied at a time. */
const BATCH = 256;
const flagBits = [
  [ExpectFlag.PERMANENT, "PERMANENT"],
  [ExpectFlag.INACTIVE, "INACTIVE"],
  [ExpectFlag.USERSPACE, "USERSPACE"],
] as const;

/** Expectations whose time is not over, in one order: family, protocol, destination, source. */
export function expectationTable(engine: Engine): ExpectationEntry[] {
  const { exports } = engine;
  if (exports.expectations() === 0) return [];
  const at = exports.reserve(BATCH * ExpectationRecord.size) >>> 0;
  if (at === 0) throw outOfMemory();
  const found: { readonly key: string; readonly entry: ExpectationEntry }[] = [];
  for (let from = 0; ; from += BATCH) {
    const count = exports.expectationsRead(at, BATCH, from);
    for (let i = 0; i < count; i++) {
      const record = at + i * ExpectationRecord.size;
      found.push({ key: sortKey(engine.bytes, record), entry: expectationEntry(engine, record) });
    }
    if (count < BATCH) break;
  }
  exports.free(at);
  found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return found.map((f) => f.entry);
}

function sortKey(bytes: Uint8Array, at: number): string {
  const part = (from: number, size: number) => bytes.subarray(at + from, at + from + size);
  return String.fromCharCode(
    bytes[at + TupleRecord.family]!,
    bytes[at + TupleRecord.protocol]!,
    ...part(TupleRecord.destination, 16),
    ...part(TupleRecord.destinationPort, 2),
    ...part(TupleRecord.source, 16),
    ...part(TupleRecord.sourcePort, 2),
    ...part(ExpectationRecord.master, 40),
  );
}

/** An ExpectationRecord as an object. */
export function expectationEntry(memory: EngineMemory, at: number): ExpectationEntry {
  const { bytes, view } = memory;
  const six = bytes[at + TupleRecord.family] === FamilyNumber.IPV6;
  const mask = at + ExpectationRecord.mask;
  const bits = bytes[at + ExpectationRecord.flags]!;
  return {
    family: six ? "ipv6" : "ipv4",
    protocol: bytes[at + TupleRecord.protocol]!,
    protocolName: protocolName(bytes[at + TupleRecord.protocol]!),
    tuple: tuple(bytes, at),
    ports: {
      source: view.getUint16(at + TupleRecord.sourcePort),
      destination: view.getUint16(at + TupleRecord.destinationPort),
    },
    mask: {
      source: formatAddress(bytes.subarray(mask, mask + (six ? 16 : 4))),
      sourcePort: view.getUint16(at + ExpectationRecord.maskPort),
    },
    master: tuple(bytes, at + ExpectationRecord.master),
    timeout: view.getUint32(at + ExpectationRecord.timeout, true),
    class: bytes[at + ExpectationRecord.kind]!,
    helper: helperName(bytes[at + ExpectationRecord.helper]!, memory.helperNames),
    flags: flagBits.filter(([bit]) => (bits & bit) !== 0).map(([, word]) => word),
    zone: view.getUint16(at + ExpectationRecord.zone, true),
    id: view.getUint32(at + ExpectationRecord.id, true),
    masterId: view.getUint32(at + ExpectationRecord.masterId, true),
  };
}
