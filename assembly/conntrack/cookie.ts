/**
 * SYN cookies (RFC 4987, 3.6; net/ipv4/syncookies.c, 6.18): the sequence number of a SYN+ACK that
 * says, to who knows the key, that the SYN was answered, when, and which MSS it offered. 24 bits hold
 * the MSS under a hash that changes each minute, 8 bits the minute.
 *
 * DIFFERS: Linux draws its key when it starts; this one follows from the seed, so cookies are other
 * numbers, and those that a capture holds are good on the host that made them only.
 */
import { Family, HZ } from "../abi";
import { jiffies64 } from "../memory/clock";
import { sipHash } from "../memory/siphash";
import { Packet } from "../packet/packet";

const BITS: u32 = 24;
const MASK: u32 = (1 << 24) - 1;
/** Minutes that a cookie is good for. */
const MAX_AGE: u32 = 2;
const SIZES: u32 = 4;

/** The sizes that a cookie can tell, smallest first. */
const sizes4: usize = memory.data<u16>([536, 1300, 1440, 1460]);
const sizes6: usize = memory.data<u16>([1220, 1420, 1440, 8940]);

function sizeAt(p: Packet, index: u32): u32 {
  const sizes = p.family == Family.IPV4 ? sizes4 : sizes6;
  return <u32>load<u16>(sizes + ((<usize>index) << 1));
}

/** Minutes on the kernel's clock. */
function minutes(): u32 {
  return <u32>(jiffies64 / (60 * HZ));
}

/** A hash of the segment's addresses and ports, of a count and of which of two hashes it is. */
function hash(p: Packet, count: u32, which: u32): u32 {
  const ports = <u64>load<u32>(p.transportHeader());
  const rest = (ports << 32) | <u64>count;
  let sum: u64;
  if (p.family == Family.IPV4) sum = load<u64>(p.data, 12);
  else {
    sum = sipHash(load<u64>(p.data, 8), load<u64>(p.data, 16));
    sum = sipHash(sum ^ load<u64>(p.data, 24), load<u64>(p.data, 32));
  }
  return <u32>sipHash(sum + <u64>which, rest);
}

/** The cookie that answers the SYN in `p`, whose sequence number is `seq` and which offers `mss`. */
export function makeCookie(p: Packet, seq: u32, mss: u32): u32 {
  let index = SIZES - 1;
  while (index > 0 && mss < sizeAt(p, index)) index--;
  const count = minutes();
  return hash(p, 0, 0) + seq + (count << BITS) + ((hash(p, count, 1) + index) & MASK);
}

/** The MSS that a cookie holds, which the segment in `p` brings back; `seq` is the SYN's. 0: the
 * cookie is too old or none of ours. */
export function readCookie(p: Packet, seq: u32, cookie: u32): u32 {
  const bare = cookie - hash(p, 0, 0) - seq;
  const count = minutes();
  const age = (count - (bare >> BITS)) & (u32.MAX_VALUE >> BITS);
  if (age >= MAX_AGE) return 0;
  const index = (bare - hash(p, count - age, 1)) & MASK;
  return index < SIZES ? sizeAt(p, index) : 0;
}
