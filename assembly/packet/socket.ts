/** Which packets belong to a socket of this host on their way out (skb->sk of the kernel). */
import { Packet, PacketFlag } from "./packet";
import { Protocol } from "./protocol";

/** Local processes send through theirs, the host's ICMP errors through the kernel's own; resets that
 * REJECT makes, TEE's copies, and what is forwarded, have none. */
export function hasSocket(p: Packet): bool {
  if (!p.is(PacketFlag.GENERATED)) return p.is(PacketFlag.LOCAL_OUT);
  if (p.is(PacketFlag.DUPLICATE)) return false;
  return p.protocol == <u32>Protocol.ICMP || p.protocol == <u32>Protocol.ICMPV6;
}
