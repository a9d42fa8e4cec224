/** Events of connections and expectations, as ctnetlink tells them. */
import {
  ConnectionEvent as Bit,
  ConnectionRecord,
  EventRecord,
  EventTable,
  SideKind,
  SideRecord,
} from "../generated/abi.js";
import { type ConnectionEntry, connectionEntry, type EngineMemory } from "./conntrack.js";
import { type ExpectationEntry, expectationEntry } from "./expect.js";

/** What happened to a connection, in the words of CT --ctevents. */
export type EventChange =
  | "new"
  | "related"
  | "destroy"
  | "reply"
  | "assured"
  | "protoinfo"
  | "helper"
  | "mark"
  | "natseqinfo"
  | "secmark"
  | "label"
  | "synproxy";

/** What all events say. */
interface AnyEvent {
  /** "new" stands for expected connections too. */
  readonly type: "new" | "update" | "destroy";
  /** Nanoseconds since the epoch. */
  readonly time: bigint;
  /** A command (runConntrack, flushConntrack) asked for it. */
  readonly commanded: boolean;
}

/** A connection began, changed or ended. */
export interface ConnectionEvent extends AnyEvent {
  readonly table: "conntrack";
  readonly changes: readonly EventChange[];
  /** The connection as it was then. */
  readonly connection: ConnectionEntry;
}

/** A helper, or a command, announced a connection; or takes that back. */
export interface ExpectationEvent extends AnyEvent {
  readonly table: "expect";
  readonly expectation: ExpectationEntry;
}

/** An event of either table. */
export type TrackingEvent = ConnectionEvent | ExpectationEvent;

const words: readonly (readonly [number, EventChange])[] = [
  [Bit.NEW, "new"],
  [Bit.RELATED, "related"],
  [Bit.DESTROY, "destroy"],
  [Bit.REPLY, "reply"],
  [Bit.ASSURED, "assured"],
  [Bit.PROTOINFO, "protoinfo"],
  [Bit.HELPER, "helper"],
  [Bit.MARK, "mark"],
  [Bit.SEQADJ, "natseqinfo"],
  [Bit.SECMARK, "secmark"],
  [Bit.LABEL, "label"],
  [Bit.SYNPROXY, "synproxy"],
];

/** Reads the EVENT record at `at`. */
export function readEvent(memory: EngineMemory, at: number): TrackingEvent {
  const { bytes, view, helperNames } = memory;
  const bits = view.getUint32(at + EventRecord.changes, true);
  const both = {
    type: typeOf(bits),
    time: view.getBigInt64(at + EventRecord.time, true),
    commanded: bytes[at + EventRecord.commanded] !== 0,
  };
  const entry = at + EventRecord.entry;
  if (bytes[at + EventRecord.table] === EventTable.EXPECTATIONS) {
    return { table: "expect", ...both, expectation: expectationEntry(memory, entry) };
  }
  const changes = words.filter(([bit]) => (bits & bit) !== 0).map(([, word]) => word);
  // of a label only where there is one (ctnetlink_conntrack_event)
  const labelled = view.getUint32(entry + ConnectionRecord.label, true) !== 0;
  const security = labelled ? memory.security : null;
  const connection = connectionEntry({ bytes, view, helperNames, security }, entry);
  return { table: "conntrack", ...both, changes, connection };
}

function typeOf(bits: number): AnyEvent["type"] {
  if ((bits & Bit.DESTROY) !== 0) return "destroy";
  return (bits & (Bit.NEW | Bit.RELATED)) !== 0 ? "new" : "update";
}

/** The events among the side records between two places. */
export function sideEvents(memory: EngineMemory, from: number, to: number): TrackingEvent[] {
  const { view } = memory;
  const events: TrackingEvent[] = [];
  let at = from;
  while (at < to) {
    const kind = view.getUint16(at + SideRecord.kind, true);
    if (kind === SideKind.EVENT) events.push(readEvent(memory, at));
    at += view.getUint32(at + SideRecord.size_bytes, true);
  }
  return events;
}
