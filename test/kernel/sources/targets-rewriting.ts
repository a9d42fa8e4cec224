// Targets that rewrite headers without state, and those that change nothing.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const marks = (command: string, rules: readonly string[]): string =>
  rules
    .map((rule, i) => `${command} -t mangle -A FORWARD -p ${rule.replace("PORT", `${i + 1}`)}`)
    .join("\n");

const HMARKS = [
  "udp --dport PORT -j HMARK --hmark-tuple src,dst --hmark-mod 1000 --hmark-rnd 0xabcd",
  "udp --dport PORT -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-offset 7 --hmark-rnd 1",
  "udp --dport PORT -j HMARK --hmark-tuple sport --hmark-mod 65536 --hmark-rnd 2",
  "udp --dport PORT -j HMARK --hmark-src-prefix 24 --hmark-dst-prefix 8 --hmark-proto-mask 255 --hmark-mod 99 --hmark-rnd 3",
  "udp --dport PORT -j HMARK --hmark-tuple src,dst --hmark-sport-mask 0xff00 --hmark-dport 5 --hmark-mod 4294967295 --hmark-rnd 3",
  "udp --dport PORT -j HMARK --hmark-tuple ct,src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 9",
  "esp -j HMARK --hmark-tuple src,spi --hmark-mod 65536 --hmark-rnd 4",
  "ah -j HMARK --hmark-tuple src,spi --hmark-mod 65536 --hmark-rnd 4",
] as const;

/** Scenarios of these targets. */
export const targetsRewriting: ScenarioSource[] = [
  {
    name: "tcpoptstrip-options",
    about: "TCPOPTSTRIP: options at even and odd places, broken ones, headers that are cut",
    setup: `${ROUTER}${inBoth(`
-t mangle -A FORWARD -p tcp --dport 80 -j TCPOPTSTRIP --strip-options mss,timestamp
-t mangle -A FORWARD -p tcp --dport 81 -j TCPOPTSTRIP --strip-options 3,4,5,200
-t mangle -A FORWARD -p tcp --dport 82 -j TCPOPTSTRIP
-t mangle -A FORWARD -p tcp -m tcp --tcp-option 1`)}`,
    packets: `
in eth1 tcp client.9 > server.80 S mss=1460
in eth1 tcp client.9 > server.80 S mss=1460 sackok ws=7
in eth1 tcp client.9 > server.80 A ts=5:6 len=9
in eth1 tcp client.9 > server.80 S tcpopt=01020405b4010101
in eth1 tcp client.9 > server.80 S tcpopt=0101020405b40101
in eth1 tcp client.9 > server.80 S tcpopt=0208aabb
in eth1 tcp client.9 > server.80 S tcpopt=0200aabb
in eth1 tcp client.9 > server.80 S tcpopt=0000020405b40000
in eth1 tcp client.9 > server.80 S tcpopt=01010102
in eth1 tcp client.9 > server.81 S mss=1460 sackok ws=7 ts=1:2
in eth1 tcp client.9 > server.81 A sack=1-9 len=3
in eth1 tcp client.9 > server.81 A tcpopt=01c80301c8020101
in eth1 tcp client.9 > server.82 S mss=1460
in eth1 tcp client.9 > server.80 S off=4
in eth1 tcp client.9 > server.80 S off=15
in eth1 tcp client.9 > server.80 S mss=1460 badsum
in eth1 tcp client.9 > server.80 S mss=1460 len=200 id=9 pieces=0-80,80-
in eth1 tcp client6.9 > server6.80 S mss=1460 sackok ws=7
in eth1 tcp client6.9 > server6.81 S mss=1460 sackok ws=7 ext=dst
`,
  },
  {
    name: "ecn-set",
    about: "ECN: codepoints and flags set and removed, later fragments, other protocols",
    setup: `${ROUTER}
iptables -t mangle -A FORWARD -p tcp --dport 80 -j ECN --ecn-tcp-remove
iptables -t mangle -A FORWARD -p tcp --dport 81 -j ECN --ecn-tcp-cwr 1 --ecn-tcp-ece 0 --ecn-ip-ect 2
iptables -t mangle -A FORWARD -p udp -j ECN --ecn-ip-ect 0
iptables -t mangle -A FORWARD -p 99 -j ECN --ecn-ip-ect 3
iptables -t mangle -A FORWARD -p tcp -s 10.0.0.6 -j ECN --ecn-tcp-ece 1`,
    packets: `
in eth1 tcp client.9 > server.80 SEC
in eth1 tcp client.9 > server.80 S
in eth1 tcp client.9 > server.80 AE tos=3
in eth1 tcp client.9 > server.81 AE tos=3
in eth1 tcp client.9 > server.81 AC tos=2
in eth1 udp client.9 > server.81 tos=0xff
in eth1 udp client.9 > server.81 tos=0
in eth1 ip client > server proto=99 tos=0x10
in eth1 tcp client2.9 > server.83 A len=100 id=3 pieces=0-40,40-
in eth1 ip client2 > server proto=6 len=13
in eth1 tcp client2.9 > server.83 A badsum
`,
  },
  {
    name: "prefix-translation",
    about: "SNPT and DNPT: prefixes of every length, errors, no place for the difference",
    setup: `${ROUTER}
ip6tables -t mangle -A POSTROUTING -o eth0 -s 2001:db8:1::/64 -j SNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:77::/48
ip6tables -t mangle -A PREROUTING -i eth0 -d 2001:db8:77::/48 -j DNPT --src-pfx 2001:db8:77::/48 --dst-pfx 2001:db8:1::/48
ip6tables -t mangle -A POSTROUTING -o eth0 -s 2001:db8:3::/48 -j SNPT --src-pfx 2001:db8:3::/56 --dst-pfx 2001:db8:78:ff00::/60
ip6tables -t mangle -A POSTROUTING -o eth0 -s 2001:db8:4::/48 -j SNPT --src-pfx 2001:db8::/32 --dst-pfx 2001:dc8::/30
ip6tables -t mangle -A INPUT -s 2001:db8:9::9 -j SNPT --src-pfx 2001:db8:9::/48 --dst-pfx 2001:db8:6::/48
ip6tables -t mangle -A OUTPUT -d 2001:db8:77::/48 -j DNPT --src-pfx 2001:db8:77::/48 --dst-pfx 2001:db8:1::/48
ip6tables -A FORWARD`,
    packets: `
in eth1 udp client6.9 > server6.53
in eth0 udp server6.53 > 2001:db8:77:ffb8::5.9
in eth0 udp server6.53 > 2001:db8:77::5.9
in eth1 udp 2001:db8:1:ffff::5.9 > server6.53
in eth1 tcp 2001:db8:3:1234:5678::1.9 > server6.53 S
in eth1 tcp 2001:db8:3::ffff:ffff:ffff:ffff.9 > server6.53 S
in eth1 tcp 2001:db8:3:0:ffff::1.9 > server6.53 S
in eth1 tcp 2001:db8:4::1.9 > server6.53 S
in eth0 udp server6.9 > router6.7
out eth0 udp router6.9 > 2001:db8:77:ffb8::5.7
in eth1 icmp client6 > server6 type=1/4 quote=[udp server6.53 > client6.9 len=20]
in eth0 icmp hop6 > 2001:db8:77:ffb8::5 type=3/0 quote=[udp 2001:db8:77:ffb8::5.9 > server6.53 len=20]
in eth0 icmp server6 > 2001:db8:77:ffb8::5 echo id=1 seq=1
`,
  },
  {
    name: "hmark-hashes",
    about: "HMARK: addresses, ports, indexes and connections; both directions; fragments; errors",
    setup: `${ROUTER}
${marks("iptables", HMARKS)}
${marks("ip6tables", HMARKS)}
iptables -t mangle -A FORWARD -p icmp -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 1
ip6tables -t mangle -A FORWARD -p icmpv6 -j HMARK --hmark-tuple src,dst,sport,dport --hmark-mod 65536 --hmark-rnd 1
iptables -t mangle -A PREROUTING -p tcp -j HMARK --hmark-tuple src,dst,sport,dport --hmark-proto-mask 0xff --hmark-mod 65536 --hmark-rnd 1
ip6tables -t mangle -A PREROUTING -p tcp -j HMARK --hmark-tuple src,dst,sport,dport --hmark-proto-mask 0xff --hmark-mod 65536 --hmark-rnd 1`,
    packets: `
in eth1 udp client.4000 > server.1
in eth1 udp client.4000 > server.2
in eth0 udp server.4001 > client.2
in eth1 udp client.4000 > server.3
in eth1 udp client.4000 > server.4
in eth1 udp client.4000 > server.5
in eth1 udp client.4000 > server.6
in eth0 udp server.6 > client.4000
in eth1 ip client > server proto=50 hex=0000010000000001
in eth1 ip client > server proto=51 hex=11040000000001000000000100000000000000000000000000000000
in eth1 tcp client.4000 > server.80 S
in eth0 tcp server.80 > client.4000 SA
in eth1 icmp client > server echo id=1 seq=1
in eth1 icmp client > server type=3/3 quote=[udp server.53 > client.9 len=20]
in eth1 icmp client > server type=3/3 quote=[tcp server.53 > client.9 S]
in eth1 icmp client > server type=3/3 quote=[udp server.53 > client.9 len=20] keep=12
in eth1 udp client.4000 > server.2 len=200 id=5 pieces=0-96,96-
in eth1 udp client6.4000 > server6.1
in eth1 udp client6.4000 > server6.2
in eth0 udp server6.4001 > client6.2
in eth1 udp client6.4000 > server6.4 ext=dst
in eth1 udp client6.4000 > server6.5
in eth1 udp client6.4000 > server6.6
in eth1 ip client6 > server6 proto=50 hex=0000010000000001
in eth1 ip client6 > server6 proto=51 hex=1104000000000100000000010000000000000000000000000fa0003500080000
in eth1 tcp client6.4000 > server6.80 S ext=hbh
in eth0 tcp server6.80 > client6.4000 SA
in eth1 icmp client6 > server6 echo id=1 seq=1
in eth1 icmp client6 > server6 type=1/4 quote=[udp server6.53 > client6.9 len=20]
in eth1 icmp client6 > server6 type=1/4 quote=[tcp server6.53 > client6.9 S]
in eth1 tcp client6.4000 > server6.80 S ext=44:00000000000007
`,
  },
  {
    name: "targets-without-effect",
    about: "CHECKSUM, AUDIT, CONNSECMARK, IDLETIMER and NFLOG: the packet goes on",
    setup: `${ROUTER}${inBoth(`
-t mangle -A PREROUTING -j CHECKSUM --checksum-fill
-t mangle -A PREROUTING -j CONNSECMARK --restore
-t mangle -A FORWARD -j IDLETIMER --timeout 5 --label idle
-A FORWARD -j AUDIT --type accept
-A FORWARD -j NFLOG --nflog-group 9 --nflog-prefix "in: " --nflog-size 32
-t mangle -A POSTROUTING -j CONNSECMARK --save
-A OUTPUT -j AUDIT --type drop`)}`,
    packets: `
in eth1 udp client.9 > server.53
in eth1 udp client.9 > server.53 badsum
in eth1 tcp client.9 > server.53 S
out eth0 udp router.9 > server.53
in eth1 udp client6.9 > server6.53
in eth1 udp client6.9 > server6.53 badsum
out eth0 udp router6.9 > server6.53
`,
  },
];
