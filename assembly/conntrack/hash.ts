/** The hash of a tuple, under the key that the seed gives. */
import { Family } from "../abi";
import { sipHash } from "../memory/siphash";
import { Tuple } from "./tuple";

/** 32 bits of an IPv4 tuple's addresses (source in the low half) and its tail. */
export function hash4(addresses: u64, tail: u64): u32 {
  return <u32>sipHash(addresses, tail);
}

/** 32 bits that every byte of the tuple moves. */
export function hashTuple(t: Tuple): u32 {
  if (t.family == <u8>Family.IPV4) return hash4(t.sourceLow | (t.destinationLow << 32), t.tail());
  const source = sipHash(t.sourceLow, t.sourceHigh);
  const both = sipHash(source ^ t.destinationLow, t.destinationHigh);
  return <u32>sipHash(both, t.tail());
}
