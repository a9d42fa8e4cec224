// Matches where packets are odd: fragments, short headers, chains of extension headers.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** Rules that read a transport header, each in a chain of its own: a header that cannot be read
 * drops the packet there, and the others are asked first. */
const READERS = [
  ["tcp", "-p tcp --dport 80"],
  ["tcp-not", "-p tcp ! --dport 80"],
  ["tcp-option", "-p tcp ! --tcp-option 5"],
  ["udp", "-p udp --sport 4000"],
  ["udp-not", "-p udp ! --sport 4000"],
  ["ports", "-p udp -m multiport --ports 53"],
  ["ports-not", "-p udp -m multiport ! --ports 53"],
  ["tcp-ports", "-p tcp -m multiport ! --dports 80"],
  ["esp", "-p esp --espspi 1:9"],
  ["esp-not", "-p esp ! --espspi 1:9"],
] as const;

/** Chains of one rule each, and the jumps to them. */
export function chains(
  rows: readonly (readonly [name: string, rule: string])[],
  hook: string,
): string {
  return rows
    .map(([name, rule]) => `-N ${name}\n-A ${name} ${rule}\n-A ${hook} -j ${name}`)
    .join("\n");
}

/** What is asked of addresses, IPv4. */
const ADDRTYPE_RULES = [
  "--dst-type UNICAST",
  "--dst-type LOCAL",
  "--dst-type BROADCAST",
  "--dst-type UNREACHABLE",
  "--dst-type LOCAL,BROADCAST,MULTICAST",
  "! --dst-type UNICAST",
  "--src-type LOCAL --dst-type UNICAST",
  "--src-type UNICAST ! --dst-type LOCAL",
  "! --src-type LOCAL ! --dst-type LOCAL",
  "--src-type BROADCAST",
] as const;

/** The same, IPv6. */
const ADDRTYPE6_RULES = [
  "--dst-type UNICAST",
  "--dst-type LOCAL",
  "--dst-type ANYCAST",
  "--dst-type UNREACHABLE",
  "--dst-type MULTICAST",
  "--dst-type UNSPEC",
  "--dst-type LOCAL,UNREACHABLE",
  "--dst-type UNICAST,LOCAL",
  "--dst-type UNICAST,MULTICAST",
  "--dst-type LOCAL,ANYCAST,UNREACHABLE",
  "! --dst-type LOCAL",
  "! --dst-type UNICAST,UNREACHABLE",
  "--src-type LOCAL",
  "--src-type UNREACHABLE",
  "--src-type LOCAL --dst-type UNICAST",
  "! --src-type LOCAL ! --dst-type LOCAL",
  "--src-type UNICAST ! --dst-type MULTICAST",
] as const;

/** Rules with a chain for each. */
export function numbered(rules: readonly string[], before: string): [name: string, rule: string][] {
  return rules.map((rule, i) => [`c${i + 1}`, before + rule]);
}

/** Rules, one a line, for one command. */
export function commands(command: string, rules: string): string {
  return rules
    .split("\n")
    .map((rule) => `${command} ${rule}`)
    .join("\n");
}

/** Scenarios of matches on odd packets. */
export const matchEdges: ScenarioSource[] = [
  {
    name: "match-fragments",
    about: "Ports and types in first and later fragments; a fragment that starts in the TCP header",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -p tcp
${chains(READERS, "FORWARD")}
-A FORWARD -m length --length 60:100
-A FORWARD ! -p udp`)}
iptables -A FORWARD -f
iptables -A FORWARD ! -f
iptables -A FORWARD -p icmp --icmp-type any
iptables -A FORWARD -p icmp ! --icmp-type 8
ip6tables -A FORWARD -p icmpv6 --icmpv6-type 128
ip6tables -A FORWARD -p icmpv6 ! --icmpv6-type 128`,
    packets: `
in eth1 tcp client.4000 > server.80 A len=40 pieces=0-24,24-
in eth1 tcp client.4000 > server.80 A len=40 pieces=0-8,8-
in eth1 udp client.4000 > server.53 len=40 pieces=0-24,24-
in eth1 udp client.4000 > server.53 len=40 pieces=0-8,8-
in eth1 icmp client > server echo id=1 seq=1 len=40 pieces=0-16,16-
in eth1 ip client > server proto=50 hex=0000000500000001 len=16 pieces=0-16,16-
in eth1 tcp client6.4000 > server6.80 A len=40 pieces=0-24,24-
in eth1 tcp client6.4000 > server6.80 A len=40 pieces=0-8,8-
in eth1 udp client6.4000 > server6.53 len=40 pieces=0-24,24-
in eth1 icmp client6 > server6 echo id=1 seq=1 len=40 pieces=0-16,16-
`,
  },
  {
    name: "match-short",
    about: "Headers that end too early: the packet is dropped, whatever a rule says",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m length --length 0:65535
${chains(READERS, "FORWARD")}`)}
iptables -A FORWARD -p icmp --icmp-type any
ip6tables -A FORWARD -p icmpv6 ! --icmpv6-type 1`,
    packets: `
in eth1 ip client > server proto=6 len=19
in eth1 ip client > server proto=6 len=0
in eth1 ip client > server proto=17 len=7
in eth1 ip client > server proto=17 len=3
in eth1 ip client > server proto=17 len=4
in eth1 ip client > server proto=1 len=7
in eth1 ip client > server proto=1 len=8
in eth1 ip client > server proto=50 len=7
in eth1 ip client > server proto=50 len=8
in eth1 ip client6 > server6 proto=6 len=19
in eth1 ip client6 > server6 proto=17 len=7
in eth1 ip client6 > server6 proto=58 len=7
in eth1 ip client6 > server6 proto=58 len=8
in eth1 ip client6 > server6 proto=50 len=7
in eth1 ip client6 > server6 proto=50 len=8
in eth1 ip client6 > server6 proto=17 len=0
`,
  },
  {
    name: "match-tcp-options",
    about: "tcp --tcp-option in option lists that are empty, padded, cut or run over",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -p tcp --tcp-option 2
-A FORWARD -p tcp ! --tcp-option 2
-A FORWARD -p tcp --tcp-option 8
-A FORWARD -p tcp ! --tcp-option 8
-A FORWARD -p tcp --tcp-option 1
-A FORWARD -p tcp --tcp-option 255
-A FORWARD -p tcp --dport 81 --tcp-option 4
-A FORWARD -p tcp --tcp-flags SYN,RST NONE`)}`,
    packets: `
in eth1 tcp client.1 > server.80 A
in eth1 tcp client.1 > server.80 A tcpopt=020405b4
in eth1 tcp client.1 > server.80 A tcpopt=01010202
in eth1 tcp client.1 > server.80 A tcpopt=00020405
in eth1 tcp client.1 > server.80 A tcpopt=03000800
in eth1 tcp client.1 > server.80 A tcpopt=03010802
in eth1 tcp client.1 > server.80 A tcpopt=03ff0204
in eth1 tcp client.1 > server.80 A tcpopt=01010108
in eth1 tcp client.1 > server.80 A tcpopt=01010107
in eth1 tcp client.1 > server.81 A tcpopt=ff020402
in eth1 tcp client.1 > server.80 S tcpopt=0101080a00000001000000020204ffff04020000
in eth1 tcp client.1 > server.80 S off=6
in eth1 tcp client.1 > server.80 S off=4
in eth1 tcp client.1 > server.80 S off=0
in eth1 tcp client.1 > server.81 S off=10 len=20
in eth1 tcp client.1 > server.81 S off=11 len=20
in eth1 tcp client6.1 > server6.80 A tcpopt=03010802
in eth1 tcp client6.1 > server6.80 S off=6
in eth1 tcp client6.1 > server6.81 S off=10 len=20
`,
  },
  {
    name: "match-extension-headers",
    about: "-p and matches behind IPv6 extension headers, atomic fragments, nothing behind",
    setup: `${ROUTER}
ip6tables -A FORWARD -p udp --dport 53
ip6tables -A FORWARD -p tcp --syn
ip6tables -A FORWARD ! -p udp
ip6tables -A FORWARD -p 0
ip6tables -A FORWARD -p 59
ip6tables -A FORWARD -p 43
ip6tables -A FORWARD -p 44
ip6tables -A FORWARD -p 60
ip6tables -A FORWARD -p all
ip6tables -A FORWARD -m length --length 57:80
ip6tables -A FORWARD -m length --length 48
ip6tables -A FORWARD -m hl --hl-gt 62
ip6tables -A FORWARD -m tos --tos 0x20/0xe0
ip6tables -A FORWARD -m iprange --src-range 2001:db8:1::-2001:db8:1::5 --dst-range ::-ffff::`,
    packets: `
in eth1 udp client6.1 > server6.53
in eth1 udp client6.1 > server6.53 ext=hbh
in eth1 udp client6.1 > server6.53 ext=dst
in eth1 udp client6.1 > server6.53 ext=hbh,dst tos=0x3f flow=0xfffff
in eth1 udp client6.1 > server6.53 ext=dst,dst,dst
in eth1 tcp client6.1 > server6.53 S ext=dst
in eth1 udp client26.1 > server6.53 pieces=0-
in eth1 udp client6.1 > server6.54 ext=dst len=32
in eth1 ip client6 > server6 proto=59 len=8
in eth1 ip client6 > server6 proto=59 len=0
in eth1 ip client6 > server6 proto=99 len=20
in eth1 ip client6 > server6 proto=60 len=4
in eth1 ip client6 > server6 proto=44 len=4
in eth1 ip client6 > server6 proto=60 hex=1100010400000000
in eth1 ip client6 > server6 proto=60 hex=3b00010400000000
in eth1 ip client6 > server6 proto=60 hex=11ff010400000000
`,
  },
  {
    name: "match-addrtype-more",
    about: "addrtype where both ends, an interface or the routes of IPv6 decide",
    setup: `${ROUTER}
ip addr add 10.0.0.9/32 dev lo
ip -6 addr add 2001:db8:7::7/128 dev lo
ip route add broadcast 198.18.4.0/24 dev eth0
ip route add local 198.18.5.0/24 dev lo
ip route add unreachable 198.18.1.0/24
ip -6 route add unreachable 2001:db8:a::/48
ip -6 route add blackhole 2001:db8:b::/48
ip -6 route add prohibit 2001:db8:c::/48
ip -6 route add local 2001:db8:d::/48 dev lo
${commands("iptables", chains(numbered(ADDRTYPE_RULES, "-m addrtype "), "types").replace(/^/, "-N types\n"))}
iptables -A FORWARD -j types
iptables -A INPUT -j types
iptables -A OUTPUT -j types
${commands("ip6tables", chains(numbered(ADDRTYPE6_RULES, "-m addrtype "), "types").replace(/^/, "-N types\n"))}
ip6tables -A FORWARD -j types
ip6tables -A INPUT -j types
ip6tables -A OUTPUT -j types
${inBoth(`
-t raw -A PREROUTING -m addrtype --dst-type LOCAL
-t raw -A PREROUTING -m addrtype --dst-type LOCAL --limit-iface-in
-t raw -A PREROUTING -m addrtype ! --dst-type LOCAL --limit-iface-in
-t raw -A PREROUTING -m addrtype --src-type UNICAST --limit-iface-in
-t raw -A PREROUTING -m addrtype ! --src-type LOCAL ! --dst-type LOCAL
-t mangle -A POSTROUTING -m addrtype --src-type LOCAL --limit-iface-out
-t mangle -A POSTROUTING -m addrtype --dst-type UNICAST --limit-iface-out
-A FORWARD -m addrtype --src-type LOCAL --limit-iface-out
-A FORWARD -m addrtype --dst-type UNICAST --limit-iface-in`)}
iptables -t raw -A PREROUTING -m addrtype --dst-type BROADCAST --limit-iface-in
iptables -t raw -A PREROUTING -m addrtype --dst-type BROADCAST
ip6tables -t raw -A PREROUTING -m addrtype --dst-type UNREACHABLE --limit-iface-in
ip6tables -t raw -A PREROUTING -m addrtype --dst-type UNREACHABLE`,
    packets: `
in eth1 udp client.1 > server.1
in eth1 udp client.1 > inside.1
in eth1 udp client.1 > router.1
in eth1 udp client.1 > 10.0.0.9.1
in eth1 udp client.1 > 198.18.4.1.1
in eth1 udp client.1 > 198.18.5.1.1
in eth1 udp client.1 > 198.18.1.1.1
in eth1 udp client.1 > 192.0.2.255.1
in eth0 udp server.1 > 10.0.0.255.1 to=ffffffffffff
in eth1 udp client.1 > 10.0.0.0.1 to=ffffffffffff
in eth1 udp client.1 > 240.0.0.1.1
in eth1 udp client.1 > 239.1.2.3.1 to=01005e010203
out eth0 udp router.1 > server.1
out eth0 udp inside.1 > server.1
out eth0 udp 10.0.0.9.1 > server.1
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > inside6.1
in eth1 udp client6.1 > router6.1
in eth1 udp client6.1 > 2001:db8:7::7.1
in eth1 udp client6.1 > 2001:db8:1::.1
in eth1 udp client6.1 > 2001:db8:a::1.1
in eth1 udp client6.1 > 2001:db8:b::1.1
in eth1 udp client6.1 > 2001:db8:c::1.1
in eth1 udp client6.1 > 2001:db8:d::1.1
in eth1 udp client6.1 > ff02::1.1 to=333300000001
in eth1 udp client6.1 > ff0e::5.1 to=333300000005
in eth1 udp fe80::5.1 > inside6.1
in eth1 udp 2001:db8:a::1.1 > inside6.1
out eth0 udp router6.1 > server6.1
out eth0 udp inside6.1 > server6.1
`,
  },
];
