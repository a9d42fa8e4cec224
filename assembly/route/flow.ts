/**
 * What a route is asked for (struct flowi) and what is found (struct fib_result). There is one of
 * each: a lookup fills them, and whoever asked takes what it needs at once.
 */

import { NO_FACT } from "../abi";

/** The question. Addresses are pointers to bytes in network order. */
@unmanaged
export class Flow {
  source: usize;
  destination: usize;
  /** Interface it came in by; `lo` (1) for packets of the host. */
  iif: u32;
  /** Interface that is asked for, 0 = any. */
  oif: u32;
  mark: u32;
  /** TOS or traffic class. */
  tos: u32;
  uid: u32;
  /** What rules about protocol and ports compare. */
  protocol: u32;
  sport: u32;
  dport: u32;
  /** FlowFlag bits. */
  flags: u32;
  /** IPv6 flow label as in the header's first word, in memory's order. */
  label: u32;
}

export const enum FlowFlag {
  /** The source address is known (RT6_LOOKUP_F_HAS_SADDR). */
  HAS_SOURCE = 1,
  /** The route must lead over `oif` (RT6_LOOKUP_F_IFACE). */
  STRICT = 2,
  /** Any source will do, the host's own or not (FLOWI_FLAG_ANYSRC). */
  ANY_SOURCE = 4,
  /** Rules may ask for the packet's protocol and ports (fib4_rules_early_flow_dissect). */
  DISSECT = 8,
  /** A raw socket asks, whose protocol is IPPROTO_RAW. */
  RAW = 16,
}

/** The answer. */
@unmanaged
export class Found {
  /** Errno, 0 = found. */
  error: u32;
  /** RouteType. */
  type: u32;
  /** Pointer to RouteImage, 0 = none. */
  route: usize;
  /** Pointer to NextHopImage, 0 = none. */
  hop: usize;
  prefixLength: u32;
  /** Realms of the policy rule that led here. */
  realm: u32;
}

export const flow = changetype<Flow>(memory.data(64, 8));
export const found = changetype<Found>(memory.data(32, 8));

/** Copies of addresses that must outlive the packet's bytes during a lookup. */
export const scratch: usize = memory.data(64, 8);

/** The user on whose behalf routes are looked for: root but while a process sends. */
let asker: u32 = 0;

/** Looks for routes as this user from now on; an unknown one is root. */
export function askAs(uid: u32): void {
  asker = uid == NO_FACT ? 0 : uid;
}

/** Sets the question anew: everything but the addresses zero. */
export function askFor(source: usize, destination: usize, iif: u32, mark: u32, tos: u32): void {
  flow.source = source;
  flow.destination = destination;
  flow.iif = iif;
  flow.oif = 0;
  flow.mark = mark;
  flow.tos = tos;
  flow.uid = asker;
  flow.protocol = 0;
  flow.sport = 0;
  flow.dport = 0;
  flow.flags = 0;
  flow.label = 0;
}

/** Nothing was found, for this errno. */
export function notFound(error: u32): u32 {
  found.error = error;
  found.type = 0;
  found.route = 0;
  found.hop = 0;
  found.prefixLength = 0;
  return error;
}
