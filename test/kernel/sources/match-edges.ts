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

function chains(rows: readonly (readonly [name: string, rule: string])[], hook: string): string {
  return rows
    .map(([name, rule]) => `-N ${name}\n-A ${name} ${rule}\n-A ${hook} -j ${name}`)
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
];
