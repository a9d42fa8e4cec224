/** TCP (nf_conntrack_proto_tcp). */
import { Sysctl, Verdict } from "../../abi";
import { sysctl } from "../../memory/sysctl";
import { Packet } from "../../packet/packet";
import { Connection } from "../connection";
import { refreshCounted } from "../timeout";

/** A segment of connection `c`, new unless c.isConfirmed(): ACCEPT, -ACCEPT (invalid), REPEAT or
 * DROP. */
export function tcpPacket(p: Packet, c: Connection, ctInfo: u32): i32 {
  if (!p.has(p.transport, 20)) return -Verdict.ACCEPT;
  refreshCounted(p, c, ctInfo, sysctl(Sysctl.NF_CONNTRACK_TCP_TIMEOUT_ESTABLISHED));
  return Verdict.ACCEPT;
}
