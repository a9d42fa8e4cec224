/**
 * pkttype: how the link layer addressed the packet (iptables-extensions(8), pkttype; pkttype_mt of
 * the kernel).
 */
import { Family, PacketType } from "../abi";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A PacketType of abi.ts. */
export const enum PkttypeInfo {
  type = 0,
  invert = 1,
  size = 8,
}

/** Whether the packet has the type. One that the host looped back has the type of its destination. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const type = p.type == PacketType.LOOPBACK ? loopedType(p) : p.type;
  const same = type == <u32>load<u8>(data, PkttypeInfo.type);
  return same != (load<u8>(data, PkttypeInfo.invert) != 0);
}

function loopedType(p: Packet): u32 {
  if (p.family == Family.IPV4) {
    const multicast = load<u8>(p.data, 16) >> 4 == 14;
    return multicast ? PacketType.MULTICAST : PacketType.BROADCAST;
  }
  return load<u8>(p.data, 24) == 0xff ? PacketType.MULTICAST : PacketType.BROADCAST;
}
