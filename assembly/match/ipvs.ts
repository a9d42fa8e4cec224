/**
 * ipvs: connections of the load balancer IPVS (iptables-extensions(8), ipvs; ipvs_mt of the kernel).
 * sluice is no load balancer: what IPVS has to do with a packet is a fact (`ipvs=`). Undeclared it has
 * nothing, and the rule is reported, where IPVS may have come before the rule.
 */
import { Hook, Table } from "../abi";
import { Way } from "../conntrack/connection";
import { seenWay, seesConnection } from "../conntrack/seen";
import { FactGiven, FactIpvs, FactIpvsFlag, FactRecord } from "../packet/facts";
import { Packet, PacketFlag } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";

/** What is asked. */
export const enum IpvsInfo {
  /** u8 each: IpvsFlag bits asked for, and turned around; the protocol; first letter of the method, small. */
  flags = 0,
  invert = 1,
  protocol = 2,
  method = 3,
  /** u16 each, host order: virtual port, that of the controlling connection. */
  port = 4,
  controlPort = 6,
  /** Virtual address and its mask, 16 bytes each, IPv4 in the first four. */
  address = 8,
  mask = 24,
  size = 40,
}

/** XT_IPVS_*; DIRECTION is turned around for REPLY. None but PROPERTY: whether IPVS handled the packet. */
export const enum IpvsFlag {
  PROPERTY = 1,
  PROTOCOL = 2,
  ADDRESS = 4,
  PORT = 8,
  DIRECTION = 16,
  METHOD = 32,
  CONTROL = 64,
}

/** Whether IPVS handled the packet, and its connection is as described. */
export function match(p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, IpvsInfo.flags);
  const invert = <u32>load<u8>(data, IpvsInfo.invert);
  if (flags == IpvsFlag.PROPERTY) return isHandled(p, c) != ((invert & IpvsFlag.PROPERTY) != 0);
  // what the packet tells for itself comes first: where that does not fit, no fact is missing
  if (!packetFits(p, data, flags, invert) || !isHandled(p, c)) return false;
  return connectionFits(p.facts + FactRecord.ipvs, data, flags, invert, c.family);
}

function packetFits(p: Packet, data: usize, flags: u32, invert: u32): bool {
  const protocol = p.protocol;
  if (!fits(flags, invert, IpvsFlag.PROTOCOL, protocol == <u32>load<u8>(data, IpvsInfo.protocol))) {
    return false;
  }
  if (!isBalanced(protocol)) return false;
  if ((flags & IpvsFlag.DIRECTION) == 0) return true;
  if (!seesConnection(p)) return false;
  return fits(flags, invert, IpvsFlag.DIRECTION, seenWay(p) == Way.ORIGINAL);
}

/** The protocols that IPVS knows (ip_vs_proto_get): ICMP is none of them. */
function isBalanced(protocol: u32): bool {
  if (protocol == <u32>Protocol.TCP || protocol == <u32>Protocol.UDP) return true;
  if (protocol == <u32>Protocol.SCTP) return true;
  return protocol == <u32>Protocol.ESP || protocol == <u32>Protocol.AH;
}

/** Whether IPVS handled the packet before the rule sees it (skb->ipvs_property); reports where that is not known. */
function isHandled(p: Packet, c: Context): bool {
  const facts = p.facts;
  const given = facts != 0 && (load<u16>(facts, FactRecord.given) & FactGiven.IPVS) != 0;
  // what comes back over lo has forgotten its facts, and keeps what IPVS noted
  if (!p.is(PacketFlag.LOOPED) && !comesBehind(c)) return false;
  if (given) return (load<u8>(facts, FactRecord.ipvs + FactIpvs.flags) & FactIpvsFlag.HANDLED) != 0;
  // errors and resets of the host's own are new packets
  if (!p.is(PacketFlag.GENERATED)) undecided(c);
  return false;
}

/** Whether the rule stands behind IPVS: it takes packets in INPUT and FORWARD when all tables but nat are done,
 * and sends them to servers through OUTPUT and POSTROUTING (ip_vs_ops4). */
function comesBehind(c: Context): bool {
  if (c.hook == <u32>Hook.INPUT) return c.table == <u32>Table.NAT;
  return c.hook == <u32>Hook.OUTPUT || c.hook == <u32>Hook.POSTROUTING;
}

/** Compares a FactIpvs. */
function connectionFits(fact: usize, data: usize, flags: u32, invert: u32, family: u32): bool {
  const known = <u32>load<u8>(fact, FactIpvs.flags);
  if ((known & FactIpvsFlag.FOUND) == 0) return false;
  if (<u32>load<u8>(fact, FactIpvs.family) != family) return false;
  const port = load<u16>(fact, FactIpvs.port) == load<u16>(data, IpvsInfo.port);
  if (!fits(flags, invert, IpvsFlag.PORT, port)) return false;
  const control =
    (known & FactIpvsFlag.CONTROLLED) != 0 &&
    load<u16>(fact, FactIpvs.controlPort) == load<u16>(data, IpvsInfo.controlPort);
  if (!fits(flags, invert, IpvsFlag.CONTROL, control)) return false;
  const method = load<u8>(fact, FactIpvs.method) == load<u8>(data, IpvsInfo.method);
  if (!fits(flags, invert, IpvsFlag.METHOD, method)) return false;
  return fits(flags, invert, IpvsFlag.ADDRESS, addressFits(fact + FactIpvs.address, data));
}

function addressFits(address: usize, data: usize): bool {
  for (let i: usize = 0; i < 16; i += 8) {
    const other = load<u64>(address + i) ^ load<u64>(data + i, IpvsInfo.address);
    if ((other & load<u64>(data + i, IpvsInfo.mask)) != 0) return false;
  }
  return true;
}

function fits(flags: u32, invert: u32, flag: u32, holds: bool): bool {
  if ((flags & flag) == 0) return true;
  return holds != ((invert & flag) != 0);
}
