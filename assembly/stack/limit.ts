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
    const more = <i32>((<i64>sysctl(Sysctl.ICMP_MSGS_PER_SEC) * <i64>elapsed) / <i64>HZ);
    if (more > 0) {
      stamp = jiffies;
      credit = min<i32>(credit + more, burst);
    }
  }
  if (credit <= 0) return false;
  credit--;
  return true;
}

/** Whether an ICMP error of this type may answer `p` now; `out` is the interface it leaves by. */
export function allowIcmp4(p: Packet, type: u32, code: u32, out: u32, destination: usize): bool {
  const limit = sysctl(Sysctl.ICMP_RATELIMIT);
  if (limit == 0 || type > 18) return true;
  // path MTU discovery needs these, always
  if (type == 3 && code == 4) return true;
  if (((<u32>sysctl(Sysctl.ICMP_RATEMASK) >> type) & 1) == 0) return true;
  if (!isLoopback(p.inInterface) && !allowGlobally()) return false;
  if (isLoopback(out)) return true;
  return allowPeerEvery(destination, 4, ticks(limit));
}

/** The same for ICMPv6; Packet Too Big is never limited. */
export function allowIcmp6(p: Packet, type: u32, out: u32, destination: usize): bool {
  const limit = sysctl(Sysctl.ICMP6_RATELIMIT);
  if (limit == 0 || type == 2 || type > 127) return true;
  if (!isLoopback(p.inInterface) && !allowGlobally()) return false;
  if (isLoopback(out)) return true;
  return allowPeerEvery(destination, 16, ticks(limit));
}

/** Milliseconds as jiffies, at least one. */
function ticks(milliseconds: i32): u32 {
  return max<u32>(1, <u32>((<i64>milliseconds * <i64>HZ + 999) / 1000));
}
