// Rules and packets drawn by lot from the same small stock of values, so that they meet.
import { Chance } from "../../support/chance.js";
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

interface Stock {
  command: string;
  hosts: string[];
  networks: string[];
  icmp: string;
  types: string[];
}

const STOCK4: Stock = {
  command: "iptables",
  hosts: ["client", "client2", "inside", "dmz", "server", "server2", "router"],
  networks: ["10.0.0.0/24", "10.0.0.5", "10.0.0.6", "203.0.113.0/25", "203.0.113.9", "10.0.0.0/8"],
  icmp: "icmp -m icmp --icmp-type",
  types: ["8", "0", "3/3", "any", "13"],
};

const STOCK6: Stock = {
  command: "ip6tables",
  hosts: ["client6", "client26", "inside6", "dmz6", "server6", "server26", "router6"],
  networks: [
    "2001:db8:1::/64",
    "2001:db8:1::5",
    "2001:db8:9::/48",
    "2001:db8:9::9",
    "2001:db8::/32",
  ],
  icmp: "icmpv6 -m icmp6 --icmpv6-type",
  types: ["128", "129", "1/4", "2"],
};

const PORTS = [22, 53, 80, 443, 1024, 4000];

function ports(c: Chance): string {
  const [a, b] = [c.pick(PORTS), c.pick(PORTS)].sort((x, y) => x - y);
  // multiport takes no range of one
  return c.pick([`${a}`, a === b ? `${a}` : `${a}:${b}`, `${a}:`, `:${b}`]);
}

/** `! ` now and then. */
const not = (c: Chance): string => (c.percent(25) ? "! " : "");

function transport(c: Chance, s: Stock): string {
  switch (c.between(0, 5)) {
    case 0:
      return `-p tcp ${not(c)}--dport ${ports(c)}`;
    case 1:
      return `-p udp ${not(c)}--sport ${ports(c)} --dport ${ports(c)}`;
    case 2:
      return `-p tcp ${not(c)}--tcp-flags ${c.pick(["SYN,ACK", "ALL", "FIN,RST,SYN"])} SYN`;
    case 3:
      return `-p ${s.icmp} ${c.pick(s.types)}`;
    case 4:
      return `-p ${c.pick(["tcp", "udp"])} -m multiport ${not(c)}--dports 22,53,${ports(c)
        .replace(/:$/, ":65535")
        .replace(/^:/, "0:")}`;
    default:
      return `${not(c)}-p ${c.pick(["tcp", "udp", "99"])}`;
  }
}

function extra(c: Chance, s: Stock): string {
  const ttl = s.command === "iptables" ? "ttl" : "hl";
  switch (c.between(0, 9)) {
    case 0:
      return `-m length ${not(c)}--length ${c.pick([":60", "60:100", "100:"])}`;
    case 1:
      return `-m ${ttl} --${ttl}-${c.pick(["eq", "lt", "gt"])} ${c.pick([2, 63, 64])}`;
    case 2:
      return `-m mark ${not(c)}--mark ${c.pick(["0", "1", "0x10/0xf0", "2/3"])}`;
    case 3:
      return `-m conntrack ${not(c)}--ctstate ${c.pick(["NEW", "ESTABLISHED", "INVALID,NEW"])}`;
    case 4:
      return `-m tos ${not(c)}--tos ${c.pick(["0x10", "0x08/0x1c"])}`;
    case 5:
      return `-m dscp ${not(c)}--dscp ${c.pick([0, 4, 46])}`;
    case 6:
      return `-m connmark ${not(c)}--mark ${c.pick(["0", "1", "5/0xf"])}`;
    case 7:
      return `-m pkttype ${not(c)}--pkt-type unicast`;
    case 8:
      return `-m addrtype ${not(c)}--${c.pick(["src", "dst"])}-type ${c.pick(["LOCAL", "UNICAST"])}`;
    default:
      return "";
  }
}

const FILTER = ["INPUT", "FORWARD", "FORWARD", "FORWARD", "OUTPUT"];
const MANGLE = ["PREROUTING", "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

function device(c: Chance, chain: string): string {
  const name = c.pick(["eth0", "eth1", "eth2", "eth+"]);
  const side = chain === "OUTPUT" || chain === "POSTROUTING" ? "-o" : "-i";
  return c.percent(20) ? `${not(c)}${side} ${name}` : "";
}

function target(c: Chance, table: string, s: Stock): string {
  if (table === "filter") {
    return c.pick([
      "",
      "-j ACCEPT",
      "-j DROP",
      "-j REJECT",
      "-j RETURN",
      "-j one",
      "-g two",
      "-j two",
      '-j LOG --log-prefix "rule "',
    ]);
  }
  const ttl = s.command === "iptables" ? "TTL --ttl" : "HL --hl";
  return c.pick([
    `-j MARK --set-mark ${c.pick(["1", "0x10/0xf0", "2"])}`,
    `-j CONNMARK --set-mark ${c.pick(["1", "5"])}`,
    "-j CONNMARK --save-mark",
    "-j CONNMARK --restore-mark",
    `-j TOS --set-tos ${c.pick(["0x10", "0x08/0x1c"])}`,
    `-j DSCP --set-dscp ${c.pick([4, 46])}`,
    `-j ${ttl}-${c.pick(["set 64", "dec 1", "inc 3"])}`,
    "-j ACCEPT",
    "",
  ]);
}

function rule(c: Chance, s: Stock, table: string, chain: string): string {
  const words = [`${s.command} -t ${table} -A ${chain}`];
  if (c.percent(35)) words.push(`${not(c)}-s ${c.pick(s.networks)}`);
  if (c.percent(35)) words.push(`${not(c)}-d ${c.pick(s.networks)}`);
  words.push(device(c, chain));
  if (c.percent(60)) words.push(transport(c, s));
  if (c.percent(60)) words.push(extra(c, s));
  words.push(target(c, table, s));
  return words.filter((w) => w !== "").join(" ");
}

function rules(c: Chance, s: Stock): string {
  const nested = c
    .times(6, (i) => rule(c, s, "filter", i < 3 ? "two" : "one"))
    // a chain may jump to the other, never back
    .map((r) => (r.includes("-A two") ? r.replace(/-[jg] (one|two)/, "-j RETURN") : r))
    .map((r) => r.replace("-j one", "-j two"));
  return [
    `${s.command} -N one`,
    `${s.command} -N two`,
    ...nested.map((r) => r.replace(/ !? ?-[io] eth\S/g, "")),
    ...c.times(14, () => rule(c, s, "filter", c.pick(FILTER))),
    ...c.times(10, () => rule(c, s, "mangle", c.pick(MANGLE))),
  ].join("\n");
}

const DEVICE: Readonly<Record<string, string>> = {
  client: "eth1",
  client2: "eth1",
  client6: "eth1",
  client26: "eth1",
  dmz: "eth2",
  dmz6: "eth2",
};

function packet(c: Chance, s: Stock): string {
  const from = c.pick(s.hosts);
  const own = from.startsWith("router") || from.startsWith("inside");
  // not to a neighbour on the same link: redirects go by the clock
  const far = s.hosts.filter((h) => h !== from && !(DEVICE[h] && DEVICE[h] === DEVICE[from]));
  const to = c.pick(far.filter((h) => !own || !/router|inside/.test(h)));
  const common = [
    c.percent(30) ? `ttl=${c.pick([1, 2, 3, 63])}` : "",
    c.percent(30) ? `tos=${c.pick(["0x10", "0x08", "0xb8"])}` : "",
    c.percent(50) ? `len=${c.pick([0, 20, 32, 33, 60, 100])}` : "",
  ].join(" ");
  const ends = `${from}.${c.pick(PORTS)} > ${to}.${c.pick(PORTS)}`;
  const way = `${own ? "out" : "in"} ${own ? "eth0" : (DEVICE[from] ?? "eth0")}`;
  switch (c.between(0, 6)) {
    case 0:
    case 1:
    case 2:
      return `${way} tcp ${ends} ${c.pick(["S", "SA", "A", "FA", "R", "none", "S"])} ${common}`;
    case 3:
    case 4:
      return `${way} udp ${ends} ${common}`;
    case 5:
      return `${way} icmp ${from} > ${to} ${c.pick(["echo", "reply"])} id=1 seq=1 ${common}`;
    default:
      return `${way} ip ${from} > ${to} proto=99 ${common}`;
  }
}

/** Rules and packets of one family, both from the seed. */
export function randomRules(seed: number): ScenarioSource {
  const c = new Chance(seed + 1000);
  const s = seed % 2 === 0 ? STOCK6 : STOCK4;
  return {
    name: `random-rules-${seed}`,
    about: `Rules and packets drawn by lot (${seed})`,
    interfaces: THREE,
    setup: `${seed > 6 ? `${ROUTER}ip link set eth2 up` : THREE_LEGS}
${rules(c, s)}`,
    packets: c.times(60, () => packet(c, s)).join("\n"),
  };
}
