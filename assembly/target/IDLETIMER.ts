/**
 * IDLETIMER: tells user space when a rule has not matched for a while (iptables-extensions(8),
 * IDLETIMER; idletimer_tg_target of the kernel). The packet goes on unchanged.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum IdletimerInfo {
  size = 8,
}

/** Goes on. */
export function target(_p: Packet, _data: usize, _c: Context): i32 {
  return Verdict.CONTINUE;
}
