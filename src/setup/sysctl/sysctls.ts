/**
 * Kernel settings and how they depend on each other (devinet_conf_proc, devinet_sysctl_forward,
 * addrconf_sysctl_forward, addrconf_sysctl_disable in 6.18).
 *
 * A name is kept as the path under /proc/sys: "net/ipv4/ip_forward". sysctl(8) writes it with dots;
 * a dot inside an interface's name is a slash there ("net.ipv4.conf.eth0/5.rp_filter").
 *
 * Interfaces are there before the setup runs, as hardware is. So writing `conf.default` reaches
 * them as it reaches interfaces that exist: in IPv4 those whose own value nobody wrote, in IPv6 none.
 */
import type { Family } from "../../extension/extension.js";
import { ipv4ConfTable, ipv4Table, ipv6ConfTable, ipv6Table, netfilterTable } from "./table.js";

/** How a setting is written. */
interface Setting {
  readonly value: string;
  readonly kind: "number" | "pair" | "text" | "read";
  readonly min: bigint;
  readonly max: bigint;
}

/** Why a setting could not be written: for the caller to place in the setup's text. */
export class SysctlError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "SysctlError";
  }
}

/** `all` differs from `default` in these. */
const allDefaults: Readonly<Record<string, string>> = {
  "net/ipv4/conf/all/accept_source_route": "0",
  "net/ipv6/conf/all/accept_dad": "0",
};

/** IPv6 settings that `all` hands to every interface and to `default`. */
const handedDown = new Set(["forwarding", "disable_ipv6", "addr_gen_mode"]);

const shared = new Map<string, Setting>();
const conf: Readonly<Record<Family, Map<string, Setting>>> = { ipv4: new Map(), ipv6: new Map() };

function read(table: string, into: Map<string, Setting>, prefix: string): void {
  for (const line of table.trim().split("\n")) {
    const [name = "", value = "", third, fourth, fifth] = line.split(" ");
    const word = third === "pair" || third === "text" || third === "read";
    const low = word ? fourth : third;
    const high = word ? fifth : fourth;
    into.set(prefix + name, {
      value: value === "-" ? "" : value.replaceAll("_", " "),
      kind: word ? third : "number",
      min: BigInt(low ?? -2147483648),
      max: BigInt(high ?? 2147483647),
    });
  }
}
read(ipv4Table, shared, "net/ipv4/");
read(ipv6Table, shared, "net/ipv6/");
read(netfilterTable, shared, "net/netfilter/");
read(ipv4ConfTable, conf.ipv4, "");
read(ipv6ConfTable, conf.ipv6, "");

/** "net.ipv4.ip_forward" and "net/ipv4/ip_forward" as the path under /proc/sys. */
export function sysctlPath(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  if (separator !== ".") return name;
  return name.replace(/[./]/g, (c) => (c === "." ? "/" : "."));
}

const confPath = /^net\/(ipv4|ipv6)\/conf\/([^/]+)\/([^/]+)$/;

/** A path, taken apart where it belongs to an interface. */
function parts(path: string): { family: Family; device: string; leaf: string } | null {
  const found = confPath.exec(path);
  if (found === null) return null;
  return { family: found[1] as Family, device: found[2]!, leaf: found[3]! };
}

/** The kernel settings of a host. */
export class Sysctls {
  private readonly written = new Map<string, string>();

  /** What was written, sorted: settings that are another than the kernel's own. */
  settings(): (readonly [string, string])[] {
    return [...this.written].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Whether the kernel has a setting of this name. */
  has(name: string): boolean {
    return this.setting(sysctlPath(name)) !== undefined;
  }

  /** The interface whose setting this is, or null: naming it makes it exist. */
  device(name: string): string | null {
    const device = parts(sysctlPath(name))?.device ?? null;
    return device === "all" || device === "default" ? null : device;
  }

  /** The value as `sysctl -n` prints it. Throws SysctlError for an unknown name. */
  get(name: string): string {
    const path = sysctlPath(name);
    const setting = this.setting(path);
    if (setting === undefined) throw unknown(path);
    if (path === "net/ipv4/ip_forward") return this.get("net/ipv4/conf/all/forwarding");
    const own = this.written.get(path);
    if (own !== undefined) return own;
    const place = parts(path);
    if (place === null || place.device === "all") return allDefaults[path] ?? setting.value;
    const base = `net/${place.family}/conf/`;
    if (place.device === "default") return setting.value;
    if (place.leaf === "forwarding" || (place.family === "ipv6" && handedDown.has(place.leaf))) {
      return this.get(`${base}all/${place.leaf}`);
    }
    return place.family === "ipv4" ? this.get(`${base}default/${place.leaf}`) : setting.value;
  }

  /** The value as a number: `sysctls.number("net.ipv4.ip_default_ttl")`. Pairs give the first. */
  number(name: string): number {
    return Number(this.get(name).split("\t")[0]);
  }

  /** The value of `net.FAMILY.conf.DEVICE.LEAF`; DEVICE may hold dots. */
  conf(family: Family, device: string, leaf: string): number {
    return Number(this.get(`net/${family}/conf/${device}/${leaf}`));
  }

  /** Writes a setting as the kernel does, with what follows from it. Throws SysctlError. */
  set(name: string, text: string): void {
    const path = sysctlPath(name);
    const setting = this.setting(path);
    if (setting === undefined) throw unknown(path);
    const value = accept(path, setting, text);
    if (path === "net/ipv4/ip_forward" || path === "net/ipv4/conf/all/forwarding") {
      this.setAll("ipv4", "forwarding", value);
      this.written.set("net/ipv4/conf/all/accept_redirects", value === "0" ? "1" : "0");
      return;
    }
    const place = parts(path);
    if (place?.family === "ipv6" && place.device === "all" && handedDown.has(place.leaf)) {
      this.setAll("ipv6", place.leaf, value);
      return;
    }
    this.written.set(path, value);
  }

  /** Every setting that was written, by path, with its value. */
  entries(): IterableIterator<[string, string]> {
    return this.written.entries();
  }

  /** `all` overrides what was written for single interfaces before. */
  private setAll(family: Family, leaf: string, value: string): void {
    for (const path of [...this.written.keys()]) {
      const place = parts(path);
      if (place?.family === family && place.leaf === leaf) this.written.delete(path);
    }
    this.written.set(`net/${family}/conf/all/${leaf}`, value);
    this.written.set(`net/${family}/conf/default/${leaf}`, value);
  }

  private setting(path: string): Setting | undefined {
    const place = parts(path);
    return place === null ? shared.get(path) : conf[place.family].get(place.leaf);
  }
}

function unknown(path: string): SysctlError {
  return new SysctlError(
    `cannot stat /proc/sys/${path}: No such file or directory`,
    "sluice knows the settings net.ipv4.*, net.ipv6.* and net.netfilter.* of Linux 6.18",
  );
}

/** The text as the kernel keeps it, or a refusal. */
function accept(path: string, setting: Setting, text: string): string {
  const refuse = (hint: string) =>
    new SysctlError(`setting key "${path.replaceAll("/", ".")}": Invalid argument`, hint);
  if (setting.kind === "read") {
    throw new SysctlError(`permission denied on key "${path.replaceAll("/", ".")}"`);
  }
  if (setting.kind === "text") return text.trim();
  const words = text.trim().split(/[ \t]+/);
  const numbers = words.map((word) => {
    if (!/^-?(0[xX][0-9a-fA-F]+|\d+)$/.test(word)) throw refuse("a number is expected");
    return word.startsWith("-") ? -integer(word.slice(1)) : integer(word);
  });
  const wanted = setting.kind === "pair" ? 2 : 1;
  if (setting.kind === "pair" && numbers.length !== 2) throw refuse("two numbers are expected");
  for (const n of numbers.slice(0, wanted)) {
    if (n < setting.min || n > setting.max) {
      throw refuse(`a number from ${setting.min} to ${setting.max} is expected`);
    }
  }
  if (setting.kind === "pair" && numbers[0]! > numbers[1]!) {
    throw refuse("the second number may not be less than the first");
  }
  return numbers.slice(0, wanted).join("\t");
}

/** A number as the kernel reads it: a leading 0 means octal, 0x hexadecimal. */
function integer(word: string): bigint {
  return /^0[0-7]+$/.test(word) ? BigInt("0o" + word.slice(1)) : BigInt(word);
}
