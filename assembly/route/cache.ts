/**
 * What was decided for packets with the same addresses: whether the source is the host's own, and the
 * input route. What else a route depends on (interface, mark, TOS) is compared; whatever changes the
 * answers (routes, rules, interfaces, settings) empties the cache.
 *
 *   flows      direct-mapped by addresses   { source, destination, decision, generation and a bit }
 *   decisions  few, shared by all flows     { what it depends on, what it says }
 */
import { Family, NetworkFlag } from "../abi";
import { allocate } from "../memory/heap";
import { hostChanged, hostGeneration } from "../memory/generation";
import { Packet, PacketFlag } from "../packet/packet";
import { RouteFlag } from "./flags";
import { hasFlag } from "./network";

const FLOW_SHIFT: u32 = 14;
const FLOW_SIZE: usize = 16;
const DECISIONS: u32 = 256;
/** Places where a decision may stand. */
const PROBES: u32 = 4;

/** What a packet's route is, as the packet record holds it. */
@unmanaged
class Decision {
  /** Of what it depends on. */
  generation: u32;
  inInterface: u32;
  mark: u32;
  tos: u32;
  /** Bits that routing sets in Packet.flags. */
  flags: u32;
  routeType: u32;
  routeFlags: u32;
  routeInterface: u32;
  routeMtu: u32;
  routeError: u32;
  realm: u32;
  padding: u32;
  nextHopLow: u64;
  nextHopHigh: u64;
}

const decisions: usize = memory.data(256 * 64, 64);
let flows: usize = 0;

function flowOf(source: u32, destination: u32): usize {
  const mixed = (<u64>source * 0x9e3779b97f4a7c15) ^ (<u64>destination * 0xc2b2ae3d27d4eb4f);
  return flows + <usize>((mixed * 0x9e3779b97f4a7c15) >> (64 - FLOW_SHIFT)) * FLOW_SIZE;
}

/** Bit of a flow's last word: the source is the host's own. The others are the generation. */
const LOCAL: u32 = 1;

/** What is known of a flow, 0 = nothing. */
function flowFor(source: u32, destination: u32): usize {
  const flow = flowOf(source, destination);
  if (load<u32>(flow) == source) {
    if (load<u32>(flow, 4) == destination) {
      if (load<u32>(flow, 12) >> 2 == hostGeneration) return flow;
    }
  }
  return 0;
}

/** Bit of a flow's last word: whether LOCAL is known. */
const LOCAL_KNOWN: u32 = 2;

function begin(source: u32, destination: u32, bits: u32): usize {
  if (flows == 0) flows = allocate(FLOW_SIZE << FLOW_SHIFT);
  if (flows == 0) return 0;
  const flow = flowOf(source, destination);
  store<u32>(flow, source);
  store<u32>(flow, destination, 4);
  store<u32>(flow, 0, 8);
  store<u32>(flow, (hostGeneration << 2) | bits, 12);
  return flow;
}

/** Whether the source is the host's own: 1 or 0, -1 = not known. */
export function knownLocal4(source: u32, destination: u32): i32 {
  if (flows == 0) return -1;
  const flow = flowFor(source, destination);
  if (flow == 0) return -1;
  const bits = load<u32>(flow, 12);
  return (bits & LOCAL_KNOWN) != 0 ? <i32>(bits & LOCAL) : -1;
}

/** Notes that. */
export function noteLocal4(source: u32, destination: u32, local: bool): void {
  begin(source, destination, LOCAL_KNOWN | (local ? LOCAL : 0));
}

/** Sets the packet's input route if it is known. */
export function applyKnown4(p: Packet): bool {
  if (flows == 0) return false;
  const header = p.data;
  const flow = flowFor(load<u32>(header, 12), load<u32>(header, 16));
  if (flow == 0) return false;
  const at = <usize>load<u32>(flow, 8);
  if (at == 0) return false;
  const d = changetype<Decision>(at);
  if (d.generation != hostGeneration) return false;
  if (d.inInterface != p.inInterface) return false;
  if (d.mark != p.mark) return false;
  if (d.tos != <u32>load<u8>(header, 1)) return false;
  p.flags |= d.flags;
  p.routeType = d.routeType;
  p.routeFlags = d.routeFlags;
  p.routeInterface = d.routeInterface;
  p.routeMtu = d.routeMtu;
  p.routeError = d.routeError;
  p.realm = d.realm;
  p.nextHopLow = d.nextHopLow;
  p.nextHopHigh = d.nextHopHigh;
  return true;
}

/** Remembers the packet's input route, unless it depends on more than is compared. */
export function noteRoute4(p: Packet): void {
  if ((p.routeFlags & (RouteFlag.BROADCAST | RouteFlag.MULTICAST)) != 0) return;
  if ((p.routeFlags & RouteFlag.SEVERAL) != 0) return;
  if (hasFlag(Family.IPV4, NetworkFlag.PORT_RULES)) return;
  const source = load<u32>(p.data, 12);
  const destination = load<u32>(p.data, 16);
  const at = decisionFor(p);
  let flow: usize = flows == 0 ? 0 : flowFor(source, destination);
  if (flow == 0) flow = begin(source, destination, 0);
  if (flow != 0) store<u32>(flow, <u32>at, 8);
}

function decisionFor(p: Packet): usize {
  const tos = <u32>load<u8>(p.data, 1);
  const flags = p.flags & (PacketFlag.ROUTED | PacketFlag.DO_REDIRECT);
  let h = (p.mark * 31 + tos) * 31 + p.inInterface;
  h = (h * 31 + p.routeInterface) * 31 + p.routeType + flags;
  h = (h ^ <u32>p.nextHopLow ^ p.realm) * 0x9e3779b1;
  for (let i: u32 = 0; i < PROBES; i++) {
    const at = decisions + ((<usize>(((h >> 24) + i) & (DECISIONS - 1))) << 6);
    const d = changetype<Decision>(at);
    if (d.generation != hostGeneration) return fill(d, p, tos, flags);
    if (same(d, p, tos, flags)) return at;
  }
  // flows know where a decision stands: it stays until all are forgotten
  hostChanged();
  return fill(changetype<Decision>(decisions + ((<usize>(h >> 24)) << 6)), p, tos, flags);
}

function same(d: Decision, p: Packet, tos: u32, flags: u32): bool {
  if (d.inInterface != p.inInterface || d.mark != p.mark || d.tos != tos) return false;
  if (d.flags != flags || d.routeType != p.routeType) return false;
  if (d.routeFlags != p.routeFlags || d.routeInterface != p.routeInterface) return false;
  if (d.routeMtu != p.routeMtu || d.routeError != p.routeError) return false;
  if (d.realm != p.realm) return false;
  return d.nextHopLow == p.nextHopLow && d.nextHopHigh == p.nextHopHigh;
}

function fill(d: Decision, p: Packet, tos: u32, flags: u32): usize {
  d.generation = hostGeneration;
  d.inInterface = p.inInterface;
  d.mark = p.mark;
  d.tos = tos;
  d.flags = flags;
  d.routeType = p.routeType;
  d.routeFlags = p.routeFlags;
  d.routeInterface = p.routeInterface;
  d.routeMtu = p.routeMtu;
  d.routeError = p.routeError;
  d.realm = p.realm;
  d.nextHopLow = p.nextHopLow;
  d.nextHopHigh = p.nextHopHigh;
  return changetype<usize>(d);
}
