/**
 * The element that a packet is, by the type of the set: each type's kadt function of the kernel,
 * ip_set_getport.c.
 */
import { Family, InterfaceRecord } from "../abi";
import { interfaceRecord } from "../memory/interfaces";
import { get16, put16 } from "../packet/bytes";
import { Packet, PacketFlag } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { Context } from "../table/context";
import { undecided } from "../table/undecided";
import { SetType } from "./abi";
import {
  addressSize,
  applyBitmask,
  applyBitmasks,
  hostPrefix,
  key,
  masksAddress,
  narrow,
} from "./key";
import { prefixCount, prefixLength } from "./prefixes";
import { fromSource } from "./question";
import { IpSet, NONE } from "./set";

/** Protocol and port of a packet, as packetPort found them. */
export let protocol: u32 = 0;
export let port: u32 = 0;

/** Bytes of its header that a protocol's ports need (get_port), 0 = it has none. */
function portHeader(p: u32): u32 {
  switch (p) {
    case Protocol.TCP:
      return 20;
    case Protocol.SCTP:
      return 12;
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      return 8;
  }
  return 0;
}

/** Finds protocol and port of the packet; ICMP has type and code for one. False when there is
 * nothing to be found (ip_set_get_ip4_port, ip_set_get_ip6_port). */
export function packetPort(p: Packet, source: bool): bool {
  protocol = p.protocol;
  port = 0;
  const four = p.family == Family.IPV4;
  if (four) {
    if (protocol == 0) return false;
    if (p.fragmentOffset != 0) {
      // ICMPv6 over IPv4 is read like any other payload, as the kernel does
      return portHeader(protocol) == 0 || protocol == <u32>Protocol.ICMPV6;
    }
  } else {
    if (p.is(PacketFlag.NO_TRANSPORT) || p.fragmentOffset != 0) return false;
    if (protocol == <u32>Protocol.NONE) return false;
  }
  const size = portHeader(protocol);
  if (size == 0) return true;
  if (!p.has(p.transport, size)) return false;
  const header = p.transportHeader();
  const icmp = protocol == <u32>Protocol.ICMP || protocol == <u32>Protocol.ICMPV6;
  port = get16(icmp || source ? header : header + 2);
  return true;
}

/** ARPHRD_ETHER. */
const ETHERNET: u32 = 1;

/** The packet's source or destination MAC, 0 when it has none or only zeros. `strict`: the device
 * must be Ethernet too, as bitmap:ip,mac asks. */
export function packetMac(p: Packet, c: Context, source: bool, strict: bool): usize {
  // what the host sends has no link header before it leaves, and one of zeros when it comes back
  if (p.is(PacketFlag.LOCAL_OUT) || p.is(PacketFlag.GENERATED)) return 0;
  if (!p.is(PacketFlag.ETHERNET)) {
    undecided(c);
    return 0;
  }
  if (strict) {
    const index = c.outInterface != 0 ? c.outInterface : c.inInterface;
    if (index == 0) return 0;
    if (<u32>load<u16>(interfaceRecord(index), InterfaceRecord.type) != ETHERNET) return 0;
  }
  const at = source ? p.mac + 6 : p.mac;
  return load<u32>(at) == 0 && load<u16>(at, 4) == 0 ? 0 : at;
}

/** The address that dimension n asks for. */
export function packetAddress(p: Packet, n: u32): usize {
  if (p.family == Family.IPV4) return p.data + (fromSource(n) ? 12 : 16);
  return p.data + (fromSource(n) ? 8 : 24);
}

/** Makes the key of the packet's element; false when the packet is none. Nets are as wide as a host:
 * who adds or deletes calls `widen`. */
export function keyFromPacket(set: IpSet, p: Packet, c: Context): bool {
  memory.fill(key, 0, 96);
  const size = addressSize(set);
  // every hash type but hash:mac begins with an address
  if (set.macAt != 0) memory.copy(key, packetAddress(p, 1), size);
  if (set.portAt != NONE) {
    if (!packetPort(p, fromSource(2))) return false;
    put16(key + set.portAt, port);
    store<u8>(key + set.protocolAt, <u8>protocol);
  }
  if (set.ip2At != NONE) {
    memory.copy(key + set.ip2At, packetAddress(p, set.portAt == NONE ? 2 : 3), size);
  }
  if (set.macAt != NONE) {
    const mac = packetMac(p, c, fromSource(set.macAt == 0 ? 1 : 2), false);
    if (mac == 0) return false;
    memory.copy(key + set.macAt, mac, 6);
  }
  if (set.markAt != NONE) store<u32>(key + set.markAt, p.mark & set.markMask);
  if (set.type == SetType.HASH_NET_IFACE && !putInterface(set, c)) return false;
  if (masksAddress(set.type) && !applyBitmask(set)) return false;
  if (set.nets > 0) narrow(set, 0, hostPrefix(set));
  if (set.nets > 1) {
    applyBitmasks(set);
    narrow(set, 1, hostPrefix(set));
  }
  return true;
}

/** The incoming (src) or outgoing (dst) interface; false when the hook has none. */
function putInterface(set: IpSet, c: Context): bool {
  const index = fromSource(2) ? c.inInterface : c.outInterface;
  store<u8>(key + set.physdevAt + 3, 1);
  if (index == 0) return false;
  memory.copy(key + set.ifaceAt, interfaceRecord(index) + InterfaceRecord.name, 16);
  return true;
}

/** Makes the nets of the key as wide as the longest prefix of the set: what is added and deleted by
 * packets. */
export function widen(set: IpSet): void {
  for (let n: u32 = 0; n < set.nets; n++) {
    if (prefixCount(set.prefixes, n) == 0) continue;
    narrow(set, n, prefixLength(set.prefixes, n, 0));
  }
}
