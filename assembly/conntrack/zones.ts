/**
 * Look-ups where the two directions of a connection may be in different zones (nf_conntrack_zones).
 *
 * The kernel compares a node's zone with the one that is asked for in the node's own direction, and hashes
 * with the zone of the direction that is looked for. So a connection in one zone meets every node of its
 * tuples there; one in two zones meets nodes of the same direction only, and two nodes of different
 * directions may then have one tuple. Of these a look-up in one zone finds the newer.
 */
import { Connection, Way } from "./connection";
import { hashTuple } from "./hash";
import { find, findTuple, findWay } from "./table";
import { Tuple } from "./tuple";

/** The node of a tuple whose zone is that of the original direction, while zone `reply` is that of the other,
 * 0 = none (nf_conntrack_find_get). */
export function findInZones(tuple: Tuple, reply: u32): usize {
  const original = <u32>tuple.zone;
  if (reply == original) return findTuple(tuple);
  const node = findWay(tuple, hashTuple(tuple), Way.ORIGINAL);
  if (node != 0) return node;
  tuple.zone = <u16>reply;
  const answer = findWay(tuple, hashTuple(tuple), Way.REPLY);
  tuple.zone = <u16>original;
  return answer;
}

/** The node that keeps the tuple of a direction of a new connection out of the table, 0 = none.
 *
 * DIFFERS: one whose time is over keeps nothing out. Linux has such a connection in the way, without NAT and in
 * other zones one way than the other, until its collector comes by, which depends on what else the host does. */
export function clashing(c: Connection, way: u32, hash: u32): usize {
  const tuple = c.tuple(way);
  return c.inOneZone() ? find(tuple, hash) : findWay(tuple, hash, way);
}
