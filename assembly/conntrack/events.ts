/**
 * Events: what ctnetlink tells its listeners (nf_conntrack_ecache.c, 6.18). Changes that a packet makes
 * are noted with the connection and told together when the packet is let through; what a dropped
 * packet changed is told with the next. Nothing is noted while nobody listens (Want.EVENTS).
 */
import {
  ConnectionEvent,
  ConnectionRecord,
  EventRecord,
  EventTable,
  ExpectationRecord,
  SideKind,
  Status,
  Want,
} from "../abi";
import { now } from "../memory/clock";
import { newSide, wants } from "../memory/results";
import { Connection } from "./connection";
import { copyConnection } from "./copy";
import { copyExpectation } from "./expect_copy";
import { Expectation } from "./expect";
import { extend, extensionOf, helperOf } from "./extension";

/** A command is at work. */
let commanded: bool = false;

/** Says whether what happens now was asked for by a command. */
export function setCommanded(on: bool): void {
  commanded = on;
}

/** Notes a change (nf_conntrack_event_cache). */
export function noteEvent(c: Connection, event: ConnectionEvent): void {
  if (!wants(Want.EVENTS)) return;
  const x = extend(c);
  if (x !== null) x.cached |= <u32>event;
}

/** Makes a connection ASSURED. */
export function assure(c: Connection): void {
  if (c.is(Status.ASSURED)) return;
  c.status |= Status.ASSURED;
  noteEvent(c, ConnectionEvent.ASSURED);
}

/** Tells of a connection that has entered the table, with what was noted before. */
export function tellNew(c: Connection): void {
  if (helperOf(c) != 0) noteEvent(c, ConnectionEvent.HELPER);
  noteEvent(c, c.master != 0 ? ConnectionEvent.RELATED : ConnectionEvent.NEW);
  if (c.extension != 0) tellCached(c);
}

/** Tells what was noted (nf_ct_deliver_cached_events). c.extension != 0. */
export function tellCached(c: Connection): void {
  const x = extensionOf(c);
  const changes = x.cached;
  x.cached = 0;
  if (changes != 0 && !c.is(Status.DYING)) tell(c, changes);
}

/** Tells that a connection left the table. */
export function tellDestroyed(c: Connection): void {
  tell(c, ConnectionEvent.DESTROY);
}

/** Tells what a command made (`event`: NEW) or changed: everything may be new
 * (nf_conntrack_eventmask_report). */
export function tellCommanded(c: Connection, event: ConnectionEvent): void {
  if (!wants(Want.EVENTS)) return;
  commanded = true;
  tell(
    c,
    <u32>event |
      ConnectionEvent.REPLY |
      ConnectionEvent.ASSURED |
      ConnectionEvent.HELPER |
      ConnectionEvent.PROTOINFO |
      ConnectionEvent.SEQADJ |
      ConnectionEvent.MARK |
      ConnectionEvent.SYNPROXY,
  );
  commanded = false;
}

/** Writes the record, unless the connection's rule (CT --ctevents) keeps all of it back. */
function tell(c: Connection, changes: u32): void {
  if (c.extension != 0) {
    const x = extensionOf(c);
    if (x.hasMask != 0 && (<u32>x.events & changes) == 0) return;
  }
  const at = open(EventTable.CONNECTIONS, changes, ConnectionRecord.size);
  if (at != 0) copyConnection(at, <u32>changetype<usize>(c));
}

/** Tells of an expectation, unless its master's rule (CT --expevents) keeps it back. */
export function tellExpectation(e: usize, event: ConnectionEvent): void {
  const master = changetype<Connection>(<usize>changetype<Expectation>(e).master);
  const x = extensionOf(master);
  if (x.hasMask != 0 && ((<u32>x.expectEvents & 1) == 0 || event != ConnectionEvent.NEW)) return;
  const at = open(EventTable.EXPECTATIONS, <u32>event, ExpectationRecord.size);
  if (at != 0) copyExpectation(at, e);
}

function open(table: EventTable, changes: u32, size: u32): usize {
  const at = newSide(SideKind.EVENT, 0, EventRecord.entry + size);
  if (at == 0) return 0;
  store<u32>(at, changes, EventRecord.changes);
  store<u8>(at, <u8>table, EventRecord.table);
  store<u8>(at, commanded ? 1 : 0, EventRecord.commanded);
  store<i64>(at, now, EventRecord.time);
  return at + EventRecord.entry;
}
