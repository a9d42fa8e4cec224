/**
 * Time. It is the capture's: set from each packet's timestamp, never from a wall clock. Timers run
 * on jiffies as the kernel's do (HZ of them a second).
 */
import { HZ } from "../abi";
import { connectionsBegin } from "../conntrack/control";
import { expectationsBegin } from "../conntrack/expect_control";

const NS_PER_JIFFY: i64 = 1000000000 / HZ;

/** Nanoseconds since the epoch. */
export let now: i64 = 0;
/** Ticks since the epoch, truncated to 32 bits as the kernel's u32 timers are. */
export let jiffies: u32 = 0;
/** Ticks since the epoch, whole. */
export let jiffies64: i64 = 0;
/** The tick of the first packet, 0 before it. */
export let clockStart: i64 = 0;

let tickEnd: i64 = 0;

/** Moves the clock. It never runs backwards: a packet with an earlier timestamp is handled "now". */
export function setClock(time: i64): void {
  if (time < now) return;
  now = time;
  // The division is paid once a tick, not once a packet.
  if (time < tickEnd) return;
  jiffies64 = time / NS_PER_JIFFY;
  jiffies = <u32>jiffies64;
  if (clockStart == 0) begin();
  tickEnd = (jiffies64 + 1) * NS_PER_JIFFY;
}

/** The first packet: what commands made before it counts its time from now on. */
function begin(): void {
  clockStart = jiffies64;
  connectionsBegin();
  expectationsBegin();
}
