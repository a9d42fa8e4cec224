/** How big packets may be on a route: dst_mtu of the kernel. */
import { Family } from "../abi";
import { interfaceMtu } from "../memory/interfaces";
import { Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { forwardMtu4 } from "../stack/mtu";
import { onPath } from "../stack/path";
import { routeOutput4 } from "./output4";
import { routeOutput6 } from "./routes6";

/** Largest MTU that IPv4 counts with (IP_MAX_MTU), and what stands for "no route". */
const MAX_MTU4: u32 = 65520;
export const NO_MTU: u32 = 0xffffffff;

/** Of the packet's own route. */
export function routeMtu(p: Packet): u32 {
  if (onPath(p)) return p.outInterface != 0 ? interfaceMtu(p.outInterface) : NO_MTU;
  if (!p.is(PacketFlag.ROUTED)) return NO_MTU;
  return p.family == Family.IPV4 ? min<u32>(forwardMtu4(p), MAX_MTU4) : p.routeMtu;
}

/** Of the route that a packet of the host would take to the packet's source; NO_MTU without one. */
export function reverseMtu(p: Packet): u32 {
  if (onPath(p)) return p.inInterface != 0 ? interfaceMtu(p.inInterface) : NO_MTU;
  if (!canAcquire()) return NO_MTU;
  const probe = acquirePacket();
  probe.family = p.family;
  probe.flags |= PacketFlag.GENERATED;
  const error =
    p.family == Family.IPV4
      ? routeOutput4(probe, 0, load<u32>(p.data, 12), 0, 0, 0, 0)
      : routeOutput6(probe, 0, p.data + 8, 0, 0, 0, 0);
  const mtu = error == 0 ? routeMtu(probe) : NO_MTU;
  releasePacket();
  return mtu;
}
