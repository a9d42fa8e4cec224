/**
 * SYN cookies (RFC 4987, 3.6; net/ipv4/syncookies.c, 6.18): the sequence number of a SYN+ACK that
 * says, to who knows the key, that the SYN was answered, when, and which MSS it offered. 24 bits hold
 * the MSS under a hash that changes each minute, 8 bits the minute.
 *
 * DIFFERS: Linux draws its key when it starts; this one follows from the seed, so cookies are other
 * numbers, and those that a capture holds are good on the host that made them only. Unless a fact of the
 * SYN tells the cookie (FactRecord.cookie): it is given then, and good when it comes back.
 */
import { Family, HZ } from "../abi";
import { jiffies64 } from "../memory/clock";
import { sipHash } from "../memory/siphash";
import { cookieGiven, FactGiven, FactRecord, frameFacts, giveCookie } from "../packet/facts";
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

/** How many segments' ends are kept whose cookies were told; the oldest makes room. */
const MAX_TOLD: u32 = 256;

/** One of them: u64 hash of the ends, u32 by how much their cookies lie above those of the key. */
const enum Told {
  ends = 0,
  shift = 8,
  size = 16,
}

const told: usize = memory.data(4096, 8);
let toldCount: u32 = 0;

/** Where what was told of the ends of the segment in `p` is kept; 0 = nothing was told. */
function toldOf(ends: u64): usize {
  const n = min(toldCount, MAX_TOLD);
  for (let i: u32 = 0; i < n; i++) {
    const at = told + <usize>i * Told.size;
    if (load<u64>(at, Told.ends) == ends) return at;
  }
  return 0;
}

function endsOf(p: Packet): u64 {
  return ((<u64>hash(p, 0, 2)) << 32) | <u64>hash(p, 0, 3);
}

/** By how much the cookies of the segment's ends lie above those of the key. */
function shiftOf(p: Packet): u32 {
  const at = toldCount == 0 ? <usize>0 : toldOf(endsOf(p));
  return at == 0 ? 0 : load<u32>(at, Told.shift);
}

/** Keeps by how much the cookie that was told lies above the key's. */
function keepTold(p: Packet, shift: u32): void {
  const ends = endsOf(p);
  let at = toldOf(ends);
  if (at == 0) at = told + <usize>(toldCount++ % MAX_TOLD) * Told.size;
  store<u64>(at, ends, Told.ends);
  store<u32>(at, shift, Told.shift);
}

/** Whether a fact of the frame tells how its SYN is answered. */
function cookieIsTold(): bool {
  return frameFacts != 0 && (load<u16>(frameFacts, FactRecord.given) & FactGiven.COOKIE) != 0;
}

/** The time stamp of the answer; `otherwise` where no fact tells it. */
export function stampTold(otherwise: u32): u32 {
  return cookieIsTold() ? load<u32>(frameFacts, FactRecord.cookieStamp) : otherwise;
}

/** The cookie that answers the SYN in `p`, whose sequence number is `seq` and which offers `mss`. */
export function makeCookie(p: Packet, seq: u32, mss: u32): u32 {
  let index = SIZES - 1;
  while (index > 0 && mss < sizeAt(p, index)) index--;
  const count = minutes();
  const own = hash(p, 0, 0) + seq + (count << BITS) + ((hash(p, count, 1) + index) & MASK);
  if (cookieIsTold() && !cookieGiven) {
    keepTold(p, load<u32>(frameFacts, FactRecord.cookie) - own);
    giveCookie();
  }
  return own + shiftOf(p);
}

/** The MSS that a cookie holds, which the segment in `p` brings back; `seq` is the SYN's. 0: the
 * cookie is too old or none of ours. */
export function readCookie(p: Packet, seq: u32, cookie: u32): u32 {
  const bare = cookie - shiftOf(p) - hash(p, 0, 0) - seq;
  const count = minutes();
  const age = (count - (bare >> BITS)) & (u32.MAX_VALUE >> BITS);
  if (age >= MAX_AGE) return 0;
  const index = (bare - hash(p, count - age, 1)) & MASK;
  return index < SIZES ? sizeAt(p, index) : 0;
}
