/**
 * Fragments that wait for the others (inet_fragment.c of the kernel): queues by key, in each the
 * fragments by offset.
 *
 * Fragments that arrive in order make a run. A fragment inside a run is a duplicate and ignored; one
 * that touches a run otherwise overlaps, and the whole queue is given up. Memory is counted as the
 * kernel counts it, roughly: above the threshold nothing is gathered.
 */
import { Family } from "../abi";
import { jiffies } from "../memory/clock";
import { allocate, release } from "../memory/heap";
import { sipHash } from "../memory/siphash";
import { copy16 } from "./bytes";
import { Packet } from "./packet";

/** Bits of FragmentQueue.flags. */
export const enum QueueFlag {
  FIRST_IN = 1,
  LAST_IN = 2,
  both = 3,
}

/** Who asks: fragments of one packet that different users gather never meet. */
export const enum FragmentUser {
  LOCAL_DELIVER = 0,
  CONNTRACK_IN = 1,
  CONNTRACK_OUT = 2,
}

/** A packet under way. */
@unmanaged
export class FragmentQueue {
  /** Next queue of the bucket, and number of the bucket. */
  next: usize;
  bucket: u32;
  id: u32;
  sourceHigh: u64;
  sourceLow: u64;
  destinationHigh: u64;
  destinationLow: u64;
  /** Family, user, protocol (IPv4), interface (IPv6, where addresses need one). */
  kind: u32;
  interfaceIndex: u32;
  /** Jiffies. */
  expires: u32;
  flags: u32;
  /** Bytes of payload the packet has as far as known, and bytes that are there. */
  length: u32;
  meat: u32;
  /** Largest fragment: with its header (IPv4) or without (IPv6); the same of those with DF. */
  maxSize: u32;
  maxDfSize: u32;
  /** Bits by ECN code point of all fragments. */
  ecn: u32;
  /** The source's fragment count when this queue last got one. */
  serial: u32;
  /** Interface of the last fragment. */
  lastInterface: u32;
  count: u32;
  /** Neighbours among the queues of the family, by when their time is over. */
  sooner: usize;
  later: usize;
  /** First and last fragment. */
  first: usize;
  last: usize;
}

/** A fragment: this head, then its headers and payload as captured. */
@unmanaged
export class Fragment {
  next: usize;
  /** Payload: offset in the packet, and bytes. */
  offset: u32;
  length: u32;
  /** Bytes of headers in front of the payload, and bytes captured of both. */
  header: u32;
  captured: u32;
  /** 1 = begins a run. */
  startsRun: u32;
  mark: u32;
  /** Of a security module. */
  label: u32;
  type: u32;
  macLength: u32;
  /** 24 bytes. */
  mac0: u64;
  mac1: u64;
  mac2: u64;
  /** Where the bytes begin. */
  bytes(): usize {
    return changetype<usize>(this) + offsetof<Fragment>();
  }
  /** The payload. */
  payload(): usize {
    return this.bytes() + this.header;
  }
  /** Where the MAC header's copy stands. */
  mac(): usize {
    return changetype<usize>(this) + offsetof<Fragment>("mac0");
  }
}

/** What `insertFragment` answers. */
export const enum Inserted {
  DONE = 0,
  DUPLICATE = 1,
  OVERLAP = 2,
  NO_MEMORY = 3,
}

const BUCKETS: u32 = 1024;
const MAX_QUEUES: u32 = 2048;
/** What a fragment costs beside its bytes (sk_buff and skb_shared_info). */
const OVERHEAD: u32 = 656;

let buckets: usize = 0;
let queues: usize = 0;
let freeQueues: usize = 0;
let queueCount: u32 = 0;
/** The queues of each family whose time is over first, and last. */
const soonest: usize = memory.data(8, 8);
const latest: usize = memory.data(8, 8);
let bytesUsed: u32 = 0;

function prepare(): bool {
  if (buckets != 0) return true;
  const size = <u32>((offsetof<FragmentQueue>() + 7) & ~7);
  queues = allocate(MAX_QUEUES * size);
  const lists = allocate(BUCKETS * 4);
  if (queues == 0 || lists == 0) return false;
  for (let i: u32 = 0; i < MAX_QUEUES; i++) {
    const q = changetype<FragmentQueue>(queues + <usize>(i * size));
    q.next = freeQueues;
    freeQueues = changetype<usize>(q);
  }
  buckets = lists;
  return true;
}

/** The key of a queue that is looked for: filled in by the caller. */
export const wanted = changetype<FragmentQueue>(memory.data(160, 8));

/** Sets the addresses of `wanted`: `size` bytes each. */
export function wantAddresses(source: usize, destination: usize, size: u32): void {
  const to = changetype<usize>(wanted) + offsetof<FragmentQueue>("sourceHigh");
  if (size == 16) {
    copy16(to, source);
    copy16(to + 16, destination);
  } else {
    memory.fill(to, 0, 32);
    store<u32>(to, load<u32>(source));
    store<u32>(to + 16, load<u32>(destination));
  }
}

function same(q: FragmentQueue): bool {
  if (q.id != wanted.id || q.kind != wanted.kind) return false;
  if (q.interfaceIndex != wanted.interfaceIndex) return false;
  if (q.sourceHigh != wanted.sourceHigh || q.sourceLow != wanted.sourceLow) return false;
  return q.destinationHigh == wanted.destinationHigh && q.destinationLow == wanted.destinationLow;
}

/** Who does not know the key cannot fill one bucket. */
function bucketOf(): u32 {
  let h = sipHash(wanted.sourceLow, wanted.sourceHigh);
  h = sipHash(h ^ wanted.destinationLow, wanted.destinationHigh);
  h = sipHash(h, <u64>wanted.id | ((<u64>wanted.kind) << 32));
  return <u32>(h >> 40) % BUCKETS;
}

/** The queue of `wanted`, made when there is none; it lives for `timeout` jiffies. 0 = no room:
 * more than `threshold` bytes wait already. */
export function findQueue(timeout: u32, threshold: u32): usize {
  if (threshold == 0 || bytesUsed > threshold || !prepare()) return 0;
  const bucket = bucketOf();
  const list = buckets + ((<usize>bucket) << 2);
  let at = <usize>load<u32>(list);
  while (at != 0) {
    const q = changetype<FragmentQueue>(at);
    if (same(q)) return at;
    at = q.next;
  }
  at = freeQueues;
  if (at == 0) return 0;
  const q = changetype<FragmentQueue>(at);
  freeQueues = q.next;
  memory.copy(at, changetype<usize>(wanted), offsetof<FragmentQueue>());
  q.bucket = bucket;
  q.expires = jiffies + timeout;
  clearQueue(q);
  q.maxSize = 0;
  q.maxDfSize = 0;
  q.serial = 0;
  q.next = <usize>load<u32>(list);
  store<u32>(list, <u32>at);
  takeTurn(q);
  queueCount++;
  return at;
}

/** Where a family's ends of the list by time stand. */
function placeOf(q: FragmentQueue): usize {
  return (q.kind & 0xff) == <u32>Family.IPV4 ? 0 : 4;
}

/** Puts a queue among those of its family: behind all others, unless the timeout was made shorter. */
function takeTurn(q: FragmentQueue): void {
  const place = placeOf(q);
  let before = <usize>load<u32>(latest + place);
  while (before != 0) {
    if (<i32>(changetype<FragmentQueue>(before).expires - q.expires) <= 0) break;
    before = changetype<FragmentQueue>(before).sooner;
  }
  const me = changetype<usize>(q);
  q.sooner = before;
  if (before == 0) {
    q.later = <usize>load<u32>(soonest + place);
    store<u32>(soonest + place, <u32>me);
  } else {
    const other = changetype<FragmentQueue>(before);
    q.later = other.later;
    other.later = me;
  }
  if (q.later == 0) store<u32>(latest + place, <u32>me);
  else changetype<FragmentQueue>(q.later).sooner = me;
}

function giveUpTurn(q: FragmentQueue): void {
  const place = placeOf(q);
  if (q.sooner == 0) store<u32>(soonest + place, <u32>q.later);
  else changetype<FragmentQueue>(q.sooner).later = q.later;
  if (q.later == 0) store<u32>(latest + place, <u32>q.sooner);
  else changetype<FragmentQueue>(q.later).sooner = q.sooner;
}

function clearQueue(q: FragmentQueue): void {
  q.flags = 0;
  q.length = 0;
  q.meat = 0;
  q.ecn = 0;
  q.count = 0;
  q.first = 0;
  q.last = 0;
}

/** Drops a queue's fragments; it goes on as a new one. */
export function purgeQueue(q: FragmentQueue): void {
  let at = q.first;
  while (at != 0) {
    const f = changetype<Fragment>(at);
    const next = f.next;
    bytesUsed -= f.captured + OVERHEAD;
    release(at);
    at = next;
  }
  clearQueue(q);
}

/** Takes a queue out of its bucket and gives it back with its fragments. */
export function killQueue(q: FragmentQueue): void {
  purgeQueue(q);
  const me = changetype<usize>(q);
  const list = buckets + ((<usize>q.bucket) << 2);
  let at = <usize>load<u32>(list);
  if (at == me) store<u32>(list, <u32>q.next);
  else {
    while (at != 0) {
      const other = changetype<FragmentQueue>(at);
      if (other.next == me) {
        other.next = q.next;
        break;
      }
      at = other.next;
    }
  }
  giveUpTurn(q);
  q.next = freeQueues;
  freeQueues = me;
  queueCount--;
}

/** A queue whose time is over, the oldest first; 0 = none. The caller kills it. */
export function expiredQueue(): usize {
  if (queueCount == 0) return 0;
  const first = overAt(0);
  const second = overAt(4);
  if (first == 0 || second == 0) return first | second;
  const between =
    changetype<FragmentQueue>(second).expires - changetype<FragmentQueue>(first).expires;
  return <i32>between < 0 ? second : first;
}

/** The oldest queue of a family, if its time is over. */
function overAt(place: usize): usize {
  const at = <usize>load<u32>(soonest + place);
  if (at == 0) return 0;
  return <i32>(jiffies - changetype<FragmentQueue>(at).expires) < 0 ? 0 : at;
}

/** How [offset, end) meets what is there, and the fragment it belongs behind (0 = in front). */
let behind: usize = 0;
let newRun: bool = false;

function place(q: FragmentQueue, offset: u32, end: u32): Inserted {
  behind = 0;
  newRun = true;
  if (q.last == 0) return Inserted.DONE;
  const last = changetype<Fragment>(q.last);
  const lastEnd = last.offset + last.length;
  if (lastEnd < end) {
    if (offset < lastEnd) return Inserted.OVERLAP;
    behind = q.last;
    newRun = offset != lastEnd;
    return Inserted.DONE;
  }
  let at = q.first;
  while (at != 0) {
    const f = changetype<Fragment>(at);
    let runEnd = f.offset + f.length;
    let tail = at;
    let next = f.next;
    while (next != 0 && changetype<Fragment>(next).startsRun == 0) {
      tail = next;
      runEnd += changetype<Fragment>(next).length;
      next = changetype<Fragment>(next).next;
    }
    if (end <= f.offset) return Inserted.DONE;
    if (offset < runEnd) {
      return offset >= f.offset && end <= runEnd ? Inserted.DUPLICATE : Inserted.OVERLAP;
    }
    behind = tail;
    at = next;
  }
  return Inserted.DONE;
}

/** Puts the payload [offset, end) of `p`, whose headers take `header` bytes, into the queue. */
export function insertFragment(
  q: FragmentQueue,
  p: Packet,
  header: u32,
  offset: u32,
  end: u32,
): Inserted {
  const met = place(q, offset, end);
  if (met != Inserted.DONE) return met;
  const length = end - offset;
  const captured = min<u32>(p.captured, header + length);
  const at = allocate(offsetof<Fragment>() + captured);
  if (at == 0) return Inserted.NO_MEMORY;
  const f = changetype<Fragment>(at);
  f.offset = offset;
  f.length = length;
  f.header = header;
  f.captured = captured;
  f.startsRun = newRun ? 1 : 0;
  f.mark = p.mark;
  f.label = p.label;
  f.type = p.type;
  if (p.mac != 0) {
    f.macLength = min<u32>(p.macLength, 24);
    memory.copy(f.mac(), p.mac, f.macLength);
  }
  memory.copy(f.bytes(), p.data, captured);
  if (behind == 0) {
    f.next = q.first;
    q.first = at;
  } else {
    f.next = changetype<Fragment>(behind).next;
    changetype<Fragment>(behind).next = at;
  }
  if (f.next == 0) q.last = at;
  q.meat += length;
  q.count++;
  q.lastInterface = p.inInterface;
  bytesUsed += captured + OVERHEAD;
  if (offset == 0) q.flags |= QueueFlag.FIRST_IN;
  return Inserted.DONE;
}

/** The ECN code point that a reassembled packet's is or-ed with; 0xff: the fragments contradict each
 * other (ip_frag_ecn_table, RFC 3168, 5.3). Bits: 1 not capable, 2 and 4 capable, 8 congestion. */
export function mergedEcn(bits: u32): u32 {
  if ((bits & 1) != 0) return bits == 1 ? 0 : 0xff;
  return (bits & 8) != 0 && bits != 8 ? 3 : 0;
}

/** Whether the packet's capture ends before its header says: what is missing stays missing. */
export function isCut(f: Fragment): bool {
  return f.captured < f.header + f.length;
}
