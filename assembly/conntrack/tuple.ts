/**
 * Tuples: what names one direction of a connection (struct nf_conntrack_tuple).
 *
 *     0               16               32      34      36      37      38
 *    ┌────────────────┬────────────────┬───────┬───────┬───────┬───────┬───────┐
 *    │ source         │ destination    │ sport │ dport │ proto │family │ zone  │  40 bytes
 *    └────────────────┴────────────────┴───────┴───────┴───────┴───────┴───────┘
 *
 * Addresses and ports as on the wire; an IPv4 address fills the first four bytes, the others are
 * zero, so that a tuple compares as five 64-bit words. ICMP: the id stands as source port, type and
 * code (one byte each) as destination port. GRE: the keys. Protocols without ports: zero.
 */
import { Family } from "../abi";

@unmanaged
export class Tuple {
  sourceLow: u64;
  sourceHigh: u64;
  destinationLow: u64;
  destinationHigh: u64;
  sourcePort: u16;
  destinationPort: u16;
  protocol: u8;
  family: u8;
  zone: u16;

  /** Pointer to the 16 bytes of the source address. */
  source(): usize {
    return changetype<usize>(this);
  }
  /** Pointer to the 16 bytes of the destination address. */
  destination(): usize {
    return changetype<usize>(this) + 16;
  }
  /** Ports, protocol, family and zone as one word. */
  tail(): u64 {
    return load<u64>(changetype<usize>(this), 32);
  }
  /** ICMP type and code. */
  icmpType(): u32 {
    return <u32>load<u8>(changetype<usize>(this), 34);
  }
  icmpCode(): u32 {
    return <u32>load<u8>(changetype<usize>(this), 35);
  }
  setIcmpType(type: u32): void {
    store<u8>(changetype<usize>(this), <u8>type, 34);
  }
}

/** Whether two tuples are the same. */
export function sameTuple(a: Tuple, b: Tuple): bool {
  if (a.tail() != b.tail()) return false;
  if (a.sourceLow != b.sourceLow) return false;
  if (a.destinationLow != b.destinationLow) return false;
  if (a.family == <u8>Family.IPV4) return true;
  return a.sourceHigh == b.sourceHigh && a.destinationHigh == b.destinationHigh;
}

/** Whether two tuples are the same but for their zones (nf_ct_tuple_equal). */
export function sameEnds(a: Tuple, b: Tuple): bool {
  const zone = b.zone;
  b.zone = a.zone;
  const same = sameTuple(a, b);
  b.zone = zone;
  return same;
}

/** Copies a tuple. */
export function copyTuple(to: Tuple, from: Tuple): void {
  const t = changetype<usize>(to);
  const f = changetype<usize>(from);
  if (ASC_FEATURE_SIMD) {
    v128.store(t, v128.load(f));
    v128.store(t, v128.load(f, 16), 16);
  } else {
    store<u64>(t, load<u64>(f));
    store<u64>(t, load<u64>(f, 8), 8);
    store<u64>(t, load<u64>(f, 16), 16);
    store<u64>(t, load<u64>(f, 24), 24);
  }
  store<u64>(t, load<u64>(f, 32), 32);
}
