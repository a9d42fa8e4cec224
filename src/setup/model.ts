/**
 * A setup as read: what a host's administrator configured, before any packet. The parsers under
 * src/setup make it, the printers under src/setup/print print it, and the compiler under src/engine
 * turns it into the engine's image.
 *
 * Conventions. Addresses and masks are bytes in network order: 4 for IPv4, 16 for IPv6. Names of
 * interfaces, chains and tables stay names: numbers are given by the compiler. Everything
 * is in the order in which the kernel would look at it.
 */
import type {
  Family,
  MatchUse,
  TableName,
  TargetExtension,
  TimeoutPolicy,
} from "../extension/extension.js";
import type { ConntrackCommand } from "./conntrack/command.js";
import type { SetStore } from "./ipset/store.js";
import type { Word } from "./language.js";
import type { Objects } from "./objects.js";
import type { SecurityLabels } from "./security.js";
import type { Sysctls } from "./sysctl/sysctls.js";

export type { Family, HookName, MatchUse, TableName } from "../extension/extension.js";

/** Where something stands in a setup: line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A whole setup. */
export interface Setup {
  readonly network: Network;
  readonly rulesets: { readonly ipv4: Ruleset; readonly ipv6: Ruleset };
  /** What rules share by name. */
  readonly objects: Objects;
  /** Kernel settings with the kernel's defaults: `sysctls.number("net.ipv4.ip_forward")`. */
  readonly sysctls: Sysctls;
  /** Sets of ipset, with their elements before the first packet. */
  readonly sets: SetStore;
  /** Timeouts of conntrack under a name (nfct(8)). */
  readonly timeouts: Map<string, TimeoutPolicy>;
  /** Commands of conntrack(8), in order: what is there before the first packet. */
  readonly conntrack: ConntrackCommand[];
  /** Names for numbers, as files of the host hold them. */
  readonly names: HostNames;
  /** What the capture cannot know and the user said beside the setup, by name ("uid": "1000"). */
  readonly facts: Map<string, string>;
}

/** Names for numbers, by name. */
export interface HostNames {
  /** /etc/iproute2/rt_realms: realms of routes. */
  readonly realms: Map<string, number>;
  /** /etc/xtables/connlabel.conf: labels of connections. */
  readonly labels: Map<string, number>;
  /** /etc/selinux/config: labels of packets; null = the host has no security module. */
  security: SecurityLabels | null;
}

// ---- Network ----

/** Interfaces, addresses, routes and policy rules of both families. */
export interface Network {
  /** By name, in order of index. `lo` is always there, with index 1. */
  readonly interfaces: Map<string, NetInterface>;
  /** In order of being added, within an interface primaries before their secondaries (IPv4). */
  readonly addresses: Address[];
  /**
   * Every route of every table, the ones the kernel adds by itself included. For one table and
   * prefix, earlier routes win over later ones (IPv4: higher tos, then lower metric; IPv6: lower
   * metric); longer prefixes win over shorter ones whatever the order here.
   */
  readonly routes: Route[];
  /** Policy rules in the order of their evaluation (by priority, then by age). */
  readonly rules: PolicyRule[];
  /** Names of routing tables as in /etc/iproute2/rt_tables: name to number. */
  readonly tableNames: Map<string, number>;
}

/** A network interface. It exists once a command or the capture names it. */
export interface NetInterface {
  readonly name: string;
  /** Number of the interface as in `ip link`, from 1 (lo), in order of being named. */
  readonly index: number;
  /** Administratively up (`ip link set NAME up`). */
  up: boolean;
  /** Bytes of IP that fit a frame. 1500 unless set; lo has 65536. */
  mtu: number;
  /** Six bytes: 02:00:00:00:00:01, :02 ... in order of being named unless set; lo has zeros. */
  mac: Uint8Array;
  /** Number of the device group (`ip link set NAME group N`), for -m devgroup. */
  group: number;
  /** Whether the interface resolves neighbours; `arp off` clears it. */
  arp: boolean;
  readonly type: "loopback" | "ether";
}

/** Scope of an address or route, as the kernel numbers it (rtnetlink(7)). */
export const Scope = { universe: 0, site: 200, link: 253, host: 254, nowhere: 255 } as const;

/** An address on an interface. */
export interface Address {
  readonly family: Family;
  readonly device: string;
  /** The host's own address on the link. */
  readonly address: Uint8Array;
  /** Bits of network in `peer`, or in `address` when there is no peer. */
  readonly prefixLength: number;
  /** Address of the other end of a point-to-point link, or null. */
  readonly peer: Uint8Array | null;
  /** IPv4 broadcast address of the network, or null when none was given (`brd +` gives one). */
  readonly broadcast: Uint8Array | null;
  /** One of the numbers of `Scope`. */
  readonly scope: number;
  /** IPv4: not the first address of its network on the interface (source selection skips it). */
  secondary: boolean;
}

/** What a route does (ip-route(8)). */
export type RouteType =
  | "unicast"
  | "local"
  | "broadcast"
  | "multicast"
  | "anycast"
  | "unreachable"
  | "blackhole"
  | "prohibit"
  | "throw";

/** One way to the next hop. */
export interface NextHop {
  /** The router's address; null means the destination is on the link. */
  readonly via: Uint8Array | null;
  /** IPv4 routes may lead over an IPv6 router (`via inet6`). */
  readonly viaFamily: Family;
  /** Null for types that have no device (unreachable, blackhole, prohibit, throw). */
  readonly device: string | null;
  /** Share of this hop among the hops of the route, from 1. */
  readonly weight: number;
  /** `onlink`: take `via` for a neighbour even where no route says so. */
  readonly onlink: boolean;
  /** `realm [FROM/]TO` in the lower and upper 16 bits, for -m realm: 0 for none. */
  readonly realm: number;
}

/** A route. */
export interface Route {
  readonly family: Family;
  /** Number of the table: 255 local, 254 main, 253 default. */
  readonly table: number;
  readonly type: RouteType;
  /** Network; bits past `prefixLength` are zero. */
  readonly destination: Uint8Array;
  readonly prefixLength: number;
  /** Type of service the packet must have, 0 for any. */
  readonly tos: number;
  /** Lower is better. IPv6 routes added without one have 1024. */
  readonly metric: number;
  /** `proto`: who added it (2 kernel, 3 boot, 4 static). No packet sees it. */
  readonly protocol: number;
  /** One of the numbers of `Scope`. */
  readonly scope: number;
  /** `src`: the source address preferred for packets of the host, or null. */
  readonly source: Uint8Array | null;
  /** Path MTU in bytes given with the route, 0 for the device's. */
  readonly mtu: number;
  /** `mtu lock`: no path MTU discovery on this route. */
  readonly mtuLock: boolean;
  /** One hop for most routes, several for multipath ones; never empty. */
  readonly nextHops: readonly NextHop[];
}

/** What a policy rule does when it fits. */
export type RuleAction =
  | { readonly type: "table"; readonly table: number }
  | { readonly type: "goto"; readonly priority: number }
  | { readonly type: "nop" | "unreachable" | "blackhole" | "prohibit" };

/** An inclusive range of numbers. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** An address with the bits of it that count. */
export interface Prefix {
  readonly address: Uint8Array;
  readonly length: number;
}

/** A policy rule (`ip rule`). A null member is not asked for. */
export interface PolicyRule {
  readonly family: Family;
  /** Rules are evaluated from the lowest priority on. */
  readonly priority: number;
  /** `not`: the rule fits when its selector does not. */
  readonly inverted: boolean;
  readonly from: Prefix | null;
  readonly to: Prefix | null;
  /** Incoming interface; `lo` means: sent by this host. */
  readonly iif: string | null;
  /** Interface that a socket is bound to; packets that are forwarded have none. */
  readonly oif: string | null;
  /** Null when `fwmark` was not given. Fits when (mark & mask) == value. */
  readonly fwmark: { readonly value: number; readonly mask: number } | null;
  /** Type of service in the bits 0x1c (DSCP of IPv4 before RFC 2474), 0 for any. */
  readonly tos: number;
  readonly ipProtocol: number | null;
  readonly sport: NumberRange | null;
  readonly dport: NumberRange | null;
  readonly uidRange: NumberRange | null;
  readonly action: RuleAction;
  /** A route with a prefix of this length or shorter does not count as found; null: every one does. */
  readonly suppressPrefixLength: number | null;
  /** A route over an interface of this group does not count as found; null: every one does. */
  readonly suppressGroup: number | null;
  /** `realms FROM/TO`: for -m realm, 0 for none. */
  readonly realm: number;
}

// ---- Ruleset ----

/** Packets and bytes that a rule or policy has counted. */
export interface Counters {
  packets: bigint;
  bytes: bigint;
}

/** The tables of one family, in order of creation: the first command that names a table makes it. */
export interface Ruleset {
  readonly family: Family;
  readonly tables: Map<TableName, Table>;
}

/** A table of a family. */
export interface Table {
  readonly name: TableName;
  readonly family: Family;
  /** The built-in chains in order of their hooks, then user-defined ones sorted by name (bytes). */
  readonly chains: Map<string, Chain>;
  /** Another object each time the kernel loads the table: rules that remember start anew then. */
  revision: object;
}

/** What the kernel does with a packet that leaves a built-in chain at its end. */
export type Policy = "ACCEPT" | "DROP";

/** A chain. */
export interface Chain {
  readonly name: string;
  /** Null for user-defined chains, whose end returns to the caller. */
  policy: Policy | null;
  /** Of the policy; stay at zero for user-defined chains. */
  readonly counters: Counters;
  readonly rules: Rule[];
  /** How many rules of the table jump or go here: what iptables -L prints as references. */
  references: number;
}

/** The conditions of a rule that need no extension. */
export interface Header {
  /** (packet source & sourceMask) == source, the bits of `source` outside its mask being zero. */
  readonly source: Uint8Array;
  readonly sourceMask: Uint8Array;
  readonly destination: Uint8Array;
  readonly destinationMask: Uint8Array;
  /** -i: "" without one, a trailing "+" for every name that starts so. */
  readonly inInterface: string;
  readonly outInterface: string;
  /** -p: 0 for any. */
  readonly protocol: number;
  /** -f (IPv4): second and further fragments only. */
  readonly fragment: boolean;
  /** Conditions that a "!" turned around. */
  readonly inverted: {
    readonly source: boolean;
    readonly destination: boolean;
    readonly inInterface: boolean;
    readonly outInterface: boolean;
    readonly protocol: boolean;
    readonly fragment: boolean;
  };
}

/** What a rule without -j, and the four words of the kernel itself, do. */
export type VerdictName = "ACCEPT" | "DROP" | "RETURN" | "QUEUE";

/** What happens to a packet that a rule matched. */
export type Target =
  | { readonly kind: "none" }
  | { readonly kind: "verdict"; readonly verdict: VerdictName }
  | { readonly kind: "jump" | "goto"; readonly chain: string }
  | { readonly kind: "extension"; readonly extension: TargetExtension; readonly info: unknown };

/** A rule. Identity matters: printers and the engine find a rule's live counters by the object. */
export interface Rule {
  readonly header: Header;
  /** Evaluated in this order; all must match. */
  readonly matches: readonly MatchUse[];
  /** Changes only while a setup is read: when the chain that it names gets another name. */
  target: Target;
  /** As set by -c, --set-counters or iptables-restore -c; zero otherwise. */
  readonly counters: Counters;
  /** Where the rule was written. */
  readonly position: Position;
  /** How it was written: for checks that a later command makes necessary. */
  readonly origin?: RuleOrigin;
}

/** How a rule was written: of each match, and last of the target, which options it had, and where. */
export interface RuleOrigin {
  /** Ids of options. */
  readonly given: readonly ReadonlySet<string>[];
  readonly words: readonly Word[];
  /** The command. */
  readonly word: Word;
}

/** Hooks of each table in order of the kernel's hook numbers: its built-in chains. */
export const tableHooks = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
} as const;

/** The order in which sluice prints tables: the order in which a packet meets them at a hook. */
export const tableOrder: readonly TableName[] = ["raw", "mangle", "nat", "filter", "security"];
