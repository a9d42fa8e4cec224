/**
 * dscp: the code point in the upper six bits of type of service or traffic class
 * (iptables-extensions(8), dscp; dscp_mt and dscp_mt6 of the kernel).
 */
import { Family } from "../abi";
import { trafficClass } from "../packet/ipv6";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** A code point, 0-63. */
export const enum DscpInfo {
  value = 0,
  invert = 1,
  size = 8,
}

/** Whether the packet has the code point. */
export function match(p: Packet, data: usize, _c: Context): bool {
  const field = p.family == Family.IPV4 ? <u32>load<u8>(p.data, 1) : trafficClass(p.data);
  const same = field >> 2 == <u32>load<u8>(data, DscpInfo.value);
  return same != (load<u8>(data, DscpInfo.invert) != 0);
}
