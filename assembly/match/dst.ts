/**
 * dst: the destination options header of IPv6 (iptables-extensions(8), dst; hbh_mt6 of the kernel).
 */
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";
import { headerOptions } from "./hbh";

/** Whether the packet has such a header: `data` is a HbhInfo. */
export function match(p: Packet, data: usize, c: Context): bool {
  return headerOptions(p, data, c, Protocol.DSTOPTS);
}
