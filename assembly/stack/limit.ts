/** How many ICMP errors the host sends (sysctl icmp_ratelimit, icmp_msgs_per_sec and icmp_msgs_burst;
 * icmp_global_allow). Runs on packet time. */
import { HZ, Sysctl } from "../abi";
import { jiffies } from "../memory/clock";
import { sysctl } from "../memory/sysctl";
import { isLoopback } from "../memory/interfaces";
import { Packet } from "../packet/packet";
import { allowPeerEvery } from "./peer";

/** Tokens of the host-wide bucket, and when some were last added. */
let credit: i32 = 0;
let stamp: u32 = 0;
let started: bool = false;

/** Whether the host may send another error at all. */
function allowGlobally(): bool {
  const burst = sysctl(Sysctl.ICMP_MSGS_BURST);
  if (!started) {
    started = true;
    credit = burst;
    stamp = jiffies;
  }
  const elapsed = min<u32>(jiffies - stamp, HZ);
  if (elapsed >= <u32>HZ / 50) {
    const more = (<i64>sysctl(Sysctl.ICMP_MSGS_PER_SEC) * <i64>elapsed) / <i64>HZ;
    if (more > 0) {
      stamp = jiffies;
      credit = <i32>min<i64>(<i64>credit + more, <i64>burst);
    }
  }
  if (credit <= 0) return false;
  credit--;
  return true;
}

/** Whether an ICMP error of this type may answer `p` now; `out` is the interface it leaves by. */
export function allowIcmp4(p: Packet, type: u32, code: u32, out: u32, destination: usize): bool {
  if (type > 18) return true;
  // path MTU discovery needs these, always
  if (type == 3 && code == 4) return true;
  if (((<u32>sysctl(Sysctl.ICMP_RATEMASK) >> type) & 1) == 0) return true;
  if (isLoopback(p.inInterface)) return true;
  if (!allowGlobally()) return false;
  // without a limit too: what is said to a peer counts where there is one (ip_error, redirects)
  return isLoopback(out) || allowPeerEvery(destination, 4, ticks(sysctl(Sysctl.ICMP_RATELIMIT)));
}

/** The same for ICMPv6; Packet Too Big is never limited. */
export function allowIcmp6(p: Packet, type: u32, out: u32, destination: usize): bool {
  if (type == 2 || type > 127 || isLoopback(p.inInterface)) return true;
  if (!allowGlobally()) return false;
  return isLoopback(out) || allowPeerEvery(destination, 16, ticks(sysctl(Sysctl.ICMP6_RATELIMIT)));
}

/** Milliseconds as jiffies. */
function ticks(milliseconds: i32): u32 {
  return <u32>((<i64>milliseconds * <i64>HZ + 999) / 1000);
}
