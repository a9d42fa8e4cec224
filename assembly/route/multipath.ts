/**
 * Which hop of a route with several a packet takes (fib_multipath_hash, rt6_multipath_hash,
 * fib_select_multipath, fib6_select_path of 6.18). The hash is 31 bits wide; each hop has a share of
 * them by its weight. What is hashed says sysctl fib_multipath_hash_policy:
 *
 *   0  addresses (of the packet that an ICMP error is about), for IPv6 also label and protocol
 *   1  addresses, protocol, ports
 *   2  the same as 0 of the innermost packet
 *   3  the fields that fib_multipath_hash_fields names, of the outer and of the innermost packet
 *
 * A packet is hashed where it is forwarded, or about which an error is sent; the flow that was asked
 * for otherwise.
 */
import { ConfSysctl, Family, NetworkFlag, NextHopImage, RouteImage, Sysctl } from "../abi";
import { conf, interfaceUp } from "../memory/interfaces";
import { sysctl } from "../memory/sysctl";
import { headerLength4 } from "../packet/ipv4";
import { IPV6_HEADER_SIZE } from "../packet/ipv6";
import { jhash2 } from "../packet/jhash";
import { Packet } from "../packet/packet";
import { Protocol } from "../packet/protocol";
import { dissect, dissected } from "./dissect-keys";
import { flow, found } from "./flow";
import {
  clearKeys,
  hashKeys,
  keyDestination,
  keyDestinationPort,
  keyLabel,
  keyProtocol,
  keySource,
  keySourcePort,
} from "./flow-keys";
import { hasFlag } from "./network";
import { selectAddress4 } from "./select";

/** Bits of fib_multipath_hash_fields: of the outer packet, and of the inner one six bits higher. */
const enum Field {
  SOURCE = 1,
  DESTINATION = 2,
  PROTOCOL = 4,
  LABEL = 8,
  SPORT = 16,
  DPORT = 32,
}
const OUTER: u32 = 0x3f;
const INNER_SHIFT: u32 = 6;

/** The flow label in a header, as in memory. */
const LABEL_MASK: u32 = 0xffff0f00;

/** The packet that an error is about, while one is sent. */
let subject: Packet | null = null;

/** Errors of the host take the way that the packet itself would hash to; null: no error is sent. */
export function hashBy(p: Packet | null): void {
  subject = p;
}

/** DIFFERS: without a seed the host draws one as it starts; here that is zero, so that a replay gives the
 * same every time. */
function seed(): u32 {
  return sysctl(Sysctl.FIB_MULTIPATH_HASH_SEED);
}

/** An ICMP error speaks of the packet that it quotes: where that begins, 0 = it is none. */
function quoted4(p: Packet): u32 {
  const header = p.data;
  if (load<u8>(header, 9) != <u8>Protocol.ICMP) return 0;
  if ((bswap<u16>(load<u16>(header, 6)) & 0x1fff) != 0) return 0;
  const at = headerLength4(header);
  if (!p.has(at, 8) || !p.has(at + 8, 20)) return 0;
  const type = load<u8>(header + at);
  const error = (type >= 3 && type <= 5) || type == 11 || type == 12;
  return error ? at + 8 : 0;
}

function quoted6(p: Packet): u32 {
  const at = IPV6_HEADER_SIZE;
  if (load<u8>(p.data, 6) != <u8>Protocol.ICMPV6) return 0;
  if (!p.has(at, 8) || !p.has(at + 8, IPV6_HEADER_SIZE)) return 0;
  const type = load<u8>(p.data + at);
  return type >= 1 && type <= 4 ? at + 8 : 0;
}

/** ip_multipath_l3_keys. */
function addresses4(p: Packet): void {
  const header = p.data + quoted4(p);
  keySource(header + 12);
  keyDestination(header + 16);
}

/** ip6_multipath_l3_keys. */
function addresses6(p: Packet): void {
  const at = quoted6(p);
  const header = p.data + at;
  keySource(header + 8);
  keyDestination(header + 24);
  keyProtocol(<u32>load<u8>(header, 6));
  let label = load<u32>(header) & LABEL_MASK;
  // rules with ports have had the packet dissected, which turns the label around
  const known = at == 0 && load<u8>(header, 6) == <u8>Protocol.ICMPV6;
  if (known && hasFlag(Family.IPV6, NetworkFlag.PORT_RULES)) label = bswap<u32>(label);
  keyLabel(label);
}

function ports(fields: u32): void {
  if ((fields & Field.SPORT) != 0) keySourcePort(dissected.sport);
  if ((fields & Field.DPORT) != 0) keyDestinationPort(dissected.dport);
}

/** Policy 1. */
function hashPorts(p: Packet): u32 {
  dissect(p, false);
  clearKeys(p.family);
  if (dissected.family != 0) {
    keySource(dissected.source);
    keyDestination(dissected.destination);
  }
  keyProtocol(dissected.protocol);
  ports(OUTER);
  return hashKeys(seed());
}

/** Policy 2. */
function hashInnermost(p: Packet): u32 {
  dissect(p, true);
  if (dissected.family == 0) return hashAddresses(p);
  clearKeys(dissected.family);
  keySource(dissected.source);
  keyDestination(dissected.destination);
  if (dissected.family == <u32>Family.IPV6) {
    keyLabel(dissected.label);
    keyProtocol(dissected.protocol);
  }
  return hashKeys(seed());
}

/** Policy 0. */
function hashAddresses(p: Packet): u32 {
  clearKeys(p.family);
  if (p.family == Family.IPV4) addresses4(p);
  else addresses6(p);
  return hashKeys(seed());
}

/** Policy 3, one half of it; 0 = nothing is asked for. `family`: that of the addresses. */
function hashFields(fields: u32, family: u32): u32 {
  clearKeys(family);
  if (dissected.family == family) {
    if ((fields & Field.SOURCE) != 0) keySource(dissected.source);
    if ((fields & Field.DESTINATION) != 0) keyDestination(dissected.destination);
    if (family == Family.IPV6 && (fields & Field.LABEL) != 0) keyLabel(dissected.label);
  }
  if ((fields & Field.PROTOCOL) != 0) keyProtocol(dissected.protocol);
  ports(fields);
  return hashKeys(seed());
}

const halves: usize = memory.data(8, 8);

function hashCustom(p: Packet, fields: u32): u32 {
  let outer: u32 = 0;
  let inner: u32 = 0;
  let nested = true;
  if ((fields & OUTER) != 0) {
    dissect(p, false);
    nested = dissected.encapsulated != 0;
    outer = hashFields(fields & OUTER, p.family);
  }
  if (nested && fields >> INNER_SHIFT != 0) {
    dissect(p, true);
    if (dissected.encapsulated != 0) inner = hashFields(fields >> INNER_SHIFT, dissected.family);
  }
  store<u32>(halves, outer);
  store<u32>(halves, inner, 4);
  return jhash2(halves, 2, 0);
}

function hashPacket(p: Packet, policy: u32): u32 {
  switch (policy) {
    case 0:
      return hashAddresses(p);
    case 1:
      return hashPorts(p);
    case 2:
      return hashInnermost(p);
  }
  const four = p.family == Family.IPV4;
  const slot = four ? Sysctl.FIB_MULTIPATH_HASH_FIELDS4 : Sysctl.FIB_MULTIPATH_HASH_FIELDS6;
  return hashCustom(p, sysctl(slot));
}

/** The same of what was asked for (struct flowi), which has no inside. */
function hashFlow(family: u32, policy: u32): u32 {
  const six = family == Family.IPV6;
  let fields: u32 = Field.SOURCE | Field.DESTINATION;
  if (policy == 1) fields |= Field.PROTOCOL | Field.SPORT | Field.DPORT;
  else if (policy == 3) {
    fields = sysctl(six ? Sysctl.FIB_MULTIPATH_HASH_FIELDS6 : Sysctl.FIB_MULTIPATH_HASH_FIELDS4);
    if ((fields & OUTER) == 0) return 0;
  } else if (six) fields |= Field.PROTOCOL | Field.LABEL;
  clearKeys(family);
  if ((fields & Field.SOURCE) != 0) keySource(flow.source);
  if ((fields & Field.DESTINATION) != 0) keyDestination(flow.destination);
  if ((fields & Field.PROTOCOL) != 0) keyProtocol(flow.protocol);
  if (six && (fields & Field.LABEL) != 0) keyLabel(flow.label);
  if ((fields & Field.SPORT) != 0) keySourcePort(bswap<u16>(<u16>flow.sport));
  if ((fields & Field.DPORT) != 0) keyDestinationPort(bswap<u16>(<u16>flow.dport));
  return hashKeys(seed());
}

/** 31 bits of the packet, or of the flow at hand if there is none. */
function hash(p: Packet | null, family: u32): u32 {
  const four = family == Family.IPV4;
  const policy = sysctl(
    four ? Sysctl.FIB_MULTIPATH_HASH_POLICY4 : Sysctl.FIB_MULTIPATH_HASH_POLICY6,
  );
  const by = p === null ? subject : p;
  return (by === null ? hashFlow(family, policy) : hashPacket(by, policy)) >> 1;
}

/** Whether a hop over the interface can be taken: one that went down, or lost IPv6, takes it out of the
 * route (RTNH_F_DEAD; fib_sync_down_dev, fib6_ifdown). */
export function hopAlive(device: u32, family: u32): bool {
  if (!interfaceUp(device)) return false;
  return family == Family.IPV4 || conf(device, ConfSysctl.DISABLE_IPV6) == 0;
}

/** Weights of the hops that can be taken (fib_rebalance, rt6_multipath_rebalance). */
function totalWeight(first: usize, count: u32, family: u32): u64 {
  let total: u64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const hop = first + <usize>i * NextHopImage.size;
    if (hopAlive(load<u32>(hop, NextHopImage.interfaceIndex), family)) {
      total += <u64>load<u16>(hop, NextHopImage.weight);
    }
  }
  return total;
}

/** The last hash of a hop's share: `weight` of `total`, with what comes before it. */
function bound(weight: u64, total: u64): i64 {
  return <i64>(((weight << 31) + total / 2) / total) - 1;
}

/** Takes one of several hops of the IPv4 route that was found: for packet `p`, or, without one, for what
 * was asked. Of local packets with a source, a hop that has this source goes before the others. */
export function chooseHop4(p: Packet | null): void {
  const count = load<u32>(found.route, RouteImage.hopCount);
  if (count <= 1) return;
  const first = <usize>load<u32>(found.route, RouteImage.hops);
  const total = totalWeight(first, count, Family.IPV4);
  if (total == 0) return;
  const h = <i64>hash(p, Family.IPV4);
  const source = p === null ? load<u32>(flow.source) : 0;
  const scope = <u32>load<u8>(found.route, RouteImage.scope);
  let weight: u64 = 0;
  let best: i32 = -1;
  for (let i: u32 = 0; i < count; i++) {
    const hop = first + <usize>i * NextHopImage.size;
    const device = load<u32>(hop, NextHopImage.interfaceIndex);
    if (!interfaceUp(device)) continue;
    weight += <u64>load<u16>(hop, NextHopImage.weight);
    let score: i32 = h <= bound(weight, total) ? 1 : 0;
    if (source != 0 && ownSource(hop, device, scope) == source) score += 2;
    if (score <= best) continue;
    best = score;
    found.hop = hop;
  }
}

/** The address that the host has towards a hop (nh_saddr). */
function ownSource(hop: usize, device: u32, scope: u32): u32 {
  const four = <u32>load<u8>(hop, NextHopImage.family) == Family.IPV4;
  return selectAddress4(device, four ? load<u32>(hop, NextHopImage.via) : 0, scope);
}

/** The same of an IPv6 route. `device`: the only interface that will do, 0 = any; a share of another one
 * leaves the hop that was found. */
export function chooseHop6(p: Packet | null, device: u32): void {
  const count = load<u32>(found.route, RouteImage.hopCount);
  if (count <= 1) return;
  const first = <usize>load<u32>(found.route, RouteImage.hops);
  const total = totalWeight(first, count, Family.IPV6);
  if (total == 0) return;
  const h = <i64>hash(p, Family.IPV6);
  let weight: u64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const hop = first + <usize>i * NextHopImage.size;
    const out = load<u32>(hop, NextHopImage.interfaceIndex);
    if (!hopAlive(out, Family.IPV6)) continue;
    weight += <u64>load<u16>(hop, NextHopImage.weight);
    if (h > bound(weight, total)) continue;
    if (device == 0 || device == out) found.hop = hop;
    return;
  }
}
