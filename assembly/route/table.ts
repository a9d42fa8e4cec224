/** Longest-prefix search in a routing table: a binary search over the ranges that its prefixes make,
 * then from the longest prefix to shorter ones. */
import { PrefixNode, RoutingTable } from "../abi";

/** The longest prefix (PrefixNode) that covers an IPv4 address in host order; 0 = none. */
export function findPrefix4(table: usize, address: u32): usize {
  const starts = <usize>load<u32>(table, RoutingTable.starts);
  let low: u32 = 0;
  let high = load<u32>(table, RoutingTable.rangeCount);
  if (high == 0) return 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (load<u32>(starts + ((<usize>middle) << 2)) <= address) low = middle;
    else high = middle;
  }
  const nodes = <usize>load<u32>(table, RoutingTable.nodes);
  return <usize>load<u32>(nodes + ((<usize>low) << 2));
}

/** The longest prefix (PrefixNode) that covers the IPv6 address at `address`; 0 = none. */
export function findPrefix6(table: usize, address: usize): usize {
  const starts = <usize>load<u32>(table, RoutingTable.starts);
  const upper = bswap<u64>(load<u64>(address));
  const lower = bswap<u64>(load<u64>(address, 8));
  let low: u32 = 0;
  let high = load<u32>(table, RoutingTable.rangeCount);
  if (high == 0) return 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const at = starts + ((<usize>middle) << 4);
    const start = load<u64>(at);
    if (start < upper || (start == upper && load<u64>(at, 8) <= lower)) low = middle;
    else high = middle;
  }
  const nodes = <usize>load<u32>(table, RoutingTable.nodes);
  return <usize>load<u32>(nodes + ((<usize>low) << 2));
}

/** The next shorter prefix around a prefix; 0 = none. */
export function widerPrefix(node: usize): usize {
  return <usize>load<u32>(node, PrefixNode.parent);
}
