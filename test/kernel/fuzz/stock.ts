// The small stock of values that rules and packets are drawn from, so that they meet.
import type { Chance } from "../../support/chance.js";
import { HOSTS } from "../../support/script.js";
import type { Family } from "./row.js";

const NETWORKS = {
  ipv4: [
    "10.0.0.0/24",
    "10.0.0.5",
    "10.0.0.6",
    "10.0.1.0/24",
    "203.0.113.0/25",
    "203.0.113.9",
    "10.0.0.0/8",
    "192.0.2.0/24",
    "10.0.0.4/255.255.0.254",
  ],
  ipv6: [
    "2001:db8:1::/64",
    "2001:db8:1::5",
    "2001:db8:2::/64",
    "2001:db8:9::/48",
    "2001:db8:9::9",
    "2001:db8::/32",
    "2001:db8::/64",
    "::5/::f",
  ],
} as const;

/** Ports that services of the traffic have. */
const SERVICES = [22, 53, 80, 443];
/** Connections count up from here; so no two of them have the same source port. */
const FIRST_PORT = 4000;

/** The values of one family. The script's names stand for its hosts. */
export class Stock {
  readonly six: boolean;
  readonly services: readonly number[] = SERVICES;
  readonly devices: readonly string[] = ["eth0", "eth1", "eth2"];

  constructor(readonly family: Family) {
    this.six = family === "ipv6";
  }

  /** A host of this family by its name: "client" is "client6" in IPv6. */
  host(name: string): string {
    if (!this.six) return name;
    return name.endsWith("2") ? `${name.slice(0, -1)}26` : `${name}6`;
  }

  /** The address of a host by its name. */
  addressOf(name: string): string {
    return HOSTS[this.host(name)]!;
  }

  /** The address of some host of the traffic. */
  address(c: Chance): string {
    const name = c.pick(["client", "client2", "dmz", "server", "server2", "router", "inside"]);
    return this.addressOf(name);
  }

  /** A network, or an address: what -s and -d take. */
  network(c: Chance): string {
    return c.pick(NETWORKS[this.family]);
  }

  /** A port that packets have, or its neighbour. */
  port(c: Chance): number {
    return c.percent(60) ? c.pick(SERVICES) : FIRST_PORT + c.between(0, 24);
  }

  /** "80", "22:80", "80:", ":443". */
  ports(c: Chance): string {
    const [a, b] = [this.port(c), this.port(c)].sort((x, y) => x - y);
    return c.pick([`${a}`, `${a}:${b}`, `${a}:`, `:${b}`]);
  }

  device(c: Chance): string {
    return c.pick(["eth0", "eth1", "eth2", "eth+"]);
  }

  /** A mark as the setups set them. */
  markValue(c: Chance): string {
    return c.pick(["0", "1", "2", "5", "0x10", "0x55", "0xff00"]);
  }

  mask(c: Chance): string {
    return c.pick(["0x1", "0xf", "0xf0", "0xff", "0xff00", "0xffffffff"]);
  }

  /** "1" or "0x10/0xf0". */
  mark(c: Chance): string {
    return c.percent(50) ? this.markValue(c) : `${this.markValue(c)}/${this.mask(c)}`;
  }

  /** A script line's host at one of the ends, in this family. */
  far(c: Chance): string {
    return this.host(c.pick(["client", "client2", "dmz", "server", "server2"]));
  }

  /** How a line begins for a packet from this host (by its name without the family's ending):
   * "in eth1", or "out eth0" for the router itself. */
  way(name: string): string {
    if (name === "router" || name === "inside") return "out eth0";
    return `in ${name.startsWith("client") ? "eth1" : name.startsWith("dmz") ? "eth2" : "eth0"}`;
  }

  /** Both ends of a packet through the router: how its line begins, and the hosts. */
  ends(c: Chance): { way: string; from: string; to: string } {
    const from = c.pick(["client", "client", "client2", "server", "dmz", "router"]);
    const to = c.pick(
      ["server", "server", "server2", "client", "dmz", "router"].filter(
        (h) => this.way(h) !== this.way(from),
      ),
    );
    return { way: this.way(from), from: this.host(from), to: this.host(to) };
  }
}
