/**
 * physdev: the bridge ports that a packet came in and goes out by (iptables-extensions(8), physdev;
 * physdev_mt of the kernel). No capture of a bridge tells them: they are facts (`physin=`,
 * `physout=`). A packet without is taken for one that met no bridge, and the rule is reported.
 */
import { FactGiven, FactRecord } from "../packet/facts";
import { Packet, PacketFlag } from "../packet/packet";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** Patterns of names: 16 bytes of name, 16 of mask. */
export const enum PhysdevInfo {
  inPort = 0,
  outPort = 32,
  /** u8 each: PhysdevFlag bits asked for, and turned around. */
  flags = 64,
  invert = 65,
  size = 72,
}

export const enum PhysdevFlag {
  IN = 1,
  OUT = 2,
  BRIDGED = 4,
  IS_IN = 8,
  IS_OUT = 16,
}

/** Whether the ports are as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, PhysdevInfo.flags);
  const invert = <u32>load<u8>(data, PhysdevInfo.invert);
  const facts = p.facts;
  if (facts == 0 || (load<u16>(facts, FactRecord.given) & FactGiven.BRIDGE) == 0) {
    if (!p.is(PacketFlag.GENERATED)) undecided(c);
    // what is asked holds only where it was turned around
    return flags == invert;
  }
  const from = facts + FactRecord.physIn;
  const to = facts + FactRecord.physOut;
  const hasIn = load<u8>(from) != 0;
  const hasOut = load<u8>(to) != 0;
  if (!fits(flags, invert, PhysdevFlag.BRIDGED, hasOut)) return false;
  if (!fits(flags, invert, PhysdevFlag.IS_IN, hasIn)) return false;
  if (!fits(flags, invert, PhysdevFlag.IS_OUT, hasOut)) return false;
  // a port that is not there is not compared on the way in, and fails on the way out
  if (hasIn && !fits(flags, invert, PhysdevFlag.IN, nameFits(from, data + PhysdevInfo.inPort))) {
    return false;
  }
  if ((flags & PhysdevFlag.OUT) == 0) return true;
  if (!hasOut) return false;
  return fits(flags, invert, PhysdevFlag.OUT, nameFits(to, data + PhysdevInfo.outPort));
}

function fits(flags: u32, invert: u32, flag: u32, holds: bool): bool {
  if ((flags & flag) == 0) return true;
  return holds != ((invert & flag) != 0);
}

function nameFits(name: usize, pattern: usize): bool {
  const low = (load<u64>(name) ^ load<u64>(pattern)) & load<u64>(pattern, 16);
  const high = (load<u64>(name, 8) ^ load<u64>(pattern, 8)) & load<u64>(pattern, 24);
  return (low | high) == 0;
}
