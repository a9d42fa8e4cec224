/** ICMP errors that the host sends (RFC 792, RFC 1812 4.3.2; icmp_send). */
import { Family, PacketType, RouteType, Sysctl, Verdict, Hook } from "../abi";
import { attach } from "../conntrack/connection";
import { runHooks } from "../hook/dispatch";
import { sysctl } from "../memory/sysctl";
import { put16, put32 } from "../packet/bytes";
import { checksum, sumBytes } from "../packet/checksum";
import { fragmentField, IP_OFFSET, locate4, setHeaderChecksum4 } from "../packet/ipv4";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { RouteFlag } from "../route/flags";
import { routedSource4, routeOutput4 } from "../route/output4";
import { hashBy } from "../route/multipath";
import { SCOPE_LINK, selectAddress4 } from "../route/select";
import { continueAfter } from "./continue";
import { echoOptions4, finishEcho4 } from "./echo4";
import { allowIcmp4 } from "./limit";
import { hold, letGo } from "./loopback";
import { newId4 } from "./output4";

/** Bytes of an error at most, with its IP header (RFC 1812, 4.3.2.3). */
const MAXIMUM: u32 = 576;
/** "Internetwork control", the precedence of routers' messages. */
const PRECEDENCE: u32 = 0xc0;
/** 192.0.0.8, the source of a host without any address (RFC 7600; INADDR_DUMMY). */
const DUMMY: u32 = 0x080000c0;

/** Whether an ICMP type is an error, or one that nobody knows (icmp_pointers). */
function isError(type: u32): bool {
  if (type == 3 || type == 4 || type == 5 || type == 11 || type == 12) return true;
  return type > 18;
}

/** Whether `p` may be answered with an error. */
function answerable(p: Packet, type: u32): bool {
  if (!p.is(PacketFlag.ROUTED) || p.type != PacketType.HOST) return false;
  if ((p.routeFlags & (RouteFlag.BROADCAST | RouteFlag.MULTICAST)) != 0) return false;
  if ((fragmentField(p.data) & IP_OFFSET) != 0) return false;
  if (isError(type) && load<u8>(p.data, 9) == <u8>Protocol.ICMP) {
    const at = (<u32>load<u8>(p.data) & 15) << 2;
    if (!p.has(at, 1) || isError(<u32>load<u8>(p.data + at))) return false;
  }
  return true;
}

/** Answers `p` with an ICMP error, when the rules for such answers allow one. `info` is the word
 * after the checksum, host order (the next hop's MTU, a pointer in the top byte). */
export function sendIcmpError4(p: Packet, type: u32, code: u32, info: u32): void {
  if (p.captured < 20 || !answerable(p, type) || !canAcquire()) return;
  let source = load<u32>(p.data, 16);
  if ((p.routeFlags & RouteFlag.LOCAL) == 0) {
    source = 0;
    const input = (p.routeFlags & RouteFlag.INPUT) != 0;
    if (input && sysctl(Sysctl.ICMP_ERRORS_USE_INBOUND_IFADDR) != 0 && p.inInterface != 0) {
      source = selectAddress4(p.inInterface, load<u32>(p.data, 12), SCOPE_LINK);
    }
  }
  const a = acquirePacket();
  if (build(a, p, type, code, info, source)) {
    attach(p, a);
    a.outInterface = a.routeInterface;
    hold();
    if (runHooks(a, Hook.OUTPUT, 0) == Verdict.ACCEPT) continueAfter(a, Hook.OUTPUT);
    letGo();
  }
  releasePacket();
}

/** Routes and fills the answer; false = there is none to send. */
function build(a: Packet, p: Packet, type: u32, code: u32, info: u32, source: u32): bool {
  const tos = (<u32>load<u8>(p.data, 1) & 0x1e) | PRECEDENCE;
  const mark = sysctl(Sysctl.FWMARK_REFLECT4) != 0 ? p.mark : 0;
  a.flags = PacketFlag.GENERATED;
  a.family = Family.IPV4;
  a.mark = mark;
  a.data = a.buffer + HEADROOM;
  const h = a.data;
  const options = echoOptions4(p, h + 20);
  if (options < 0) return false;
  const peer = load<u32>(p.data, 12);
  const hop = echoHop(options, h, peer);
  hashBy(p);
  const error = routeOutput4(a, source, hop, tos & 0xfc, mark, 0, 0);
  hashBy(null);
  if (error != 0) return false;
  a.outInterface = a.routeInterface;
  const from = routedSource4 != 0 ? routedSource4 : DUMMY;
  store<u32>(h, hop, 16);
  if (!allowIcmp4(p, type, code, a.routeInterface, h + 16)) return false;
  const header = 20 + <u32>options;
  const room = <i32>min<u32>(a.routeMtu, MAXIMUM) - <i32>header - 8;
  if (room <= 20) return false;
  const quoted = min<u32>(min<u32>(p.length, <u32>room), p.captured);
  const icmp = h + header;
  store<u8>(icmp, <u8>type);
  store<u8>(icmp, <u8>code, 1);
  store<u16>(icmp, 0, 2);
  put32(icmp + 4, info);
  memory.copy(icmp + 8, p.data, quoted);
  put16(icmp + 2, bswap<u16>(<u16>checksum(sumBytes(icmp, 8 + quoted, 0))));
  store<u8>(h, <u8>(0x40 | (header >> 2)));
  store<u8>(h, <u8>tos, 1);
  a.length = header + 8 + quoted;
  a.captured = a.length;
  put16(h + 2, a.length);
  store<u16>(h, 0, 6);
  store<u16>(h, <u16>newId4(h), 4);
  store<u8>(h, <u8>sysctl(Sysctl.IP_DEFAULT_TTL), 8);
  if (a.routeType == RouteType.MULTICAST) store<u8>(h, 1, 8);
  store<u8>(h, <u8>Protocol.ICMP, 9);
  store<u32>(h, from, 12);
  finishEcho4(a, <u32>options, peer);
  setHeaderChecksum4(h);
  locate4(a);
  return true;
}

/** Where the answer goes first: the last hop of a source route, or the sender. */
function echoHop(options: i32, header: usize, peer: u32): u32 {
  return options > 0 && load<u32>(header, 16) != 0 ? load<u32>(header, 16) : peer;
}
