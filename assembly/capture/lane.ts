/**
 * The next few packets of a capture. They are found and their connections' look-ups begun before the
 * first of them is processed: the cache lines that the look-ups will read are read, all at once, so
 * that the processor waits for them once and not for each. It changes nothing: a packet that is taken
 * for another, or whose connection is gone when it is its turn, is merely not helped.
 */
import { hashArrival, mayFollow } from "../course/find";
import { bucketOf, nodesIn, slotChanges } from "../conntrack/slots";
import { likelyNode, recordOf } from "../conntrack/table";
import { Arrival, ARRIVAL_SIZE, readPlain } from "../stack/arrival";

/** Packets at most. */
const LANE: u32 = 16;

const arrivals: usize = memory.data(16 * offsetof<Arrival>(), 64);
/** How many there are, and which is the next to be processed. */
let count: u32 = 0;
let next: u32 = 0;
/** A use for what is read, without which it would not be. */
const unused: usize = memory.data(8, 8);

/** Forgets packets that were found and not processed. */
export function clearLane(): void {
  count = 0;
  next = 0;
}

/** Whether there are packets to be processed. */
export function laneWaits(): bool {
  return next < count;
}

/** The next packet to be processed. */
export function nextArrival(): Arrival {
  const a = arrivalAt(next);
  next++;
  return a;
}

function arrivalAt(place: u32): Arrival {
  return changetype<Arrival>(arrivals + <usize>place * ARRIVAL_SIZE);
}

/** Whether there is room for another packet behind those of the lane. */
export function laneHasRoom(): bool {
  return count < LANE;
}

/** The place for it. */
export function lanePlace(): Arrival {
  return arrivalAt(count);
}

/** Counts the packet that was written to lanePlace(). */
export function joinLane(): void {
  count++;
}

/** Looks at the packets that were found, and begins the look-ups of their connections, if they may follow
 * courses. */
export function lookAhead(): void {
  if (!mayFollow()) return;
  let plain: u32 = 0;
  for (let i: u32 = 0; i < count; i++) if (readPlain(arrivalAt(i))) plain++;
  if (plain < 2) return;
  let sum: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const a = arrivalAt(i);
    if (a.header == 0) continue;
    hashArrival(a);
    sum += nodesIn(bucketOf(a.hash));
  }
  for (let i: u32 = 0; i < count; i++) {
    const a = arrivalAt(i);
    if (a.header == 0) continue;
    const node = likelyNode(a.hash);
    if (node == 0) continue;
    a.node = <u32>node;
    a.seenAt = slotChanges;
    // the lines that a steady packet needs
    const c = recordOf(node);
    sum += c.status + c.extension + c.family();
  }
  store<u32>(unused, sum);
}
