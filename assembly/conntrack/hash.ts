/** The hash of a tuple, under the key that the seed gives. */
import { Family } from "../abi";
import { sipHash } from "../memory/siphash";
import { Tuple } from "./tuple";

/** The tuple asked for last, and its hash: a packet that finds no course asks twice. */
let lastAddresses: u64 = 0;
let lastTail: u64 = 0;
let lastHash: u32 = 0;

/** 32 bits of an IPv4 tuple's addresses (source in the low half) and its tail, which is not 0. */
export function hash4(addresses: u64, tail: u64): u32 {
  if (tail == lastTail && addresses == lastAddresses) return lastHash;
  lastAddresses = addresses;
  lastTail = tail;
  lastHash = <u32>sipHash(addresses, tail);
  return lastHash;
}

/** Has hash4 remember what it said of a tuple, which is asked again next. */
export function keepHash4(addresses: u64, tail: u64, hash: u32): void {
  lastAddresses = addresses;
  lastTail = tail;
  lastHash = hash;
}

/** 32 bits that every byte of the tuple moves. */
export function hashTuple(t: Tuple): u32 {
  if (t.family == <u8>Family.IPV4) return hash4(t.sourceLow | (t.destinationLow << 32), t.tail());
  return hash6(t.source(), t.tail());
}

/** The same of an IPv6 tuple whose addresses stand at `addresses`, source first. */
export function hash6(addresses: usize, tail: u64): u32 {
  const source = sipHash(load<u64>(addresses), load<u64>(addresses, 8));
  const both = sipHash(source ^ load<u64>(addresses, 16), load<u64>(addresses, 24));
  return <u32>sipHash(both, tail);
}
