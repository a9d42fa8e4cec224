/**
 * CONNSECMARK: copies the security mark between packet and connection (iptables-extensions(8),
 * CONNSECMARK; connsecmark_tg of the kernel). Without a security module, marks are zero and stay so.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum ConnsecmarkInfo {
  size = 8,
}

/** Goes on. */
export function target(_p: Packet, _data: usize, _c: Context): i32 {
  return Verdict.CONTINUE;
}
