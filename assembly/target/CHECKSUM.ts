/**
 * CHECKSUM: fills in a checksum that was left to the device (iptables-extensions(8), CHECKSUM;
 * checksum_tg of the kernel). A packet of a capture has its checksum: nothing is left to fill in.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum ChecksumInfo {
  size = 8,
}

/** Goes on. */
export function target(_p: Packet, _data: usize, _c: Context): i32 {
  return Verdict.CONTINUE;
}
