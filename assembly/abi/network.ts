/** The network image: addresses, routes, policy rules. */

/** Kinds of routes and addresses (RTN_*, uapi/linux/rtnetlink.h). */
export const enum RouteType {
  UNSPEC = 0,
  UNICAST = 1,
  LOCAL = 2,
  BROADCAST = 3,
  ANYCAST = 4,
  MULTICAST = 5,
  BLACKHOLE = 6,
  UNREACHABLE = 7,
  PROHIBIT = 8,
  THROW = 9,
}

/** Head of a network image: built by src/engine/network.ts with absolute pointers for the place that
 * `networkReserve` gave, made current by `networkCommit`. FamilyNetwork twice: IPv4, IPv6. */
export const enum NetworkImage {
  size_bytes = 0,
  ipv4 = 8,
  ipv6 = 40,
  size = 72,
}

/** Policy rules in the order of evaluation, addresses, tables by ascending number. */
export const enum FamilyNetwork {
  ruleCount = 0,
  /** Pointer to the first PolicyRuleImage. */
  rules = 4,
  addressCount = 8,
  /** Pointer to the first AddressImage. */
  addresses = 12,
  tableCount = 16,
  /** Pointer to the first RoutingTable. */
  tables = 20,
  /** NetworkFlag bits. */
  flags = 24,
  size = 32,
}

/** What a family's network has, so that what it has not is not looked for. */
export const enum NetworkFlag {
  /** Rules other than the three that every host starts with. */
  CUSTOM_RULES = 1,
  /** A local route that the kernel did not make itself. */
  CUSTOM_LOCAL_ROUTES = 2,
  /** A rule asks for protocol or ports. */
  PORT_RULES = 4,
  /** A route or rule has a realm. */
  REALMS = 8,
}

/** An address on an interface, in the order of the interface's list. Addresses as in packets; IPv4
 * ones in the first four bytes. */
export const enum AddressImage {
  /** u32. */
  interfaceIndex = 0,
  /** u8: bits of network. */
  prefixLength = 4,
  /** u8: RT_SCOPE_* (0 universe, 253 link, 254 host). */
  scope = 5,
  /** u8: IPv4: not the first of its network on the interface. */
  secondary = 6,
  address = 8,
  /** The other end of a point-to-point link, else the address itself. */
  peer = 24,
  /** IPv4 broadcast address, 0 = none. */
  broadcast = 40,
  size = 56,
}

/**
 * A routing table for longest-prefix search. The prefixes of the table cut the address space into
 * ranges; `starts` holds where each begins (sorted, host order: u32 for IPv4, two u64, high first,
 * for IPv6; the first is 0), `nodes` the longest prefix that covers it (pointer to PrefixNode or 0).
 */
export const enum RoutingTable {
  id = 0,
  rangeCount = 4,
  starts = 8,
  nodes = 12,
  size = 16,
}

/** A prefix of a table. */
export const enum PrefixNode {
  /** Pointer to the next shorter prefix that covers this one, 0 = none. */
  parent = 0,
  prefixLength = 4,
  routeCount = 8,
  /** Pointer to the first RouteImage, in the order in which the kernel looks at them. */
  routes = 12,
  size = 16,
}

/** A route. */
export const enum RouteImage {
  /** u8 RouteType. */
  type = 0,
  /** u8 RT_SCOPE_*. */
  scope = 1,
  /** u8: TOS the packet must have, 0 = any. */
  tos = 2,
  /** u8: 1 = path MTU is locked. */
  mtuLock = 3,
  metric = 4,
  mtu = 8,
  hopCount = 16,
  /** Pointer to the first NextHopImage. */
  hops = 20,
  /** Routing table number. */
  table = 24,
  /** u8: bits of the prefix. */
  prefixLength = 28,
  /** u8: 1 = `source` is given. */
  hasSource = 29,
  /** u8: hops' weights added, at most 255. */
  weights = 30,
  /** The network, 16 bytes. */
  destination = 32,
  /** Preferred source address, 16 bytes. */
  source = 48,
  size = 64,
}

/** A next hop. */
export const enum NextHopImage {
  /** u32, 0 = none. */
  interfaceIndex = 0,
  /** u8: Family of `via`, 0 = the destination is on the link. */
  family = 4,
  /** u8: 1 = onlink. */
  onlink = 5,
  /** u16. */
  weight = 6,
  via = 8,
  realm = 24,
  /** u32 each, kept by the engine: the realms that packets of others and of the host get over this
   * hop, and in which generation of the host that was found. */
  inputGeneration = 28,
  inputRealm = 32,
  outputGeneration = 36,
  outputRealm = 40,
  size = 48,
}

/** A policy rule. */
export const enum PolicyRuleImage {
  /** PolicyFlag bits. */
  flags = 0,
  /** u8 PolicyAction. */
  action = 4,
  /** u8: bits of `from` and `to`; IPv4 ones count from the first byte too. */
  fromLength = 5,
  toLength = 6,
  /** u8: 0 = any. */
  tos = 7,
  /** Table number, or for GOTO the index of the target among the rules (0xffffffff = none). */
  target = 8,
  iif = 12,
  oif = 16,
  mark = 20,
  markMask = 24,
  /** u8. */
  ipProtocol = 28,
  /** u16 each, host order, inclusive. */
  sportFrom = 30,
  sportTo = 32,
  dportFrom = 34,
  dportTo = 36,
  uidFrom = 40,
  uidTo = 44,
  /** i32: -1 = none. */
  suppressPrefixLength = 48,
  /** i32: interface group, -1 = none. */
  suppressGroup = 52,
  realm = 56,
  from = 64,
  to = 80,
  size = 96,
}

export const enum PolicyFlag {
  INVERT = 1,
  IIF = 2,
  OIF = 4,
  MARK = 8,
  IP_PROTOCOL = 16,
  SPORT = 32,
  DPORT = 64,
  UID = 128,
}

/** FR_ACT_* (uapi/linux/fib_rules.h). */
export const enum PolicyAction {
  TABLE = 1,
  GOTO = 2,
  NOP = 3,
  BLACKHOLE = 6,
  UNREACHABLE = 7,
  PROHIBIT = 8,
}
