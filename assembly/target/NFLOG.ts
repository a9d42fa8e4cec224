/**
 * NFLOG: hands a copy of the packet to a netlink group (iptables-extensions(8), NFLOG; nflog_tg of the
 * kernel). The packet goes on unchanged; who listens to the group is outside of the model.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

export const enum NflogInfo {
  size = 8,
}

/** Goes on. */
export function target(_p: Packet, _data: usize, _c: Context): i32 {
  return Verdict.CONTINUE;
}
