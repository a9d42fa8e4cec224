/** ICMPv6 errors that the host sends (RFC 4443; icmp6_send). */
import { Family, Hook, PacketType, Sysctl, Verdict } from "../abi";
import { attach } from "../conntrack/connection";
import { runHooks } from "../hook/dispatch";
import { random32 } from "../memory/random";
import { sysctl } from "../memory/sysctl";
import { copy16, get16, put16, put32 } from "../packet/bytes";
import { checksum, pseudoSum6, sumBytes } from "../packet/checksum";
import { extensionSize, IPV6_HEADER_SIZE, isExtension, locate6 } from "../packet/ipv6";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { hasAddress6 } from "../route/address";
import { RouteFlag } from "../route/flags";
import { isMulticast6, Kind6, kind6 } from "../route/kind6";
import { hashBy } from "../route/multipath";
import { hasPreferredSource6, routedSource6, routeOutput6 } from "../route/routes6";
import { isSubnetAnycast6, selectAddress6 } from "../route/select";
import { continueAfter } from "./continue";
import { allowIcmp6 } from "./limit";
import { hold, letGo } from "./loopback";
import { hopLimit6 } from "./output6";

/** Bytes of an error at most: every link carries as much (RFC 4443, 2.4 c). */
const MAXIMUM: u32 = 1280;
const TOO_BIG: u32 = 2;
const PARAMETER_PROBLEM: u32 = 4;
const UNKNOWN_OPTION: u32 = 2;

const source: usize = memory.data(16, 8);

/** Whether the packet is an ICMPv6 error itself, or may be one (is_ineligible). A later fragment
 * says nothing of what it is a part of. */
function ineligible(p: Packet): bool {
  let next = <u32>load<u8>(p.data, 6);
  let offset = IPV6_HEADER_SIZE;
  while (isExtension(next)) {
    if (next == Protocol.NONE || !p.has(offset, 8)) return false;
    const at = p.data + offset;
    if (next == Protocol.FRAGMENT && (get16(at + 2) & 0xfff8) != 0) return false;
    const size = extensionSize(next, at);
    next = <u32>load<u8>(at);
    offset += size;
  }
  if (next != Protocol.ICMPV6) return false;
  return !p.has(offset, 1) || (load<u8>(p.data + offset) & 0x80) == 0;
}

/** Whether an error of this type may go out for a packet to many (RFC 4443, 2.4 e.3). */
function toManyGood(p: Packet, type: u32, code: u32, info: u32): bool {
  if (type == TOO_BIG) return true;
  if (type != PARAMETER_PROBLEM || code != UNKNOWN_OPTION) return false;
  return p.has(info, 1) && (load<u8>(p.data + info) & 0xc0) == 0x80;
}

/** Answers `p` with an ICMPv6 error, when the rules for such answers allow one. `info` is the word
 * after the checksum, host order (MTU, pointer). */
export function sendIcmpError6(p: Packet, type: u32, code: u32, info: u32): void {
  if (p.captured < IPV6_HEADER_SIZE || !canAcquire()) return;
  const destination = p.data + 24;
  const device = p.inInterface != 0 ? p.inInterface : p.outInterface;
  let own = isOurs(destination, p.is(PacketFlag.DUPLICATE) ? p.outInterface : device);
  if (!own && isSubnetAnycast6(destination, device)) own = (p.routeFlags & RouteFlag.ANYCAST) != 0;
  if (isMulticast6(destination) || p.type != PacketType.HOST) {
    if (!toManyGood(p, type, code, info)) return;
    own = false;
  }
  const peer = kind6(p.data + 8);
  if (peer == 0 || (peer & Kind6.MULTICAST) != 0 || ineligible(p)) return;
  const a = acquirePacket();
  a.flags = PacketFlag.GENERATED;
  a.family = Family.IPV6;
  a.data = a.buffer + HEADROOM;
  a.mark = sysctl(Sysctl.FWMARK_REFLECT6) != 0 ? p.mark : 0;
  const oif = (peer & Kind6.LINKLOCAL) != 0 ? device : 0;
  const from = p.is(PacketFlag.DUPLICATE) ? p.receivedOn : p.inInterface;
  memory.fill(source, 0, 16);
  if (own) copy16(source, destination);
  else if (from != 0 && !hasPreferredSource6(a, p.data + 8, oif)) {
    selectAddress6(from, p.data + 8, source);
  }
  hashBy(p);
  const error = routeOutput6(a, source, p.data + 8, 0, a.mark, oif, Protocol.ICMPV6);
  hashBy(null);
  if (error == 0) {
    const anycast = (a.routeFlags & RouteFlag.ANYCAST) != 0;
    if (!anycast && allowIcmp6(p, type, a.routeInterface, p.data + 8)) {
      write(a, p, type, code, info);
      attach(p, a);
      a.outInterface = a.routeInterface;
      hold();
      if (runHooks(a, Hook.OUTPUT, 0) == Verdict.ACCEPT) continueAfter(a, Hook.OUTPUT);
      letGo();
    }
  }
  releasePacket();
}

/** Whether the host answers for an address on an interface: one that is only good on its link or on the host has to
 * be there (ipv6_chk_addr). */
function isOurs(address: usize, index: u32): bool {
  const near = (kind6(address) & (Kind6.LINKLOCAL | Kind6.LOOPBACK)) != 0;
  return hasAddress6(address, near ? index : 0);
}

/** The label of a packet of the host: drawn, as Linux gives one to every flow unless told not to
 * (ip6_make_flowlabel of a socket that says nothing about it). */
function flowLabel(): u32 {
  return (sysctl(Sysctl.AUTO_FLOWLABELS) & 1) != 0 ? random32() & 0xfffff : 0;
}

function write(a: Packet, p: Packet, type: u32, code: u32, info: u32): void {
  const h = a.data;
  const icmp = h + IPV6_HEADER_SIZE;
  const quoted = min<u32>(min<u32>(p.length, MAXIMUM - IPV6_HEADER_SIZE - 8), p.captured);
  store<u8>(icmp, <u8>type);
  store<u8>(icmp, <u8>code, 1);
  store<u16>(icmp, 0, 2);
  put32(icmp + 4, info);
  memory.copy(icmp + 8, p.data, quoted);
  const length = 8 + quoted;
  put32(h, 0x60000000 | flowLabel());
  put16(h + 4, length);
  store<u8>(h, <u8>Protocol.ICMPV6, 6);
  store<u8>(h, <u8>hopLimit6(a.routeInterface), 7);
  copy16(h + 8, routedSource6);
  copy16(h + 24, p.data + 8);
  const sum = pseudoSum6(h + 8, h + 24, Protocol.ICMPV6, length);
  store<u16>(icmp, <u16>checksum(sumBytes(icmp, length, sum)), 2);
  a.length = IPV6_HEADER_SIZE + length;
  a.captured = a.length;
  locate6(a);
}
