/** Which way a packet travelled when the capture does not say: packets from the host's own addresses
 * went out, all others came in. */
import { Direction } from "../abi";
import { knownLocal4, noteLocal4 } from "../route/cache";
import { isLocalAddress4, isLocalAddress6 } from "../route/local";
import { shortcuts } from "../memory/shortcuts";
import { Packet } from "../packet/packet";

/** Direction of a packet by its source address. */
export function directionOf(p: Packet, version: u32): u32 {
  if (version == 4) {
    if (p.captured < 20) return Direction.IN;
    return isOwn4(load<u32>(p.data, 12), load<u32>(p.data, 16)) ? Direction.OUT : Direction.IN;
  }
  if (p.captured < 40) return Direction.IN;
  return isLocalAddress6(p.data + 8) ? Direction.OUT : Direction.IN;
}

/** Whether the source of an IPv4 packet is the host's own. */
function isOwn4(source: u32, destination: u32): bool {
  const known = shortcuts ? knownLocal4(source, destination) : -1;
  if (known >= 0) return known != 0;
  const own = isLocalAddress4(source);
  noteLocal4(source, destination, own);
  return own;
}
