/** The hash of a tuple, under the key that the seed gives. */
import { Family } from "../abi";
import { keyedHash } from "../memory/random";
import { Tuple } from "./tuple";

/** 32 bits that every byte of the tuple moves. */
export function hashTuple(t: Tuple): u32 {
  if (t.family == <u8>Family.IPV4) {
    return <u32>keyedHash(t.sourceLow | (t.destinationLow << 32), t.tail());
  }
  const source = keyedHash(t.sourceLow, t.sourceHigh);
  const both = keyedHash(source ^ t.destinationLow, t.destinationHigh);
  return <u32>keyedHash(both, t.tail());
}
