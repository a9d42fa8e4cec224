/** `ip route add|append|prepend|replace|change|delete|flush`: ip-route(8). */
import { addressSize, isZero, sameBytes } from "../address.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Family, NextHop, Route, RouteType } from "../model.js";
import { Scope } from "../model.js";
import { type Arguments, readAddress, readPrefix, wrong } from "./arguments.js";
import { NetworkError, type RouteMode } from "./fib.js";
import { type IpCommand, matchCommand, notInSetup } from "./ip.js";
import { Table } from "./kernel.js";
import { interfaceName } from "./link_command.js";
import { readRealm, routeProtocol, scopeNumber, tableNumber, tosNumber } from "./names.js";
import { flushRoutes } from "./route_flush.js";

const types: readonly RouteType[] = [
  "unicast",
  "local",
  "broadcast",
  "multicast",
  "anycast",
  "unreachable",
  "blackhole",
  "prohibit",
  "throw",
];
const silent: readonly RouteType[] = ["unreachable", "blackhole", "prohibit", "throw"];

/** Settings of TCP and of the route cache that no packet in sluice sees. */
const withoutEffect = new Set(
  (
    "advmss window rtt rttvar ssthresh cwnd initcwnd initrwnd rto_min hoplimit reordering quickack " +
    "features congctl pref expires ttl-propagate fastopen_no_cookie"
  ).split(" "),
);

/** Metric of IPv6 routes without one (IP6_RT_PRIO_USER). */
const IPV6_METRIC = 1024;
const PROTOCOL_BOOT = 3;

/** Runs `ip route ...`. */
export function runRoute(command: IpCommand): void {
  const { words } = command;
  const name = words.done
    ? "show"
    : matchCommand(command, [
        "list",
        "show",
        "lst",
        "get",
        "add",
        "change",
        "chg",
        "replace",
        "prepend",
        "append",
        "test",
        "delete",
        "flush",
        "save",
        "restore",
      ]);
  if (name === "delete") {
    remove(command);
    return;
  }
  if (name === "flush") {
    flushRoutes(command);
    return;
  }
  const mode = name === "chg" ? "change" : name;
  if (["add", "change", "replace", "prepend", "append"].includes(mode)) {
    const wanted = read(command);
    checkSilent(wanted);
    command.host.kernel.fib.add(wanted.route, mode as RouteMode);
    return;
  }
  throw notInSetup(command, name);
}

/** A route as a command line describes it, and what of it was said. */
interface Wanted {
  readonly route: Route;
  readonly given: ReadonlySet<string>;
}

/** An IPv4 route that only refuses goes nowhere (fib_create_info). */
function checkSilent({ route, given }: Wanted): void {
  if (route.family !== "ipv4" || !silent.includes(route.type)) return;
  if (!given.has("dev") && !given.has("via") && !given.has("nexthop")) return;
  throw new NetworkError(
    "Error: Gateway, device and multipath can not be specified for this route type.",
    `a route of type ${route.type} has no way on: leave via and dev away`,
  );
}

/** The parts of a route while the line is read. */
interface Draft {
  family: Family | null;
  type: RouteType | null;
  destination: { address: Uint8Array; length: number } | null;
  table: number | null;
  via: { family: Family; bytes: Uint8Array } | null;
  device: string | null;
  onlink: boolean;
  hops: NextHop[];
  values: Map<string, number>;
  source: Uint8Array | null;
  mtuLock: boolean;
}

function read(command: IpCommand): Wanted {
  const { words } = command;
  const draft: Draft = {
    family: command.family,
    type: null,
    destination: null,
    table: null,
    via: null,
    device: null,
    onlink: false,
    hops: [],
    values: new Map(),
    source: null,
    mtuLock: false,
  };
  while (!words.done) readOne(command, draft);
  return finish(command, draft);
}

/** Words that may be shortened, with the name they stand for. */
const shortened: readonly [string, string][] = [
  ["table", "table"],
  ["metric", "metric"],
  ["priority", "metric"],
  ["preference", "metric"],
  ["scope", "scope"],
  ["protocol", "proto"],
  ["dsfield", "tos"],
  ["realms", "realm"],
  ["nexthop", "nexthop"],
];

/** The word that a shortened one stands for. */
export function keyword(text: string): string {
  const found = shortened.find(([full]) => text !== "" && full.startsWith(text));
  return found?.[1] ?? text;
}

function readOne(command: IpCommand, draft: Draft): void {
  const { words, host } = command;
  const text = words.peek()!;
  const isType = types.find((type) => type === text);
  if (draft.type === null && draft.destination === null && isType !== undefined) {
    words.take();
    draft.type = isType;
    return;
  }
  switch (keyword(text)) {
    case "to":
      words.take();
      destination(words.take(), draft);
      return;
    case "via":
      words.take();
      draft.via = readVia(words, draft.family);
      draft.family ??= draft.via.family;
      return;
    case "dev":
    case "oif":
      words.take();
      draft.device = interfaceName(command);
      host.kernel.interface(draft.device);
      return;
    case "src":
      words.take();
      draft.source = readAddress(words.take(), draft.family).bytes;
      return;
    case "table":
      words.take();
      draft.table = words.value(
        (value) => tableNumber(host.setup.network, value),
        '"table" value is invalid',
      );
      return;
    case "onlink":
      words.take();
      draft.onlink = true;
      return;
    case "nexthop":
      words.take();
      nextHop(command, draft);
      return;
    case "from":
      throw new SetupError(words.take().position, "routes with from are not supported");
    case "encap":
    case "nhid":
      throw new SetupError(words.take().position, `routes with ${text} are not supported`);
    default:
      readNumber(command, draft);
      return;
  }
}

function readNumber(command: IpCommand, draft: Draft): void {
  const { words } = command;
  const text = words.peek()!;
  const name = keyword(text);
  const set = (value: number) => draft.values.set(name, value);
  if (name === "metric") {
    words.take();
    set(words.number("metric", 0xffffffff));
  } else if (name === "scope") {
    words.take();
    set(words.value(scopeNumber, 'invalid "scope" value'));
  } else if (name === "proto") {
    words.take();
    set(words.value(routeProtocol, '"protocol" value is invalid'));
  } else if (name === "tos") {
    words.take();
    set(words.value(tosNumber, '"tos" value is invalid'));
  } else if (name === "mtu") {
    words.take();
    draft.mtuLock = words.accept("lock");
    set(words.number("mtu", 0xffffffff));
  } else if (name === "realm") {
    words.take();
    set(realmValue(command));
  } else if (withoutEffect.has(text)) {
    words.take();
    words.accept("lock");
    words.take();
  } else destination(words.take(), draft);
}

function realmValue({ words, host }: IpCommand): number {
  const names = host.setup.names.realms;
  return words.value((text) => readRealm(text, names), '"realm" value is invalid');
}

function destination(word: Word, draft: Draft): void {
  if (draft.destination !== null) {
    throw new SetupError(
      word.position,
      `either "to" is duplicate, or "${word.text}" is a garbage.`,
    );
  }
  const found = readPrefix(word, draft.family);
  draft.family ??= found.family;
  draft.destination = { address: found.address, length: found.length };
}

/** A router's address behind `via`, with `inet` or `inet6` before it. */
export function readVia(
  words: Arguments,
  family: Family | null,
): { family: Family; bytes: Uint8Array } {
  if (words.accept("inet6")) return readAddress(words.take(), "ipv6");
  if (words.accept("inet")) return readAddress(words.take(), "ipv4");
  return readAddress(words.take(), family);
}

/** "via 0.0.0.0" names no router, and counts as one for the scope alone. */
function noRouter(via: { family: Family; bytes: Uint8Array } | null): boolean {
  return via === null || (via.family === "ipv4" && isZero(via.bytes));
}

function nextHop(command: IpCommand, draft: Draft): void {
  const { words, host } = command;
  let via: { family: Family; bytes: Uint8Array } | null = null;
  let device: string | null = null;
  let weight = 1;
  let onlink = false;
  let realm = 0;
  for (;;) {
    if (words.accept("via")) via = readVia(words, draft.family);
    else if (words.accept("dev")) {
      device = interfaceName(command);
      host.kernel.interface(device);
    } else if (words.accept("weight")) {
      const word = words.take();
      weight = Number(word.text);
      if (!/^\d+$/.test(word.text) || weight < 1 || weight > 256) {
        throw wrong(word, '"weight" is invalid');
      }
    } else if (words.accept("onlink")) onlink = true;
    else if (words.accept("realm", "realms")) realm = realmValue(command);
    else break;
  }
  draft.family ??= via?.family ?? null;
  draft.hops.push({
    via: noRouter(via) ? null : via!.bytes,
    viaFamily: via?.family ?? draft.family ?? "ipv4",
    device,
    weight,
    onlink,
    realm,
  });
}

function finish(command: IpCommand, draft: Draft): Wanted {
  const family = draft.family ?? "ipv4";
  const size = addressSize(family);
  if (draft.destination === null) {
    throw new SetupError(
      command.object.position,
      "Usage: ip route { list | flush } SELECTOR",
      "a route needs a destination: a prefix, or default",
    );
  }
  const type = draft.type ?? "unicast";
  const target = draft.destination;
  const address = target.length === 0 ? new Uint8Array(size) : target.address;
  const { values } = draft;
  const localTypes = ["local", "broadcast", "anycast"];
  const said = values.get("realm") ?? 0;
  const single: NextHop = {
    // IPv6 forgets what such a route was given (ip6_route_info_create)
    via: noRouter(draft.via) || silent.includes(type) ? null : draft.via!.bytes,
    viaFamily: draft.via?.family ?? family,
    device: silent.includes(type) ? null : draft.device,
    weight: 1,
    onlink: draft.onlink,
    realm: said,
  };
  if (said !== 0 && draft.hops.length > 0 && draft.hops[0]!.realm !== said) {
    throw new SetupError(
      command.object.position,
      "Error: Nexthop class id does not match RTA_FLOW.",
    );
  }
  const given = new Set([...values.keys()]);
  if (draft.type !== null) given.add("type");
  if (draft.device !== null) given.add("dev");
  if (draft.via !== null && !noRouter(draft.via)) given.add("via");
  if (draft.hops.length > 0) given.add("nexthop");
  if (draft.source !== null) given.add("src");
  given.add("to");
  const metric = values.get("metric") ?? 0;
  const route: Route = {
    family,
    table: draft.table || (localTypes.includes(type) ? Table.local : Table.main),
    type,
    destination: address,
    prefixLength: target.length,
    tos: family === "ipv4" ? (values.get("tos") ?? 0) : 0,
    metric: family === "ipv6" && metric === 0 ? IPV6_METRIC : metric,
    protocol: values.get("proto") ?? PROTOCOL_BOOT,
    scope: family === "ipv6" ? Scope.universe : (values.get("scope") ?? defaultScope(type, draft)),
    source: draft.source,
    mtu: values.get("mtu") ?? 0,
    mtuLock: draft.mtuLock,
    nextHops: draft.hops.length > 0 ? draft.hops : [single],
  };
  return { route, given };
}

/** The scope that ip(8) gives an IPv4 route. */
function defaultScope(type: RouteType, draft: Draft): number {
  if (type === "local") return Scope.host;
  if (type === "broadcast" || type === "multicast" || type === "anycast") return Scope.link;
  if (silent.includes(type)) return Scope.universe;
  return draft.via === null && draft.hops.length === 0 ? Scope.link : Scope.universe;
}

/** What was said must fit; the first route that fits goes (fib_table_delete, ip6_route_del). */
function remove(command: IpCommand): void {
  if (command.words.done) {
    throw new SetupError(command.object.position, '"ip route del" requires arguments.');
  }
  const { route, given } = read(command);
  const hop = route.nextHops[0]!;
  command.host.kernel.fib.removeFirst((other) => {
    if (other.family !== route.family || other.table !== route.table) return false;
    if (other.prefixLength !== route.prefixLength) return false;
    if (!sameBytes(other.destination, route.destination)) return false;
    if (route.family === "ipv4" && other.tos !== route.tos) return false;
    if (given.has("type") && other.type !== route.type) return false;
    if (given.has("scope") && other.scope !== route.scope) return false;
    if (given.has("proto") && other.protocol !== route.protocol) return false;
    if (given.has("metric") && other.metric !== route.metric) return false;
    if (given.has("src") && !sameOrNull(other.source, route.source)) return false;
    if (given.has("dev") && !other.nextHops.some((h) => h.device === hop.device)) return false;
    if (given.has("via") && !other.nextHops.some((h) => sameOrNull(h.via, hop.via))) return false;
    return route.nextHops.length === 1 || other.nextHops.length === route.nextHops.length;
  });
}

/** Whether both are missing, or the same. */
export function sameOrNull(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : sameBytes(a, b);
}
