// Sets for rows that name one. What is in a set follows from its name, so that two rules may name the
// same; initval and hashsize are given, so that the kernel's hash is sluice's.
import { Chance } from "../../support/chance.js";
import type { Stock } from "./stock.js";

/** A set that a rule may name. */
export interface DrawnSet {
  readonly name: string;
  /** src/dst words that it wants. */
  readonly dimension: number;
  /** Commands that make and fill it. */
  readonly commands: readonly string[];
}

const MACS = ["02:00:00:00:00:10", "02:00:00:00:00:05", "12:34:56:78:9a:bc"];

/** An address, here and there a range or a network where hosts of them are meant. */
function hosts(c: Chance, s: Stock): string {
  if (s.six || c.percent(70)) return s.address(c);
  return c.pick(["10.0.0.0/29", "203.0.113.8-203.0.113.12", "10.0.1.0/30", "192.0.2.1-192.0.2.5"]);
}

function net(c: Chance, s: Stock): string {
  if (s.six) {
    return c.pick([
      s.address(c),
      "2001:db8:1::/64",
      "2001:db8::/32",
      "2001:db8:9::/48",
      "2001:db8:2::/127",
    ]);
  }
  return c.pick([s.address(c), "10.0.0.0/24", "10.0.0.0/8", "203.0.113.0/25", "10.0.0.4/31"]);
}

/** Protocol and port, or type and code. */
function port(c: Chance, s: Stock): string {
  const other = s.six ? "icmpv6:128/0" : "icmp:8/0";
  const number = () => s.port(c);
  return c.pick([
    `${number()}`,
    `tcp:${number()}`,
    `udp:${number()}`,
    `udp:1-${number()}`,
    `1-500`,
    other,
    s.six ? "icmpv6:1/4" : "icmp:port-unreachable",
    "gre:0",
    `sctp:${number()}`,
  ]);
}

const element: Readonly<Record<string, (c: Chance, s: Stock) => string>> = {
  "hash:ip": hosts,
  "hash:net": net,
  "hash:ip,port": (c, s) => `${hosts(c, s)},${port(c, s)}`,
  "hash:net,port": (c, s) => `${net(c, s)},${port(c, s)}`,
  "hash:ip,port,ip": (c, s) => `${hosts(c, s)},${port(c, s)},${s.address(c)}`,
  "hash:ip,port,net": (c, s) => `${hosts(c, s)},${port(c, s)},${net(c, s)}`,
  "hash:net,iface": (c, s) => `${net(c, s)},${c.pick(["eth0", "eth1", "eth2", "lo"])}`,
  "bitmap:ip": (c) => c.pick(["10.0.0.5", "10.0.0.6", "10.0.0.0/28", "10.0.0.1-10.0.0.5"]),
  "bitmap:ip,mac": (c) => {
    const mac = c.percent(50) ? `,${c.pick(MACS)}` : "";
    return `${c.pick(["10.0.0.5", "10.0.0.6", "10.0.0.7"])}${mac}`;
  },
  "bitmap:port": (c, s) => c.pick([`${s.port(c) % 1000}`, "0-30", "50-80", "443"]),
};

const dimensions: Readonly<Record<string, number>> = {
  "hash:ip": 1,
  "hash:net": 1,
  "bitmap:ip": 1,
  "bitmap:port": 1,
  "list:set": 1,
  "hash:ip,port,ip": 3,
  "hash:ip,port,net": 3,
};

function header(c: Chance, s: Stock, type: string): string {
  const words: string[] = [];
  if (type.startsWith("hash:")) {
    words.push(`family ${s.six ? "inet6" : "inet"}`, `hashsize 64 initval ${c.between(1, 9)}`);
    if (c.percent(25)) words.push(`maxelem ${c.pick([1, 2, 5])}`);
    if (c.percent(20)) words.push("forceadd");
    if (c.percent(20)) words.push("bucketsize 2");
    if (type === "hash:ip" && c.percent(30)) words.push(`netmask ${s.six ? 64 : 24}`);
    else if (/^hash:ip(,port)?$/.test(type) && c.percent(15)) {
      words.push(`bitmask ${s.six ? "ffff:ffff::ffff" : "255.0.0.255"}`);
    }
  }
  if (type.startsWith("bitmap:ip")) words.push("range 10.0.0.0/24");
  if (type === "bitmap:ip" && c.percent(30)) words.push("netmask 30");
  if (type === "bitmap:port") words.push("range 0-999");
  if (c.percent(40)) words.push(`timeout ${c.pick([0, 600, 9000])}`);
  if (c.percent(60)) words.push("counters");
  if (c.percent(30)) words.push("comment");
  if (c.percent(50)) words.push("skbinfo");
  return words.join(" ");
}

function options(c: Chance, type: string, made: string): string {
  const words: string[] = [];
  if (made.includes("timeout") && c.percent(50)) words.push(`timeout ${c.pick([0, 700])}`);
  if (type.includes("net") && c.percent(25)) words.push("nomatch");
  if (type.endsWith("iface") && c.percent(20)) words.push("wildcard");
  if (made.includes("counters") && c.percent(40)) words.push(`packets ${c.between(0, 5)} bytes 7`);
  if (made.includes("comment") && c.percent(40)) words.push("comment some");
  if (made.includes("skbinfo") && c.percent(70)) {
    words.push(`skbmark ${c.pick(["0x1", "0x5/0xff", "0x10/0x0"])} skbprio 1:2 skbqueue 1`);
  }
  return words.length === 0 ? "" : ` ${words.join(" ")}`;
}

const TYPES = Object.keys(element);

/** One of the sets of a family; there are a few dozen. */
export function drawSet(c: Chance, s: Stock): DrawnSet {
  return setNumber(c.between(0, 59), s, true);
}

function setNumber(number: number, s: Stock, lists: boolean): DrawnSet {
  const c = new Chance(1000 + number);
  const usable = s.six ? TYPES.filter((type) => !type.startsWith("bitmap:ip")) : TYPES;
  const name = `s${number}${s.six ? "v6" : ""}${lists ? "" : "m"}`;
  if (lists && c.percent(12)) return list(c, s, name);
  const type = c.pick(usable);
  const made = header(c, s, type);
  const commands = [`ipset create ${name} ${type} ${made}`];
  const count = c.between(0, 6);
  for (let i = 0; i < count; i++) {
    const text = element[type]!(c, s);
    // a full set, or a range with what is there already, is no mistake of the setup
    if (made.includes("maxelem")) {
      if (i === 0) commands.push(`ipset add ${name} ${s.six ? SMALL6[type] : SMALL4[type]}`);
    } else commands.push(`ipset -exist add ${name} ${text}${options(c, type, made)}`);
  }
  return { name, dimension: dimensions[type] ?? 2, commands };
}

/** One element for sets that have room for little. */
const SMALL4: Readonly<Record<string, string>> = {
  "hash:ip": "10.0.0.5",
  "hash:net": "10.0.0.0/24",
  "hash:ip,port": "10.0.0.5,80",
  "hash:net,port": "10.0.0.0/24,udp:53",
  "hash:ip,port,ip": "10.0.0.5,80,203.0.113.9",
  "hash:ip,port,net": "10.0.0.5,80,203.0.113.0/24",
  "hash:net,iface": "10.0.0.0/24,eth1",
};
const SMALL6: Readonly<Record<string, string>> = {
  "hash:ip": "2001:db8:1::5",
  "hash:net": "2001:db8:1::/64",
  "hash:ip,port": "2001:db8:1::5,80",
  "hash:net,port": "2001:db8:1::/64,udp:53",
  "hash:ip,port,ip": "2001:db8:1::5,80,2001:db8:9::9",
  "hash:ip,port,net": "2001:db8:1::5,80,2001:db8:9::/64",
  "hash:net,iface": "2001:db8:1::/64,eth1",
};

function list(c: Chance, s: Stock, name: string): DrawnSet {
  const members = [1, 2, 3].slice(0, c.between(1, 3)).map((i) => {
    return setNumber(((Number.parseInt(name.slice(1), 10) + i) % 60) + 100, s, false);
  });
  const timeout = c.percent(30) ? " timeout 600" : "";
  const made = `${timeout}${c.percent(60) ? " counters" : ""}${c.percent(30) ? " skbinfo" : ""}`;
  const commands = members.flatMap((member) => member.commands);
  commands.push(`ipset create ${name} list:set${made}`);
  for (const member of members) {
    commands.push(`ipset add ${name} ${member.name}${options(c, "list:set", made)}`);
  }
  return { name, dimension: Math.max(...members.map((m) => m.dimension)), commands };
}

/** "NAME src,dst": mostly as many words as the set wants. */
export function named(c: Chance, set: DrawnSet): string {
  const count = c.percent(90) ? set.dimension : c.between(1, 6);
  const words = Array.from({ length: count }, () => c.pick(["src", "dst"]));
  return `${set.name} ${words.join(",")}`;
}
