/**
 * The exports: everything that the host can call, nothing else. Pointers and sizes are bytes in the
 * module's memory; calls that may grow it say so: views over the memory must be made anew then.
 */
import { ABI_VERSION } from "./abi";
import { connectionCount, recordCount } from "./conntrack/arena";
import {
  connectionOfTuple,
  createConnection,
  deleteConnection,
  madeConnection,
  updateConnection,
  zeroConnection,
} from "./conntrack/control";
import { copiedTo, copyConnection, copyConnections } from "./conntrack/copy";
import { endPacket, expireAll, flush } from "./conntrack/expire";
import { expectationCount } from "./conntrack/expect";
import {
  createExpectation,
  deleteExpectation,
  expectationOfTuple,
  flushExpectations,
} from "./conntrack/expect_control";
import { copyExpectations } from "./conntrack/expect_copy";
import { statsPointer } from "./conntrack/stats";
import { initFollow } from "./course/follow";
import { currentSource, run } from "./capture/run";
import {
  damage,
  damageLimit,
  damageOffset,
  damagePacket,
  damageValue,
  clearDamage,
} from "./capture/damage";
import { clearFacts, readFacts } from "./capture/facts";
import { setShare, walked } from "./capture/share";
import { captureDefaults } from "./capture/name";
import { declared } from "./packet/facts";
import { clearLane } from "./capture/lane";
import { closeSources, filled, makeRoom, openSource, sourceAt } from "./capture/source";
import { addHostHook, registerHooks, removeHostHook } from "./hook/registry";
import { queuedCount, replaceBytes, resumePacket } from "./hook/queue";
import { allocate, growBy, heapBytes, release } from "./memory/heap";
import {
  findOrAddInterface,
  interfaceBase,
  interfaceCount,
  setInterfaceCount,
} from "./memory/interfaces";
import { seedRandom } from "./memory/random";
import {
  clearResults,
  closeResult,
  initResults,
  newResult,
  resultsCount,
  resultsPointer,
  setWant,
  sideBytes,
  sideLost,
  sidePointer,
} from "./memory/results";
import { setShortcuts } from "./memory/shortcuts";
import { setSysctl } from "./memory/sysctl";
import { setClock } from "./memory/clock";
import { Packet, SAVED_BYTES } from "./packet/packet";
import { initPool } from "./packet/pool";
import { addOutput } from "./report/output";
import {
  beginReport,
  outputIndex,
  packetNumber,
  report,
  resetReport,
  resultIndex,
  skip,
  takeTemplate,
  wantedTemplate,
} from "./report/run";
import { tallyPointer } from "./report/tally";
import { wideNumber, wideReason } from "./report/wide";
import {
  addEntry,
  bucketSizeOf,
  createSet,
  deleteEntry,
  destroySet,
  flushSet,
  hashSizeOf,
  readEntries,
  readTo,
  swapSets,
  testEntry,
} from "./set/control";
import { commitNetwork, reserveNetwork } from "./route/network";
import { processBatch } from "./stack/batch";
import { initLoopback } from "./stack/loopback";
import { setPath } from "./stack/path";
import { objectState } from "./table/objects";
import { commitRuleset, reserveRuleset } from "./table/ruleset";
import { tableStats } from "./table/stats";

/** ABI_VERSION of the module. */
export function abiVersion(): i32 {
  return ABI_VERSION;
}

/** Reserves all working memory; `seed` starts the random sequence. False when there is too little
 * memory. Grows the memory. */
export function init(seed: u64): bool {
  seedRandom(seed);
  initFollow();
  return initPool() && initResults() && initLoopback();
}

/** Want bits: what is written besides the results. */
export function configure(want: u32): void {
  setWant(want);
}

/** A block of memory for the host's own use; 0 when exhausted. Grows the memory. */
export function reserve(size: u32): usize {
  // frames in it may be changed in place for a while (makeHeadersWritable)
  return allocate(size + SAVED_BYTES);
}

/** Gives a block of `reserve` back. */
export function free(pointer: usize): void {
  release(pointer);
}

/** Sees to it that so many bytes more can be taken without the memory being grown while packets pass. */
export function memoryAhead(bytes: u32): void {
  growBy(<usize>bytes);
}

/** Bytes of memory in use. */
export function memoryBytes(): u32 {
  return <u32>heapBytes();
}

/** Sets a host-wide sysctl by Sysctl slot. */
export function sysctlSet(slot: i32, value: i32): void {
  setSysctl(slot, value);
}

/** Where InterfaceRecords are written, and making `count` of them known. */
export function interfaces(): usize {
  return interfaceBase();
}
export function interfacesCommit(count: u32, ethernet: u32): void {
  setInterfaceCount(count, ethernet);
}
/** How many interfaces there are now: a capture may have named more. */
export function interfacesCount(): u32 {
  return interfaceCount();
}
/** The record of facts in words, for BatchFrame.facts (packet/facts.ts); 0 = none among them. */
export function factsNamed(text: usize, length: u32): usize {
  clearFacts();
  readFacts(text, length);
  return declared();
}

/** The index of a 16-byte name, made known with the record at `defaults` if need be. */
export function interfaceNamed(name: usize, defaults: usize): u32 {
  return findOrAddInterface(name, defaults);
}

/** A place for a ruleset image of `size` bytes; 0 when exhausted. Grows the memory. */
export function rulesetReserve(size: u32): usize {
  return reserveRuleset(size);
}
/** Makes the image at the reserved place the ruleset; connections stay. */
export function rulesetCommit(): bool {
  if (!commitRuleset()) return false;
  registerHooks();
  return true;
}

/** Pointer to the state of an object that rules share, by its place in the image. */
export function objectAt(slot: u32): usize {
  return objectState(slot);
}

/** Pointer to the TableStat counters. */
export function rulesetStats(): usize {
  return tableStats();
}

/** A place for a network image of `size` bytes; 0 when exhausted. Grows the memory. */
export function networkReserve(size: u32): usize {
  return reserveNetwork(size);
}
/** Makes the image at the reserved place the network. */
export function networkCommit(): bool {
  return commitNetwork();
}

/** Registers hook function `id` of the host; false when there are too many. */
export function hookAdd(family: u32, hook: u32, priority: i32, id: u32): bool {
  return addHostHook(family, hook, priority, id);
}
/** Takes a hook function away. */
export function hookRemove(id: u32): void {
  removeHostHook(id);
}

/** Moves the clock to `time` (nanoseconds) without a packet. */
export function clockSet(time: i64): void {
  setClock(time);
}

/** Short cuts, which change nothing but the time it takes: 2 = on, as at first; 0 = off; 1 = on, but no
 * packet follows another's course; 3 = on, also where they do not pay, for tests. */
export function shortcutsSet(level: u32): void {
  setShortcuts(level);
}

/** Processes up to `count` BatchFrame records from `at` on; answers how many were done before the
 * result buffers filled. Results are read, cleared, and the rest given again. */
export function frames(at: usize, count: u32): u32 {
  return processBatch(at, count);
}

/** Forgets the results that the host has read. */
export function resultsClear(): void {
  clearResults();
}
export function results(): usize {
  return resultsPointer();
}
export function resultCount(): u32 {
  return resultsCount();
}
export function side(): usize {
  return sidePointer();
}
export function sideLength(): u32 {
  return sideBytes();
}
/** Side records lost for want of memory. */
export function sideRecordsLost(): u32 {
  return sideLost;
}

/** Continues a queued packet; answers a result record that holds what it led to, 0 when the slot
 * holds none. */
export function resume(
  slot: u32,
  verdict: i32,
  setMark: bool,
  mark: u32,
  bytes: usize,
  length: u32,
): usize {
  const r = newResult();
  const found = resumePacket(slot, verdict, setMark, mark, bytes, length, r);
  endPacket();
  closeResult(r);
  return found ? r : 0;
}
/** Packets that wait in queues. */
export function queued(): u32 {
  return queuedCount();
}

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

/** For host hooks and queue handlers: fields of the packet at hand. */
export function packetData(packet: usize): usize {
  return changetype<Packet>(packet).data;
}
export function packetCaptured(packet: usize): u32 {
  return changetype<Packet>(packet).captured;
}
export function packetLength(packet: usize): u32 {
  return changetype<Packet>(packet).length;
}
export function packetFamily(packet: usize): u32 {
  return changetype<Packet>(packet).family;
}
export function packetMark(packet: usize): u32 {
  return changetype<Packet>(packet).mark;
}
export function packetSetMark(packet: usize, mark: u32): void {
  changetype<Packet>(packet).mark = mark;
}
export function packetIn(packet: usize): u32 {
  return changetype<Packet>(packet).inInterface;
}
export function packetOut(packet: usize): u32 {
  return changetype<Packet>(packet).outInterface;
}
export function packetCtInfo(packet: usize): u32 {
  return changetype<Packet>(packet).ctInfo;
}
/** Replaces the packet's bytes, from the IP header on. */
export function packetReplace(packet: usize, bytes: usize, length: u32): void {
  replaceBytes(changetype<Packet>(packet), bytes, length);
}

/** For helpers of the embedding program. */
export { helperPolicy } from "./conntrack/helpers/limits";
export {
  expectedMap,
  expectedRead,
  helpConnection,
  helpExpect,
  helpExpected,
  helpForget,
  helpLabel,
  helpMangle,
  helpMark,
  helpMemory,
  helpPayload,
  helpProtocol,
  helpRecord,
  helpRefuse,
  helpRenew,
  helpTransport,
} from "./conntrack/helpers/own";

/** Sends every packet one way (PathKind); interfaces by index, 0 where the way has none. */
export function pathSet(kind: u32, inInterface: u32, outInterface: u32): void {
  setPath(kind, inInterface, outInterface);
}

/** Opens another capture; its number, or MAX_SOURCES. `name`: 16 bytes, the interface of packets
 * whose capture names none; zeros = eth0. Grows the memory. */
export function captureOpen(name: usize): u32 {
  return openSource(name);
}
/** Room in bytes for more of capture `source`: 0 when memory is exhausted. Results that point into
 * the capture must have been read before. Grows the memory. */
export function captureRoom(source: u32): u32 {
  return makeRoom(sourceAt(source));
}
/** Where the host writes them. */
export function captureInput(source: u32): usize {
  const s = sourceAt(source);
  return s.buffer + s.end;
}
/** The host wrote `bytes` there; 0 = the capture ends. */
export function captureFilled(source: u32, bytes: u32): void {
  filled(sourceAt(source), bytes);
}
/** Processes packets, the earliest of all captures first; answers a CaptureStatus. The results must
 * have been read and cleared. Grows the memory. */
export function captureRun(): u32 {
  return run();
}
/** The capture that the last run stopped at. */
export function captureSource(): u32 {
  return currentSource;
}
/** CaptureFormat of a capture, and packets of it walked so far. */
export function captureFormat(source: u32): u32 {
  return sourceAt(source).format;
}
export function capturePackets(source: u32): u32 {
  return sourceAt(source).packets;
}
/** Whether multi-byte fields of a capture's current section are big-endian. */
export function captureBigEndian(source: u32): bool {
  return sourceAt(source).swapped;
}
/** What is wrong with the capture that the last run stopped at: CaptureDamage, number of the packet
 * from 1, byte offset, and the two numbers that the message holds. */
export function captureDamage(): u32 {
  return damage;
}
export function captureDamagePacket(): u32 {
  return damagePacket;
}
export function captureDamageOffset(): f64 {
  return <f64>damageOffset;
}
export function captureDamageValue(): u32 {
  return damageValue;
}
export function captureDamageLimit(): u32 {
  return damageLimit;
}
/** Where the host writes the InterfaceRecord of interfaces that only a capture names. */
export function captureInterfaceDefaults(): usize {
  return captureDefaults();
}
/** Processes packets of share `index` of `count` only (capture/share.ts); 1 = all. */
export function captureShare(index: u32, count: u32): void {
  setShare(index, count);
}
/** Packets walked so far, of all shares. */
export function captureWalked(): f64 {
  return <f64>walked;
}
/** Closes all captures. */
export function captureClose(): void {
  closeSources();
  clearLane();
  clearDamage();
}

/** Forgets outputs, templates and what was added up. */
export function reportReset(): void {
  resetReport();
}
/** Adds an output of an OutputKind, told of the packets that are Wanted; its OutputRecord, 0 = too many or
 * too little memory. Grows the memory. */
export function reportOutput(kind: u32, wanted: u32): usize {
  return addOutput(kind, wanted);
}
/** Begins with the results that are there now. */
export function reportBegin(): void {
  beginReport();
}
/** Writes them to the outputs until the host is needed; a ReportNeed. Grows the memory. */
export function reportRun(): u32 {
  return report();
}
/** The result and the output that the last run stopped at, and the packet's number from 1. */
export function reportResult(): u32 {
  return resultIndex;
}
export function reportTo(): u32 {
  return outputIndex;
}
export function reportPacket(): f64 {
  return <f64>packetNumber();
}
/** The host wrote that packet, or block, to that output. */
export function reportSkip(): void {
  skip();
}
/** The TemplateKind that is missing, and giving it: a copy of the TemplateRecord of `size` bytes is taken. False
 * when memory is exhausted. Grows the memory. */
export function reportWanted(): u32 {
  return wantedTemplate();
}
export function reportTemplate(kind: u32, at: usize, size: u32): bool {
  return takeTemplate(kind, at, size);
}
/** Number of the first packet whose fate may hang on other shares, 0 = none, and its WideReason. */
export function reportWide(): f64 {
  return <f64>wideNumber;
}
export function reportWideReason(): u32 {
  return wideReason;
}
/** Pointer to the TallyRecord. */
export function reportTally(): usize {
  return tallyPointer();
}

/** Makes set number `index` of SetParameters at `parameters`; a SetAnswer. Grows the memory. */
export function setCreate(index: u32, parameters: usize): i32 {
  return createSet(index, parameters);
}
/** Destroys, empties a set; exchanges the sets behind two numbers. */
export function setDestroy(index: u32): void {
  destroySet(index);
}
export function setFlush(index: u32): void {
  flushSet(index);
}
export function setSwap(a: u32, b: u32): void {
  swapSets(a, b);
}
/** Adds, deletes, looks for the element of the SetEntry at `entry`; a SetAnswer. Grows the memory. */
export function setAdd(index: u32, entry: usize, exist: bool): i32 {
  return addEntry(index, entry, exist);
}
export function setDelete(index: u32, entry: usize): i32 {
  return deleteEntry(index, entry);
}
export function setTest(index: u32, entry: usize): i32 {
  return testEntry(index, entry);
}
/** Writes elements of a set as SetEntries to `to`, at most `room` (64 at least), from place `from` on
 * (0 = the first); answers how many. `setReadNext` is where to go on, all ones = at the end. */
export function setRead(index: u32, to: usize, room: u32, from: u32): u32 {
  return readEntries(index, to, room, from);
}
export function setReadNext(): u32 {
  return readTo;
}
/** Buckets of a hash set, and elements that fit one. */
export function setHashSize(index: u32): u32 {
  return hashSizeOf(index);
}
export function setBucketSize(index: u32): u32 {
  return bucketSizeOf(index);
}
