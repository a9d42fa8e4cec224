// Random rulesets of all matches and targets, as text that iptables-restore would take, on one
// router.
import type { Random } from "../../bench/lib/random.js";

type Family = "ipv4" | "ipv6";

/** The router: eth1 inside, eth0 outside, a cheap link for marked packets. */
export const NETWORK = `
ip addr add 203.0.113.1/24 dev eth0
ip addr add 192.168.1.1/24 dev eth1
ip addr add 10.9.0.1/30 dev ppp0
ip -6 addr add 2001:db8:2::1/64 dev eth0
ip -6 addr add 2001:db8:1::1/64 dev eth1
ip link set lo up
ip link set eth0 up
ip link set eth1 up
ip link set ppp0 mtu 576 up
ip route add default via 203.0.113.254 dev eth0
ip -6 route add default via 2001:db8:2::fe dev eth0
ip route add 10.9.9.0/24 dev eth1 mtu 600
ip route add unreachable 198.18.0.0/15
ip route add blackhole 198.51.101.0/24
ip route add default dev ppp0 table 7
ip -6 route add default dev ppp0 table 7
ip rule add fwmark 1/1 table 7
ip -6 rule add fwmark 1/1 table 7
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
sysctl -w net.ipv4.icmp_ratelimit=0
`;

/** A piece of a rule, and where it may stand. */
interface Piece {
  readonly text: string;
  readonly family?: Family;
  readonly tables?: readonly string[];
  /** Built-in chains; a piece with this never stands in a user-defined chain. */
  readonly chains?: readonly string[];
  /** What `-p` must say. */
  readonly protocol?: string;
}

const arriving = ["PREROUTING", "INPUT", "FORWARD"];
const leaving = ["FORWARD", "OUTPUT", "POSTROUTING"];
const sending = ["OUTPUT", "POSTROUTING"];

const HEADERS: readonly Piece[] = [
  { text: "-s 192.168.1.0/24", family: "ipv4" },
  { text: "! -s 192.168.1.10", family: "ipv4" },
  { text: "-d 198.51.100.0/29", family: "ipv4" },
  { text: "! -d 203.0.113.1", family: "ipv4" },
  { text: "-s 192.168.0.10/255.255.0.255", family: "ipv4" },
  { text: "-s 2001:db8:1::/64", family: "ipv6" },
  { text: "! -s 2001:db8:1::10", family: "ipv6" },
  { text: "-d 2001:db8:9::/48", family: "ipv6" },
  { text: "-i eth1", chains: arriving },
  { text: "! -i eth+", chains: arriving },
  { text: "-o eth0", chains: leaving },
  { text: "! -o eth1", chains: leaving },
  { text: "-f", family: "ipv4" },
  { text: "! -f", family: "ipv4" },
];

const MATCHES: readonly Piece[] = [
  { text: "-m tcp --dport 80", protocol: "tcp" },
  { text: "-m tcp ! --sport 1024:65535", protocol: "tcp" },
  { text: "-m tcp --tcp-flags SYN,RST,ACK SYN", protocol: "tcp" },
  { text: "-m tcp --tcp-option 8", protocol: "tcp" },
  { text: "-m tcp ! --syn", protocol: "tcp" },
  { text: "-m udp --dport 53:123", protocol: "udp" },
  { text: "-m multiport --dports 22,53,80:443,5001", protocol: "tcp" },
  { text: "-m multiport ! --ports 22,53", protocol: "udp" },
  { text: "-m multiport --sports 22,1024:50000", protocol: "sctp" },
  { text: "-m multiport --ports 53,80", protocol: "udplite" },
  { text: "-m icmp --icmp-type 8", protocol: "icmp", family: "ipv4" },
  { text: "-m icmp ! --icmp-type 3/1", protocol: "icmp", family: "ipv4" },
  { text: "-m icmp6 --icmpv6-type 128", protocol: "ipv6-icmp", family: "ipv6" },
  { text: "-m icmp6 ! --icmpv6-type 2", protocol: "ipv6-icmp", family: "ipv6" },
  { text: "-m esp --espspi 1:300", protocol: "esp" },
  { text: "-m conntrack --ctstate NEW" },
  { text: "-m conntrack --ctstate RELATED,ESTABLISHED" },
  { text: "-m conntrack --ctstate INVALID" },
  { text: "-m conntrack ! --ctstate UNTRACKED,SNAT,DNAT" },
  { text: "-m conntrack --ctstatus ASSURED --ctdir REPLY" },
  { text: "-m conntrack --ctproto tcp --ctorigdstport 80:90" },
  { text: "-m conntrack --ctexpire 1:100" },
  { text: "-m conntrack --ctorigsrc 192.168.1.0/24", family: "ipv4" },
  { text: "-m conntrack ! --ctrepldst 2001:db8:1::/64", family: "ipv6" },
  { text: "-m state --state NEW,INVALID" },
  { text: "-m mark --mark 0x1/0x3" },
  { text: "-m mark ! --mark 0x0" },
  { text: "-m connmark --mark 0x2/0x2" },
  { text: "-m limit --limit 3/sec --limit-burst 4" },
  { text: "-m limit --limit 1/hour" },
  { text: "-m length --length 40:100" },
  { text: "-m length ! --length 0:28" },
  { text: "-m ttl --ttl-lt 3", family: "ipv4" },
  { text: "-m hl --hl-gt 63", family: "ipv6" },
  { text: "-m tos --tos 0x10/0x3f" },
  { text: "-m dscp --dscp 0x2e" },
  { text: "-m iprange --src-range 192.168.1.9-192.168.1.20", family: "ipv4" },
  { text: "-m iprange ! --dst-range 2001:db8:9::7-2001:db8:9::9", family: "ipv6" },
  { text: "-m mac --mac-source 02:00:00:00:09:09", chains: arriving },
  { text: "-m pkttype --pkt-type multicast" },
  { text: "-m pkttype ! --pkt-type unicast" },
  { text: "-m addrtype --dst-type LOCAL" },
  { text: "-m addrtype --src-type UNICAST ! --dst-type MULTICAST" },
  { text: "-m addrtype --dst-type LOCAL --limit-iface-in", chains: ["PREROUTING", "INPUT"] },
  { text: '-m comment --comment "why not"' },
  { text: "-m owner --uid-owner 1000", chains: sending },
  { text: "-m owner ! --gid-owner 0-99", chains: sending },
  { text: "-m owner --socket-exists", chains: sending },
];

const NAT4 = { family: "ipv4", tables: ["nat"] } as const;
const NAT6 = { family: "ipv6", tables: ["nat"] } as const;
const source = ["POSTROUTING", "INPUT"];
const destination = ["PREROUTING", "OUTPUT"];

const TARGETS: readonly Piece[] = [
  { text: "" },
  { text: "-j ACCEPT" },
  { text: "-j DROP", tables: ["raw", "mangle", "filter", "security"] },
  { text: "-j RETURN" },
  { text: "-j MARK --set-xmark 0x1/0x3", tables: ["raw", "mangle", "filter", "security"] },
  { text: "-j MARK --xor-mark 0x2", tables: ["mangle"] },
  { text: "-j CONNMARK --set-xmark 0x2/0xff", tables: ["mangle", "filter"] },
  { text: "-j CONNMARK --save-mark --nfmask 0xf --ctmask 0xf", tables: ["mangle"] },
  { text: "-j CONNMARK --restore-mark", tables: ["mangle"] },
  { text: '-j LOG --log-prefix "fuzz: " --log-tcp-options --log-ip-options --log-tcp-sequence' },
  { text: "-j LOG --log-uid --log-macdecode" },
  { text: "-j NFQUEUE --queue-num 3" },
  { text: "-j NFQUEUE --queue-balance 3:5 --queue-bypass" },
  { text: "-j NFQUEUE --queue-num 9 --queue-bypass" },
  { text: "-j CT --notrack", tables: ["raw"] },
  { text: "-j NOTRACK", tables: ["raw"] },
  { text: "-j TRACE", tables: ["raw"] },
  { text: "-j TOS --set-tos 0x10/0x3f", tables: ["mangle"] },
  { text: "-j DSCP --set-dscp 0x2e", tables: ["mangle"] },
  { text: "-j TTL --ttl-dec 2", tables: ["mangle"], family: "ipv4" },
  { text: "-j TTL --ttl-set 1", tables: ["mangle"], family: "ipv4" },
  { text: "-j HL --hl-inc 5", tables: ["mangle"], family: "ipv6" },
  { text: "-j HL --hl-set 1", tables: ["mangle"], family: "ipv6" },
  ...["net", "host", "proto", "port"].map((what) => ({
    text: `-j REJECT --reject-with icmp-${what}-unreachable`,
    tables: ["filter"],
    family: "ipv4" as const,
  })),
  { text: "-j REJECT --reject-with tcp-reset", tables: ["filter"], protocol: "tcp" },
  { text: "-j REJECT --reject-with icmp6-port-unreachable", tables: ["filter"], family: "ipv6" },
  { text: "-j REJECT --reject-with icmp6-adm-prohibited", tables: ["filter"], family: "ipv6" },
  { ...NAT4, text: "-j SNAT --to-source 203.0.113.1-203.0.113.3", chains: source },
  { ...NAT4, text: "-j SNAT --to-source 203.0.113.2:2000-2003", chains: source, protocol: "udp" },
  { ...NAT4, text: "-j SNAT --to-source 203.0.113.2 --random-fully", chains: source },
  { ...NAT4, text: "-j MASQUERADE", chains: ["POSTROUTING"] },
  { ...NAT4, text: "-j MASQUERADE --to-ports 3000-3001", chains: ["POSTROUTING"], protocol: "tcp" },
  { ...NAT4, text: "-j DNAT --to-destination 192.168.1.10", chains: destination },
  {
    ...NAT4,
    text: "-j DNAT --to-destination 192.168.1.11:80",
    chains: destination,
    protocol: "tcp",
  },
  { ...NAT4, text: "-j REDIRECT", chains: destination },
  { ...NAT4, text: "-j REDIRECT --to-ports 5001", chains: destination, protocol: "udp" },
  { ...NAT6, text: "-j SNAT --to-source 2001:db8:2::1", chains: source },
  { ...NAT6, text: "-j MASQUERADE", chains: ["POSTROUTING"] },
  { ...NAT6, text: "-j DNAT --to-destination 2001:db8:1::10", chains: destination },
  {
    ...NAT6,
    text: "-j DNAT --to-destination [2001:db8:1::11]:80",
    chains: destination,
    protocol: "tcp",
  },
  { ...NAT6, text: "-j REDIRECT --to-ports 5001", chains: destination, protocol: "sctp" },
];

const CHAINS: Readonly<Record<string, readonly string[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
};

const PROTOCOLS: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ["tcp", "udp", "icmp", "sctp", "udplite", "esp", "gre"],
  ipv6: ["tcp", "udp", "ipv6-icmp", "sctp", "udplite", "esp"],
};

/** A chain of a table, as text: its name and its rules. */
export interface RandomChain {
  readonly name: string;
  readonly policy: string;
  readonly rules: string[];
}
export interface RandomTable {
  readonly name: string;
  readonly family: Family;
  readonly chains: RandomChain[];
}

/** One rule behind `-A CHAIN`. */
function rule(r: Random, family: Family, table: string, chain: string, jumps: string[]): string {
  const builtIn = CHAINS[table]!.includes(chain);
  const given = r.chance(0.6) ? r.pick(PROTOCOLS[family]) : undefined;
  const fits = (p: Piece) =>
    (p.family ?? family) === family &&
    (p.tables?.includes(table) ?? true) &&
    (p.chains === undefined || (builtIn && p.chains.includes(chain))) &&
    (p.protocol === undefined || p.protocol === given);
  const words: string[] = [];
  if (given !== undefined) words.push(`-p ${given}`);
  const headers = HEADERS.filter(fits);
  const header = r.chance(0.5) ? r.pick(headers).text : "";
  if (header !== "") words.push(header);
  const matches = MATCHES.filter(fits);
  const used = new Set<string>();
  for (let n = r.pick([0, 1, 1, 2, 3]); n > 0; n--) {
    const { text } = r.pick(matches);
    const name = text.split(" ")[1]!;
    if (used.has(name)) continue;
    used.add(name);
    words.push(text);
  }
  if (jumps.length > 0 && r.chance(0.25)) {
    words.push(`${r.chance(0.7) ? "-j" : "-g"} ${r.pick(jumps)}`);
  } else words.push(r.pick(TARGETS.filter(fits)).text);
  return words.filter((word) => word !== "").join(" ");
}

function table(r: Random, family: Family, name: string): RandomTable {
  const own = ["one", "two", "three"].slice(0, r.between(0, 3));
  const chains: RandomChain[] = [];
  for (const chain of CHAINS[name]!) {
    const rules = Array.from({ length: r.pick([0, 1, 3, 6, 20]) }, () =>
      rule(r, family, name, chain, own),
    );
    const policy = name !== "nat" && r.chance(0.2) ? "DROP" : "ACCEPT";
    chains.push({ name: chain, policy, rules });
  }
  own.forEach((chain, i) => {
    const rules = Array.from({ length: r.between(0, 5) }, () =>
      rule(r, family, name, chain, own.slice(i + 1)),
    );
    chains.push({ name: chain, policy: "-", rules });
  });
  return { name, family, chains };
}

/** Random tables of both families. */
export function randomTables(r: Random): RandomTable[] {
  const tables: RandomTable[] = [];
  for (const family of ["ipv4", "ipv6"] as const) {
    for (const name of Object.keys(CHAINS)) {
      if (r.chance(0.6)) tables.push(table(r, family, name));
    }
  }
  return tables;
}

/** A setup of these tables: commands of ip and sysctl, then one dump a family. */
export function setupText(tables: readonly RandomTable[], extra = ""): string {
  const lines = [NETWORK.trim()];
  if (extra !== "") lines.push(extra);
  for (const [family, command] of [
    ["ipv4", "iptables-restore"],
    ["ipv6", "ip6tables-restore"],
  ]) {
    lines.push(`${command} <<'EOF'`);
    for (const { name, chains } of tables.filter((t) => t.family === family)) {
      lines.push(`*${name}`);
      for (const chain of chains) lines.push(`:${chain.name} ${chain.policy} [0:0]`);
      for (const chain of chains) lines.push(...chain.rules.map((r) => `-A ${chain.name} ${r}`));
      lines.push("COMMIT");
    }
    lines.push("EOF");
  }
  return lines.join("\n") + "\n";
}
