/**
 * addrtype: what kind of address an address is to this host (iptables-extensions(8), addrtype;
 * addrtype_mt_v1 of the kernel).
 *
 * IPv4 asks the routing table and compares. IPv6 looks at the address itself for UNICAST, MULTICAST
 * and UNSPEC, each of which must hold when it is asked for, and asks the routing table for LOCAL,
 * ANYCAST and UNREACHABLE, of which one must hold.
 */
import { Family, RouteType } from "../abi";
import { Packet } from "../packet/packet";
import { addressType4, addressTypes6 } from "../route/lookup";
import { Context } from "../table/context";

/** Types asked for, as bits: 1 << RouteType. 0 = not asked. */
export const enum AddrtypeInfo {
  /** u16 each. */
  source = 0,
  destination = 2,
  /** u8: AddrtypeFlag bits. */
  flags = 4,
  size = 8,
}

/** What a "!" turned around, and whose interface limits the question. */
export const enum AddrtypeFlag {
  INVERT_SOURCE = 1,
  INVERT_DESTINATION = 2,
  LIMIT_IN = 4,
  LIMIT_OUT = 8,
}

const UNSPEC: u32 = 1 << (<u32>RouteType.UNSPEC);
const UNICAST: u32 = 1 << (<u32>RouteType.UNICAST);
const LOCAL: u32 = 1 << (<u32>RouteType.LOCAL);
const ANYCAST: u32 = 1 << (<u32>RouteType.ANYCAST);
const MULTICAST: u32 = 1 << (<u32>RouteType.MULTICAST);
const UNREACHABLE: u32 = 1 << (<u32>RouteType.UNREACHABLE);

/** Whether source and destination are of the types asked for. */
export function match(p: Packet, data: usize, c: Context): bool {
  const flags = <u32>load<u8>(data, AddrtypeInfo.flags);
  const source = <u32>load<u16>(data, AddrtypeInfo.source);
  const destination = <u32>load<u16>(data, AddrtypeInfo.destination);
  let index: u32 = 0;
  if ((flags & AddrtypeFlag.LIMIT_IN) != 0) index = c.inInterface;
  else if ((flags & AddrtypeFlag.LIMIT_OUT) != 0) index = c.outInterface;
  const v4 = p.family == Family.IPV4;
  if (source != 0) {
    const same = v4
      ? typeMatches4(load<u32>(p.data, 12), source, index)
      : typeMatches6(p.data + 8, source, index);
    if (same == ((flags & AddrtypeFlag.INVERT_SOURCE) != 0)) return false;
  }
  if (destination != 0) {
    const same = v4
      ? typeMatches4(load<u32>(p.data, 16), destination, index)
      : typeMatches6(p.data + 24, destination, index);
    if (same == ((flags & AddrtypeFlag.INVERT_DESTINATION) != 0)) return false;
  }
  return true;
}

function typeMatches4(address: u32, types: u32, index: u32): bool {
  return (types & (1 << addressType4(address, index))) != 0;
}

function typeMatches6(at: usize, types: u32, index: u32): bool {
  const multicast = load<u8>(at) == 0xff;
  const unspecified = (load<u64>(at) | load<u64>(at, 8)) == 0;
  if ((types & MULTICAST) != 0 && !multicast) return false;
  // every address is unicast that is neither multicast nor "::" (ipv6_addr_type)
  if ((types & UNICAST) != 0 && (multicast || unspecified)) return false;
  if ((types & UNSPEC) != 0 && !unspecified) return false;
  const routed = types & (LOCAL | ANYCAST | UNREACHABLE);
  if (routed == 0) return true;
  return (routed & addressTypes6(at, index, (types & LOCAL) != 0)) != 0;
}
