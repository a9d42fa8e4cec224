/**
 * Finding a mapping: an address of the range and a port such that the answer's tuple is nobody
 * else's (get_unique_tuple and what it calls in nf_nat_core.c, 6.18).
 *
 *   1. a source that may stay as it is stays, one that is mapped already keeps its mapping
 *   2. the address comes from the range by a hash of source and destination
 *   3. the port stays when it may, else a free one is searched from a random start
 */
import { Family, NatRangeFlag, Status, TcpState } from "../../abi";
import { random32 } from "../../memory/random";
import { jhash2, scaled } from "../../packet/jhash";
import { Protocol } from "../../packet/protocol";
import { Connection, Way } from "../connection";
import { invert } from "../extract";
import { TcpTrack, after } from "../proto/tcp_track";
import { mayClash } from "../clash";
import { recordOf, remove, tupleTaken, wayOfNode } from "../table";
import { zoneOfConnection } from "../template";
import { copyTuple, sameEnds, Tuple } from "../tuple";
import { findInZones } from "../zones";
import { firstBySource, nextBySource } from "./bysource";
import { Manip } from "./manip_type";
import { NatRange } from "./range";

const RANDOM_ALL: u32 = NatRangeFlag.PROTO_RANDOM | NatRangeFlag.PROTO_RANDOM_FULLY;
/** NF_NAT_MAX_ATTEMPTS and NF_NAT_HARDER_THRESH. */
const MAX_ATTEMPTS: u32 = 128;
const HARDER_BELOW: u32 = 32;

const replySpace: usize = memory.data(40, 8);

/** Whether the answers to a tuple would belong to another connection (nf_nat_used_tuple). */
function used(t: Tuple, ignored: Connection): bool {
  const reply = changetype<Tuple>(replySpace);
  invert(reply, t);
  return tupleTaken(reply, ignored);
}

/** What keeps a connection from being the other end's view of another one. */
const CHANGED: u32 = Status.SRC_NAT | Status.DST_NAT | Status.SEQ_ADJUST;

/** The same for a tuple that stays as it is: a connection without NAT in the other direction is the
 * same flow, seen from both ends at once, whatever its zones (nf_nat_used_tuple_new). Confirming settles
 * that, where the protocol lets it. */
function usedUnchanged(t: Tuple, ignored: Connection): bool {
  if (!used(t, ignored)) return false;
  if (!mayClash(ignored.protocol()) || ignored.is(CHANGED)) return true;
  let node = findAsOf(ignored, t);
  if (node == 0) {
    const reply = changetype<Tuple>(replySpace);
    invert(reply, t);
    node = findAsOf(ignored, reply);
    if (node == 0) return false;
  }
  const c = recordOf(node);
  if (c.is(CHANGED)) return true;
  const crossed =
    sameEnds(c.tuple(Way.ORIGINAL), ignored.tuple(Way.REPLY)) &&
    sameEnds(c.tuple(Way.REPLY), ignored.tuple(Way.ORIGINAL));
  return !crossed;
}

/** The node of a tuple in a connection's zones, 0 = none. */
function findAsOf(c: Connection, t: Tuple): usize {
  t.zone = c.tuple(Way.ORIGINAL).zone;
  const node = findInZones(t, c.tuple(Way.REPLY).zone);
  t.zone = c.tuple(Way.REPLY).zone;
  return node;
}

/** The same, and as a last resort a TCP connection that is over makes room (nf_nat_used_tuple_harder). */
function usedHarder(t: Tuple, ignored: Connection, left: u32): bool {
  if (left > HARDER_BELOW || t.protocol != <u8>Protocol.TCP) return used(t, ignored);
  if (ignored.state != <u8>TcpState.SYN_SENT) return used(t, ignored);
  const reply = changetype<Tuple>(replySpace);
  invert(reply, t);
  const node = findAsOf(ignored, reply);
  if (node == 0) return false;
  const c = recordOf(node);
  if (wayOfNode(node) == Way.ORIGINAL || c == ignored) return true;
  const over = c.state >= <u8>TcpState.TIME_WAIT && c.is(Status.SRC_NAT);
  if (!over || c.is(Status.FIXED_TIMEOUT | Status.DYING)) return true;
  const newEnd = changetype<TcpTrack>(ignored.tracker()).sender(Way.ORIGINAL).end;
  const oldEnd = changetype<TcpTrack>(c.tracker()).sender(Way.ORIGINAL).end;
  if (!after(newEnd, oldEnd)) return true;
  return !remove(c);
}

function portOf(word: u16): u32 {
  return <u32>bswap<u16>(word);
}

/** Whether the port (or ICMP id) of a side lies in the range (l4proto_in_range). */
function portInRange(t: Tuple, range: NatRange, manip: Manip): bool {
  let port: u32;
  switch (<u32>t.protocol) {
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      port = portOf(t.sourcePort);
      break;
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.SCTP:
    case Protocol.GRE:
      port = portOf(manip == Manip.SOURCE ? t.sourcePort : t.destinationPort);
      break;
    default:
      return true;
  }
  return port >= portOf(range.minPort) && port <= portOf(range.maxPort);
}

/** Compares two addresses as on the wire: -1, 0, 1. */
function compareAddress(a: usize, b: usize, family: u32): i32 {
  return memory.compare(a, b, family == Family.IPV4 ? 4 : 16);
}

/** Whether the source lies in the range (nf_in_range). */
function sourceInRange(t: Tuple, range: NatRange): bool {
  if (range.is(NatRangeFlag.MAP_IPS)) {
    if (compareAddress(t.source(), range.minAddress(), t.family) < 0) return false;
    if (compareAddress(t.source(), range.maxAddress(), t.family) > 0) return false;
  }
  if (!range.is(NatRangeFlag.PROTO_SPECIFIED)) return true;
  return portInRange(t, range, Manip.SOURCE);
}

/** The mapping that this source has in another connection, with the packet's own destination
 * (find_appropriate_src). */
function knownMapping(to: Tuple, original: Tuple, range: NatRange, zone: u16): bool {
  const own = original.zone;
  original.zone = zone;
  let at = firstBySource(original);
  while (at != 0) {
    const c = changetype<Connection>(at);
    invert(to, c.tuple(Way.REPLY));
    to.destinationLow = original.destinationLow;
    to.destinationHigh = original.destinationHigh;
    to.destinationPort = original.destinationPort;
    if (sourceInRange(to, range)) {
      original.zone = own;
      to.zone = own;
      return true;
    }
    at = nextBySource(c, original);
  }
  original.zone = own;
  return false;
}

/** An address of the range, by hash; words as on the wire (find_best_ips_proto). */
function chooseAddress(t: Tuple, range: NatRange, manip: Manip, zone: u32): void {
  if (!range.is(NatRangeFlag.MAP_IPS)) return;
  const to = manip == Manip.SOURCE ? t.source() : t.destination();
  const lowest = range.minAddress();
  const highest = range.maxAddress();
  if (memory.compare(lowest, highest, 16) == 0) {
    memory.copy(to, lowest, 16);
    return;
  }
  const last: u32 = t.family == <u8>Family.IPV4 ? 0 : 3;
  const persistent = range.is(NatRangeFlag.PERSISTENT);
  const start = persistent ? 0 : load<u32>(t.destination() + ((<usize>last) << 2)) ^ zone;
  let hash = jhash2(t.source(), 4, start);
  let whole = false;
  for (let i: usize = 0; i <= <usize>last; i++) {
    const at = i << 2;
    let from: u32 = 0;
    let count: u32 = 0xffffffff;
    if (!whole) {
      from = bswap<u32>(load<u32>(lowest + at));
      count = bswap<u32>(load<u32>(highest + at)) - from + 1;
    }
    store<u32>(to + at, bswap<u32>(from + scaled(hash, count)));
    if (load<u32>(to + at) != load<u32>(highest + at)) whole = true;
    if (!persistent) hash ^= load<u32>(t.destination() + at);
  }
}

/** Makes `to` the tuple that a mapping gives `original`. When every candidate is taken the last one
 * stays: confirming the connection will fail. */
export function uniqueTuple(
  to: Tuple,
  original: Tuple,
  range: NatRange,
  c: Connection,
  manip: Manip,
): void {
  const random = (range.flags & RANDOM_ALL) != 0;
  if (manip == Manip.SOURCE && !random) {
    if (sourceInRange(original, range)) {
      if (!usedUnchanged(original, c)) {
        copyTuple(to, original);
        return;
      }
    } else if (knownMapping(to, original, range, c.tuple(Way.ORIGINAL).zone)) {
      if (!used(to, c)) return;
    }
  }
  copyTuple(to, original);
  chooseAddress(to, range, manip, zoneOfConnection(c));
  if (!random) {
    if (range.is(NatRangeFlag.PROTO_SPECIFIED)) {
      const stays = !range.is(NatRangeFlag.PROTO_OFFSET) && portInRange(to, range, manip);
      if (stays && (range.minPort == range.maxPort || !used(to, c))) return;
    } else if (!used(to, c)) return;
  }
  searchPort(to, range, c, manip);
}

/** Lowest port and number of ports to search, by what the port was (nf_nat_l4proto_unique_tuple). */
let lowestPort: u32 = 0;
let portCount: u32 = 0;

function searchSpan(port: u32, isId: bool, range: NatRange): void {
  if (range.is(NatRangeFlag.PROTO_SPECIFIED)) {
    const a = portOf(range.minPort);
    const b = portOf(range.maxPort);
    lowestPort = isId ? a : min<u32>(a, b);
    portCount = isId ? b - a + 1 : max<u32>(a, b) - lowestPort + 1;
  } else if (isId) {
    lowestPort = 0;
    portCount = 65536;
  } else if (port < 512) {
    lowestPort = 1;
    portCount = 511;
  } else if (port < 1024) {
    lowestPort = 600;
    portCount = 424;
  } else {
    lowestPort = 1024;
    portCount = 64512;
  }
}

/** Tries ports until one is free: at most 128 in a row, then from another start with half as many. */
function searchPort(t: Tuple, range: NatRange, c: Connection, manip: Manip): void {
  let key = manip == Manip.SOURCE ? t.source() + 32 : t.source() + 34;
  let isId = false;
  switch (<u32>t.protocol) {
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      key = t.source() + 32;
      isId = true;
      break;
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.SCTP:
      // a destination port changes only where the rule says so
      if (manip == Manip.DESTINATION && !range.is(NatRangeFlag.PROTO_SPECIFIED)) return;
      break;
    case Protocol.GRE:
      // the keys of PPTP; other GRE has none
      if (c.master == 0) return;
      isId = true;
      break;
    default:
      return; // no ports
  }
  const port = portOf(load<u16>(key));
  searchSpan(port, isId, range);
  if (t.protocol == <u8>Protocol.GRE && lowestPort == 0) {
    lowestPort = 1;
    portCount = 65535;
  }
  if (portCount == 0) return;
  let offset: u32 = 0;
  if (range.is(NatRangeFlag.PROTO_OFFSET)) offset = (port - portOf(range.basePort)) & 0xffff;
  else if ((range.flags & RANDOM_ALL) != 0 || manip != Manip.DESTINATION)
    offset = random32() & 0xffff;
  let attempts = min<u32>(portCount, MAX_ATTEMPTS);
  for (;;) {
    for (let i: u32 = 0; i < attempts; i++) {
      store<u16>(key, bswap<u16>(<u16>(lowestPort + (offset % portCount))));
      if (!usedHarder(t, c, attempts - i)) return;
      offset = (offset + 1) & 0xffff;
    }
    if (attempts >= portCount || attempts < 16) return;
    attempts >>= 1;
    offset = random32() & 0xffff;
  }
}
