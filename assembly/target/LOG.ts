/**
 * LOG: shows the packet in the kernel's log and goes on (iptables-extensions(8), LOG; log_tg of
 * xt_LOG). The engine keeps a snapshot; the line, with prefix and level, is the host's
 * (src/report/kernel-log.ts).
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { logPacket } from "../table/log";

export const enum LogInfo {
  size = 0,
}

/** Writes a LOG record and goes on. */
export function target(p: Packet, _data: usize, c: Context): i32 {
  logPacket(p, c);
  return Verdict.CONTINUE;
}
