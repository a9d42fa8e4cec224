/** The state of a packet's connection as --ctstate names it. */
import { ConnectionState, CtInfo, Status } from "../abi";
import { Packet } from "../packet/packet";
import { connectionOf } from "./connection";

/** ConnectionState bits of the packet (conntrack_mt of the kernel). */
export function stateOf(p: Packet): u32 {
  if (p.connection == 0) {
    if (p.template != 0) return ConnectionState.NEW;
    return p.ctInfo == CtInfo.UNTRACKED ? ConnectionState.UNTRACKED : ConnectionState.INVALID;
  }
  let bits: u32 = 2 << (p.ctInfo % 3);
  const status = connectionOf(p).status;
  if ((status & Status.SRC_NAT) != 0) bits |= ConnectionState.SRC_NAT;
  if ((status & Status.DST_NAT) != 0) bits |= ConnectionState.DST_NAT;
  return bits;
}
