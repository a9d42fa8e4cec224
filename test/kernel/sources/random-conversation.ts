// What conversations start from: a router drawn by lot, and the first packets of many connections.
// Every connection has a source port of its own, so that NAT never has to draw one.
import { Chance } from "../../support/chance.js";
import type { Opening } from "../fuzz/opening.js";
import type { ScenarioSource } from "../scenario.js";
import { THREE, THREE_LEGS } from "./router.js";

const NAT = [
  "-A POSTROUTING -o eth0 -j MASQUERADE",
  "-A POSTROUTING -o eth0 -s INNER -j SNAT --to-source OUTER",
  "-A POSTROUTING -o eth2 -j MASQUERADE",
  "-A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to-destination CLIENT",
  "-A PREROUTING -i eth1 -p udp --dport 53 -j REDIRECT",
  "-A PREROUTING -p tcp --dport 22 -j DNAT --to-destination DMZ",
  "-A OUTPUT -p tcp --dport 80 -j DNAT --to-destination DMZ",
  "-A INPUT -p udp -j SNAT --to-source CLIENT2",
];

const FILTER = [
  "-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
  "-A FORWARD -m conntrack --ctstate INVALID -j DROP",
  "-A FORWARD -m conntrack --ctstate NEW -i eth1 -j ACCEPT",
  "-A FORWARD -p tcp --dport 443 -j REJECT --reject-with tcp-reset",
  "-A FORWARD -p udp --dport 443 -j REJECT",
  "-A FORWARD -m connmark --mark 7",
  "-A INPUT -m conntrack --ctstate RELATED",
  "-A INPUT -p tcp --dport 443 -j REJECT --reject-with tcp-reset",
  "-A OUTPUT -m conntrack --ctstate ESTABLISHED",
  "-A FORWARD -m conntrack --ctstatus SEEN_REPLY -m conntrack --ctdir REPLY",
  "-A FORWARD -m ttl --ttl-lt 5 -j DROP",
];

const MANGLE = [
  "-A PREROUTING -j CONNMARK --restore-mark",
  "-A PREROUTING -p tcp --dport 443 -j CONNMARK --set-mark 7",
  "-A FORWARD -p udp -j MARK --set-mark 5",
  "-A POSTROUTING -j CONNMARK --save-mark --nfmask 0xf --ctmask 0xff",
  "-A OUTPUT -p udp --dport 53 -j MARK --set-mark 9",
  "-A PREROUTING -p udp -j TTL --ttl-dec 2",
  "-A FORWARD -p tcp --syn -j TOS --set-tos 0x10",
];

const ROUTES = [
  "ip rule add fwmark 9 table 99\nip route add default via 10.0.1.5 dev eth2 table 99",
  "ip rule add from 10.0.0.6 table 98\nip route add default via 10.0.1.5 dev eth2 table 98",
  "ip route add 203.0.113.10 via 10.0.1.5 dev eth2",
  "ip route add unreachable 203.0.113.0/28",
  "ip link set eth0 mtu 1300",
  "sysctl -qw net.ipv4.conf.all.rp_filter=1",
  "sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0",
];

const WHO: Readonly<Record<string, [four: string, six: string]>> = {
  INNER: ["10.0.0.0/24", "2001:db8:1::/64"],
  OUTER: ["192.0.2.7", "2001:db8::7"],
  CLIENT2: ["10.0.0.6", "2001:db8:1::6"],
  CLIENT: ["10.0.0.5", "2001:db8:1::5"],
  DMZ: ["10.0.1.5", "2001:db8:2::5"],
};

// Redirects and errors of routes go by the clock, to within a tick of the kernel's.
const SILENT = ["all", "eth0", "eth1", "eth2"]
  .map((name) => `sysctl -qw net.ipv4.conf.${name}.send_redirects=0`)
  .join("\n");

function named(text: string, six: boolean): string {
  let out = text;
  for (const [name, both] of Object.entries(WHO)) out = out.replaceAll(name, both[six ? 1 : 0]);
  return six
    ? out.replace("-j TTL --ttl", "-j HL --hl").replace("-m ttl --ttl", "-m hl --hl")
    : out;
}

function setupOf(c: Chance, six: boolean): string {
  const command = six ? "ip6tables" : "iptables";
  const some = (list: string[], percent: number) => list.filter(() => c.percent(percent));
  const rules = [
    ...some(NAT, 40).map((r) => `-t nat ${r}`),
    ...some(FILTER, 50),
    ...some(MANGLE, 30).map((r) => `-t mangle ${r}`),
  ];
  const routes = six ? [] : some(ROUTES, 15);
  return [THREE_LEGS + SILENT, ...routes, ...rules.map((r) => `${command} ${named(r, six)}`)].join(
    "\n",
  );
}

function first(c: Chance, six: boolean, port: number): string {
  const end = six ? "6" : "";
  const [device, from] = c.pick([
    ["eth1", "client"],
    ["eth1", "client2"],
    ["eth0", "server"],
    ["eth2", "dmz"],
    ["out", "router"],
  ] as const);
  const to = c.pick(
    ["server", "server2", "client", "dmz", "inside", "router"].filter((h) => h !== from),
  );
  const name = (host: string) =>
    host.endsWith("2") ? `${host.slice(0, -1)}${six ? "26" : "2"}` : host + end;
  const way = device === "out" ? "out eth0" : `in ${device}`;
  const ends = `${name(from)}.${port} > ${name(to)}.${c.pick([22, 53, 80, 443])}`;
  switch (c.between(0, 4)) {
    case 0:
      return `${way} icmp ${name(from)} > ${name(to)} echo id=${port} seq=1`;
    case 1:
    case 2:
      return `${way} udp ${ends} len=${c.pick([0, 10, 100, 1400])}`;
    default:
      return `${way} tcp ${ends} S seq=${c.between(1, 9000)} mss=1460`;
  }
}

/** The setup and the first packets of a conversation; its packets come from the kernel. */
export function openingOf(seed: number): { source: ScenarioSource; opening: Opening } {
  const c = new Chance(seed);
  const six = c.percent(35);
  const source = {
    name: `conversation-${seed}`,
    about: `A conversation drawn by lot (${seed})`,
    interfaces: THREE,
    realTime: true,
    setup: setupOf(c, six),
    packets: "",
  };
  const packets = c.times(20, (i) => first(c, six, 4000 + i));
  return { source, opening: { interfaces: THREE, packets, limit: 80 } };
}
