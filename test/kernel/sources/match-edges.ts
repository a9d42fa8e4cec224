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

/** What is asked of SCTP packets. */
const SCTP_RULES = [
  "--chunk-types any I_DATA",
  "--chunk-types any I_DATA:I",
  "--chunk-types any I_DATA:i",
  "--chunk-types any I_DATA:U",
  "--chunk-types any DATA",
  "--chunk-types any DATA:B",
  "--chunk-types any DATA:b",
  "--chunk-types any DATA:BE",
  "--chunk-types any DATA:Be",
  "--chunk-types all DATA",
  "--chunk-types all DATA,INIT",
  "--chunk-types all DATA:B",
  "--chunk-types only DATA",
  "--chunk-types only DATA:B",
  "--chunk-types only DATA,SACK,COOKIE_ECHO",
  "! --chunk-types any INIT",
  "! --chunk-types only DATA",
  "! --chunk-types all INIT,DATA",
  "--chunk-types any ALL",
  "--chunk-types all ALL",
  "--chunk-types only ALL",
  "--chunk-types any NONE",
  "--chunk-types all NONE",
  "--chunk-types only NONE",
  "--chunk-types any ABORT:T",
  "--chunk-types any ABORT:t",
  "--chunk-types any SHUTDOWN_COMPLETE:T",
  "--chunk-types any DATA:I",
  "--dport 80",
  "! --dport 80",
  "--sport 5",
  "! --sport 0:65535",
  "-m sctp",
  "--dport 80 --chunk-types any DATA:i",
  "--chunk-types any DATA:I,I_DATA:B,ABORT:T,SHUTDOWN_COMPLETE:t",
] as const;

/** What is asked of authentication headers, IPv4. */
const AH_RULES = [
  "-p ah",
  "-p ah --ahspi 5",
  "-p ah ! --ahspi 5",
  "-p ah --ahspi 1:9",
  "-p ah -m ah",
] as const;

/** The same, IPv6; and of what stands behind extension headers. */
const AH6_RULES = [
  "-m ah",
  "-m ah --ahspi 5",
  "-m ah ! --ahspi 5",
  "-m ah --ahlen 24",
  "-m ah ! --ahlen 24",
  "-m ah --ahlen 12 --ahspi 1:9",
  "-m ah --ahres",
  "-p udp -m ah --ahspi 5 --dport 80",
  "-p ah --ahspi 5",
  "-p udp",
  "-p 59",
  "-p 60",
] as const;

/** Rules with a chain for each. */
function numbered(rules: readonly string[], before: string): [name: string, rule: string][] {
  return rules.map((rule, i) => [`c${i + 1}`, before + rule]);
}

/** Rules, one a line, for one command. */
function commands(command: string, rules: string): string {
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
    name: "match-sctp",
    about: "sctp: ports; chunks of which any, all or only these are there, and their flags",
    setup: `${ROUTER}${inBoth(chains(numbered(SCTP_RULES, "-p sctp "), "FORWARD"))}`,
    packets: `
in eth1 ip client > server proto=132 hex=00010050000000010000000040000004
in eth1 ip client > server proto=132 hex=00010050000000010000000040080004
in eth1 ip client > server proto=132 hex=00010050000000010000000040040004
in eth1 ip client > server proto=132 hex=0001005000000001000000000000000761626300
in eth1 ip client > server proto=132 hex=00010050000000010000000000020004
in eth1 ip client > server proto=132 hex=00010050000000010000000000030004
in eth1 ip client > server proto=132 hex=00010050000000010000000000010004
in eth1 ip client > server proto=132 hex=0001005000000001000000000100001478787878787878787878787878787878
in eth1 ip client > server proto=132 hex=0001005000000001000000000100000400020004
in eth1 ip client > server proto=132 hex=0001005000000001000000000002000400000004
in eth1 ip client > server proto=132 hex=00010050000000010000000003000004000300040a000004
in eth1 ip client > server proto=132 hex=00010050000000010000000006010004
in eth1 ip client > server proto=132 hex=00010050000000010000000006000004
in eth1 ip client > server proto=132 hex=00010050000000010000000000000000
in eth1 ip client > server proto=132 hex=0001005000000001000000000100000400000000
in eth1 ip client > server proto=132 hex=000100500000000100000000
in eth1 ip client > server proto=132 hex=0001005000000001000000000000
in eth1 ip client > server proto=132 hex=00010050000000010000000001000064
in eth1 ip client > server proto=132 hex=000100500000000100000000010000040000
in eth1 ip client > server proto=132 hex=0001005000000001000000000100000200000004
in eth1 ip client > server proto=132 hex=000100500000000100000000000f0004400f0004
in eth1 ip client > server proto=132 hex=000100500000000100000000ff000004
in eth1 ip client > server proto=132 hex=0001005000000001000000000100ffff
in eth1 ip client > server proto=132 hex=0001005000000001000000000e010004
in eth1 ip client > server proto=132 hex=0001005000000001000000000300000500000000
in eth1 ip client > server proto=132 hex=00050051000000010000000000000004
in eth1 ip client > server proto=132 hex=0001000200000000
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000040000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000040080004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000040040004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000000000761626300
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000020004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000030004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000010004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100001478787878787878787878787878787878
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100000400020004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000002000400000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000003000004000300040a000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000006010004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000006000004
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000000000000
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100000400000000
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000000
in eth1 ip client6 > server6 proto=132 hex=00010050000000010000000001000064
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000010000040000
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100000200000004
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000000f0004400f0004
in eth1 ip client6 > server6 proto=132 hex=000100500000000100000000ff000004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000100ffff
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000e010004
in eth1 ip client6 > server6 proto=132 hex=0001005000000001000000000300000500000000
in eth1 ip client6 > server6 proto=132 hex=00050051000000010000000000000004
in eth1 ip client6 > server6 proto=132 hex=0001000200000000
`,
  },
  {
    name: "match-ah",
    about: "ah in both families; chains of IPv6 headers that end early, or in a later fragment",
    setup: `${ROUTER}${commands("iptables", chains(numbered(AH_RULES, ""), "FORWARD"))}
${commands("ip6tables", chains(numbered(AH6_RULES, ""), "FORWARD"))}`,
    packets: `
in eth1 ip client > server proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client > server proto=51 hex=1104000000000009000000010000000000000000000000000001005000080000
in eth1 ip client > server proto=51 hex=110100000000000a000000010001005000080000
in eth1 ip client > server proto=51 hex=1104000000000005000000
in eth1 ip client > server proto=51 hex=110400000000000500000001
in eth1 ip client > server proto=51 hex=
in eth1 ip client > server proto=51 hex=1100000000000005000000010001005000080000
in eth1 ip client > server proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000 frag=0+
in eth1 ip client > server proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000 frag=24
in eth1 ip client6 > server6 proto=51 hex=1104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=51 hex=1104000000000009000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=51 hex=110100000000000a000000010001005000080000
in eth1 ip client6 > server6 proto=51 hex=1104000000000005000000
in eth1 ip client6 > server6 proto=51 hex=110400000000000500000001
in eth1 ip client6 > server6 proto=51 hex=
in eth1 ip client6 > server6 proto=51 hex=1100000000000005000000010001005000080000
in eth1 ip client6 > server6 proto=51 hex=3b0400000000000500000001000000000000000000000000
in eth1 ip client6 > server6 proto=51 hex=1104000100000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=51 hex=11
in eth1 ip client6 > server6 proto=51 hex=1104
in eth1 ip client6 > server6 proto=51 hex=11040000
in eth1 ip client6 > server6 proto=17 hex=0001005000080000
in eth1 ip client6 > server6 proto=60 hex=33000104000000001104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=60 hex=11000104000000000001005000080000
in eth1 ip client6 > server6 proto=60 hex=1100
in eth1 ip client6 > server6 proto=60 hex=11000104
in eth1 ip client6 > server6 proto=60 hex=3b000104
in eth1 ip client6 > server6 proto=60 hex=3c000104
in eth1 ip client6 > server6 proto=60 hex=11
in eth1 ip client6 > server6 proto=43 hex=11000000
in eth1 ip client6 > server6 proto=43 hex=110000
in eth1 ip client6 > server6 proto=43 hex=1100
in eth1 ip client6 > server6 proto=44 hex=33000001000000071104000000000005000000010000000000000000000000000001005000080000
in eth1 ip client6 > server6 proto=44 hex=330000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=110000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=3c0000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=3b0000110000000778787878787878787878787878787878
in eth1 ip client6 > server6 proto=44 hex=11000000000000070001005000080000
in eth1 ip client6 > server6 proto=44 hex=11000000
in eth1 ip client6 > server6 proto=44 hex=110000
in eth1 ip client6 > server6 proto=44 hex=11000008
in eth1 ip client6 > server6 proto=44 hex=3c000008
in eth1 ip client6 > server6 proto=51 hex=11040000000000
in eth1 ip client6 > server6 proto=51 hex=3a0000
`,
  },
];
