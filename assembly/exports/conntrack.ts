/** What the host calls of the connection table. */
import { connectionCount, recordCount } from "../conntrack/arena";
import {
  connectionOfTuple,
  createConnection,
  deleteConnection,
  madeConnection,
  updateConnection,
  zeroConnection,
} from "../conntrack/control";
import { copiedTo, copyConnection, copyConnections } from "../conntrack/copy";
import { expectationCount } from "../conntrack/expect";
import {
  createExpectation,
  deleteExpectation,
  expectationOfTuple,
  flushExpectations,
} from "../conntrack/expect_control";
import { copyExpectations } from "../conntrack/expect_copy";
import { expireAll, flush } from "../conntrack/expire";
import { statsPointer } from "../conntrack/stats";

/** Connections that exist, confirmed or not (nf_conntrack_count). */
export function connections(): u32 {
  return connectionCount();
}
/** Copies connections as ConnectionRecords to `to`, at most `count`, from place `from` on (0 = the
 * first); answers how many. `connectionsNext` is where to go on. */
export function connectionsRead(to: usize, count: u32, from: u32): u32 {
  return copyConnections(to, count, from);
}
/** The place behind the last connection copied; connectionsEnd() when there are no more. */
export function connectionsNext(): u32 {
  return copiedTo;
}
export function connectionsEnd(): u32 {
  return recordCount();
}
/** Copies expectations as ExpectationRecords to `to`, at most `count`, passing over the first `from`. */
export function expectationsRead(to: usize, count: u32, from: u32): u32 {
  return copyExpectations(to, count, from);
}
/** Expectations that there are. */
export function expectations(): u32 {
  return expectationCount;
}
/** Deletes all connections whose time is over. Not while a packet is on its way. */
export function connectionsExpire(): void {
  expireAll();
}
/** The connection of the TupleRecord at `tuple`, either direction, in the tuple's zone; 0 = none.
 * This and what follows: not while a packet is on its way. */
export function connectionFind(tuple: usize): u32 {
  return connectionOfTuple(tuple);
}
/** Copies the connection `id` as a ConnectionRecord to `to`. */
export function connectionRead(to: usize, id: u32): void {
  copyConnection(to, id);
}
/** Makes the connection of a ConnectionRequest; a RequestError. `connectionMade` names it. Grows the
 * memory. */
export function connectionCreate(request: usize): i32 {
  return createConnection(request);
}
export function connectionMade(): u32 {
  return madeConnection;
}
/** Changes the connection `id` as a ConnectionRequest says; a RequestError. */
export function connectionUpdate(id: u32, request: usize): i32 {
  return updateConnection(id, request);
}
/** Deletes the connection `id`; sets its counters to zero. */
export function connectionDelete(id: u32): void {
  deleteConnection(id);
}
export function connectionZero(id: u32): void {
  zeroConnection(id);
}
/** The expectation that the TupleRecord at `tuple` meets in zone 0, 0 = none. */
export function expectationFind(tuple: usize): u32 {
  return expectationOfTuple(tuple);
}
/** Makes an expectation of the tuple, master and mask of the ExpectationRecord at `record`; a
 * RequestError. Grows the memory. */
export function expectationCreate(record: usize): i32 {
  return createExpectation(record);
}
/** Deletes the expectation `id`, all of them. */
export function expectationDelete(id: u32): void {
  deleteExpectation(id);
}
export function expectationsFlush(): void {
  flushExpectations();
}
/** Deletes all connections (conntrack -F). Not while a packet is on its way. */
export function connectionsFlush(): void {
  flush();
}
/** Pointer to the ConntrackStat counters. */
export function connectionStats(): usize {
  return statsPointer();
}
