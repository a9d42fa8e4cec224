// Matches of the headers of less common protocols, one rule a chain.
import type { ScenarioSource } from "../scenario.js";
import { chains, commands, numbered } from "./match-edges.js";
import { inBoth, ROUTER, THREE, THREE_LEGS } from "./router.js";

/** The rules of a match, each in a chain of its own; `before` is what stands before -m. */
const rules = (
  command: string,
  name: string,
  before: string,
  options: readonly string[],
  hook = "FORWARD",
): string => {
  const named = numbered(options, `${before}-m ${name} `).map(
    ([chain, rule]) => [`${name}-${chain}`, rule] as const,
  );
  return commands(command, chains(named, hook));
};

const both = (name: string, before: string, options: readonly string[]): string =>
  ["iptables", "ip6tables"].map((command) => rules(command, name, before, options)).join("\n");

const A = "20010db80000000000000000000000aa";
const B = "20010db80000000000000000000000bb";

/** Scenarios of these matches. */
export const headerMatches: ScenarioSource[] = [
  {
    name: "ipv6header-chains",
    about: "ipv6header: exact and soft, whole and broken chains of headers",
    setup: `${ROUTER}
${rules("ip6tables", "ipv6header", "", [
  "--header prot",
  "! --header prot",
  "--header prot --soft",
  "! --header prot --soft",
  "--header hop,prot",
  "--header hop --soft",
  "! --header hop,dst --soft",
  "--header dst,route,prot",
  "--header frag --soft",
  "--header none",
  "--header esp",
  "--header esp --soft",
  "--header auth,esp --soft",
  "! --header none --soft",
])}`,
    packets: `
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > server6.1 ext=hbh
in eth1 udp client6.1 > server6.1 ext=dst
in eth1 udp client6.1 > server6.1 ext=hbh,dst
in eth1 udp client6.1 > server6.1 ext=dst,rt:00000000000000
in eth1 udp client6.1 > server6.1 ext=44:00000000000007
in eth1 udp client6.1 > server6.1 ext=44:00000900000007
in eth1 ip client6 > server6 proto=50 len=20
in eth1 ip client6 > server6 proto=59 len=0
in eth1 ip client6 > server6 proto=51 hex=3204000000000001000000020000000000000000000000000000000000000000
in eth1 udp client6.1 > server6.1 ext=dst:09010400000000
in eth1 ip client6 > server6 proto=60 len=1
in eth1 ip client6 > server6 proto=60 hex=3b00010400000000
`,
  },
  {
    name: "mobility-header",
    about: "mh: types, messages with something behind them, short ones",
    setup: `${ROUTER}
${rules("ip6tables", "mh", "-p mh ", ["", "--mh-type 5", "! --mh-type 5", "--mh-type 1:4", "! --mh-type 0:255"])}`,
    packets: `
in eth1 ip client6 > server6 proto=135 hex=3b00050000000000
in eth1 ip client6 > server6 proto=135 hex=3b0001000000
in eth1 ip client6 > server6 proto=135 hex=3b00ff0000000000
in eth1 ip client6 > server6 proto=135 hex=1100050000000000
in eth1 ip client6 > server6 proto=135 hex=3b00050000
in eth1 ip client6 > server6 proto=135 hex=3b00050000000000 ext=44:00000900000007
in eth1 ip client6 > server6 proto=135 hex=3b00040000000000 ext=dst
in eth1 udp client6.1 > server6.1
`,
  },
  {
    name: "eui64-addresses",
    about: "eui64: interface identifiers that are the sender's, and others",
    setup: `${ROUTER}
ip6tables -t raw -A PREROUTING -m eui64
ip6tables -A FORWARD -m eui64
ip6tables -A INPUT -m eui64`,
    packets: `
in eth1 udp 2001:db8:1:0:0:ff:fe00:fe.1 > server6.1
in eth1 udp 2001:db8:1:0:200:ff:fe00:fe.1 > server6.1
in eth1 udp 2001:db8:1:0:0:ff:fe00:fe.1 > inside6.1
in eth1 udp 2001:db8:1:0:1034:56ff:fe78:9abc.1 > server6.1 mac=123456789abc
in eth1 udp 2001:db8:1:0:1234:56ff:fe78:9abc.1 > server6.1 mac=103456789abc
in eth1 udp 2001:db8:1:0:0:ff:fe00:fe.1 > server6.1 len=99 id=3 pieces=0-48,48-
`,
  },
  {
    name: "ecn-bits",
    about: "ecn: the codepoint of the IP header, the flags of TCP",
    setup: `${ROUTER}
${both("ecn", "", ["--ecn-ip-ect 0", "--ecn-ip-ect 2", "! --ecn-ip-ect 3"])}
${both("ecn", "-p tcp ", ["--ecn-tcp-ece", "! --ecn-tcp-ece", "--ecn-tcp-cwr", "! --ecn-tcp-cwr --ecn-tcp-ece", "--ecn-tcp-cwr --ecn-ip-ect 1"]).replaceAll("ecn-c", "tcp-c")}`,
    packets: `
in eth1 tcp client.1 > server.80 S
in eth1 tcp client.1 > server.80 SEC tos=1
in eth1 tcp client.1 > server.80 SE tos=2
in eth1 tcp client.1 > server.80 AC tos=3
in eth1 tcp client.1 > server.80 AC tos=0x11
in eth1 udp client.1 > server.80 tos=3
in eth1 tcp client.1 > server.80 SEC len=99 id=3 pieces=0-40,40-
in eth1 ip client > server proto=6 len=13
in eth1 tcp client6.1 > server6.80 S
in eth1 tcp client6.1 > server6.80 SEC tos=1
in eth1 tcp client6.1 > server6.80 SE tos=2
in eth1 tcp client6.1 > server6.80 AC tos=3
in eth1 tcp client6.1 > server6.80 AC tos=0x11 ext=dst
in eth1 udp client6.1 > server6.80 tos=3
in eth1 tcp client6.1 > server6.80 SEC len=99 id=3 pieces=0-40,40-
`,
  },
  {
    name: "tcpmss-match",
    about: "tcpmss: the size announced, none, broken options, later fragments",
    setup: `${ROUTER}
${both("tcpmss", "-p tcp ", ["--mss 1460", "! --mss 1460", "--mss 500:1000", "! --mss 0:65535", "--mss 0"])}`,
    packets: `
in eth1 tcp client.1 > server.80 S mss=1460
in eth1 tcp client.1 > server.80 A mss=536
in eth1 tcp client.1 > server.80 S
in eth1 tcp client.1 > server.80 S sackok
in eth1 tcp client.1 > server.80 S tcpopt=0102040218010101
in eth1 tcp client.1 > server.80 S tcpopt=0000020405b40000
in eth1 tcp client.1 > server.80 S tcpopt=0300020405b40101
in eth1 tcp client.1 > server.80 S tcpopt=0202040404000204
in eth1 tcp client.1 > server.80 S tcpopt=01010101010204ff
in eth1 tcp client.1 > server.80 S off=4
in eth1 tcp client.1 > server.80 S off=15
in eth1 tcp client.1 > server.80 S mss=1460 len=200 id=9 pieces=0-80,80-
in eth1 tcp client.1 > server.80 S mss=1460 hex=${"0".repeat(24)}60000000${"0".repeat(8)}020405b4 id=9 pieces=24-
in eth1 tcp client6.1 > server6.80 S mss=1460
in eth1 tcp client6.1 > server6.80 A mss=536 ext=dst
in eth1 tcp client6.1 > server6.80 S
in eth1 tcp client6.1 > server6.80 S mss=1460 len=200 id=9 pieces=0-80,80-
`,
  },
  {
    name: "dccp-match",
    about: "dccp: ports, types, options behind headers of every size",
    setup: `${ROUTER}
${both("dccp", "-p dccp ", ["--sport 4000", "! --dport 80:90", "--dport 0:65535", "--dccp-types REQUEST,DATA", "! --dccp-types INVALID", "--dccp-option 5", "! --dccp-option 5", "--dccp-option 1"])}`,
    packets: `
in eth1 ip client > server proto=33 hex=0fa000500400000000000001deadbeef
in eth1 ip client > server proto=33 hex=0fa000500300000004000001
in eth1 ip client > server proto=33 hex=0fa100520500000004000001050400000000
in eth1 ip client > server proto=33 hex=0fa10052050000000400000100000504
in eth1 ip client > server proto=33 hex=0fa100520500000004000001010105040000
in eth1 ip client > server proto=33 hex=0fa100520600000005000001000000020504aaaa0000
in eth1 ip client > server proto=33 hex=0fa100520600000006000001000000020000000305040000
in eth1 ip client > server proto=33 hex=0fa10052030000000e000001000000020000000305040000
in eth1 ip client > server proto=33 hex=0fa10052070000001e0000010000000200000003000000040504
in eth1 ip client > server proto=33 hex=0fa100520700000016000001000000020000000305040000aabbccdd
in eth1 ip client > server proto=33 hex=0fa100520200000004000001
in eth1 ip client > server proto=33 hex=0fa10052
in eth1 ip client > server proto=33 hex=0fa100520500000004000001400005040000 id=3 frag=1480
in eth1 ip client6 > server6 proto=33 hex=0fa000500400000000000001deadbeef
in eth1 ip client6 > server6 proto=33 hex=0fa10052050000000400000105040000 ext=dst
`,
  },
  {
    name: "ipcomp-match",
    about: "ipcomp: indexes, none given, short headers",
    setup: `${ROUTER}
${both("ipcomp", "-p 108 ", ["", "--ipcompspi 2", "! --ipcompspi 2", "--ipcompspi 1:256 --compres", "--ipcompspi 65536:"])}`,
    packets: `
in eth1 ip client > server proto=108 hex=06000000
in eth1 ip client > server proto=108 hex=06000002
in eth1 ip client > server proto=108 hex=06ff0100
in eth1 ip client > server proto=108 hex=0600ffffaabb
in eth1 ip client > server proto=108 hex=060000
in eth1 ip client > server proto=108 hex=06000002 id=1 frag=8
in eth1 ip client6 > server6 proto=108 hex=06000002
in eth1 ip client6 > server6 proto=108 hex=06000002 ext=dst
`,
  },
  {
    name: "devgroup-interfaces",
    about: "devgroup: groups of both interfaces, with masks",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip link set eth0 group 5
ip link set dev eth1 group 0x11
${inBoth(`
-A FORWARD -m devgroup --src-group 0x11
-A FORWARD -m devgroup --dst-group 5
-A FORWARD -m devgroup --src-group default --dst-group 0x1/0x1
-A FORWARD -m devgroup ! --src-group 0x1/0xf
-A FORWARD -m devgroup ! --dst-group 5 ! --src-group 5
-A INPUT -m devgroup --src-group 0x10/0xf0
-A OUTPUT -m devgroup --dst-group 5
-A OUTPUT -m devgroup --dst-group 0
-t mangle -A PREROUTING -m devgroup --src-group 5
-t mangle -A POSTROUTING -m devgroup --dst-group 0x11`)}`,
    packets: `
in eth1 udp client.1 > server.1
in eth0 udp server.1 > client.1
in eth2 udp dmz.1 > server.1
in eth2 udp dmz.1 > client.1
in eth1 udp client.1 > inside.1
in eth0 udp server.1 > router.1
out eth0 udp router.1 > server.1
out eth2 udp router.1 > dmz.1
in eth1 udp client6.1 > server6.1
out eth0 udp router6.1 > server6.1
`,
  },
  {
    name: "rpfilter-sources",
    about: "rpfilter: sources that belong elsewhere, nowhere, to the host itself",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.all.rp_filter=0
ip route add 10.7.0.0/24 via 10.0.1.5
ip route add 10.8.0.0/24 via 10.0.0.5 table 100
ip route add blackhole 10.9.0.0/24
ip rule add fwmark 7 table 100
ip -6 route add 2001:db8:7::/64 via 2001:db8:2::5
ip -6 route add 2001:db8:7::/64 via 2001:db8:1::5 metric 4096
ip -6 route add blackhole 2001:db8:a::/64
${inBoth(`
-t raw -A PREROUTING -p udp --dport 7 -j MARK --set-mark 7
-t raw -A PREROUTING -m rpfilter
-t raw -A PREROUTING -m rpfilter --invert
-t raw -A PREROUTING -m rpfilter --loose
-t raw -A PREROUTING -m rpfilter --validmark
-t raw -A PREROUTING -m rpfilter --accept-local
-t mangle -A PREROUTING -m rpfilter --loose --accept-local --invert`)}`,
    packets: `
in eth1 udp client.1 > server.1
in eth0 udp client.1 > dmz.1
in eth0 udp server.1 > client.1
in eth1 udp server.1 > dmz.1
in eth2 udp 10.7.0.1.1 > server.1
in eth1 udp 10.7.0.1.1 > server.1
in eth1 udp 10.8.0.1.1 > server.7
in eth1 udp 10.8.0.1.1 > server.8
in eth1 udp 10.9.0.1.1 > server.8
in eth1 udp inside.1 > server.1
in eth1 udp router.1 > server.1
in eth1 udp 0.0.0.0.68 > 255.255.255.255.67 to=ffffffffffff
in eth1 udp client.1 > 224.0.0.5.1 to=01005e000005
in eth1 udp client.1 > 10.0.0.255.1 to=ffffffffffff
in eth1 udp client6.1 > server6.1
in eth0 udp client6.1 > dmz6.1
in eth1 udp server6.1 > dmz6.1
in eth1 udp 2001:db8:7::1.1 > server6.1
in eth2 udp 2001:db8:7::1.1 > server6.1
in eth0 udp 2001:db8:7::1.1 > dmz6.1
in eth1 udp 2001:db8:a::1.1 > server6.1
in eth1 udp inside6.1 > server6.1
in eth1 udp fe80::5.1 > inside6.1
in eth1 udp ::.1 > ff02::1.1 to=333300000001
`,
  },
  {
    name: "segment-routing-header",
    about: "srh: numbers, tag, the segments before, next and last",
    setup: `${ROUTER}
${rules("ip6tables", "srh", "", [
  "",
  "--srh-next-hdr 17",
  "! --srh-next-hdr 17",
  "--srh-hdr-len-eq 4",
  "--srh-hdr-len-gt 2",
  "! --srh-hdr-len-lt 4",
  "--srh-segs-left-eq 1",
  "! --srh-segs-left-gt 0",
  "--srh-segs-left-lt 1",
  "--srh-last-entry-eq 1",
  "--srh-last-entry-gt 0",
  "! --srh-last-entry-lt 1",
  "--srh-tag 7",
  "! --srh-tag 7",
  "--srh-psid 2001:db8::bb",
  "! --srh-psid 2001:db8::bb",
  "--srh-nsid 2001:db8::/64",
  "! --srh-nsid 2001:db8::aa",
  "--srh-lsid 2001:db8::aa",
  "! --srh-lsid 2001:db8::aa",
])}`,
    packets: `
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > server6.1 ext=rt:04040101000000${A}${B}
in eth1 udp client6.1 > server6.1 ext=rt:04040001000007${A}${B}
in eth1 udp client6.1 > server6.1 ext=rt:04040001000007${B}${A}
in eth1 udp client6.1 > server6.1 ext=rt:02040000000007${A}
in eth1 udp client6.1 > server6.1 ext=rt:02040100000007${A}
in eth1 udp client6.1 > server6.1 ext=rt:02000000000007${A}
in eth1 udp client6.1 > server6.1 ext=rt:02040103000007${A}
in eth1 tcp client6.1 > server6.1 S ext=dst,rt:02040000000700${A}
in eth1 ip client6 > server6 proto=43 hex=1104040100000000
in eth1 ip client6 > server6 proto=43 hex=1100
`,
  },
];
