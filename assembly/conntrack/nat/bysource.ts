/**
 * Connections by their original source: a source that has a mapping keeps it for its next
 * connections where the range allows (nf_nat_bysource of the kernel).
 */
import { allocate } from "../../memory/heap";
import { jhash2 } from "../../packet/jhash";
import { Connection, Way } from "../connection";
import { Tuple } from "../tuple";

const BUCKETS: u32 = 4096;
let heads: usize = 0;

/** Bucket number of a tuple's source: address, port or id, protocol. */
function bucketOf(t: Tuple): u32 {
  const start = <u32>t.sourcePort | ((<u32>t.protocol) << 16);
  return jhash2(t.source(), 4, start) & (BUCKETS - 1);
}

function head(bucket: u32): usize {
  return heads + ((<usize>bucket) << 2);
}

/** Notes a connection whose source was mapped, or was found to need no mapping. */
export function addBySource(c: Connection): void {
  if (c.bySourceBucket != 0) return;
  if (heads == 0) heads = allocate(BUCKETS << 2);
  if (heads == 0) return;
  const bucket = bucketOf(c.tuple(Way.ORIGINAL));
  c.bySourceNext = load<u32>(head(bucket));
  c.bySourceBucket = bucket + 1;
  store<u32>(head(bucket), <u32>changetype<usize>(c));
}

/** The first connection with the source of a tuple, 0 = none; newest first. */
export function firstBySource(t: Tuple): usize {
  if (heads == 0) return 0;
  return sameFrom(<usize>load<u32>(head(bucketOf(t))), t);
}

/** The next one behind `c`. */
export function nextBySource(c: Connection, t: Tuple): usize {
  return sameFrom(<usize>c.bySourceNext, t);
}

function sameFrom(from: usize, t: Tuple): usize {
  let at = from;
  while (at != 0) {
    const c = changetype<Connection>(at);
    const o = c.tuple(Way.ORIGINAL);
    const same =
      o.sourceLow == t.sourceLow &&
      o.sourceHigh == t.sourceHigh &&
      o.sourcePort == t.sourcePort &&
      o.protocol == t.protocol &&
      o.family == t.family &&
      o.zone == t.zone;
    if (same) return at;
    at = <usize>c.bySourceNext;
  }
  return 0;
}

/** The connection is about to be freed: it leaves its chain (nf_nat_cleanup_conntrack). */
export function natRemoved(c: Connection): void {
  if (c.bySourceBucket == 0) return;
  const first = head(c.bySourceBucket - 1);
  c.bySourceBucket = 0;
  const self = <u32>changetype<usize>(c);
  if (load<u32>(first) == self) {
    store<u32>(first, c.bySourceNext);
    return;
  }
  let at = <usize>load<u32>(first);
  while (at != 0) {
    const other = changetype<Connection>(at);
    if (other.bySourceNext == self) {
      other.bySourceNext = c.bySourceNext;
      return;
    }
    at = <usize>other.bySourceNext;
  }
}
