/** SECMARK: the label of a packet for a security module (iptables-extensions(8), SECMARK; secmark_tg of the kernel). */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32: number of the label, not 0. */
export const enum SecmarkInfo {
  label = 0,
  size = 8,
}

/** Labels the packet, whatever label it had, and goes on. */
export function target(p: Packet, data: usize, _c: Context): i32 {
  p.label = load<u32>(data, SecmarkInfo.label);
  return Verdict.CONTINUE;
}
