/**
 * cgroup: the control group of the process whose socket the packet belongs to (iptables-extensions(8),
 * cgroup; cgroup_mt of the kernel). No capture tells: it is a fact, by the number that net_cls gives
 * (`cgroup=0x10001`) or by its path (`cgroup=/system.slice/ssh.service`). Where none is declared the
 * process is in the first group, number 0 and path "/", and the rule is reported.
 */
import { Hook } from "../abi";
import { FactGiven, FactRecord } from "../packet/facts";
import { Packet, PacketFlag } from "../packet/packet";
import { hasKernelSocket } from "../packet/socket";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** u32: number of the group. u8 each: "!", whether the path is meant. u16: bytes of the path, without a
 * slash at its end; they follow. */
export const enum CgroupInfo {
  id = 0,
  invert = 4,
  byPath = 5,
  length = 6,
  path = 8,
}

/** Whether the process is in the group, or below its path. Without a socket it is not, inverted or not. */
export function match(p: Packet, data: usize, c: Context): bool {
  const byPath = load<u8>(data, CgroupInfo.byPath) != 0;
  const bit = byPath ? FactGiven.CGROUP_PATH : FactGiven.CGROUP_ID;
  const facts = p.facts;
  const given = facts != 0 && (<u32>load<u16>(facts, FactRecord.given) & bit) != 0;
  if (!hasSocket(p, c, given)) return false;
  let inside: bool;
  if (byPath) {
    const path = given ? <usize>load<u32>(facts, FactRecord.cgroupPath) : 0;
    inside = isBelow(path, data);
  } else {
    const id = given ? load<u32>(facts, FactRecord.cgroupId) : 0;
    inside = id == load<u32>(data, CgroupInfo.id);
  }
  return inside != (load<u8>(data, CgroupInfo.invert) != 0);
}

/** Whether the packet has a socket; reports where that, or its group, is not known. */
function hasSocket(p: Packet, c: Context, given: bool): bool {
  // what the kernel's own socket sends belongs to the first group; resets have no socket
  if (p.is(PacketFlag.GENERATED)) return hasKernelSocket(p);
  if (given) return !p.is(PacketFlag.LOOP_COPY);
  const sent = p.is(PacketFlag.LOCAL_OUT) && !p.is(PacketFlag.LOOP_COPY);
  // on the way in a socket is known early, if at all (early demux)
  if (sent || c.hook == <u32>Hook.INPUT) undecided(c);
  return sent && c.hook != <u32>Hook.INPUT;
}

/** Whether a path, 0 = "/", is that of the rule or below it. */
function isBelow(path: usize, data: usize): bool {
  const length = <u32>load<u16>(data, CgroupInfo.length);
  if (length == 0) return true;
  if (path == 0) return false;
  const known = load<u32>(path);
  if (known < length) return false;
  if (memory.compare(path + 4, data + CgroupInfo.path, length) != 0) return false;
  return known == length || load<u8>(path + 4 + length) == 47;
}
