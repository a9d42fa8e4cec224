/** The network that a setup loaded: where its parts stand in the image. */
import { Family, FamilyNetwork, NetworkFlag, NetworkImage, RoutingTable } from "../abi";
import { hostChanged } from "../memory/generation";
import { allocate, release } from "../memory/heap";

/** The table in which IPv4 looks while no policy rule was ever changed: local and main in one
 * (fib_trie_table with an alias). The host builds it under this number. */
export const MERGED_TABLE: u32 = 0xfffffffe;
export const TABLE_DEFAULT: u32 = 253;
export const TABLE_MAIN: u32 = 254;
export const TABLE_LOCAL: u32 = 255;

/** An empty network, for an engine without a setup. */
const empty: usize = memory.data(72, 8);

let image: usize = empty;
let reserved: usize = 0;

/** The network of a family. */
export function familyNetwork(family: u32): usize {
  return image + (family == Family.IPV4 ? NetworkImage.ipv4 : NetworkImage.ipv6);
}

/** The routing table of a number; 0 = none. */
export function routingTable(family: u32, id: u32): usize {
  const network = familyNetwork(family);
  const count = load<u32>(network, FamilyNetwork.tableCount);
  let table = <usize>load<u32>(network, FamilyNetwork.tables);
  for (let i: u32 = 0; i < count; i++) {
    if (load<u32>(table, RoutingTable.id) == id) return table;
    table += RoutingTable.size;
  }
  return 0;
}

/** Whether there are rules other than those that every host starts with. */
export function customRules(family: u32): bool {
  return hasFlag(family, NetworkFlag.CUSTOM_RULES);
}

/** Whether the network has what the flag stands for. */
export function hasFlag(family: u32, flag: NetworkFlag): bool {
  return (load<u32>(familyNetwork(family), FamilyNetwork.flags) & <u32>flag) != 0;
}

/** A place for a network image of `size` bytes; 0 when exhausted. */
export function reserveNetwork(size: u32): usize {
  if (reserved != 0) release(reserved);
  reserved = allocate(size);
  return reserved;
}

/** Makes the image at the reserved place the network. */
export function commitNetwork(): bool {
  if (reserved == 0) return false;
  if (image != empty) release(image);
  image = reserved;
  reserved = 0;
  hostChanged();
  return true;
}
