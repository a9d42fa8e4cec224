/**
 * The network half of the kernel while a setup is read: interfaces going up and down, addresses,
 * and the routes that follow from them by themselves (fib_add_ifaddr, fib_del_ifaddr, fib_disable_ip
 * of IPv4; addrconf of IPv6, in 6.18).
 *
 * An interface with no address generates none: IPv6 link-local addresses appear only when
 * net.ipv6.conf.NAME.addr_gen_mode is set to 0 before the interface goes up.
 */
import { inNetwork, isZero, maskOf, masked, sameBytes } from "../address.js";
import type { Address, Family, NetInterface, Network, NextHop, Route } from "../model.js";
import { Scope } from "../model.js";
import type { Sysctls } from "../sysctl/sysctls.js";
import { Fib } from "./fib.js";

/** Routing table numbers that the kernel itself uses (RT_TABLE_*). */
export const Table = { default: 253, main: 254, local: 255 } as const;
/** proto kernel. */
const PROTOCOL_KERNEL = 2;
/** Metric of routes that IPv6 addresses bring (IP6_RT_PRIO_ADDRCONF). */
const ADDRCONF_METRIC = 256;

/** What is known of a route when the kernel makes it by itself. */
type Automatic = Pick<Route, "family" | "table" | "type" | "destination" | "prefixLength"> & {
  readonly device: string;
  readonly source: Uint8Array | null;
  readonly metric: number;
  readonly scope: number;
};

/** An address that should be added. */
export interface NewAddress extends Omit<Address, "secondary"> {
  /** `noprefixroute`: no route to the network comes with it. */
  readonly prefixRoute: boolean;
  readonly metric: number;
}

/** Which addresses were added with `noprefixroute` or a metric; outlives the text that said so. */
const details = new WeakMap<Address, NewAddress>();

/** Builds a network as the kernel would. */
export class Kernel {
  readonly fib: Fib;
  constructor(
    readonly network: Network,
    private readonly sysctls: Sysctls,
  ) {
    this.fib = new Fib(this);
    if (!network.interfaces.has("lo")) this.loopback();
  }

  private loopback(): void {
    this.network.interfaces.set("lo", {
      name: "lo",
      index: 1,
      up: false,
      mtu: 65536,
      mac: new Uint8Array(6),
      group: 0,
      arp: false,
      type: "loopback",
    });
    const base = { device: "lo", peer: null, broadcast: null, scope: Scope.host, metric: 0 };
    const prefixRoute = true;
    const four = Uint8Array.of(127, 0, 0, 1);
    const six = new Uint8Array(16);
    six[15] = 1;
    this.addAddress({ ...base, prefixRoute, family: "ipv4", address: four, prefixLength: 8 });
    this.setUp(this.interface("lo"), true);
    this.addAddress({
      ...base,
      prefixRoute: false,
      family: "ipv6",
      address: six,
      prefixLength: 128,
    });
  }

  /**
   * The interface of this name.
   *
   * DIFFERS: naming it makes it exist; ip(8) says "Cannot find device".
   */
  interface(name: string): NetInterface {
    let found = this.network.interfaces.get(name);
    if (found === undefined) {
      const index = this.network.interfaces.size + 1;
      const number = index - 1;
      found = {
        name,
        index,
        up: false,
        mtu: 1500,
        mac: Uint8Array.of(2, 0, 0, 0, number >> 8, number & 255),
        group: 0,
        arp: true,
        type: "ether",
      };
      this.network.interfaces.set(name, found);
    }
    return found;
  }

  /** Whether the address is one of the host's own, on the device when one is given. */
  isLocal(address: Uint8Array, device?: string): boolean {
    return this.network.addresses.some(
      (a) => sameBytes(a.address, address) && (device === undefined || a.device === device),
    );
  }

  /** The addresses of a device. */
  addressesOf(device: string, family: Family): Address[] {
    return this.network.addresses.filter((a) => a.device === device && a.family === family);
  }

  /** Sets an interface up or down, with all that follows for its addresses and routes. */
  setUp(device: NetInterface, up: boolean): void {
    if (device.up === up) return;
    device.up = up;
    if (!up) {
      this.goDown(device);
      return;
    }
    for (const address of this.addressesOf(device.name, "ipv4")) this.addRoutes(address);
    if (device.name !== "lo" && !this.ipv6Disabled(device.name)) {
      this.generateLinkLocal(device);
      for (const address of this.addressesOf(device.name, "ipv6")) this.addRoutes(address);
      const group = new Uint8Array(16);
      group[0] = 0xff;
      this.automatic({
        family: "ipv6",
        table: Table.local,
        type: "multicast",
        destination: group,
        prefixLength: 8,
        device: device.name,
        source: null,
        metric: ADDRCONF_METRIC,
        scope: Scope.universe,
      });
    }
  }

  /** IPv4 keeps its addresses and the routes to them; IPv6 loses everything. */
  private goDown(device: NetInterface): void {
    const { name } = device;
    this.dropDead(name, (route) => !(route.family === "ipv4" && route.type === "local"));
    const keep = (a: Address) => a.device !== name || a.family === "ipv4" || a.scope === Scope.host;
    this.keepAddresses(keep);
  }

  /** Some routes go with a device that went down or lost IPv6: those that have no other hop that can be
   * taken (fib_sync_down_dev, fib6_ifdown). */
  private dropDead(name: string, goes: (route: Route) => boolean): void {
    const dead = ({ device }: NextHop, family: Family): boolean =>
      device === null ||
      this.network.interfaces.get(device)?.up !== true ||
      (family === "ipv6" && this.ipv6Disabled(device));
    this.fib.removeWhere(
      (route) =>
        goes(route) &&
        route.nextHops.some((hop) => hop.device === name) &&
        route.nextHops.every((hop) => dead(hop, route.family)),
    );
  }

  private keepAddresses(keep: (address: Address) => boolean): void {
    const { addresses } = this.network;
    const kept = addresses.filter(keep);
    addresses.splice(0, addresses.length, ...kept);
  }

  private ipv6Disabled(device: string): boolean {
    return this.sysctls.conf("ipv6", device, "disable_ipv6") !== 0;
  }

  private generateLinkLocal(device: NetInterface): void {
    if (this.sysctls.conf("ipv6", device.name, "addr_gen_mode") !== 0) return;
    const { mac } = device;
    const address = new Uint8Array(16);
    address.set([0xfe, 0x80], 0);
    address.set([mac[0]! ^ 2, mac[1]!, mac[2]!, 0xff, 0xfe, mac[3]!, mac[4]!, mac[5]!], 8);
    if (this.isLocal(address, device.name)) return;
    this.addAddress({
      family: "ipv6",
      device: device.name,
      address,
      prefixLength: 64,
      peer: null,
      broadcast: null,
      scope: Scope.link,
      prefixRoute: true,
      metric: 0,
    });
  }

  /** Adds an address that is not there yet. */
  addAddress(wanted: NewAddress): void {
    const { prefixRoute, metric, ...plain } = wanted;
    const secondary = wanted.family === "ipv4" && this.primaryOf(plain) !== null;
    const address: Address = { ...plain, secondary };
    details.set(address, { ...plain, prefixRoute, metric });
    this.network.addresses.push(address);
    this.addRoutes(address);
  }

  /** The primary address of the same network on the same device, or null. */
  private primaryOf(address: Omit<Address, "secondary">): Address | null {
    const network = address.peer ?? address.address;
    const length = address.prefixLength;
    const found = this.addressesOf(address.device, address.family).find(
      (other) =>
        !other.secondary &&
        other.prefixLength === length &&
        inNetwork(other.peer ?? other.address, network, length),
    );
    return found ?? null;
  }

  /** Takes an address away, and what came with it. */
  removeAddress(address: Address): void {
    const gone = [address];
    const promote = this.promotes(address.device);
    if (address.family === "ipv4" && !address.secondary) {
      const members = this.network.addresses.filter(
        (a) => a.secondary && a.device === address.device && this.primaryOf(a) === address,
      );
      if (!promote) gone.push(...members);
      else if (members[0] !== undefined) members[0].secondary = false;
    }
    const implied = gone.flatMap((a) => this.implied(a));
    this.keepAddresses((a) => !gone.includes(a));
    const left = this.network.addresses
      .filter((a) => a.device === address.device && a.family === address.family)
      .flatMap((a) => this.implied(a));
    for (const route of implied) {
      if (!left.some((other) => sameAutomatic(other, route))) this.fib.removeAutomatic(route);
    }
    if (promote) for (const route of left) this.automatic(route);
    for (const a of gone) this.forgetSource(a);
  }

  private promotes(device: string): boolean {
    const one = (name: string) => this.sysctls.conf("ipv4", name, "promote_secondaries") !== 0;
    return one("all") || one(device);
  }

  /** Routes that prefer a source address go with the address (fib_sync_down_addr). */
  private forgetSource(address: Address): void {
    if (address.family === "ipv6" || this.isLocal(address.address)) return;
    this.fib.removeWhere(
      (route) => route.source !== null && sameBytes(route.source, address.address),
    );
  }

  /** Adds the routes that an address brings. */
  private addRoutes(address: Address): void {
    for (const route of this.implied(address)) this.automatic(route);
  }

  private automatic(route: Automatic): void {
    const { device, ...rest } = route;
    this.fib.append({
      ...rest,
      tos: 0,
      protocol: PROTOCOL_KERNEL,
      mtu: 0,
      mtuLock: false,
      nextHops: [
        { via: null, viaFamily: route.family, device, weight: 1, onlink: false, realm: 0 },
      ],
    });
  }

  /** The routes that an address brings while its interface is as it is. */
  private implied(address: Address): Automatic[] {
    const device = this.network.interfaces.get(address.device)!;
    return address.family === "ipv4"
      ? this.implied4(address, device)
      : this.implied6(address, device);
  }

  private implied4(address: Address, device: NetInterface): Automatic[] {
    const { prefixLength, broadcast } = address;
    const detail = details.get(address);
    const mask = maskOf(prefixLength, 4);
    const network = masked(address.peer ?? address.address, mask);
    const primary = address.secondary ? (this.primaryOf(address) ?? address) : address;
    const base = {
      family: "ipv4" as const,
      device: device.name,
      source: primary.address,
      metric: 0,
      prefixLength: 32,
    };
    const local = { ...base, table: Table.local, type: "local" as const, scope: Scope.host };
    const routes: Automatic[] = [{ ...local, destination: address.address }];
    if (!device.up) return routes;
    const toAll = { ...base, table: Table.local, type: "broadcast" as const, scope: Scope.link };
    if (broadcast !== null && !broadcast.every((byte) => byte === 255)) {
      routes.push({ ...toAll, destination: broadcast });
    }
    const whole = prefixLength === 32 && sameBytes(network, address.address);
    if (network[0] === 0 || address.secondary || whole) return routes;
    const way =
      device.type === "loopback"
        ? local
        : { ...base, table: Table.main, type: "unicast" as const, scope: Scope.link };
    if (detail?.prefixRoute !== false) {
      routes.push({ ...way, destination: network, prefixLength, metric: detail?.metric ?? 0 });
    }
    if (prefixLength < 31) {
      const last = network.map((byte, i) => byte | (~mask[i]! & 255));
      routes.push({ ...toAll, destination: last });
    }
    return routes;
  }

  private implied6(address: Address, device: NetInterface): Automatic[] {
    const { prefixLength, peer } = address;
    const detail = details.get(address);
    const base = {
      family: "ipv6" as const,
      device: device.name,
      source: null,
      metric: 0,
      scope: Scope.universe,
      prefixLength: 128,
      destination: address.address,
    };
    const routes: Automatic[] = [{ ...base, table: Table.local, type: "local" }];
    const network = masked(address.address, maskOf(prefixLength, 16));
    const anycast = !isZero(network) && !sameBytes(network, address.address);
    if (this.forwards6(device.name) && prefixLength < 127 && anycast) {
      routes.push({ ...base, table: Table.local, type: "anycast", destination: network });
    }
    if (!device.up || detail?.prefixRoute === false) return routes;
    const way = { ...base, table: Table.main, type: "unicast" as const };
    const metric = detail?.metric || ADDRCONF_METRIC;
    if (peer === null) routes.push({ ...way, destination: network, prefixLength, metric });
    else {
      routes.push({ ...way, metric });
      const other = masked(peer, maskOf(prefixLength, 16));
      routes.push({ ...way, destination: other, prefixLength, metric });
    }
    return routes;
  }

  private forwards6(device: string): boolean {
    return this.sysctls.conf("ipv6", device, "forwarding") !== 0;
  }

  /** After a sysctl was written: forwarding makes anycast addresses, disable_ipv6 empties. */
  sysctlWritten(): void {
    for (const device of this.network.interfaces.values()) {
      if (this.ipv6Disabled(device.name)) {
        this.dropDead(device.name, (route) => route.family === "ipv6");
        this.keepAddresses((a) => a.device !== device.name || a.family === "ipv4");
      }
    }
    const wanted = this.network.addresses
      .filter((a) => a.family === "ipv6")
      .flatMap((a) => this.implied(a))
      .filter((route) => route.type === "anycast");
    this.fib.removeWhere(
      (r) =>
        r.type === "anycast" &&
        r.protocol === PROTOCOL_KERNEL &&
        !wanted.some((w) => sameBytes(w.destination, r.destination)),
    );
    for (const route of wanted) this.automatic(route);
  }
}

function sameAutomatic(a: Automatic, b: Automatic): boolean {
  return (
    a.type === b.type &&
    a.table === b.table &&
    a.device === b.device &&
    a.metric === b.metric &&
    a.prefixLength === b.prefixLength &&
    sameBytes(a.destination, b.destination) &&
    (a.source === null || b.source === null ? a.source === b.source : sameBytes(a.source, b.source))
  );
}
