/**
 * AUDIT: a record for the audit daemon (iptables-extensions(8), AUDIT; audit_tg of the kernel). The
 * packet goes on unchanged.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum AuditInfo {
  size = 8,
}

/** Goes on. */
export function target(_p: Packet, _data: usize, _c: Context): i32 {
  return Verdict.CONTINUE;
}
