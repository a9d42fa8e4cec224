/** The connection of a plain packet, as it arrives. */
import { hash4, hash6, keepHash4 } from "../conntrack/hash";
import { slotChanges } from "../conntrack/slots";
import { isLikely4, isLikely6, peek4, peek6 } from "../conntrack/table";
import { Arrival } from "../stack/arrival";

/** Bytes of an IPv4 header without options, and where the addresses stand in an IPv6 header. */
const IPV4_SIZE: u32 = 20;
const ADDRESSES6: u32 = 8;

/** Makes the hash that its look-up needs. */
export function hashArrival(a: Arrival): void {
  if (a.headerSize == IPV4_SIZE) a.hash = hash4(a.addresses, a.tail);
  else a.hash = hash6(a.header + ADDRESSES6, a.tail);
}

/** The node of the packet's connection, 0 = none. */
export function nodeOf(a: Arrival): usize {
  const node = <usize>a.node;
  if (node != 0 && a.seenAt == slotChanges && isLikely(node, a)) return node;
  if (a.hash == 0) hashArrival(a);
  if (a.headerSize == IPV4_SIZE) return peek4(a.addresses, a.tail, a.hash);
  return peek6(a.header + ADDRESSES6, a.tail, a.hash);
}

function isLikely(node: usize, a: Arrival): bool {
  if (a.headerSize == IPV4_SIZE) return isLikely4(node, a.addresses, a.tail);
  return isLikely6(node, a.header + ADDRESSES6, a.tail);
}

/** Has the look-up on the plain way, which follows, find the hash made. */
export function keepHash(a: Arrival): void {
  if (a.headerSize == IPV4_SIZE) keepHash4(a.addresses, a.tail, a.hash);
}
