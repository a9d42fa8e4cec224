/**
 * The hash table of connections (nf_conntrack_hash): one table for both directions, two nodes a
 * connection.
 *
 * A node is the line of the record that holds the direction's tuple, so a pointer to it is the
 * record's address plus 64 for the reply; the next node of its chain stands 40 bytes in, behind the
 * tuple. The newest node of a chain comes first.
 */
import { ConntrackStat, Family, Status, Sysctl } from "../abi";
import { allocate } from "../memory/heap";
import { sysctl } from "../memory/sysctl";
import { Life, markDead } from "./arena";
import { Connection, CONNECTION_SIZE, Way } from "./connection";
import { hashTuple } from "./hash";
import { watch } from "./reference";
import { countStat } from "./stats";
import { copyTuple, sameTuple, Tuple } from "./tuple";

/** Where a node holds its successor. */
const NEXT: usize = 40;
/** Buckets at least and at most; nf_conntrack_buckets, rounded up to a power of two, between. */
const BUCKETS_MIN: u32 = 1024;
const BUCKETS_MAX: u32 = 1 << 22;
/** Buckets that an early drop looks at (NF_CT_EVICTION_RANGE). */
const EVICTION_RANGE: u32 = 8;

let buckets: usize = 0;
let mask: u32 = 0;

/** Reserves the buckets, once. nf_conntrack_buckets counts when the first connection begins. False
 * when memory is exhausted. */
export function openTable(): bool {
  if (buckets != 0) return true;
  const wanted = <u32>sysctl(Sysctl.NF_CONNTRACK_BUCKETS);
  let n = BUCKETS_MIN;
  while (n < wanted && n < BUCKETS_MAX) n <<= 1;
  buckets = allocate((<usize>n) << 2);
  mask = n - 1;
  return buckets != 0;
}

function bucketOf(hash: u32): usize {
  return buckets + ((<usize>(hash & mask)) << 2);
}

/** The record that a node belongs to. */
export function recordOf(node: usize): Connection {
  return changetype<Connection>(node & ~(CONNECTION_SIZE - 1));
}

/** The direction whose node it is. */
export function wayOfNode(node: usize): u32 {
  return <u32>(node >> 6) & 1;
}

/** The node of a tuple, 0 = none (nf_conntrack_find_get). One whose time is over is deleted. */
export function find(tuple: Tuple, hash: u32): usize {
  if (buckets == 0) return 0;
  const tail = tuple.tail();
  const source = tuple.sourceLow;
  const destination = tuple.destinationLow;
  let node = <usize>load<u32>(bucketOf(hash));
  while (node != 0) {
    const next = <usize>load<u32>(node, NEXT);
    if (
      load<u64>(node, 32) == tail &&
      load<u64>(node) == source &&
      load<u64>(node, 16) == destination
    ) {
      if (tuple.family == <u8>Family.IPV4 || sameTuple(changetype<Tuple>(node), tuple)) {
        const c = recordOf(node);
        if (!c.isExpired()) return node;
        expire(c);
      }
    }
    node = next;
  }
  return 0;
}

/** The node of a tuple, 0 = none. */
export function findTuple(tuple: Tuple): usize {
  return find(tuple, hashTuple(tuple));
}

/** Puts a connection whose hashes are set into the table (__nf_conntrack_hash_insert). */
export function insert(c: Connection): void {
  const node = changetype<usize>(c);
  const original = bucketOf(c.originalHash);
  c.originalNext = load<u32>(original);
  store<u32>(original, <u32>node);
  insertReply(c);
}

/** Puts a connection into the table under its reply tuple only. */
export function insertReply(c: Connection): void {
  const reply = bucketOf(c.replyHash);
  c.replyNext = load<u32>(reply);
  store<u32>(reply, <u32>changetype<usize>(c) + 64);
  c.life = Life.TABLE;
}

/** Takes a connection out of the table (nf_ct_delete); its record is freed when the input packet is
 * done. False when it is not in the table. */
export function remove(c: Connection): bool {
  if (c.life != Life.TABLE) return false;
  c.status |= Status.DYING;
  unlink(changetype<usize>(c), c.originalHash);
  unlink(changetype<usize>(c) + 64, c.replyHash);
  markDead(c);
  watch(c);
  return true;
}

function unlink(node: usize, hash: u32): void {
  const bucket = bucketOf(hash);
  let at = <usize>load<u32>(bucket);
  if (at == node) {
    store<u32>(bucket, load<u32>(node, NEXT));
    return;
  }
  while (at != 0) {
    const next = <usize>load<u32>(at, NEXT);
    if (next == node) {
      store<u32>(at, load<u32>(node, NEXT), NEXT);
      return;
    }
    at = next;
  }
}

/** Removes a connection whose time is over (nf_ct_gc_expired). */
export function expire(c: Connection): void {
  if (remove(c)) countStat(ConntrackStat.EXPIRED);
}

/** Whether another connection than `ignored` has the tuple, so that NAT must find another
 * (nf_conntrack_tuple_taken). One of the same original tuple does not count: it is the same flow,
 * seen in two packets before either was confirmed; confirming settles that. */
export function tupleTaken(tuple: Tuple, ignored: Connection): bool {
  if (buckets == 0) return false;
  let node = <usize>load<u32>(bucketOf(hashTuple(tuple)));
  while (node != 0) {
    const next = <usize>load<u32>(node, NEXT);
    const c = recordOf(node);
    if (c != ignored && sameTuple(changetype<Tuple>(node), tuple)) {
      if (c.isExpired()) expire(c);
      else if (!sameTuple(ignored.tuple(Way.ORIGINAL), c.tuple(Way.ORIGINAL))) {
        countStat(ConntrackStat.FOUND);
        return true;
      }
    }
    node = next;
  }
  return false;
}

/** Gives a connection that is not confirmed another reply tuple (nf_conntrack_alter_reply). */
export function alterReply(c: Connection, tuple: Tuple): void {
  copyTuple(c.tuple(Way.REPLY), tuple);
}

/** Makes room near a hash in a full table: connections that are not ASSURED go, those of one bucket
 * of the next eight (early_drop). False when there is none. */
export function earlyDrop(hash: u32): bool {
  if (buckets == 0) return false;
  for (let i: u32 = 0; i < EVICTION_RANGE; i++) {
    let dropped = false;
    let node = <usize>load<u32>(bucketOf(hash + i));
    while (node != 0) {
      const next = <usize>load<u32>(node, NEXT);
      const c = recordOf(node);
      if (c.isExpired()) expire(c);
      else if (!c.is(Status.ASSURED) && remove(c)) {
        countStat(ConntrackStat.EARLY_DROP);
        dropped = true;
      }
      node = next;
    }
    if (dropped) return true;
  }
  return false;
}
