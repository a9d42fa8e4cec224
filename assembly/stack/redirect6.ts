/** Redirects (RFC 4861, 8.2; ndisc_send_redirect): a router tells a neighbour of a better hop. */
import { Family, Hook, HZ, InterfaceRecord, Verdict } from "../abi";
import { attach } from "../conntrack/connection";
import { noteVarying, noting } from "../course/note";
import { runHooks } from "../hook/dispatch";
import { interfaceRecord } from "../memory/interfaces";
import { copy16, put16, same16 } from "../packet/bytes";
import { checksum, pseudoSum6, sumBytes } from "../packet/checksum";
import { IPV6_HEADER_SIZE, locate6 } from "../packet/ipv6";
import { HEADROOM, Packet, PacketFlag } from "../packet/packet";
import { acquirePacket, canAcquire, releasePacket } from "../packet/pool";
import { Protocol } from "../packet/protocol";
import { RouteFlag } from "../route/flags";
import { Kind6, kind6 } from "../route/kind6";
import { routeOutput6 } from "../route/routes6";
import { linkLocalAddress6 } from "../route/select";
import { continueAfter } from "./continue";
import { allowPeerEvery } from "./peer";

const REDIRECT: u32 = 137;
const REDIRECTED_HEADER: u32 = 4;
const TARGET_LINK_ADDRESS: u32 = 2;
/** Bytes of the option with the target's Ethernet address. */
const LINK_OPTION: u32 = 8;
/** Bytes of a redirect at most (RFC 4861, 4.5). */
const MAXIMUM: u32 = 1280;
/** ICMPv6 header, target and destination. */
const MESSAGE: u32 = 40;

const ownAddress: usize = memory.data(16, 8);
const target: usize = memory.data(16, 8);

/** Redirects the sender of p, which is about to leave by the interface it came in by. */
export function redirect6(p: Packet): void {
  // how often the sender is told varies
  if (noting) noteVarying();
  const gateway = (p.routeFlags & RouteFlag.GATEWAY) != 0;
  copy16(target, gateway ? p.nextHop() : p.data + 24);
  if (!allowPeerEvery(p.data + 24, 16, HZ)) return;
  if (!linkLocalAddress6(p.routeInterface, ownAddress)) return;
  if (!same16(p.data + 24, target) && (kind6(target) & Kind6.LINKLOCAL) == 0) return;
  if (!canAcquire()) return;
  const r = acquirePacket();
  if (build(r, p)) {
    attach(p, r);
    r.outInterface = r.routeInterface;
    // made for a device, not for a route: POSTROUTING sees the device as the one it came in by
    r.inInterface = p.routeInterface;
    if (runHooks(r, Hook.OUTPUT, 0) == Verdict.ACCEPT) continueAfter(r, Hook.OUTPUT);
  }
  releasePacket();
}

function build(r: Packet, p: Packet): bool {
  r.family = Family.IPV6;
  r.flags = PacketFlag.GENERATED;
  r.data = r.buffer + HEADROOM;
  if (routeOutput6(r, ownAddress, p.data + 8, 0, 0, p.routeInterface, Protocol.ICMPV6) != 0)
    return false;
  // only a neighbour is told
  if ((r.routeFlags & RouteFlag.GATEWAY) != 0) return false;
  if (!allowPeerEvery(p.data + 8, 16, HZ)) return false;
  const h = r.data;
  const icmp = h + IPV6_HEADER_SIZE;
  const o = icmp + MESSAGE + LINK_OPTION;
  const room = MAXIMUM - IPV6_HEADER_SIZE - MESSAGE - LINK_OPTION;
  let option = min<u32>(room, (p.length + 8 + 7) & ~7);
  option &= ~7;
  const quoted = min<u32>(option - 8, p.captured);
  memory.fill(icmp, 0, MESSAGE + LINK_OPTION + option);
  // without neighbour discovery, every neighbour has the interface's own link-layer address
  store<u8>(o - LINK_OPTION, <u8>TARGET_LINK_ADDRESS);
  store<u8>(o - LINK_OPTION, 1, 1);
  memory.copy(o - LINK_OPTION + 2, interfaceRecord(p.routeInterface) + InterfaceRecord.mac, 6);
  store<u8>(icmp, <u8>REDIRECT);
  copy16(icmp + 8, target);
  copy16(icmp + 24, p.data + 24);
  store<u8>(o, <u8>REDIRECTED_HEADER);
  store<u8>(o, <u8>(option >> 3), 1);
  memory.copy(o + 8, p.data, quoted);
  const length = MESSAGE + LINK_OPTION + option;
  store<u32>(h, 0x60);
  put16(h + 4, length);
  store<u8>(h, <u8>Protocol.ICMPV6, 6);
  store<u8>(h, 255, 7);
  copy16(h + 8, ownAddress);
  copy16(h + 24, p.data + 8);
  const sum = pseudoSum6(h + 8, h + 24, Protocol.ICMPV6, length);
  store<u16>(icmp, <u16>checksum(sumBytes(icmp, length, sum)), 2);
  r.length = IPV6_HEADER_SIZE + length;
  r.captured = r.length;
  locate6(r);
  return true;
}
