/** SCTP (nf_conntrack_proto_sctp). */
import { Sysctl, Verdict } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { refreshCounted } from "../timeout";

/** A packet of association `c`, new unless c.isConfirmed(): ACCEPT, -ACCEPT (invalid), REPEAT or
 * DROP. */
export function sctpPacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  if (!p.has(p.transport, 12)) return -Verdict.ACCEPT;
  refreshCounted(p, c, ctInfo, sysctl(Sysctl.NF_CONNTRACK_SCTP_TIMEOUT_ESTABLISHED));
  return Verdict.ACCEPT;
}
