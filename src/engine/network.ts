/** Hands addresses, routes and policy rules to the engine: builds the network image of
 * assembly/abi/network.ts. */
import {
  AddressImage,
  Family,
  FamilyNetwork,
  NetworkFlag,
  NetworkImage,
  NextHopImage,
  PolicyAction,
  PolicyFlag,
  PolicyRuleImage,
  PrefixNode,
  RouteImage,
  RouteType,
  RoutingTable,
} from "../generated/abi.js";
import type {
  Address,
  Family as FamilyName,
  Network,
  PolicyRule,
  Route,
  RouteType as RouteTypeName,
  Setup,
} from "../setup/model.js";
import { BlockBuilder } from "./builder.js";
import { type Engine, outOfMemory } from "./instance.js";
import { type Interfaces, speaksIpv6 } from "./interfaces.js";
import { prefixRanges, type PrefixTree } from "./prefixes.js";

/** Number of the table that holds local and main in one (assembly/route/network.ts). */
const MERGED_TABLE = 0xfffffffe;
const TABLE_MAIN = 254;
const TABLE_LOCAL = 255;
/** rtm_protocol of routes that the kernel adds by itself. */
const PROTOCOL_KERNEL = 2;

const routeTypes: Readonly<Record<RouteTypeName, RouteType>> = {
  unicast: RouteType.UNICAST,
  local: RouteType.LOCAL,
  broadcast: RouteType.BROADCAST,
  multicast: RouteType.MULTICAST,
  anycast: RouteType.ANYCAST,
  unreachable: RouteType.UNREACHABLE,
  blackhole: RouteType.BLACKHOLE,
  prohibit: RouteType.PROHIBIT,
  throw: RouteType.THROW,
};

const ruleActions = {
  table: PolicyAction.TABLE,
  goto: PolicyAction.GOTO,
  nop: PolicyAction.NOP,
  blackhole: PolicyAction.BLACKHOLE,
  unreachable: PolicyAction.UNREACHABLE,
  prohibit: PolicyAction.PROHIBIT,
} as const;

/** Loads the network of a setup. */
export function loadNetwork(engine: Engine, setup: Setup, interfaces: Interfaces): void {
  const network = usable(setup);
  const block = new BlockBuilder();
  const head = block.take(NetworkImage.size);
  family(block, network, interfaces, "ipv4", head + NetworkImage.ipv4);
  family(block, network, interfaces, "ipv6", head + NetworkImage.ipv6);
  block.u32(head + NetworkImage.size_bytes, block.size);
  const base = engine.exports.networkReserve(block.size) >>> 0;
  if (base === 0) throw outOfMemory();
  engine.bytes.set(block.finish(base), base);
  engine.exports.networkCommit();
}

/** The network without the IPv6 addresses and routes of interfaces that do not speak IPv6. */
function usable({ network, sysctls }: Setup): Network {
  const mute = new Set<string>();
  for (const device of network.interfaces.values()) {
    if (!speaksIpv6(device, sysctls)) mute.add(device.name);
  }
  if (mute.size === 0) return network;
  const gone = (family: FamilyName, device: string | null) =>
    family === "ipv6" && device !== null && mute.has(device);
  return {
    ...network,
    addresses: network.addresses.filter((a) => !gone(a.family, a.device)),
    routes: network.routes.filter((r) => !r.nextHops.every((hop) => gone(r.family, hop.device))),
  };
}

/** IPv6 addresses in the order of the kernel's lists: device by device, wider scopes first, the
 * newest of a scope first (ipv6_link_dev_addr). Of equals the first is chosen. */
function asListed(network: Network, addresses: readonly Address[]): Address[] {
  const index = (a: Address) => network.interfaces.get(a.device)?.index ?? 0;
  return [...addresses].reverse().sort((a, b) => index(a) - index(b) || a.scope - b.scope);
}

function family(
  block: BlockBuilder,
  network: Network,
  interfaces: Interfaces,
  name: FamilyName,
  at: number,
): void {
  const known = network.addresses.filter((a) => a.family === name);
  const addresses = name === "ipv6" ? asListed(network, known) : known;
  const routes = network.routes.filter((r) => r.family === name);
  const rules = network.rules.filter((r) => r.family === name);
  const custom = !isUsual(name, rules);
  let flags = custom ? NetworkFlag.CUSTOM_RULES : 0;
  if (routes.some((r) => r.type === "local" && r.protocol !== PROTOCOL_KERNEL)) {
    flags |= NetworkFlag.CUSTOM_LOCAL_ROUTES;
  }
  if (rules.some((r) => r.ipProtocol !== null || r.sport !== null || r.dport !== null)) {
    flags |= NetworkFlag.PORT_RULES;
  }
  const realms = rules.some((r) => r.realm !== 0) || routes.some(hasRealm);
  if (realms && name === "ipv4") flags |= NetworkFlag.REALMS;
  block.u32(at + FamilyNetwork.flags, flags);
  list(block, at + FamilyNetwork.ruleCount, rules, PolicyRuleImage.size, (rule, to) =>
    policyRule(block, interfaces, rules, rule, to),
  );
  list(block, at + FamilyNetwork.addressCount, addresses, AddressImage.size, (address, to) =>
    addressRecord(block, interfaces, address, to),
  );
  const tables = new Map<number, Route[]>();
  for (const route of routes) add(tables, route.table, route);
  if (name === "ipv4" && !custom) {
    // one trie holds both; for one prefix the local table's routes come first
    const both = [...(tables.get(TABLE_LOCAL) ?? []), ...(tables.get(TABLE_MAIN) ?? [])];
    tables.set(MERGED_TABLE, both);
  }
  const shared: SharedHops | null = realms ? new Map() : null;
  list(block, at + FamilyNetwork.tableCount, [...tables], RoutingTable.size, ([id, members], to) =>
    routingTable(block, interfaces, name, id, members, shared, to),
  );
}

/** Writes a count and a pointer at `at`, and the records that they speak of. */
function list<T>(
  block: BlockBuilder,
  at: number,
  items: readonly T[],
  size: number,
  write: (item: T, to: number) => void,
): void {
  const first = block.take(items.length * size);
  block.u32(at, items.length);
  block.pointer(at + 4, first);
  items.forEach((item, i) => {
    write(item, first + i * size);
  });
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Whether the rules are those that every host starts with: nobody added or changed any. */
function isUsual(name: FamilyName, rules: readonly PolicyRule[]): boolean {
  const usual = name === "ipv4" ? [0, 32766, 32767] : [0, 32766];
  const tables = [255, 254, 253];
  return (
    rules.length === usual.length &&
    rules.every(
      (rule, i) =>
        rule.priority === usual[i] &&
        !rule.inverted &&
        rule.action.type === "table" &&
        rule.action.table === tables[i] &&
        rule.from === null &&
        rule.to === null &&
        rule.iif === null &&
        rule.oif === null &&
        rule.fwmark === null &&
        rule.tos === 0 &&
        rule.ipProtocol === null &&
        rule.sport === null &&
        rule.dport === null &&
        rule.uidRange === null &&
        rule.suppressPrefixLength === null &&
        rule.suppressGroup === null,
    )
  );
}

function addressRecord(
  block: BlockBuilder,
  interfaces: Interfaces,
  address: Address,
  at: number,
): void {
  block.u32(at + AddressImage.interfaceIndex, interfaces.index(address.device));
  block.u8(at + AddressImage.prefixLength, address.prefixLength);
  block.u8(at + AddressImage.scope, address.scope);
  block.u8(at + AddressImage.secondary, address.secondary ? 1 : 0);
  block.put(at + AddressImage.address, address.address);
  block.put(at + AddressImage.peer, address.peer ?? address.address);
  if (address.broadcast !== null) block.put(at + AddressImage.broadcast, address.broadcast);
}

function policyRule(
  block: BlockBuilder,
  interfaces: Interfaces,
  rules: readonly PolicyRule[],
  rule: PolicyRule,
  at: number,
): void {
  let flags = rule.inverted ? PolicyFlag.INVERT : 0;
  block.u8(at + PolicyRuleImage.action, ruleActions[rule.action.type]);
  const { action } = rule;
  let target = 0;
  if (action.type === "table") target = action.table;
  else if (action.type === "goto") {
    target = rules.findIndex((other) => other.priority === action.priority);
  }
  block.u32(at + PolicyRuleImage.target, target);
  if (rule.from !== null) {
    block.u8(at + PolicyRuleImage.fromLength, rule.from.length);
    block.put(at + PolicyRuleImage.from, rule.from.address);
  }
  if (rule.to !== null) {
    block.u8(at + PolicyRuleImage.toLength, rule.to.length);
    block.put(at + PolicyRuleImage.to, rule.to.address);
  }
  block.u8(at + PolicyRuleImage.tos, rule.tos);
  if (rule.iif !== null) {
    flags |= PolicyFlag.IIF;
    block.u32(at + PolicyRuleImage.iif, interfaces.index(rule.iif));
  }
  if (rule.oif !== null) {
    flags |= PolicyFlag.OIF;
    block.u32(at + PolicyRuleImage.oif, interfaces.index(rule.oif));
  }
  if (rule.fwmark !== null) {
    flags |= PolicyFlag.MARK;
    block.u32(at + PolicyRuleImage.mark, rule.fwmark.value);
    block.u32(at + PolicyRuleImage.markMask, rule.fwmark.mask);
  }
  if (rule.ipProtocol !== null) {
    flags |= PolicyFlag.IP_PROTOCOL;
    block.u8(at + PolicyRuleImage.ipProtocol, rule.ipProtocol);
  }
  if (rule.sport !== null) {
    flags |= PolicyFlag.SPORT;
    block.u16(at + PolicyRuleImage.sportFrom, rule.sport.from);
    block.u16(at + PolicyRuleImage.sportTo, rule.sport.to);
  }
  if (rule.dport !== null) {
    flags |= PolicyFlag.DPORT;
    block.u16(at + PolicyRuleImage.dportFrom, rule.dport.from);
    block.u16(at + PolicyRuleImage.dportTo, rule.dport.to);
  }
  if (rule.uidRange !== null) {
    flags |= PolicyFlag.UID;
    block.u32(at + PolicyRuleImage.uidFrom, rule.uidRange.from);
    block.u32(at + PolicyRuleImage.uidTo, rule.uidRange.to);
  }
  block.u32(at + PolicyRuleImage.suppressPrefixLength, rule.suppressPrefixLength ?? -1);
  block.u32(at + PolicyRuleImage.suppressGroup, rule.suppressGroup ?? -1);
  block.u32(at + PolicyRuleImage.realm, rule.realm);
  block.u32(at + PolicyRuleImage.flags, flags);
}

/** A table: prefixes with their routes, and the ranges for the search. */
function routingTable(
  block: BlockBuilder,
  interfaces: Interfaces,
  name: FamilyName,
  id: number,
  routes: readonly Route[],
  shared: SharedHops | null,
  at: number,
): void {
  const width = name === "ipv4" ? 32 : 128;
  const tree: PrefixTree<Route> = prefixRanges(routes, width);
  const nodes = tree.prefixes.map(() => block.take(PrefixNode.size));
  tree.prefixes.forEach((prefix, i) => {
    const node = nodes[i]!;
    if (prefix.parent >= 0) block.pointer(node + PrefixNode.parent, nodes[prefix.parent]!);
    block.u32(node + PrefixNode.prefixLength, prefix.length);
    list(block, node + PrefixNode.routeCount, prefix.items, RouteImage.size, (route, to) =>
      routeRecord(block, interfaces, route, shared, to),
    );
  });
  block.u32(at + RoutingTable.id, id);
  block.u32(at + RoutingTable.rangeCount, tree.ranges.length);
  const starts = block.take(tree.ranges.length * (width / 8));
  const covers = block.take(tree.ranges.length * 4);
  tree.ranges.forEach((range, i) => {
    if (width === 32) block.u32(starts + i * 4, Number(range.start));
    else {
      block.u64(starts + i * 16, range.start >> 64n);
      block.u64(starts + i * 16 + 8, BigInt.asUintN(64, range.start));
    }
    if (range.prefix >= 0) block.pointer(covers + i * 4, nodes[range.prefix]!);
  });
  block.pointer(at + RoutingTable.starts, starts);
  block.pointer(at + RoutingTable.nodes, covers);
}

/** Where the hops stand that routes have in common: the kernel keeps what it found of a hop for all of
 * them (fib_find_info). */
type SharedHops = Map<string, number>;

function hasRealm(route: Route): boolean {
  return route.nextHops.some((hop) => hop.realm !== 0);
}

/** What routes have in common that have their hops in common. */
function hopsKey(route: Route): string {
  const { table, type, scope, protocol, metric, mtu, mtuLock, source, nextHops } = route;
  const hops = nextHops.map((hop) => [hop.via?.join("."), ...Object.values({ ...hop, via: 0 })]);
  const rest = [table, type, scope, protocol, metric, mtu, mtuLock, source?.join(".")];
  return JSON.stringify([...rest, hops]);
}

function routeRecord(
  block: BlockBuilder,
  interfaces: Interfaces,
  route: Route,
  shared: SharedHops | null,
  at: number,
): void {
  block.u8(at + RouteImage.type, routeTypes[route.type]);
  block.u8(at + RouteImage.scope, route.scope);
  block.u8(at + RouteImage.tos, route.tos);
  block.u8(at + RouteImage.mtuLock, route.mtuLock ? 1 : 0);
  block.u32(at + RouteImage.metric, route.metric);
  block.u32(at + RouteImage.mtu, route.mtu);
  block.u32(at + RouteImage.table, route.table);
  block.u8(at + RouteImage.prefixLength, route.prefixLength);
  block.put(at + RouteImage.destination, route.destination);
  if (route.source !== null) {
    block.u8(at + RouteImage.hasSource, 1);
    block.put(at + RouteImage.source, route.source);
  }
  const key = shared === null ? "" : hopsKey(route);
  const known = shared?.get(key);
  if (known !== undefined) {
    block.u32(at + RouteImage.hopCount, route.nextHops.length);
    block.pointer(at + RouteImage.hops, known);
    return;
  }
  list(block, at + RouteImage.hopCount, route.nextHops, NextHopImage.size, (hop, to) => {
    if (hop === route.nextHops[0]) shared?.set(key, to);
    if (hop.device !== null) {
      block.u32(to + NextHopImage.interfaceIndex, interfaces.index(hop.device));
    }
    if (hop.via !== null) {
      const family = hop.viaFamily === "ipv4" ? Family.IPV4 : Family.IPV6;
      block.u8(to + NextHopImage.family, family);
      block.put(to + NextHopImage.via, hop.via);
    }
    block.u8(to + NextHopImage.onlink, hop.onlink ? 1 : 0);
    block.u16(to + NextHopImage.weight, hop.weight);
    block.u32(to + NextHopImage.realm, hop.realm);
  });
}
