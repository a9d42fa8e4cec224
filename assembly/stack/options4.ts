/**
 * IPv4 options (RFC 791, 3.1): __ip_options_compile, ip_options_rcv_srr, ip_forward_options,
 * ip_options_fragment.
 *
 *     ┌──────┬────────┬─────────┬─────────────        pointer counts from 1 at the option's first
 *     │ type │ length │ pointer │ data ...            byte; beyond length = full
 *     └──────┴────────┴─────────┴─────────────
 */
import { Cause, ConfSysctl, RouteType } from "../abi";
import { conf } from "../memory/interfaces";
import { now } from "../memory/clock";
import { get16, put32 } from "../packet/bytes";
import { headerLength4, IPV4_HEADER_SIZE, setHeaderChecksum4 } from "../packet/ipv4";
import { makeWritable, Packet, PacketFlag } from "../packet/packet";
import { RouteFlag } from "../route/flags";
import { askFor, flow } from "../route/flow";
import { routeInputTo4 } from "../route/input4";
import { addressType4 } from "../route/lookup";
import { lookup4 } from "../route/lookup4";
import { preferredSource4 } from "../route/output4";
import { SCOPE_LINK, SCOPE_UNIVERSE, selectAddress4 } from "../route/select";
import { sendIcmpError4 } from "./icmp4";

/** Option types. */
const END: u32 = 0;
const NOOP: u32 = 1;
const RECORD_ROUTE: u32 = 7;
const TIMESTAMP: u32 = 68;
const CIPSO: u32 = 134;
const LOOSE_ROUTE: u32 = 131;
const STRICT_ROUTE: u32 = 137;
const ROUTER_ALERT: u32 = 148;

/** Flags of the timestamp option. */
const TIME_ONLY: u32 = 0;
const TIME_AND_ADDRESS: u32 = 1;
const TIME_PRESPECIFIED: u32 = 3;

const PARAMETER_PROBLEM: u32 = 12;
const LOOPBACK: u32 = 1;
const unspecified: usize = memory.data(8, 8);

/** What the options at hand still want when the packet is forwarded: bits of Packet.optionWants. */
export const enum OptionWant {
  RECORD = 1,
  TIME_ADDRESS = 2,
  TIME = 4,
  STRICT = 8,
  /** The source route names this host: the next hop goes into the destination. */
  SOURCE_ROUTE_HIT = 16,
  CHANGED = 32,
}

/** Forgets what was read of the options. */
export function resetOptions(p: Packet): void {
  p.flags &= ~(<u32>(PacketFlag.OPTIONS | PacketFlag.ROUTER_ALERT));
  p.optionSourceRoute = 0;
  p.optionRecordRoute = 0;
  p.optionTimestamp = 0;
  p.optionRouterAlert = 0;
  p.optionCipso = 0;
  p.optionWants = 0;
  p.optionHop = 0;
}

/** Whether the source route is a strict one. */
export function isStrictRoute4(p: Packet): bool {
  return (p.optionWants & OptionWant.STRICT) != 0;
}

/** Milliseconds since midnight UTC, as timestamps count (inet_current_timestamp). */
function milliseconds(): u32 {
  return <u32>((now / 1000000) % 86400000);
}

/** The address that stands for this host in options: the one the packet was sent to, or the one that
 * its sender would be answered from (fib_compute_spec_dst). */
function ownAddress(p: Packet): u32 {
  const flags = p.routeFlags;
  const many = RouteFlag.BROADCAST | RouteFlag.MULTICAST;
  if ((flags & (many | RouteFlag.LOCAL)) == RouteFlag.LOCAL) return load<u32>(p.data, 16);
  const source = load<u32>(p.data, 12);
  if (source == 0) return selectAddress4(p.inInterface, 0, SCOPE_LINK);
  const mark = conf(p.inInterface, ConfSysctl.SRC_VALID_MARK) != 0 ? p.mark : 0;
  askFor(unspecified, p.data + 12, LOOPBACK, mark, <u32>load<u8>(p.data, 1) & 0xfc);
  if (lookup4() == 0) return preferredSource4();
  return selectAddress4(p.inInterface, source, SCOPE_UNIVERSE);
}

/** Offset in the header of what is wrong with the options, 0 = nothing. Fills in the host's own
 * address and time where options ask for them. */
function compile(p: Packet): u32 {
  const size = headerLength4(p.data);
  let at = IPV4_HEADER_SIZE;
  while (at < size) {
    const type = <u32>load<u8>(p.data + at);
    if (type == END) {
      // what follows the end is made zero
      for (let i = at + 1; i < size; i++) {
        if (load<u8>(p.data + i) != END) {
          store<u8>(p.data + i, END);
          p.optionWants |= OptionWant.CHANGED;
        }
      }
      return 0;
    }
    if (type == NOOP) {
      at++;
      continue;
    }
    if (at + 1 >= size) return at;
    const length = <u32>load<u8>(p.data + at + 1);
    if (length < 2 || at + length > size) return at;
    const wrong = read(p, type, at, length);
    if (wrong != 0) return wrong;
    at += length;
  }
  return 0;
}

function read(p: Packet, type: u32, at: u32, length: u32): u32 {
  const o = p.data + at;
  switch (type) {
    case LOOSE_ROUTE:
    case STRICT_ROUTE:
      if (length < 3) return at + 1;
      if (load<u8>(o, 2) < 4) return at + 2;
      if (p.optionSourceRoute != 0) return at;
      if (type == STRICT_ROUTE) p.optionWants |= OptionWant.STRICT;
      p.optionSourceRoute = at;
      break;
    case RECORD_ROUTE:
      if (p.optionRecordRoute != 0) return at;
      if (length < 3) return at + 1;
      if (load<u8>(o, 2) < 4) return at + 2;
      if (<u32>load<u8>(o, 2) <= length) {
        const pointer = <u32>load<u8>(o, 2);
        if (pointer + 3 > length) return at + 2;
        store<u32>(o + pointer - 1, ownAddress(p));
        store<u8>(o, <u8>(pointer + 4), 2);
        p.optionWants |= OptionWant.RECORD | OptionWant.CHANGED;
      }
      p.optionRecordRoute = at;
      break;
    case TIMESTAMP:
      return readTimestamp(p, at, length);
    case ROUTER_ALERT:
      if (length < 4) return at + 1;
      if (get16(o + 2) == 0) p.optionRouterAlert = at;
      break;
    case CIPSO:
      if (p.optionCipso != 0) return at;
      p.optionCipso = at;
      // no domain of interpretation is configured, so no label can be valid (cipso_v4_validate)
      return at + (length < 8 ? 1 : 2);
  }
  return 0;
}

function readTimestamp(p: Packet, at: u32, length: u32): u32 {
  const o = p.data + at;
  if (p.optionTimestamp != 0) return at;
  if (length < 4) return at + 1;
  const pointer = <u32>load<u8>(o, 2);
  if (pointer < 5) return at + 2;
  const kind = <u32>load<u8>(o, 3) & 15;
  if (pointer <= length) {
    if (pointer + 3 > length) return at + 2;
    const both = kind == TIME_AND_ADDRESS || kind == TIME_PRESPECIFIED;
    if (both && pointer + 7 > length) return at + 2;
    stamp(p, o, kind, pointer);
  } else if (kind != TIME_PRESPECIFIED) {
    // full: the high bits count hosts that found no room
    if (load<u8>(o, 3) >> 4 == 15) return at + 3;
    store<u8>(o, load<u8>(o, 3) + 16, 3);
    p.optionWants |= OptionWant.CHANGED;
  }
  p.optionTimestamp = at;
  return 0;
}

/** Fills in the time, and the host's address where it is asked for. */
function stamp(p: Packet, o: usize, kind: u32, pointer: u32): void {
  let time = o + pointer - 1;
  let size: u32 = 8;
  if (kind == TIME_ONLY) size = 4;
  else if (kind == TIME_AND_ADDRESS) {
    store<u32>(time, ownAddress(p));
    time += 4;
    p.optionWants |= OptionWant.TIME_ADDRESS;
  } else if (kind == TIME_PRESPECIFIED) {
    // somebody else's turn
    if (addressType4(load<u32>(time), 0) == RouteType.UNICAST) return;
    time += 4;
  } else return;
  store<u8>(o, <u8>(pointer + size), 2);
  put32(time, milliseconds());
  p.optionWants |= OptionWant.TIME | OptionWant.CHANGED;
}

/** Reads the options of a packet that came in (ip_rcv_options); false = it is dropped, p.cause says
 * why. A bad option is answered. */
export function receiveOptions4(p: Packet): bool {
  makeWritable(p);
  resetOptions(p);
  // an answer to a bad option carries back those that were read before it
  p.flags |= PacketFlag.OPTIONS;
  const wrong = compile(p);
  if (wrong != 0) {
    p.cause = Cause.HEADER_OPTIONS;
    sendIcmpError4(p, PARAMETER_PROBLEM, 0, wrong << 24);
    return false;
  }
  if (p.optionSourceRoute == 0) return true;
  if (conf(p.inInterface, ConfSysctl.ACCEPT_SOURCE_ROUTE4) == 0 || !followSourceRoute(p)) {
    p.cause = Cause.HEADER_OPTIONS;
    return false;
  }
  return true;
}

/** The next hops that a source route names: those that are this host are passed over, the first
 * that is not becomes the route (ip_options_rcv_srr). */
function followSourceRoute(p: Packet): bool {
  const type = p.routeType;
  // not delivered here as unicast: the destination is another hop's
  if (type == RouteType.UNICAST) {
    if (!isStrictRoute4(p)) return true;
    sendIcmpError4(p, PARAMETER_PROBLEM, 0, 16 << 24);
    return false;
  }
  if (type != RouteType.LOCAL) return false;
  const o = p.data + p.optionSourceRoute;
  const length = <u32>load<u8>(o, 1);
  let pointer = <u32>load<u8>(o, 2);
  for (; pointer <= length; pointer += 4) {
    if (pointer + 3 > length) {
      sendIcmpError4(p, PARAMETER_PROBLEM, 0, (p.optionSourceRoute + 2) << 24);
      return false;
    }
    const next = load<u32>(o + pointer - 1);
    const error = p.routeError;
    if (routeInputTo4(p, next) != Cause.NONE || p.routeError != error) return false;
    const found: u32 = p.routeType;
    if (found != RouteType.UNICAST && found != RouteType.LOCAL) return false;
    if (found != RouteType.LOCAL) {
      p.optionHop = next;
      p.optionWants |= OptionWant.SOURCE_ROUTE_HIT | OptionWant.CHANGED;
      return true;
    }
    // a hop that is this host too
    store<u32>(p.data, next, 16);
    p.optionWants |= OptionWant.CHANGED;
  }
  return true;
}

/** Options of a packet on its way through: this host's address as it leaves (ip_forward_options). */
export function forwardOptions4(p: Packet): void {
  makeWritable(p);
  const wants = p.optionWants;
  if ((wants & OptionWant.RECORD) != 0) {
    const o = p.data + p.optionRecordRoute;
    store<u32>(o + <usize>load<u8>(o, 2) - 5, leavingAddress(p));
  }
  if ((wants & OptionWant.SOURCE_ROUTE_HIT) != 0) {
    const o = p.data + p.optionSourceRoute;
    const length = <u32>load<u8>(o, 1);
    let pointer = <u32>load<u8>(o, 2);
    while (pointer <= length && pointer + 3 <= length) {
      if (load<u32>(o + pointer - 1) == p.optionHop) break;
      pointer += 4;
    }
    if (pointer + 3 <= length) {
      store<u32>(p.data, p.optionHop, 16);
      store<u32>(o + pointer - 1, leavingAddress(p));
      store<u8>(o, <u8>(pointer + 4), 2);
    }
    // the kernel looks at the timestamp's address beside a source route only
    if ((wants & OptionWant.TIME_ADDRESS) != 0) {
      const t = p.data + p.optionTimestamp;
      store<u32>(t + <usize>load<u8>(t, 2) - 9, leavingAddress(p));
    }
  }
  if ((wants & OptionWant.CHANGED) != 0) setHeaderChecksum4(p.data);
}

/** The address this host would have used towards the next hop (ip_rt_get_source). */
function leavingAddress(p: Packet): u32 {
  if ((p.routeFlags & RouteFlag.INPUT) == 0) return load<u32>(p.data, 12);
  const tos = <u32>load<u8>(p.data, 1) & 0xfc;
  askFor(p.data + 12, p.data + 16, p.inInterface, p.mark, tos);
  flow.oif = p.routeInterface;
  if (lookup4() == 0) return preferredSource4();
  const hop = (p.routeFlags & RouteFlag.GATEWAY) != 0 ? <u32>p.nextHopLow : load<u32>(p.data, 16);
  return selectAddress4(p.routeInterface, hop, SCOPE_UNIVERSE);
}

/** After the first fragment, options that are not copied become "no operation"
 * (ip_options_fragment). */
export function fixOptionsForFragments(p: Packet): void {
  const size = headerLength4(p.data);
  let at = IPV4_HEADER_SIZE;
  while (at < size) {
    const o = p.data + at;
    const type = <u32>load<u8>(o);
    if (type == END) return;
    if (type == NOOP) {
      at++;
      continue;
    }
    if (at + 1 >= size) return;
    const length = <u32>load<u8>(o, 1);
    if (length < 2 || at + length > size) return;
    if ((type & 0x80) == 0) memory.fill(o, <u8>NOOP, length);
    at += length;
  }
}
