/**
 * NAT's hook functions (nf_nat_inet_fn and its family wrappers in nf_nat_proto.c, 6.18).
 *
 * PREROUTING and OUTPUT settle destinations, INPUT and POSTROUTING sources. The first packet of a
 * connection asks the nat table; what was settled then holds for all others.
 */
import { Cause, CtInfo, Family, Hook, Status, Table, Verdict } from "../../abi";
import { shortcuts } from "../../memory/shortcuts";
import { same16 } from "../../packet/bytes";
import { makeHeadersWritable, Packet, PacketFlag } from "../../packet/packet";
import { Protocol } from "../../packet/protocol";
import { hookIn, hookOut } from "../../hook/dispatch";
import { routeAgain } from "../../route/reroute";
import { traverse } from "../../table/traverse";
import { Connection, connectionOf, Way, wayOf } from "../connection";
import { invert } from "../extract";
import { remove } from "../table";
import { account } from "../timeout";
import { Tuple } from "../tuple";
import { translateError } from "./icmp";
import { manipulate } from "./manip";
import { Manip } from "./manip_type";
import { doneBit, setupNull } from "./setup";

const targetSpace: usize = memory.data(40, 8);
const destinationSpace: usize = memory.data(16, 8);
const NAT_MASK: u32 = Status.SRC_NAT | Status.DST_NAT;

/** PREROUTING and OUTPUT: destinations; INPUT and POSTROUTING: sources. */
export function natHook(p: Packet, hook: u32): i32 {
  if (p.connection == 0) return Verdict.ACCEPT;
  if (hook != Hook.OUTPUT && shortcuts && nothingMapped(p)) return Verdict.ACCEPT;
  const manip = hook == Hook.POSTROUTING || hook == Hook.INPUT ? Manip.SOURCE : Manip.DESTINATION;
  const looped = hook == Hook.PREROUTING && p.is(PacketFlag.ROUTED);
  if (looped) memory.copy(destinationSpace, p.data + destinationAt(p), destinationSize(p));
  const related = p.ctInfo == CtInfo.RELATED || p.ctInfo == CtInfo.RELATED_REPLY;
  let verdict: i32;
  if (related && isIcmp(p))
    verdict = translateError(p, manip, hook) ? Verdict.ACCEPT : Verdict.DROP;
  else verdict = translate(p, hook, manip);
  if (verdict != Verdict.ACCEPT) return verdict;
  if (looped) forgetRoute(p);
  if (hook != Hook.OUTPUT) return verdict;
  return routeChanged(p) ? lookUpAgain(p) : verdict;
}

function destinationAt(p: Packet): usize {
  return p.family == <u32>Family.IPV4 ? 16 : 24;
}

function destinationSize(p: Packet): usize {
  return p.family == <u32>Family.IPV4 ? 4 : 16;
}

/** A packet that came back over `lo` keeps the route that it was sent by, unless NAT turned it elsewhere
 * (nf_nat_ipv4_pre_routing, nf_nat_ipv6_in); whoever else changes its destination does not matter. */
function forgetRoute(p: Packet): void {
  if (memory.compare(destinationSpace, p.data + destinationAt(p), destinationSize(p)) == 0) return;
  p.flags &= ~(<u32>PacketFlag.ROUTED);
}

/** Whether the packet is one of a known connection that is not mapped at all: most are. */
function nothingMapped(p: Packet): bool {
  if (p.ctInfo != CtInfo.ESTABLISHED && p.ctInfo != CtInfo.ESTABLISHED_REPLY) return false;
  const c = connectionOf(p);
  return (c.status & NAT_MASK) == 0 && c.masqueradeInterface == 0;
}

function isIcmp(p: Packet): bool {
  if (p.family == Family.IPV4) return p.protocol == Protocol.ICMP;
  return p.protocol == Protocol.ICMPV6;
}

/** Settles the mapping where it is not, and applies it. */
function translate(p: Packet, hook: u32, manip: Manip): i32 {
  const c = connectionOf(p);
  const settled = c.is(doneBit(manip));
  const fresh =
    p.ctInfo == CtInfo.NEW || p.ctInfo == CtInfo.RELATED || p.ctInfo == CtInfo.RELATED_REPLY;
  if (fresh && !settled) {
    const verdict = traverse(p, Table.NAT, hook, hookIn(p, hook), hookOut(p, hook));
    if (verdict != Verdict.ACCEPT) return verdict;
    if (!c.is(doneBit(manip))) {
      const bound = setupNull(p, c, manip);
      if (bound != Verdict.ACCEPT) return failed(p);
    }
  } else if (interfaceChanged(p, c, hook)) {
    account(c, wayOf(p.ctInfo), p.length);
    remove(c);
    return failed(p);
  }
  apply(p, c, manip);
  return Verdict.ACCEPT;
}

function failed(p: Packet): i32 {
  p.cause = Cause.NAT_NO_TUPLE;
  return Verdict.DROP;
}

/** A masqueraded connection that would now leave by another interface has the wrong address
 * (nf_nat_oif_changed). */
function interfaceChanged(p: Packet, c: Connection, hook: u32): bool {
  if (hook != Hook.POSTROUTING || c.masqueradeInterface == 0) return false;
  return wayOf(p.ctInfo) == Way.ORIGINAL && <u32>c.masqueradeInterface != p.outInterface;
}

/** Rewrites the packet if its connection is mapped on this side (nf_nat_packet). */
function apply(p: Packet, c: Connection, manip: Manip): void {
  rewrite(p, c, manip, wayOf(p.ctInfo));
}

/** The same for a packet in direction `way` of connection `c`. */
export function rewrite(p: Packet, c: Connection, manip: Manip, way: u32): void {
  let bit: u32 = manip == Manip.SOURCE ? Status.SRC_NAT : Status.DST_NAT;
  if (way == Way.REPLY) bit ^= NAT_MASK;
  if (!c.is(bit)) return;
  const target = changetype<Tuple>(targetSpace);
  invert(target, c.tuple(1 - way));
  // an SCTP checksum is made anew: 12 bytes; others are nearer the front
  makeHeadersWritable(p);
  manipulate(p, 0, target, manip);
}

/** OUTPUT: whether the destination is another than the one that was routed to. */
function routeChanged(p: Packet): bool {
  const c = connectionOf(p);
  const way = wayOf(p.ctInfo);
  return !same16(c.tuple(way).destination(), c.tuple(1 - way).source());
}

function lookUpAgain(p: Packet): i32 {
  if (routeAgain(p)) return Verdict.ACCEPT;
  p.cause = Cause.NO_ROUTE;
  return Verdict.DROP;
}
