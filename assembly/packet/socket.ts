/** Which packets belong to a socket of this host on their way out (skb->sk of the kernel). */
import { Packet, PacketFlag } from "./packet";
import { Protocol } from "./protocol";

/** Local processes send through theirs, the host's ICMP errors through the kernel's own; resets that
 * REJECT makes, TEE's copies, what is forwarded, and what came back to this host (loopback_xmit, skb_orphan;
 * skb_clone of a multicast or broadcast), have none. */
export function hasSocket(p: Packet): bool {
  if (p.is(PacketFlag.LOOP_COPY)) return false;
  return p.is(PacketFlag.GENERATED) ? hasKernelSocket(p) : p.is(PacketFlag.LOCAL_OUT);
}

/** Whether a packet that the host made itself belongs to the kernel's own socket. */
export function hasKernelSocket(p: Packet): bool {
  if (p.is(PacketFlag.DUPLICATE) || p.is(PacketFlag.LOOPED)) return false;
  return p.protocol == <u32>Protocol.ICMP || p.protocol == <u32>Protocol.ICMPV6;
}
