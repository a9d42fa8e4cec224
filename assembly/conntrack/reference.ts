/**
 * Who holds a connection outside the table: packets on their way (not counted: they end before the
 * input packet does), and queues and children (counted).
 *
 * Records that may have to be freed when the input packet is done stand in a list, linked through
 * listNext: those it made, and those that left the table meanwhile.
 */
import { freeRecord, Life } from "./arena";
import { Connection } from "./connection";
import { dropExtension } from "./extension";
import { natRemoved } from "./nat/bysource";

let pending: u32 = 0;

/** Takes a reference, so that the record outlives its removal from the table. */
export function connectionGet(connection: usize): void {
  if (connection == 0) return;
  changetype<Connection>(connection).references++;
}

/** Gives it back. */
export function connectionPut(connection: usize): void {
  if (connection == 0) return;
  const c = changetype<Connection>(connection);
  c.references--;
  if (c.references == 0 && c.life != <u8>Life.TABLE) watch(c);
}

/** Sees to it that the record is freed when the input packet is done, should it then be in no table
 * and held by nobody. */
export function watch(c: Connection): void {
  if (c.watched != 0) return;
  c.watched = 1;
  c.listNext = pending;
  pending = <u32>changetype<usize>(c);
}

/** Ends an input packet: connections that nothing knows any more are freed. */
export function packetDone(): void {
  while (pending != 0) {
    const c = changetype<Connection>(<usize>pending);
    pending = c.listNext;
    c.watched = 0;
    c.listNext = 0;
    if (c.life != <u8>Life.TABLE && c.references == 0) destroy(c);
  }
}

/** Frees a record that nothing points at (nf_ct_destroy). */
function destroy(c: Connection): void {
  natRemoved(c);
  if (c.extension != 0) dropExtension(c);
  connectionPut(<usize>c.master);
  freeRecord(c);
}
