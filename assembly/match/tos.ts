/**
 * tos: the type of service of IPv4, the traffic class of IPv6 (iptables-extensions(8), tos; tos_mt
 * of the kernel).
 */
import { Family } from "../abi";
import { trafficClass } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** field & mask == value, u8 each. */
export const enum TosInfo {
  value = 0,
  mask = 1,
  invert = 2,
  size = 8,
}

/** Whether the masked field is the value. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const field = p.family == Family.IPV4 ? <u32>load<u8>(p.data, 1) : trafficClass(p.data);
  const same = (field & <u32>load<u8>(data, TosInfo.mask)) == <u32>load<u8>(data, TosInfo.value);
  return same != (load<u8>(data, TosInfo.invert) != 0);
}
