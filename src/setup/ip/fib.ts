/**
 * The routing tables while a setup is read: how a new route is checked and where it goes among its
 * like (fib_table_insert and fib_create_info for IPv4, ip6_route_add for IPv6, in 6.18).
 */
import { inNetwork, isMulticast, isZero, maskOf, masked, sameBytes } from "../address.js";
import type { NextHop, Route } from "../model.js";
import { Scope } from "../model.js";
import type { Kernel } from "./kernel.js";

/** What `ip route` does with a route that may be there already. */
export type RouteMode = "add" | "append" | "prepend" | "replace" | "change";

/** A refusal of the kernel in the words that ip(8) prints. */
export class NetworkError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "NetworkError";
  }
}

const exists = "RTNETLINK answers: File exists";
const unreachable = "RTNETLINK answers: No route to host";

/** A route as an automatic one is told apart. */
type Key = Pick<Route, "family" | "table" | "type" | "destination" | "prefixLength" | "metric">;

/** The routes of a network, in the order in which the kernel would try equals. */
export class Fib {
  constructor(private readonly kernel: Kernel) {}

  private get routes(): Route[] {
    return this.kernel.network.routes;
  }

  /** Adds a route by the rules of `mode`. Throws NetworkError. */
  add(route: Route, mode: RouteMode): void {
    const ready = this.check(route);
    if (ready.family === "ipv4") this.add4(ready, mode);
    else this.add6(ready, mode);
  }

  /** Puts a route behind its equals unless it is there; what the kernel does for itself. */
  append(route: Route): void {
    if (this.routes.some((other) => sameRoute(other, route))) return;
    if (route.type === "anycast" && this.localThere(route)) return;
    this.insert(route, false);
  }

  /** IPv6 keeps one route to an address in the local table: the address itself comes first. */
  private localThere(route: Route): boolean {
    return this.routes.some(
      (other) => other.type === "local" && samePlace(other, route) && other.prefixLength === 128,
    );
  }

  /** Takes away one automatic route. */
  removeAutomatic(
    key: Key & { readonly device: string; readonly source: Uint8Array | null },
  ): void {
    const index = this.routes.findIndex(
      (r) =>
        r.type === key.type &&
        samePlace(r, key) &&
        r.metric === key.metric &&
        r.nextHops[0]?.device === key.device &&
        (r.source === null || key.source === null || sameBytes(r.source, key.source)),
    );
    if (index >= 0) this.routes.splice(index, 1);
  }

  /** Takes routes away. */
  removeWhere(goes: (route: Route) => boolean): number {
    const { routes } = this;
    const kept = routes.filter((route) => !goes(route));
    const count = routes.length - kept.length;
    routes.splice(0, routes.length, ...kept);
    return count;
  }

  /** Takes the first fitting route away. Throws NetworkError when there is none. */
  removeFirst(fits: (route: Route) => boolean): void {
    const index = this.routes.findIndex(fits);
    if (index < 0) throw new NetworkError("RTNETLINK answers: No such process");
    this.routes.splice(index, 1);
  }

  private add4(route: Route, mode: RouteMode): void {
    const same = this.routes.filter(
      (r) => samePlace(r, route) && r.tos === route.tos && r.metric === route.metric,
    );
    const first = same[0];
    if (mode === "change" && first === undefined) {
      throw new NetworkError("RTNETLINK answers: No such file or directory");
    }
    if (first !== undefined) {
      if (mode === "add") throw new NetworkError(exists);
      const twin = same.some((r) => sameRoute(r, route));
      if (mode === "replace" || mode === "change") {
        if (twin && !sameRoute(first, route)) throw new NetworkError(exists);
        this.routes[this.routes.indexOf(first)] = route;
        return;
      }
      if (twin) throw new NetworkError(exists);
    }
    this.insert(route, mode === "prepend");
  }

  private add6(route: Route, mode: RouteMode): void {
    const same = this.routes.filter((r) => samePlace(r, route) && r.metric === route.metric);
    const first = same[0];
    if (mode === "change" && first === undefined) {
      throw new NetworkError("Error: Can not replace route - no match found.");
    }
    if (first === undefined) {
      this.insert(route, false);
      return;
    }
    if (mode === "replace" || mode === "change") {
      this.routes[this.routes.indexOf(first)] = route;
      return;
    }
    if (mode === "add") throw new NetworkError(exists);
    if (same.some((r) => sameRoute(r, route))) throw new NetworkError(exists);
    // Routes over routers to one prefix join into a multipath route (rt6_qualify_for_ecmp).
    const joins = (r: Route) => r.nextHops.every((hop) => hop.via !== null) && r.type === "unicast";
    if (!joins(first) || !joins(route)) {
      this.insert(route, false);
      return;
    }
    const nextHops = [...first.nextHops, ...route.nextHops];
    this.routes[this.routes.indexOf(first)] = { ...first, nextHops };
  }

  /** Among routes to the same prefix: IPv4 higher tos, then lower metric; IPv6 lower metric. */
  private insert(route: Route, front: boolean): void {
    const better = (r: Route) =>
      samePlace(r, route) &&
      (r.tos > route.tos ||
        (r.tos === route.tos &&
          (r.metric < route.metric || (r.metric === route.metric && !front))));
    let index = -1;
    for (let i = 0; i < this.routes.length; i++) {
      if (better(this.routes[i]!)) index = i + 1;
    }
    if (index >= 0) {
      this.routes.splice(index, 0, route);
      return;
    }
    const first = this.routes.findIndex((r) => samePlace(r, route));
    this.routes.splice(first < 0 ? this.routes.length : first, 0, route);
  }

  private check(route: Route): Route {
    const host = masked(route.destination, maskOf(route.prefixLength, route.destination.length));
    // IPv6 leaves them out (ip6_route_info_create)
    if (route.family === "ipv4" && !sameBytes(host, route.destination)) {
      throw new NetworkError(
        "Error: Invalid prefix for given prefix length.",
        "bits behind the prefix length must be zero",
      );
    }
    const silent = ["unreachable", "blackhole", "prohibit", "throw"].includes(route.type);
    const nextHops = silent ? route.nextHops : route.nextHops.map((hop) => this.hop(route, hop));
    if (route.source !== null && !this.kernel.isLocal(route.source)) {
      const four = route.family === "ipv4";
      throw new NetworkError(
        four ? "Error: Invalid prefsrc address." : "Error: Invalid source address.",
        "src must be an address of this host; add the address first",
      );
    }
    return { ...route, destination: host, nextHops };
  }

  private hop(route: Route, hop: NextHop): NextHop {
    if (hop.via === null) return this.directHop(route, hop);
    return hop.viaFamily === "ipv4" ? this.hop4(route, hop, hop.via) : this.hop6(hop, hop.via);
  }

  private directHop(route: Route, hop: NextHop): NextHop {
    if (hop.device === null) throw new NetworkError("RTNETLINK answers: No such device");
    const { up } = this.kernel.interface(hop.device);
    if (!up) throw notUp(route.family, hop.device);
    return hop;
  }

  /** The router must be on a link, or on a route with a device (fib_check_nh_v4_gw). */
  private hop4(route: Route, hop: NextHop, via: Uint8Array): NextHop {
    const invalid = (hint: string) => new NetworkError("Error: Nexthop has invalid gateway.", hint);
    if (hop.onlink) {
      if (hop.device === null) throw new NetworkError("Error: Nexthop device required for onlink.");
      const device = this.kernel.interface(hop.device);
      if (!device.up) throw notUp("ipv6", hop.device);
      if (isMulticast(via)) throw invalid("a router has an address of its own");
      return hop;
    }
    const found = this.lookup4(via, hop.device, route.scope);
    if (found === null) {
      throw invalid("no address of this host is in the router's network, or the link is down");
    }
    if (found.type !== "unicast" && found.type !== "local") {
      throw invalid("a router has an address of its own");
    }
    const device = hop.device ?? found.nextHops[0]!.device!;
    if (!this.kernel.interface(device).up) throw notUp("ipv4", device);
    return { ...hop, device };
  }

  private lookup4(via: Uint8Array, device: string | null, scope: number): Route | null {
    let best: Route | null = null;
    for (const route of this.routes) {
      if (route.family !== "ipv4" || (route.table !== 255 && route.table !== 254)) continue;
      if (route.tos !== 0 || !inNetwork(via, route.destination, route.prefixLength)) continue;
      const through = route.nextHops.some((hop) => device === null || hop.device === device);
      // A router may be reached over a route of narrower scope only: never over another router.
      if (!through || Math.max(scope + 1, Scope.link) > route.scope) continue;
      if (best === null || better(route, best)) best = route;
    }
    return best;
  }

  private hop6(hop: NextHop, via: Uint8Array): NextHop {
    if (isMulticast(via) || isZero(via)) throw new NetworkError("Error: Invalid gateway address.");
    const linkLocal = via[0] === 0xfe && (via[1]! & 0xc0) === 0x80;
    if (hop.device === null && linkLocal) {
      throw new NetworkError("Error: Egress device not specified.", "write dev NAME behind via");
    }
    if (this.kernel.isLocal(via, hop.device ?? undefined)) {
      throw new NetworkError("Error: Gateway can not be a local address.");
    }
    if (hop.device !== null) {
      const { up } = this.kernel.interface(hop.device);
      if (!up) throw notUp("ipv6", hop.device);
      if (linkLocal || hop.onlink) return hop;
    }
    const found = this.lookup6(via, hop.device);
    if (found === null || found.nextHops[0]!.via !== null) {
      throw new NetworkError(unreachable, "no network of this host holds the router's address");
    }
    return { ...hop, device: hop.device ?? found.nextHops[0]!.device };
  }

  private lookup6(via: Uint8Array, device: string | null): Route | null {
    let best: Route | null = null;
    for (const route of this.routes) {
      if (route.family !== "ipv6" || route.table !== 254 || route.type !== "unicast") continue;
      if (!inNetwork(via, route.destination, route.prefixLength)) continue;
      if (!route.nextHops.some((hop) => device === null || hop.device === device)) continue;
      if (best === null || better(route, best)) best = route;
    }
    return best;
  }
}

function better(route: Route, best: Route): boolean {
  if (route.table !== best.table && route.family === "ipv4") return route.table === 255;
  return route.prefixLength > best.prefixLength;
}

/** IPv4 has words of its own, but not for onlink routes. */
function notUp(family: string, device: string): NetworkError {
  const message =
    family === "ipv4" ? "Error: Device for nexthop is not up." : "Error: Nexthop device is not up.";
  return new NetworkError(message, `write ip link set ${device} up before the route`);
}

/** Whether two routes lead to the same prefix of the same table. */
function samePlace(
  a: Pick<Route, "family" | "table" | "destination" | "prefixLength">,
  b: Pick<Route, "family" | "table" | "destination" | "prefixLength">,
): boolean {
  return (
    a.family === b.family &&
    a.table === b.table &&
    a.prefixLength === b.prefixLength &&
    sameBytes(a.destination, b.destination)
  );
}

/** Whether two routes are the same in everything that matters to the kernel. */
function sameRoute(a: Route, b: Route): boolean {
  return (
    samePlace(a, b) &&
    a.type === b.type &&
    a.tos === b.tos &&
    a.metric === b.metric &&
    a.scope === b.scope &&
    a.protocol === b.protocol &&
    sameMaybe(a.source, b.source) &&
    a.nextHops.length === b.nextHops.length &&
    a.nextHops.every((hop, i) => {
      const other = b.nextHops[i]!;
      return hop.device === other.device && sameMaybe(hop.via, other.via);
    })
  );
}

function sameMaybe(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : sameBytes(a, b);
}
