/** The host's own addresses. */
import { Family, NextHopImage, RouteType } from "../abi";
import { hasAddress6, interfaceOfAddress4 } from "./address";
import { askFor, found, scratch } from "./flow";
import { lookupTable4 } from "./lookup4";
import { customRules, MERGED_TABLE, TABLE_LOCAL } from "./network";

/** Whether an IPv4 address (as in memory) belongs to the host: the local table says so. */
export function isLocalAddress4(address: u32): bool {
  store<u32>(scratch, address);
  store<u32>(scratch, 0, 16);
  askFor(scratch + 16, scratch, 0, 0, 0);
  if (lookupTable4(customRules(Family.IPV4) ? TABLE_LOCAL : MERGED_TABLE) != 0) return false;
  return found.type == RouteType.LOCAL;
}

/** The interface that an address is at home on, by its addresses or by the local table
 * (__ip_dev_find); 0 = it is not the host's. */
export function homeOfAddress4(address: u32): u32 {
  const home = interfaceOfAddress4(address);
  if (home != 0) return home;
  return isLocalAddress4(address) ? load<u32>(found.hop, NextHopImage.interfaceIndex) : 0;
}

/** Whether the 16-byte IPv6 address at `address` belongs to the host. */
export function isLocalAddress6(address: usize): bool {
  return hasAddress6(address, 0);
}
