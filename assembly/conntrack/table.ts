/**
 * The hash table of connections (nf_conntrack_hash): one table for both directions, two nodes a
 * connection.
 *
 * A node is the record's address, plus 64 for the reply direction. What a look-up compares stands in
 * the record's first line: a hit costs the bucket's line and that one.
 */
import { ConntrackStat, Family, Status, Sysctl, Want } from "../abi";
import { randomBelow } from "../memory/random";
import { wants } from "../memory/results";
import { sysctl } from "../memory/sysctl";
import { Life, markDead } from "./arena";
import { Connection, CONNECTION_SIZE, Way } from "./connection";
import { tellDestroyed } from "./events";
import { removeExpectations } from "./expect";
import { endCall } from "./helpers/pptp";
import { hash4, hashTuple } from "./hash";
import { watch } from "./reference";
import {
  bucketLine,
  bucketOf,
  bucketSize,
  bucketsNow,
  hashAt,
  keepOrder,
  nextLine,
  nodeAt,
  nodesIn,
  openSlots,
  placesOf,
  putNode,
  slotsOpen,
  takeNode,
} from "./slots";
import { countLine } from "../table/stats";
import { countStat } from "./stats";
import { copyTuple, sameTuple, Tuple } from "./tuple";

/** Buckets that an early drop looks at (NF_CT_EVICTION_RANGE), of those that the kernel would have:
 * nf_conntrack_buckets, rounded up to a power of two, between these. */
const EVICTION_RANGE: u32 = 8;
const BUCKETS_MIN: u32 = 1024;
const BUCKETS_MAX: u32 = 1 << 22;
/** Buckets of ours that may stand for one of the kernel's. */
const BUCKETS_EACH: u32 = 16;
/** Nodes in a bucket before a newcomer is dropped: at least, and how many more by chance
 * (MIN_CHAINLEN, MAX_CHAINLEN). So many are there only when somebody knows the key. */
const CHAIN_MIN: u32 = 50;
const CHAIN_MORE: u32 = 30;

/** Reserves the buckets, once. False when memory is exhausted. */
export function openTable(): bool {
  return slotsOpen() || openSlots();
}

/** The record that a node belongs to. */
export function recordOf(node: usize): Connection {
  return changetype<Connection>(node & ~(CONNECTION_SIZE - 1));
}

/** The direction whose node it is. */
export function wayOfNode(node: usize): u32 {
  return <u32>(node >> 6) & 1;
}

/** Pointer to what a look-up compares of a node. */
function keyOf(node: usize): usize {
  return (node & ~(CONNECTION_SIZE - 1)) + ((node & 64) >> 2);
}

/** The node of an IPv4 tuple (addresses with the source in the low half, tail) and its hash, 0 = none
 * (nf_conntrack_find_get). One whose time is over is deleted. */
export function find4(addresses: u64, tail: u64, hash: u32): usize {
  if (!slotsOpen()) return 0;
  let node = seek4(addresses, tail, hash);
  while (node != 0 && recordOf(node).isExpired()) {
    expire(recordOf(node));
    node = seek4(addresses, tail, hash);
  }
  return node;
}

/** The first node with this hash in the first line of its bucket, 0 = none: probably the one that a look-up will
 * find. */
export function likelyNode(hash: u32): usize {
  const line = bucketOf(hash);
  const places = placesOf(line, hash);
  return places == 0 ? 0 : nodeAt(line, ctz(places));
}

/** Whether peek4 would find a node that likelyNode gave and that has not moved since. Looking that up read one
 * line. */
export function isLikely4(node: usize, addresses: u64, tail: u64): bool {
  countLine();
  const key = keyOf(node);
  if (load<u64>(key) != addresses || load<u64>(key, 8) != tail) return false;
  return !recordOf(node).isExpired();
}

/** The same of peek6. */
export function isLikely6(node: usize, addresses: usize, tail: u64): bool {
  countLine();
  if (load<u64>(keyOf(node), 8) != tail || !isBetween6(node, addresses)) return false;
  return !recordOf(node).isExpired();
}

/** Whether a node's tuple has the IPv6 addresses at `addresses`, source first. */
function isBetween6(node: usize, addresses: usize): bool {
  const tuple = recordOf(node).tuple(wayOfNode(node)).source();
  if (load<u64>(tuple) != load<u64>(addresses)) return false;
  if (load<u64>(tuple, 8) != load<u64>(addresses, 8)) return false;
  if (load<u64>(tuple, 16) != load<u64>(addresses, 16)) return false;
  return load<u64>(tuple, 24) == load<u64>(addresses, 24);
}

/** The node of an IPv6 tuple whose addresses stand at `addresses`, source first; 0 = none. One whose time is over
 * counts as none, and stays. */
export function peek6(addresses: usize, tail: u64, hash: u32): usize {
  const node = seek6(addresses, tail, hash);
  return node == 0 || recordOf(node).isExpired() ? 0 : node;
}

/** The node of an IPv6 tuple, whether its time is over or not. */
function seek6(addresses: usize, tail: u64, hash: u32): usize {
  let line = bucketOf(hash);
  do {
    countLine();
    let places = placesOf(line, hash);
    while (places != 0) {
      const node = nodeAt(line, ctz(places));
      if (load<u64>(keyOf(node), 8) == tail && isBetween6(node, addresses)) return node;
      places &= places - 1;
    }
    line = nextLine(line);
  } while (line != 0);
  return 0;
}

/** As find4, but one whose time is over counts as none, and stays. */
export function peek4(addresses: u64, tail: u64, hash: u32): usize {
  const node = seek4(addresses, tail, hash);
  return node == 0 || recordOf(node).isExpired() ? 0 : node;
}

/** The node of an IPv4 tuple, whether its time is over or not. */
function seek4(addresses: u64, tail: u64, hash: u32): usize {
  let line = bucketOf(hash);
  do {
    countLine();
    let places = placesOf(line, hash);
    while (places != 0) {
      const node = nodeAt(line, ctz(places));
      const key = keyOf(node);
      if (load<u64>(key) == addresses && load<u64>(key, 8) == tail) return node;
      places &= places - 1;
    }
    line = nextLine(line);
  } while (line != 0);
  return 0;
}

/** The node of a tuple, 0 = none. One whose time is over is deleted. */
export function find(tuple: Tuple, hash: u32): usize {
  const tail = tuple.tail();
  if (tuple.family == <u8>Family.IPV4) {
    return find4(tuple.sourceLow | (tuple.destinationLow << 32), tail, hash);
  }
  if (!slotsOpen()) return 0;
  let node = seek6(tuple.source(), tail, hash);
  while (node != 0 && recordOf(node).isExpired()) {
    expire(recordOf(node));
    node = seek6(tuple.source(), tail, hash);
  }
  return node;
}

/** The node of a tuple in a direction, 0 = none. One whose time is over is deleted. Where the two directions of
 * connections are in different zones, a tuple may have a node of either. */
export function findWay(tuple: Tuple, hash: u32, way: u32): usize {
  if (!slotsOpen()) return 0;
  let node = seekWay(tuple, hash, way);
  while (node != 0 && recordOf(node).isExpired()) {
    expire(recordOf(node));
    node = seekWay(tuple, hash, way);
  }
  return node;
}

function seekWay(tuple: Tuple, hash: u32, way: u32): usize {
  let line = bucketOf(hash);
  do {
    let places = placesOf(line, hash);
    while (places != 0) {
      const node = nodeAt(line, ctz(places));
      places &= places - 1;
      if (wayOfNode(node) != way) continue;
      if (sameTuple(recordOf(node).tuple(way), tuple)) return node;
    }
    line = nextLine(line);
  } while (line != 0);
  return 0;
}

/** The node of a tuple, 0 = none. */
export function findTuple(tuple: Tuple): usize {
  return find(tuple, hashTuple(tuple));
}

/** Whether the bucket of a hash has so many nodes that no more are let in. */
export function crowded(hash: u32): bool {
  const n = bucketSize(hash);
  return n > CHAIN_MIN && n > CHAIN_MIN + randomBelow(CHAIN_MORE);
}

/** The hash of the tuple of a direction, whose keys are set. */
function hashOf(c: Connection, way: u32): u32 {
  if (c.family() != Family.IPV4) return hashTuple(c.tuple(way));
  const key = keyOf(changetype<usize>(c) + ((<usize>way) << 6));
  return hash4(load<u64>(key), load<u64>(key, 8));
}

/** Puts a connection into the table (__nf_conntrack_hash_insert); its tuples may not change from now
 * on. False when memory is exhausted. */
export function insert(c: Connection, originalHash: u32, replyHash: u32): bool {
  c.setKeys();
  if (!c.inOneZone()) keepOrder();
  if (!putNode(originalHash, changetype<usize>(c))) return false;
  if (putNode(replyHash, changetype<usize>(c) + 64)) {
    c.life = <u8>Life.TABLE;
    return true;
  }
  takeNode(originalHash, changetype<usize>(c));
  return false;
}

/** Puts a connection into the table under its reply tuple only. False when memory is exhausted. */
export function insertReply(c: Connection, replyHash: u32): bool {
  c.setKeys();
  if (!putNode(replyHash, changetype<usize>(c) + 64)) return false;
  c.life = <u8>Life.TABLE;
  return true;
}

/** Takes a connection out of the table (nf_ct_delete); its record is freed when the input packet is
 * done. False when it is not in the table. */
export function remove(c: Connection): bool {
  if (c.life != <u8>Life.TABLE) return false;
  c.status |= Status.DYING;
  takeNode(hashOf(c, Way.ORIGINAL), changetype<usize>(c));
  takeNode(hashOf(c, Way.REPLY), changetype<usize>(c) + 64);
  if (c.extension != 0) {
    endCall(c);
    removeExpectations(c);
  }
  markDead(c);
  if (wants(Want.EVENTS)) tellDestroyed(c);
  watch(c);
  return true;
}

/** Removes a connection whose time is over (nf_ct_gc_expired). */
export function expire(c: Connection): void {
  if (remove(c)) countStat(ConntrackStat.EXPIRED);
}

/** Whether another connection than `ignored` has the reply tuple that NAT would give that one, so that NAT
 * must find another (nf_conntrack_tuple_taken). */
export function tupleTaken(tuple: Tuple, ignored: Connection): bool {
  const hash = hashTuple(tuple);
  if (find(tuple, hash) == 0) return false;
  let taken = isOther(findWay(tuple, hash, Way.REPLY), ignored);
  if (!taken && ignored.inOneZone()) taken = isOther(findWay(tuple, hash, Way.ORIGINAL), ignored);
  if (taken) countStat(ConntrackStat.FOUND);
  return taken;
}

/** Whether a node, 0 = none, is of another flow. One of the same original tuple is not: it is the same flow,
 * seen in two packets before either was confirmed; confirming settles that. */
function isOther(node: usize, ignored: Connection): bool {
  if (node == 0) return false;
  const c = recordOf(node);
  return c != ignored && !sameTuple(ignored.tuple(Way.ORIGINAL), c.tuple(Way.ORIGINAL));
}

/** Gives a connection that is not confirmed another reply tuple (nf_conntrack_alter_reply). */
export function alterReply(c: Connection, tuple: Tuple): void {
  copyTuple(c.tuple(Way.REPLY), tuple);
}

/** How many buckets the kernel would have. */
function kernelBuckets(): u32 {
  const wanted = <u32>sysctl(Sysctl.NF_CONNTRACK_BUCKETS);
  let n = BUCKETS_MIN;
  while (n < wanted && n < BUCKETS_MAX) n <<= 1;
  return n;
}

/** Makes room near a hash in a full table: connections that are not ASSURED go, those of one bucket
 * of the next eight (early_drop). False when there is none. */
export function earlyDrop(hash: u32): bool {
  if (!slotsOpen()) return false;
  const buckets = kernelBuckets();
  for (let i: u32 = 0; i < EVICTION_RANGE; i++) {
    if (dropFrom((hash + i) & (buckets - 1), buckets)) return true;
  }
  return false;
}

/** Drops from the kernel's bucket of a number: all nodes whose hashes end in it. */
function dropFrom(number: u32, buckets: u32): bool {
  let dropped = false;
  if (bucketsNow() <= buckets) return dropFromLines(bucketOf(number), number, buckets);
  let bucket = number;
  for (let i: u32 = 0; i < BUCKETS_EACH && bucket < bucketsNow(); i++) {
    if (dropFromLines(bucketLine(bucket), number, buckets)) dropped = true;
    bucket += buckets;
  }
  return dropped;
}

function dropFromLines(first: usize, number: u32, buckets: u32): bool {
  let dropped = false;
  let line = first;
  let place: u32 = 0;
  while (line != 0) {
    if (place >= nodesIn(line)) {
      line = nextLine(line);
      place = 0;
      continue;
    }
    const c = recordOf(nodeAt(line, place));
    const here = (hashAt(line, place) & (buckets - 1)) == number;
    place++;
    if (!here) continue;
    if (c.isExpired()) expire(c);
    else {
      if (c.is(Status.ASSURED) || !remove(c)) continue;
      countStat(ConntrackStat.EARLY_DROP);
      dropped = true;
    }
    // others moved into the places of its nodes
    line = first;
    place = 0;
  }
  return dropped;
}
