/**
 * connlimit: how many connections a network has at once (iptables-extensions(8), connlimit;
 * connlimit_mt and nf_conncount of the kernel). The packet's address says which network, the original
 * tuple of its connection what is counted; TCP connections that are closed count no more.
 */
import { Family } from "../abi";
import { connectionOf, Way } from "../conntrack/connection";
import { extract, hasTransport } from "../conntrack/extract";
import { recordOf } from "../conntrack/table";
import { zoneId, zoneOf, zoneOfConnection } from "../conntrack/template";
import { copyTuple, Tuple } from "../conntrack/tuple";
import { findInZones } from "../conntrack/zones";
import { ConnlimitTable, countConnections } from "../object/connlimit";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";
import { objectState } from "../table/objects";

/** u32 each: place of the rule's table among the objects, most connections, ConnlimitFlag bits. */
export const enum ConnlimitInfo {
  object = 0,
  limit = 4,
  flags = 8,
  /** 16 bytes: bits of the address that count. */
  mask = 16,
  size = 32,
}

export const enum ConnlimitFlag {
  /** At most so many, instead of more. */
  UPTO = 1,
  DESTINATION = 2,
}

const tupleAt: usize = memory.data(40, 8);

/** Whether the network has more connections than so many, or not. */
export function match(p: Packet, data: usize, c: Context): bool {
  const tuple = changetype<Tuple>(tupleAt);
  let zone: u32 = 0;
  let replyZone: u32 = 0;
  let status: u32 = 0;
  if (p.connection != 0) {
    const connection = connectionOf(p);
    copyTuple(tuple, connection.tuple(Way.ORIGINAL));
    zone = zoneOfConnection(connection);
    replyZone = connection.tuple(Way.REPLY).zone;
    status = connection.status;
  } else {
    if (!hasTransport(p) || !extract(p, tuple)) {
      c.hotdrop = 1;
      return false;
    }
    zone = zoneId(p);
    tuple.zone = <u16>zoneOf(p, Way.ORIGINAL);
    replyZone = zoneOf(p, Way.REPLY);
    const node = findInZones(tuple, replyZone);
    if (node != 0) status = recordOf(node).status;
  }
  const flags = load<u32>(data, ConnlimitInfo.flags);
  const toward = (flags & ConnlimitFlag.DESTINATION) != 0;
  const six = c.family == Family.IPV6;
  const address = p.data + (six ? (toward ? 24 : 8) : toward ? 16 : 12);
  const low = six ? load<u64>(address) : <u64>load<u32>(address);
  const high: u64 = six ? load<u64>(address, 8) : 0;
  const count = countConnections(
    changetype<ConnlimitTable>(objectState(load<u32>(data, ConnlimitInfo.object))),
    low & load<u64>(data, ConnlimitInfo.mask),
    high & load<u64>(data, ConnlimitInfo.mask + 8),
    zone,
    tuple,
    replyZone,
    status,
  );
  // the kernel takes it for a lack of memory
  if (count == 0) {
    c.hotdrop = 1;
    return false;
  }
  return count > load<u32>(data, ConnlimitInfo.limit) != ((flags & ConnlimitFlag.UPTO) != 0);
}
