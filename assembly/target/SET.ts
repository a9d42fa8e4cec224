/**
 * SET: adds the packet to a set, deletes it from one, takes mark and priority from the element it is
 * in another (iptables-extensions(8), SET; set_target_v3 of the kernel). Goes on whatever came of it.
 */
import { Verdict } from "../abi";
import { Packet } from "../packet/packet";
import { NO_SET } from "../set/abi";
import { addPacket, deletePacket, testPacket } from "../set/packet";
import { ask, skbMark, skbMask, skbPriority } from "../set/question";
import { Context } from "../table/context";

/** Three sets, each with number (u16), dimension (u8) and source bits (u8). */
export const enum SetTargetInfo {
  add = 0,
  del = 4,
  map = 8,
  /** u8: AskFlag bits of adding. */
  flags = 12,
  /** u8: MapFlag bits. */
  mapFlags = 13,
  /** u32: seconds, SET_DEFAULT = the set's. */
  timeout = 16,
  size = 20,
}

/** What is taken from the element. */
export const enum MapFlag {
  MARK = 1,
  PRIORITY = 2,
  /** A transmit queue: the devices of the model have one. */
  QUEUE = 4,
}

function begin(p: Packet, data: usize, flags: u32): u32 {
  ask(<u32>load<u8>(data, 2), <u32>load<u8>(data, 3), flags, p.length);
  return <u32>load<u16>(data);
}

/** Adds, deletes, maps; goes on. */
export function target(p: Packet, data: usize, c: Context): i32 {
  const add = data + SetTargetInfo.add;
  if (<u32>load<u16>(add) != NO_SET) {
    const index = begin(p, add, <u32>load<u8>(data, SetTargetInfo.flags));
    addPacket(index, p, c, load<u32>(data, SetTargetInfo.timeout));
  }
  const del = data + SetTargetInfo.del;
  if (<u32>load<u16>(del) != NO_SET) deletePacket(begin(p, del, 0), p, c);
  const map = data + SetTargetInfo.map;
  if (<u32>load<u16>(map) == NO_SET) return Verdict.CONTINUE;
  if (!testPacket(begin(p, map, 0), p, c)) return Verdict.CONTINUE;
  const flags = <u32>load<u8>(data, SetTargetInfo.mapFlags);
  if ((flags & MapFlag.MARK) != 0) p.mark = (p.mark & ~skbMask) ^ skbMark;
  if ((flags & MapFlag.PRIORITY) != 0) p.priority = skbPriority;
  return Verdict.CONTINUE;
}
