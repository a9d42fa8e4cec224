// Targets and what conntrack remembers: closing, translation, tracing, marks that move.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** Rules whose counters tell how conntrack sees the host's own answers. */
const STATES = inBoth(`
-A OUTPUT -m conntrack --ctstate NEW
-A OUTPUT -m conntrack --ctstate RELATED
-A OUTPUT -m conntrack --ctstate ESTABLISHED
-A OUTPUT -m conntrack --ctstate INVALID,UNTRACKED
-t mangle -A POSTROUTING -m conntrack --ctstate RELATED`);

/** Scenarios of targets beside conntrack. */
export const targetsTracked: ScenarioSource[] = [
  {
    name: "reject-closes",
    about: "A reset closes the connection that it cuts off, whichever side it answers",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -p tcp --dport 80 -m length --length 90:200 -j REJECT --reject-with tcp-reset
-A FORWARD -p tcp --sport 81 -m length --length 90:200 -j REJECT --reject-with tcp-reset
-A FORWARD -m conntrack --ctstate NEW,ESTABLISHED`)}
${STATES}`,
    packets: `
in eth1 tcp client.9 > server.80 S seq=100
in eth0 tcp server.80 > client.9 SA seq=500 ack=101
in eth1 tcp client.9 > server.80 A seq=101 ack=501
in eth1 tcp client.9 > server.80 PA seq=101 ack=501 len=60
in eth0 tcp server.80 > client.9 A seq=501 ack=101
in eth1 tcp client.9 > server.80 A seq=101 ack=501
in eth1 tcp client.10 > server.81 S seq=100
in eth0 tcp server.81 > client.10 SA seq=500 ack=101
in eth1 tcp client.10 > server.81 A seq=101 ack=501
in eth0 tcp server.81 > client.10 PA seq=501 ack=101 len=60
in eth1 tcp client.11 > server.80 S seq=100 len=60
in eth1 tcp client.11 > server.80 S seq=100
in eth1 tcp client6.9 > server6.80 S seq=100
in eth0 tcp server6.80 > client6.9 SA seq=500 ack=101
in eth1 tcp client6.9 > server6.80 A seq=101 ack=501
in eth1 tcp client6.9 > server6.80 PA seq=101 ack=501 len=60
in eth1 tcp client6.9 > server6.80 A seq=101 ack=501
`,
  },
  {
    name: "reject-translated",
    about: "REJECT of connections with NAT: the answers go back through it",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80
iptables -t nat -A PREROUTING -p udp --dport 8085 -j DNAT --to-destination 10.0.0.9:90-99/8080
iptables -t nat -A PREROUTING -p tcp --dport 8086 -j DNAT --to-destination 10.0.0.9
iptables -t nat -A OUTPUT -p tcp --dport 8087 -j DNAT --to-destination 10.0.0.9
iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p udp --dport 95 -j REJECT
iptables -A FORWARD -p tcp -d 10.0.0.9 -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p tcp --dport 26 -j REJECT --reject-with icmp-admin-prohibited
iptables -A OUTPUT -p tcp -d 10.0.0.9 -j REJECT --reject-with tcp-reset
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80
ip6tables -t nat -A PREROUTING -p udp --dport 8085 \\
  -j DNAT --to-destination [2001:db8:1::9]:90-99/8080
ip6tables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -d 2001:db8:1::9 -j REJECT`,
    packets: `
in eth0 tcp server.4000 > router.8080 S seq=9
in eth0 udp server.4000 > router.8085
in eth0 tcp server.4000 > router.8086 S seq=9
in eth1 tcp client.9 > server.26 S seq=9
in eth1 tcp client.9 > server.27 S seq=9
in eth0 tcp server.27 > router.9 SA seq=1 ack=10
out eth0 tcp router.9 > server.8087 S seq=9
in eth0 tcp server6.4000 > router6.8080 S seq=9
in eth0 udp server6.4000 > router6.8085
`,
  },
  {
    name: "reject-reflect",
    about: "Answers take the mark of what they answer when fwmark_reflect says so",
    setup: `${ROUTER}
sysctl -qw net.ipv4.fwmark_reflect=1
sysctl -qw net.ipv6.fwmark_reflect=1
${inBoth(`
-t mangle -A PREROUTING -j MARK --set-mark 0x55
-A FORWARD -p tcp -j REJECT --reject-with tcp-reset
-A FORWARD -j REJECT`)}`,
    packets: `
in eth1 tcp client.9 > server.80 S
in eth1 udp client.9 > server.80
in eth1 tcp client6.9 > server6.80 S
in eth1 udp client6.9 > server6.80
`,
  },
  {
    name: "reject-own",
    about: "REJECT of what the host sends to itself: the answers come in over lo",
    setup: `${ROUTER}
ip link set lo up
${inBoth(`
-A OUTPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
-A OUTPUT -p udp --dport 80 -j REJECT
-A INPUT -p tcp --dport 81 -j REJECT --reject-with tcp-reset
-A INPUT -p udp --dport 81 -j REJECT`)}`,
    packets: `
out eth1 tcp router.9 > inside.80 S seq=7
out eth1 udp router.9 > inside.80
out eth1 tcp router.9 > inside.81 S seq=7
out eth1 udp router.9 > inside.81
out eth1 tcp router6.9 > inside6.80 S seq=7
out eth1 udp router6.9 > inside6.80
out eth1 tcp router6.9 > inside6.81 S seq=7
out eth1 udp router6.9 > inside6.81
`,
  },
  {
    name: "trace",
    about: "TRACE: the way through all tables, jumps and policies, both families, with marks",
    setup: `${ROUTER}${inBoth(`
-t raw -A PREROUTING -p udp -j TRACE
-t raw -A PREROUTING -p udp --dport 1
-t raw -A OUTPUT -p udp -j TRACE
-t mangle -N set
-t mangle -A PREROUTING -j set
-t mangle -A set -p udp -j MARK --set-mark 5
-t mangle -A set -p udp --dport 2 -j RETURN
-t mangle -A set -j MARK --or-mark 0x10
-N jump
-N back
-A FORWARD -p udp -j jump
-A FORWARD -g back
-A jump -p udp --dport 1 -j ACCEPT
-A jump -j RETURN
-A back -p udp --dport 2 -j DROP
-A back -j RETURN
-A OUTPUT -p udp -j ACCEPT
-t security -A FORWARD -j ACCEPT`)}`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 tcp client.9 > server.3 S
in eth1 udp client.9 > inside.3
out eth0 udp router.9 > server.3 uid=0 gid=0
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.2
in eth1 udp client6.9 > server6.3 ext=hbh
out eth0 udp router6.9 > server6.3 uid=0 gid=0
`,
  },
  {
    name: "notrack-alone",
    about: "NOTRACK and CT --notrack by themselves do not switch conntrack on",
    setup: `${ROUTER}${inBoth(`
-t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
-t raw -A OUTPUT -p udp --dport 9 -j CT --notrack`)}`,
    packets: `
in eth1 udp client.9 > server.9
in eth1 udp client.9 > server.10
in eth1 udp client.9 > server.10 len=2000 id=1 pieces=0-1480,1480-
in eth1 udp client6.9 > server6.10
out eth0 udp router.9 > server.10
`,
  },
  {
    name: "ct-order",
    about: "The first CT rule counts: a plain one keeps the packet in, --notrack keeps it out",
    setup: `${ROUTER}${inBoth(`
-t raw -A PREROUTING -p udp --dport 1 -j CT
-t raw -A PREROUTING -p udp --dport 1 -j NOTRACK
-t raw -A PREROUTING -p udp --dport 2 -j CT --notrack
-t raw -A PREROUTING -p udp --dport 2 -j CT
-A FORWARD -m conntrack --ctstate UNTRACKED
-A FORWARD -m conntrack --ctstate NEW`)}`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.2
`,
  },
  {
    name: "connmark-shift",
    about: "CONNMARK: marks shifted while they are set, saved and restored",
    setup: `${ROUTER}${inBoth(`
-t mangle -A PREROUTING -j MARK --set-mark 0x0f0f1234
-t mangle -A PREROUTING -p udp --dport 1 -j CONNMARK --set-mark 0xffffffff --left-shift-mark 4
-t mangle -A PREROUTING -p udp --dport 2 -j CONNMARK --set-mark 0xffffffff --right-shift-mark 4
-t mangle -A PREROUTING -p udp --dport 3 -j CONNMARK --save-mark --nfmask 0xff00 --ctmask 0xffff --left-shift-mark 8
-t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --set-mark 0xabcd1234
-t mangle -A PREROUTING -p udp --dport 4 -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xffff --right-shift-mark 8
-t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --set-mark 0xabcd1234
-t mangle -A PREROUTING -p udp --dport 5 -j CONNMARK --xor-mark 0xff --left-shift-mark 31
-t mangle -A PREROUTING -p udp --dport 6 -j CONNMARK --save-mark --mask 0xff00
-t mangle -A PREROUTING -p udp --dport 6 -j CONNMARK --and-mark 0xf00`)}`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 udp client.9 > server.4
in eth1 udp client.9 > server.5
in eth1 udp client.9 > server.6
in eth1 udp client6.9 > server6.4
in eth1 udp client6.9 > server6.5
`,
  },
  {
    name: "reject-protocols",
    about: "REJECT of protocols with and without a checksum that counts, right and wrong",
    setup: `${ROUTER}${inBoth("-A FORWARD -j REJECT")}`,
    packets: `
in eth1 ip client > server proto=33 hex=0102030405060708
in eth1 ip client > server proto=99 hex=0000ffff
in eth1 ip client > server proto=99 hex=01020304
in eth1 ip client > server proto=47 hex=0000080001020304
in eth1 ip client > server proto=50 hex=0000000100000002
in eth1 ip client > server proto=51 hex=060400000000000100000002
in eth1 ip client > server proto=132 hex=000100020000000001020304
in eth1 ip client > server proto=136 hex=0001000200080000
in eth1 ip client > server proto=17 hex=00010002
in eth1 ip client > server proto=6 hex=00010002
in eth1 ip client > server proto=99 len=0
in eth1 ip client6 > server6 proto=33 hex=0102030405060708
in eth1 ip client6 > server6 proto=99 hex=01020304
in eth1 ip client6 > server6 proto=47 hex=0000080001020304
in eth1 ip client6 > server6 proto=132 hex=000100020000000001020304
in eth1 ip client6 > server6 proto=136 hex=0001000200080000
in eth1 ip client6 > server6 proto=17 hex=00010002
in eth1 ip client6 > server6 proto=99 len=0
in eth1 ip client6 > server6 proto=59 len=8
`,
  },
  {
    name: "fragments-headless6",
    about: "A first fragment without its upper-layer header is left alone, and logged as it is",
    setup: `${ROUTER}
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate INVALID
ip6tables -A FORWARD -j LOG --log-ip-options`,
    packets: `
in eth1 ip client6 > server6 proto=44 hex=0600000011223344000100020000
in eth1 ip client6 > server6 proto=44 hex=11000000112233450001000200080000
in eth1 ip client6 > server6 proto=44 hex=110000001122334600010002
in eth1 ip client6 > server6 proto=44 hex=3a000000112233478000
in eth1 ip client6 > server6 proto=44 hex=3c00000011223348060001
in eth1 ip client6 > server6 proto=44 hex=6300000011223349
in eth1 ip client6 > server6 proto=44 hex=630000011122334a0102030405060708
in eth1 ip client6 > server6 proto=44 hex=060000011122334b0001000200000000
`,
  },
];
