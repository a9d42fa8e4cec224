/** Timeouts and counters of a connection that sees a packet (__nf_ct_refresh_acct). */
import { HZ, Status } from "../abi";
import { jiffies } from "../memory/clock";
import { Packet } from "../packet/packet";
import { Connection, Way, wayOf } from "./connection";

/** Lets the connection live for `seconds` from now on, unless its timeout is fixed. Counts nothing:
 * trackers call refreshCounted. */
export function refresh(c: Connection, seconds: i32): void {
  refreshJiffies(c, <u32>seconds * HZ);
}

/** The same with the time in jiffies. */
export function refreshJiffies(c: Connection, time: u32): void {
  if (c.is(Status.FIXED_TIMEOUT)) return;
  // the clock of a connection that is not confirmed does not run yet
  c.timeout = c.isConfirmed() ? time + jiffies : time;
}

/** Lets the connection live for `seconds` from now on and counts the packet
 * (nf_ct_refresh_acct). */
export function refreshCounted(p: Packet, c: Connection, ctInfo: u32, seconds: i32): void {
  refreshJiffies(c, <u32>seconds * HZ);
  account(c, wayOf(ctInfo), p.length);
}

/** Counts a packet of `bytes` in its direction, if nf_conntrack_acct was on when the connection began
 * (nf_ct_acct_update). */
export function account(c: Connection, way: u32, bytes: u32): void {
  if (c.counted == 0) return;
  if (way == Way.ORIGINAL) {
    c.originalPackets++;
    c.originalBytes += <u64>bytes;
  } else {
    c.replyPackets++;
    c.replyBytes += <u64>bytes;
  }
}
