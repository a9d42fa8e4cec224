/**
 * CHECKSUM: fills in a checksum that was left to the device (iptables-extensions(8), CHECKSUM;
 * checksum_tg of the kernel). A packet of a capture has its checksum; what the host makes may not.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { finishSum } from "../packet/partial";
import { Context } from "../table/context";

export const enum ChecksumInfo {
  size = 8,
}

/** Goes on. */
export function target(p: Packet, _data: usize, _c: Context): i32 {
  finishSum(p);
  return Verdict.CONTINUE;
}
