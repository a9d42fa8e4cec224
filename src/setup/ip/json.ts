/**
 * What `ip -j address`, `ip -j route` and `ip -j rule` print, as a setup. The routes that the kernel
 * makes by itself are in that print; they are there once already and are not added again.
 */
import { addressSize, maskOf, masked } from "../address.js";
import { SetupError } from "../error.js";
import type { Word } from "../language.js";
import type { Family, NextHop, PolicyRule, Position, Route, RouteType } from "../model.js";
import { Scope } from "../model.js";
import { protocolNumber } from "../names.js";
import { readAddress, readPrefix } from "./arguments.js";
import { Table, type Kernel } from "./kernel.js";
import {
  defaultHostNames,
  readRealm,
  routeProtocol,
  scopeNumber,
  tableNumber,
  tosNumber,
} from "./names.js";
import { emptyRule, insertRule } from "./rule_command.js";

type Fields = Readonly<Record<string, unknown>>;

/** Reads a file of JSON into the network. Throws SetupError. */
export function readJson(kernel: Kernel, text: string, file: string): void {
  const position = { file, line: 1, column: 1 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SetupError(position, `this is no JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(value) || !value.every(isFields)) {
    throw new SetupError(position, "a list of objects is expected, as ip -j prints it");
  }
  const reader = new JsonReader(kernel, position);
  for (const entry of value) reader.entry(entry);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class JsonReader {
  constructor(
    private readonly kernel: Kernel,
    private readonly position: Position,
  ) {}

  entry(entry: Fields): void {
    if (Object.keys(entry).length === 0) return;
    if ("ifname" in entry) this.interface(entry);
    else if ("priority" in entry) this.rule(entry);
    else if ("dst" in entry) this.route(entry);
    else throw this.error("an object with ifname, dst or priority is expected");
  }

  private error(message: string): SetupError {
    return new SetupError(this.position, message);
  }

  private text(entry: Fields, name: string): string | undefined {
    const value = entry[name];
    if (value === undefined) return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    throw this.error(`"${name}" has a value of the wrong kind`);
  }

  private number(entry: Fields, name: string): number | undefined {
    const text = this.text(entry, name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 0) throw this.error(`"${name}" is no number`);
    return value;
  }

  private list(entry: Fields, name: string): Fields[] {
    const value = entry[name] ?? [];
    if (!Array.isArray(value)) throw this.error(`"${name}" is no list`);
    return value.filter(isFields);
  }

  private flags(entry: Fields): string[] {
    const value = entry.flags ?? [];
    return Array.isArray(value) ? value.map(String) : [];
  }

  private word(text: string): Word {
    return { text, position: this.position, quoted: false };
  }

  private named<T>(value: T | null, what: string, text: string): T {
    if (value === null) throw this.error(`"${text}" is no ${what}`);
    return value;
  }

  private interface(entry: Fields): void {
    const device = this.kernel.interface(this.text(entry, "ifname")!);
    device.mtu = this.number(entry, "mtu") ?? device.mtu;
    const mac = this.text(entry, "address");
    if (mac !== undefined && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(mac)) {
      device.mac = Uint8Array.from(mac.split(":"), (part) => Number.parseInt(part, 16));
    }
    const group = this.text(entry, "group");
    if (group !== undefined && /^\d+$/.test(group)) device.group = Number(group);
    this.kernel.setUp(device, this.flags(entry).includes("UP"));
    for (const info of this.list(entry, "addr_info")) this.address(device.name, info);
  }

  private address(device: string, info: Fields): void {
    const local = this.text(info, "local");
    if (local === undefined) return;
    const { family, bytes } = readAddress(this.word(local), null);
    if (this.kernel.isLocal(bytes, device)) return;
    const peer = this.text(info, "address");
    const broadcast = this.text(info, "broadcast");
    const scope = this.text(info, "scope") ?? "global";
    this.kernel.addAddress({
      family,
      device,
      address: bytes,
      prefixLength: this.number(info, "prefixlen") ?? addressSize(family) * 8,
      peer: peer === undefined ? null : readAddress(this.word(peer), family).bytes,
      broadcast: broadcast === undefined ? null : readAddress(this.word(broadcast), family).bytes,
      scope: this.named(scopeNumber(scope), "scope", scope),
      prefixRoute: info.noprefixroute !== true,
      metric: this.number(info, "metric") ?? 0,
    });
  }

  private table(entry: Fields, otherwise: number): number {
    const text = this.text(entry, "table");
    if (text === undefined) return otherwise;
    return this.named(tableNumber(this.kernel.network, text), "routing table", text);
  }

  private route(entry: Fields): void {
    const via = entry.via;
    const gateway = isFields(via) ? this.text(via, "host") : this.text(entry, "gateway");
    const dst = this.text(entry, "dst")!;
    const family = this.routeFamily(entry, dst, isFields(via) ? undefined : gateway);
    const found = readPrefix(this.word(dst), family);
    const type = (this.text(entry, "type") ?? "unicast") as RouteType;
    const special = ["local", "broadcast", "anycast"].includes(type);
    const protocol = this.text(entry, "protocol") ?? "boot";
    const scope = this.text(entry, "scope") ?? "global";
    const source = this.text(entry, "prefsrc");
    const tos = this.text(entry, "tos") ?? "0";
    const mtu = this.list(entry, "metrics")[0];
    const size = addressSize(family);
    const route: Route = {
      family,
      table: this.table(entry, special ? Table.local : Table.main),
      type,
      destination: masked(
        found.length === 0 ? new Uint8Array(size) : found.address,
        maskOf(found.length, size),
      ),
      prefixLength: found.length,
      tos: this.named(tosNumber(tos), "type of service", tos),
      metric: this.number(entry, "metric") ?? (family === "ipv6" ? 1024 : 0),
      protocol: this.named(routeProtocol(protocol), "protocol", protocol),
      scope: family === "ipv6" ? Scope.universe : this.named(scopeNumber(scope), "scope", scope),
      source: source === undefined ? null : readAddress(this.word(source), family).bytes,
      mtu: mtu === undefined ? 0 : (this.number(mtu, "mtu") ?? 0),
      mtuLock: false,
      nextHops: this.hops(entry, family, gateway),
    };
    for (const hop of route.nextHops) if (hop.device !== null) this.upFor(hop.device);
    this.kernel.fib.append(route);
  }

  /** A route is printed for interfaces that are up only. */
  private upFor(name: string): void {
    if (this.kernel.network.interfaces.has(name)) return;
    this.kernel.setUp(this.kernel.interface(name), true);
  }

  private routeFamily(entry: Fields, dst: string, gateway: string | undefined): Family {
    if (dst.includes(":") || gateway?.includes(":") === true) return "ipv6";
    if (this.text(entry, "pref") !== undefined) return "ipv6";
    return "ipv4";
  }

  private hops(entry: Fields, family: Family, gateway: string | undefined): NextHop[] {
    const one = (fields: Fields, router: string | undefined): NextHop => {
      const flow = isFields(fields.flow) ? fields.flow : {};
      const via = router === undefined ? null : readAddress(this.word(router), null);
      return {
        via: via?.bytes ?? null,
        viaFamily: via?.family ?? family,
        device: this.text(fields, "dev") ?? null,
        weight: this.number(fields, "weight") ?? 1,
        onlink: this.flags(fields).includes("onlink"),
        realm: this.realm(this.text(flow, "from"), this.text(flow, "to")),
      };
    };
    const several = this.list(entry, "nexthops");
    if (several.length === 0) return [one(entry, gateway)];
    return several.map((fields) => one(fields, this.text(fields, "gateway")));
  }

  /** Realms as routes ("flow") and rules ("flow_from", "flow_to") print them: numbers. */
  private realm(from: string | undefined, to: string | undefined): number {
    const text = `${from ?? 0}/${to ?? 0}`;
    return this.named(readRealm(text, defaultHostNames().realms), "realm", text);
  }

  private rule(entry: Fields): void {
    const src = this.text(entry, "src") ?? "all";
    const dst = this.text(entry, "dst") ?? "all";
    const six = src.includes(":") || dst.includes(":");
    const family = six ? "ipv6" : "ipv4";
    const selector = (text: string, length: number | undefined) => {
      if (text === "all" || text === "0.0.0.0" || text === "::") return null;
      const { bytes } = readAddress(this.word(text), family);
      return { address: bytes, length: length ?? addressSize(family) * 8 };
    };
    const mark = this.number(entry, "fwmark");
    const tos = this.text(entry, "tos") ?? "0";
    const protocol = this.text(entry, "ipproto");
    const rule: PolicyRule = {
      ...emptyRule(family),
      priority: this.number(entry, "priority")!,
      inverted: "not" in entry,
      from: selector(src, this.number(entry, "srclen")),
      to: selector(dst, this.number(entry, "dstlen")),
      iif: this.text(entry, "iif") ?? null,
      oif: this.text(entry, "oif") ?? null,
      fwmark:
        mark === undefined
          ? null
          : { value: mark, mask: this.number(entry, "fwmask") ?? 0xffffffff },
      tos: this.named(tosNumber(tos), "type of service", tos),
      ipProtocol:
        protocol === undefined
          ? null
          : this.named(protocolNumber(protocol) ?? Number(protocol), "protocol", protocol),
      action: this.action(entry),
      realm: this.realm(this.text(entry, "flow_from"), this.text(entry, "flow_to")),
      suppressPrefixLength: this.number(entry, "suppress_prefixlen") ?? null,
    };
    const { rules } = this.kernel.network;
    const same = (other: PolicyRule) =>
      other.family === family &&
      other.priority === rule.priority &&
      JSON.stringify(other) === JSON.stringify(rule);
    if (!rules.some(same)) insertRule(rules, rule);
  }

  private action(entry: Fields): PolicyRule["action"] {
    const type = this.text(entry, "action");
    if (type === "unreachable" || type === "blackhole" || type === "prohibit" || type === "nop") {
      return { type };
    }
    const target = this.number(entry, "goto");
    if (target !== undefined) return { type: "goto", priority: target };
    return { type: "table", table: this.table(entry, Table.main) };
  }
}
