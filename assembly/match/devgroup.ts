/**
 * devgroup: the groups of the packet's interfaces (iptables-extensions(8), devgroup; devgroup_mt of
 * the kernel; `ip link set DEVICE group NUMBER`).
 */
import { InterfaceRecord } from "../abi";
import { interfaceRecord } from "../memory/interfaces";
import { Packet } from "../packet/packet";
import { Context } from "../table/context";

/** u32 each: a group and the bits of it that count. */
export const enum DevgroupInfo {
  source = 0,
  sourceMask = 4,
  destination = 8,
  destinationMask = 12,
  /** u8 each: DevgroupFlag bits asked for, and turned around. */
  flags = 16,
  invert = 17,
  size = 24,
}

export const enum DevgroupFlag {
  SOURCE = 1,
  DESTINATION = 2,
}

/** Whether both interfaces are of the groups asked for. */
export function match(_p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, DevgroupInfo.flags);
  const invert = <u32>load<u8>(data, DevgroupInfo.invert);
  if ((flags & DevgroupFlag.SOURCE) != 0) {
    const same = inGroup(c.inInterface, data + DevgroupInfo.source);
    if (same == ((invert & DevgroupFlag.SOURCE) != 0)) return false;
  }
  if ((flags & DevgroupFlag.DESTINATION) == 0) return true;
  const same = inGroup(c.outInterface, data + DevgroupInfo.destination);
  return same != ((invert & DevgroupFlag.DESTINATION) != 0);
}

function inGroup(index: u32, asked: usize): bool {
  const group = index == 0 ? 0 : load<u32>(interfaceRecord(index), InterfaceRecord.group);
  return ((group ^ load<u32>(asked)) & load<u32>(asked, 4)) == 0;
}
