/** Connections that a REJECT cuts off (nf_conntrack_set_closing, nf_conntrack_tcp_set_closing). */
import { HZ, Status, Sysctl, TcpState } from "../abi";
import { jiffies } from "../memory/clock";
import { sysctl } from "../memory/sysctl";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { connectionOf } from "./connection";

/** A TCP connection whose packet is answered with a reset is closed: neither end sees the other's
 * packets any more, so conntrack would wait for ever. */
export function setClosing(p: Packet): void {
  if (p.connection == 0) return;
  const c = connectionOf(p);
  if (c.protocol() != Protocol.TCP || !c.isConfirmed()) return;
  const before = <u32>c.state;
  c.state = <u8>TcpState.CLOSE;
  if (before == TcpState.CLOSE || c.is(Status.FIXED_TIMEOUT)) return;
  c.timeout = jiffies + <u32>sysctl(Sysctl.NF_CONNTRACK_TCP_TIMEOUT_CLOSE) * HZ;
}
