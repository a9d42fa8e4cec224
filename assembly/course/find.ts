/** The connection of a plain packet, as it arrives. */
import { hash4, hash6, keepHash4 } from "../conntrack/hash";
import { slotChanges, slotsOpen } from "../conntrack/slots";
import { isLikely4, isLikely6, peek4, peek6 } from "../conntrack/table";
import { resultsOnly } from "../memory/results";
import { courses } from "../memory/shortcuts";
import { Arrival } from "../stack/arrival";

/** Whether packets may follow courses now; else nobody has to know which are plain. */
export function mayFollow(): bool {
  return courses && resultsOnly && slotsOpen();
}

/** Makes the hash that its look-up needs. */
export function hashArrival(a: Arrival): void {
  if (a.isIPv4()) a.hash = hash4(a.addresses, a.tail);
  else a.hash = hash6(a.addresses6(), a.tail);
}

/** The node of the packet's connection, 0 = none. */
export function nodeOf(a: Arrival): usize {
  const node = <usize>a.node;
  if (node != 0 && a.seenAt == slotChanges && isLikely(node, a)) return node;
  if (a.hash == 0) hashArrival(a);
  if (a.isIPv4()) return peek4(a.addresses, a.tail, a.hash);
  return peek6(a.addresses6(), a.tail, a.hash);
}

function isLikely(node: usize, a: Arrival): bool {
  if (a.isIPv4()) return isLikely4(node, a.addresses, a.tail);
  return isLikely6(node, a.addresses6(), a.tail);
}

/** Has the look-up on the plain way, which follows, find the hash made. */
export function keepHash(a: Arrival): void {
  if (a.isIPv4()) keepHash4(a.addresses, a.tail, a.hash);
}
