/** Which call of PPTP answers which: GRE packets hold the receiver's id only, so the pairs that the
 * control connections named are kept here (gre_keymap of nf_conntrack_proto_gre, 6.18). */
import { allocate, release } from "../../memory/heap";
import { copyTuple, Tuple } from "../tuple";

/** A pair: the next in the list, then the tuple of one direction. */
const TUPLE: usize = 8;
let pairs: usize = 0;

/** Whether two tuples name the same receiver and sender. */
function sameCall(a: Tuple, b: Tuple): bool {
  if (a.sourceLow != b.sourceLow || a.destinationLow != b.destinationLow) return false;
  if (a.sourceHigh != b.sourceHigh || a.destinationHigh != b.destinationHigh) return false;
  return a.destinationPort == b.destinationPort && a.family == b.family;
}

/** The sender's id of a packet whose tuple has all but it, network order; 0 = not known. */
export function senderKey(t: Tuple): u16 {
  let at = pairs;
  while (at != 0) {
    const known = changetype<Tuple>(at + TUPLE);
    if (sameCall(known, t)) return known.sourcePort;
    at = <usize>load<u32>(at);
  }
  return 0;
}

/** Keeps a pair; answers it, 0 when memory is exhausted. */
export function addKeys(t: Tuple): usize {
  const block = allocate(48);
  if (block == 0) return 0;
  copyTuple(changetype<Tuple>(block + TUPLE), t);
  store<u32>(block, 0);
  // the oldest comes first
  if (pairs == 0) pairs = block;
  else {
    let last = pairs;
    while (load<u32>(last) != 0) last = <usize>load<u32>(last);
    store<u32>(last, <u32>block);
  }
  return block;
}

/** Whether the pair is of the tuple's call. */
export function isKeys(pair: usize, t: Tuple): bool {
  return sameCall(changetype<Tuple>(pair + TUPLE), t);
}

/** Forgets a pair. */
export function dropKeys(pair: usize): void {
  if (pair == 0) return;
  if (pairs == pair) pairs = <usize>load<u32>(pair);
  else {
    let at = pairs;
    while (at != 0 && load<u32>(at) != <u32>pair) at = <usize>load<u32>(at);
    if (at != 0) store<u32>(at, load<u32>(pair));
  }
  release(pair);
}
