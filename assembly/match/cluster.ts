/**
 * cluster: connections that fall to this node of several (iptables-extensions(8), cluster;
 * xt_cluster_mt of the kernel). The source of the connection's first packet, hashed under the seed
 * that all nodes share, tells the node; a related connection goes where its master went.
 */
import { Family, PacketType } from "../abi";
import { Connection, connectionOf, Way } from "../conntrack/connection";
import { jhash2, scaled } from "../packet/jhash";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32 each: how many nodes, bits of those that are this one, seed, the "!". */
export const enum ClusterInfo {
  total = 0,
  mask = 4,
  seed = 8,
  invert = 12,
  size = 16,
}

/** Whether the connection is this node's. Without one it is not, inverted or not. */
export function match(p: Packet, data: usize, c: Context): bool {
  const six = c.family == Family.IPV6;
  // What came to an address that all nodes share was sent to their group: for those above it counts
  // as sent to this host.
  if (p.type == <u32>PacketType.MULTICAST && !toGroup(p, six)) p.type = PacketType.HOST;
  if (p.connection == 0) return false;
  let connection = connectionOf(p);
  if (connection.master != 0) connection = changetype<Connection>(<usize>connection.master);
  const source = connection.tuple(Way.ORIGINAL).source();
  // of an IPv6 address the kernel hashes the first four bytes only
  const hash = jhash2(source, 1, load<u32>(data, ClusterInfo.seed));
  const node = scaled(hash, load<u32>(data, ClusterInfo.total));
  const mine = (load<u32>(data, ClusterInfo.mask) & (1 << node)) != 0;
  return mine != (load<u32>(data, ClusterInfo.invert) != 0);
}

function toGroup(p: Packet, six: bool): bool {
  if (six) return load<u8>(p.data, 24) == 0xff;
  return load<u8>(p.data, 16) >> 4 == 14;
}
