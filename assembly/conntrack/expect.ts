/**
 * Expectations: connections that a helper announced (nf_conntrack_expect.c, 6.18).
 *
 * A helper fills a draft and hands it in with `expect`. What stands in the table is a copy in a block
 * of its own, linked twice: in its bucket, by destination, and in its master's list; newest first in
 * both. It leaves when it is met (unless it is permanent), when its time is over, when its master goes,
 * or when the helper takes it back. Nothing here costs a packet anything while the table is empty.
 */
import { ConnectionEvent, ConntrackStat, Expected, ExpectFlag, Family, Sysctl, Want } from "../abi";
import { allocate, release } from "../memory/heap";
import { jiffies } from "../memory/clock";
import { wants } from "../memory/results";
import { sysctl } from "../memory/sysctl";
import { Connection } from "./connection";
import { tellExpectation } from "./events";
import { Extension, extensionOf, isHelped } from "./extension";
import { expectLimit, expectTimeout } from "./helpers/limits";
import { countStat } from "./stats";
import { zoneOfConnection } from "./template";
import { Tuple } from "./tuple";

@unmanaged
export class Expectation {
  t0: u64;
  t1: u64;
  t2: u64;
  t3: u64;
  t4: u64;
  /** Which bits of the source count: address and port. Destinations count whole. */
  maskLow: u64;
  maskHigh: u64;
  maskPort: u16;
  /** ExpectFlag bits. */
  flags: u8;
  /** The helper's own class, counted from 0. */
  kind: u8;
  /** HelperKind of the connection that meets it, 0 = none. */
  helper: u8;
  /** ExpectFunction. */
  run: u8;
  /** The master's direction in which the connection goes: for NAT. */
  way: u8;
  /** 1 = `timeout` is set by the helper, in jiffies from now. */
  timed: u8;
  /** Where NAT sends the connection in the end. */
  savedLow: u64;
  savedHigh: u64;
  savedPort: u16;
  padding: u16;
  /** Jiffies: until when. */
  timeout: u32;
  master: u32;
  next: u32;
  masterNext: u32;
  bucket: u32;

  /** The tuple of the first packet; its zone is not used. */
  tuple(): Tuple {
    return changetype<Tuple>(changetype<usize>(this));
  }
  /** Pointer to the 16 bytes of the source mask. */
  mask(): usize {
    return changetype<usize>(this) + 40;
  }
  /** Pointer to the 16 bytes of the saved address. */
  saved(): usize {
    return changetype<usize>(this) + offsetof<Expectation>("savedLow");
  }
  /** Whether the flag is set. */
  is(flag: ExpectFlag): bool {
    return (<u32>this.flags & <u32>flag) != 0;
  }
}

const BUCKETS: u32 = 256;
const heads: usize = memory.data(256 * 4, 8);
const drafts: usize = memory.data(256, 8);

/** How many there are. */
export let expectationCount: u32 = 0;
/** The record that the last successful `expect` made. */
export let lastExpected: usize = 0;

/** Draft number 0 or 1: empty, of the master's family and the protocol (nf_ct_expect_init). Source
 * address and port do not count until they are set. */
export function draft(index: u32, master: Connection, protocol: u32, kind: u32): Expectation {
  const e = changetype<Expectation>(drafts + <usize>index * 128);
  memory.fill(changetype<usize>(e), 0, offsetof<Expectation>());
  const t = e.tuple();
  t.family = <u8>master.family();
  t.protocol = <u8>protocol;
  e.kind = <u8>kind;
  e.master = <u32>changetype<usize>(master);
  return e;
}

/** The source that counts: the 16 bytes at `address`. */
export function fromAddress(e: Expectation, address: usize): void {
  memory.copy(e.tuple().source(), address, 16);
  e.maskLow = e.tuple().family == <u8>Family.IPV4 ? 0xffffffff : u64.MAX_VALUE;
  e.maskHigh = e.tuple().family == <u8>Family.IPV4 ? 0 : u64.MAX_VALUE;
}

/** The source port that counts, network order. */
export function fromPort(e: Expectation, port: u16): void {
  e.tuple().sourcePort = port;
  e.maskPort = 0xffff;
}

/** The destination: the 16 bytes at `address`, and the port in network order. */
export function towards(e: Expectation, address: usize, port: u16): void {
  memory.copy(e.tuple().destination(), address, 16);
  e.tuple().destinationPort = port;
}

function bucketOf(t: Tuple): u32 {
  const words = t.destinationLow ^ t.destinationHigh ^ ((<u64>t.destinationPort) << 17);
  const h = (words ^ (words >> 32) ^ <u64>t.protocol) * 0x9e3779b97f4a7c15;
  return <u32>(h >> 56) & (BUCKETS - 1);
}

function head(bucket: u32): usize {
  return heads + ((<usize>bucket) << 2);
}

function at(pointer: u32): Expectation {
  return changetype<Expectation>(<usize>pointer);
}

function masterOf(e: Expectation): Connection {
  return changetype<Connection>(<usize>e.master);
}

function zoneOfMaster(e: Expectation): u32 {
  return zoneOfConnection(masterOf(e));
}

/** Whether the destinations and protocols are the same. */
function sameEnd(a: Tuple, b: Tuple): bool {
  return (
    a.destinationLow == b.destinationLow &&
    a.destinationHigh == b.destinationHigh &&
    a.destinationPort == b.destinationPort &&
    a.protocol == b.protocol &&
    a.family == b.family
  );
}

/** Whether two tuples agree in what the masks say (nf_ct_tuple_mask_cmp). */
function agree(a: Tuple, b: Tuple, low: u64, high: u64, port: u16): bool {
  if (!sameEnd(a, b)) return false;
  if (((a.sourceLow ^ b.sourceLow) & low) != 0) return false;
  if (((a.sourceHigh ^ b.sourceHigh) & high) != 0) return false;
  return (<u32>(a.sourcePort ^ b.sourcePort) & <u32>port) == 0;
}

/** Both ask for something that the other would take (expect_clash). */
function clash(a: Expectation, b: Expectation): bool {
  return agree(
    a.tuple(),
    b.tuple(),
    a.maskLow & b.maskLow,
    a.maskHigh & b.maskHigh,
    a.maskPort & b.maskPort,
  );
}

/** Whether they ask for the same (expect_matches). */
function sameExpectation(a: Expectation, b: Expectation): bool {
  const t = a.tuple();
  const u = b.tuple();
  if (!sameEnd(t, u) || t.sourcePort != u.sourcePort) return false;
  if (t.sourceLow != u.sourceLow || t.sourceHigh != u.sourceHigh) return false;
  return a.maskLow == b.maskLow && a.maskHigh == b.maskHigh && a.maskPort == b.maskPort;
}

/** The expectation of a tuple in a zone, met or not; 0 = none (__nf_ct_expect_find). Those whose time
 * is over leave. */
export function findExpectation(t: Tuple, zone: u32): usize {
  if (expectationCount == 0) return 0;
  let e = load<u32>(head(bucketOf(t)));
  while (e != 0) {
    const x = at(e);
    e = x.next;
    if (isOver(x)) removeExpectation(x);
    else if (agree(t, x.tuple(), x.maskLow, x.maskHigh, x.maskPort) && zoneOfMaster(x) == zone)
      return changetype<usize>(x);
  }
  return 0;
}

/** The same among those that are active (nf_ct_find_expectation). */
export function activeExpectation(t: Tuple, zone: u32): usize {
  let e = load<u32>(head(bucketOf(t)));
  while (e != 0) {
    const x = at(e);
    e = x.next;
    if (isOver(x)) removeExpectation(x);
    else if (
      !x.is(ExpectFlag.INACTIVE) &&
      agree(t, x.tuple(), x.maskLow, x.maskHigh, x.maskPort) &&
      zoneOfMaster(x) == zone
    )
      return changetype<usize>(x);
  }
  return 0;
}

/** Whether its time is over. DIFFERS: the kernel leaves that to a timer, which may be late by an eighth of the
 * time: where it stands in the wheel follows from the ticks since the host started. */
export function isOver(e: Expectation): bool {
  return <i32>(e.timeout - jiffies) <= 0;
}

/** Takes an expectation out of the table and frees it (nf_ct_remove_expect). */
export function removeExpectation(e: Expectation): void {
  const self = <u32>changetype<usize>(e);
  let place = head(e.bucket);
  while (load<u32>(place) != self)
    place = changetype<usize>(at(load<u32>(place))) + offsetof<Expectation>("next");
  store<u32>(place, e.next);
  const x = extensionOf(masterOf(e));
  place = changetype<usize>(x) + offsetof<Extension>("expectations");
  while (load<u32>(place) != self)
    place = changetype<usize>(at(load<u32>(place))) + offsetof<Expectation>("masterNext");
  store<u32>(place, e.masterNext);
  x.count(e.kind, -1);
  expectationCount--;
  countStat(ConntrackStat.EXPECT_DELETE);
  if (wants(Want.EVENTS)) tellExpectation(changetype<usize>(e), ConnectionEvent.DESTROY);
  release(changetype<usize>(e));
}

/** Takes all expectations of a connection away (nf_ct_remove_expectations). c.extension != 0. */
export function removeExpectations(c: Connection): void {
  const x = extensionOf(c);
  while (x.expectations != 0) removeExpectation(at(x.expectations));
}

/** Enters a draft into the table (nf_ct_expect_related). `anyMaster`: one of another master that asks
 * for the same is replaced or refused, as if it were the own (NF_CT_EXP_F_SKIP_MASTER). */
export function expect(e: Expectation, anyMaster: bool): Expected {
  const master = masterOf(e);
  if (!isHelped(master)) return Expected.FULL;
  const x = extensionOf(master);
  const bucket = bucketOf(e.tuple());
  const zone = zoneOfConnection(master);
  let place = load<u32>(head(bucket));
  while (place != 0) {
    const other = at(place);
    place = other.next;
    if (isOver(other)) {
      removeExpectation(other);
      continue;
    }
    if (zoneOfMaster(other) != zone) continue;
    if ((anyMaster || other.master == e.master) && sameExpectation(other, e)) {
      if (other.kind != e.kind || other.master != e.master) return Expected.ALREADY;
      removeExpectation(other);
      break;
    }
    if (clash(other, e)) return Expected.BUSY;
  }
  if (!room(x, e)) return Expected.FULL;
  return enter(x, e, bucket);
}

/** Makes room in the master's class: its oldest goes. False when the host's limit is reached. */
function room(x: Extension, e: Expectation): bool {
  const limit = expectLimit(x.helper, e.kind);
  if (x.helper != 0 && limit != 0 && x.expecting(e.kind) >= limit) {
    let oldest: u32 = 0;
    let i = x.expectations;
    while (i != 0) {
      if (at(i).kind == e.kind) oldest = i;
      i = at(i).masterNext;
    }
    if (oldest != 0) removeExpectation(at(oldest));
    if (x.expecting(e.kind) >= limit) return false;
  }
  return expectationCount < <u32>sysctl(Sysctl.NF_CONNTRACK_EXPECT_MAX);
}

function enter(x: Extension, e: Expectation, bucket: u32): Expected {
  const block = allocate(offsetof<Expectation>());
  if (block == 0) return Expected.FULL;
  memory.copy(block, changetype<usize>(e), offsetof<Expectation>());
  const made = changetype<Expectation>(block);
  if (e.timed != 0) made.timeout = jiffies + e.timeout;
  else made.timeout = x.helper != 0 ? jiffies + expectTimeout(x.helper, e.kind) : jiffies;
  made.bucket = bucket;
  made.next = load<u32>(head(bucket));
  store<u32>(head(bucket), <u32>block);
  made.masterNext = x.expectations;
  x.expectations = <u32>block;
  x.count(e.kind, 1);
  expectationCount++;
  lastExpected = block;
  countStat(ConntrackStat.EXPECT_CREATE);
  if (wants(Want.EVENTS)) tellExpectation(block, ConnectionEvent.NEW);
  return Expected.OK;
}

/** Calls of the host's reader: the first of a bucket, and where the buckets end. */
export function firstExpectation(bucket: u32): usize {
  return bucket < BUCKETS ? <usize>load<u32>(head(bucket)) : 0;
}
export function expectationBuckets(): u32 {
  return BUCKETS;
}
