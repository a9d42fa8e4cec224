/**
 * What a rule asks of a set besides the packet: ip_set_adt_opt of the kernel. One rule asks at a
 * time, so it stands in globals.
 */
import { AskFlag, CounterTest } from "./abi";
import { IpSet } from "./set";

/** AskFlag bits; the list types change them for their members. */
export let askFlags: u32 = 0;
/** src (bit set) or dst of dimension n in bit n - 1. */
export let askSource: u32 = 0;
/** How many of them were given. */
export let askDimension: u32 = 0;
/** Bytes of the packet, for counters; `counts`: there is a packet. */
let packetBytes: u64 = 0;
let counts: bool = false;
let packets: u64 = 0;
let bytes: u64 = 0;
let packetsTest: u32 = 0;
let bytesTest: u32 = 0;

/** What the element found maps to. */
export let skbMark: u32 = 0;
export let skbMask: u32 = 0;
export let skbPriority: u32 = 0;
export let skbQueue: u32 = 0;

/** Begins a question about a packet of `length` bytes. */
export function ask(dimension: u32, source: u32, flags: u32, length: u32): void {
  askDimension = dimension;
  askSource = source;
  askFlags = flags;
  packetBytes = length;
  counts = true;
  packetsTest = CounterTest.NONE;
  bytesTest = CounterTest.NONE;
  skbMark = 0;
  skbMask = 0;
  skbPriority = 0;
  skbQueue = 0;
}

/** A question of a command: no packet. */
export function askPlain(): void {
  ask(3, 0, 0, 0);
  counts = false;
}

/** What the counters of the element must be. */
export function askCounters(p: u64, pTest: u32, b: u64, bTest: u32): void {
  packets = p;
  bytes = b;
  packetsTest = pTest;
  bytesTest = bTest;
  if ((pTest | bTest) != 0) askFlags |= AskFlag.COUNTERS;
}

/** Changes the flags, for the members of a list and back. */
export function setAskFlags(flags: u32): void {
  askFlags = flags;
}

/** Whether dimension n (from 1) is the source. */
export function fromSource(n: u32): bool {
  return ((askSource >> (n - 1)) & 1) != 0;
}

function fits(counter: u64, wanted: u64, test: u32): bool {
  if (test == CounterTest.EQ) return counter == wanted;
  if (test == CounterTest.NE) return counter != wanted;
  if (test == CounterTest.LT) return counter < wanted;
  if (test == CounterTest.GT) return counter > wanted;
  return true;
}

/** Counts the packet in the element and tells whether its counters are as asked; notes what the
 * element maps to (ip_set_match_extensions, behind its look at the deadline). */
export function meetElement(set: IpSet, element: usize): bool {
  if (set.countersAt != 0) {
    const at = element + set.countersAt;
    if (counts && (askFlags & AskFlag.SKIP_COUNTERS) == 0) {
      store<u64>(at, load<u64>(at) + 1);
      store<u64>(at, load<u64>(at, 8) + packetBytes, 8);
    }
    if ((askFlags & AskFlag.COUNTERS) != 0) {
      if (!fits(load<u64>(at), packets, packetsTest)) return false;
      if (!fits(load<u64>(at, 8), bytes, bytesTest)) return false;
    }
  }
  if (set.skbAt != 0) {
    const at = element + set.skbAt;
    skbMark = load<u32>(at);
    skbMask = load<u32>(at, 4);
    skbPriority = load<u32>(at, 8);
    skbQueue = load<u32>(at, 12);
  }
  return true;
}
