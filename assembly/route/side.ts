/** Whether two addresses are on one side of the host. */
import { Family } from "../abi";
import { copy16, same16 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { RouteFlag } from "./flags";
import { routeOutput4 } from "./output4";
import { routeToward6 } from "./routes6";

const hopOfFirst: usize = memory.data(16, 8);
const hopOfSecond: usize = memory.data(16, 8);

/** Whether packets of the host to both 16-byte addresses leave by one device to one next hop
 * (callforward_do_filter). */
export function sameSide(family: u32, first: usize, second: usize): bool {
  if (!canAcquire()) return false;
  const probe = acquirePacket();
  probe.family = family;
  probe.flags |= PacketFlag.GENERATED;
  let same = hopTo(probe, first, hopOfFirst);
  if (same) {
    const out = probe.routeInterface;
    same = hopTo(probe, second, hopOfSecond);
    if (probe.routeInterface != out || !same16(hopOfFirst, hopOfSecond)) same = false;
  }
  releasePacket();
  return same;
}

/** The next hop to an address; false = there is no route. */
function hopTo(probe: Packet, address: usize, hop: usize): bool {
  const error =
    probe.family == Family.IPV4
      ? routeOutput4(probe, 0, load<u32>(address), 0, 0, 0, 0)
      : routeToward6(probe, address, 0, 0);
  if (error != 0) return false;
  const gateway =
    (probe.routeFlags & (RouteFlag.GATEWAY | RouteFlag.GATEWAY6)) == RouteFlag.GATEWAY;
  copy16(hop, gateway ? probe.nextHop() : address);
  return true;
}
