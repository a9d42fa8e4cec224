// Forwarding itself: TTL and hop limit, sizes, options, headers that are no good.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, TRACKED } from "./router.js";

/** Scenarios of the stack between the hooks. */
export const forwarding: ScenarioSource[] = [
  {
    name: "forward-ttl",
    about: "TTL and hop limit go down by one on the way through; at one the sender is told",
    setup: `${ROUTER}
iptables -A FORWARD -m ttl --ttl-eq 1 -m comment --comment "seen after the decrement"
iptables -t mangle -A FORWARD -m ttl --ttl-lt 5
iptables -t mangle -A PREROUTING -m ttl --ttl-eq 1
ip6tables -A FORWARD -m hl --hl-eq 1
ip6tables -t mangle -A PREROUTING -m hl --hl-eq 1`,
    packets: `
in eth1 udp client.4000 > server.53 ttl=64
in eth1 udp client.4000 > server.53 ttl=2
in eth1 udp client.4000 > server.53 ttl=1
in eth1 udp client.4000 > server.53 ttl=0
in eth1 tcp client.4000 > server.80 S ttl=1 tos=0x10
in eth1 icmp client > server echo id=1 seq=1 ttl=1 len=600
in eth1 icmp client > server type=3/3 quote=[udp server.1 > client.2] ttl=1
in eth1 udp client.4000 > inside.53 ttl=1
in eth1 udp client6.4000 > server6.53 ttl=64
in eth1 udp client6.4000 > server6.53 ttl=2
in eth1 udp client6.4000 > server6.53 ttl=1
in eth1 udp client6.4000 > server6.53 ttl=0
in eth1 tcp client6.4000 > server6.80 S ttl=1 len=1300
in eth1 icmp client6 > server6 echo id=1 seq=1 ttl=1
in eth1 icmp client6 > server6 type=1/4 quote=[udp server6.1 > client6.2] ttl=1
in eth1 udp client6.4000 > inside6.53 ttl=1
`,
  },
  {
    name: "forward-off",
    about: "Without ip_forward nothing is passed on; packets to the host itself still arrive",
    setup: `${ROUTER}
sysctl -qw net.ipv4.ip_forward=0
sysctl -qw net.ipv6.conf.all.forwarding=0
iptables -A FORWARD -j ACCEPT
iptables -t mangle -A PREROUTING -p udp
iptables -A INPUT -p udp -j ACCEPT
ip6tables -A FORWARD -j ACCEPT
ip6tables -A INPUT -p udp -j ACCEPT`,
    packets: `
in eth1 udp client.4000 > server.53
in eth1 udp client.4000 > inside.53
in eth1 udp client.4000 > router.53
in eth1 udp client6.4000 > server6.53
in eth1 udp client6.4000 > inside6.53
in eth1 udp client6.4000 > router6.53
out eth0 udp router.4000 > server.53
out eth0 udp router6.4000 > server6.53
`,
  },
  {
    name: "mtu-dont-fragment",
    about: "Too big for the next link: fragmentation needed, packet too big",
    setup: `${ROUTER}
ip link set eth0 mtu 1400
iptables -A FORWARD -m length --length 1400:65535
ip6tables -A FORWARD -m length --length 1400:65535
iptables -A OUTPUT -p icmp -m icmp --icmp-type fragmentation-needed
ip6tables -A OUTPUT -p icmpv6 -m icmp6 --icmpv6-type packet-too-big`,
    packets: `
in eth1 udp client.4000 > server.53 len=1372
in eth1 udp client.4000 > server.53 len=1373
in eth1 udp client.4000 > server.53 len=1472
in eth1 tcp client.4000 > server.80 A seq=1 len=1460
in eth1 icmp client > server echo id=1 seq=1 len=1400
in eth1 udp client.4000 > server.53 len=1472 ttl=1
in eth1 udp client6.4000 > server6.53 len=1352
in eth1 udp client6.4000 > server6.53 len=1353
in eth1 udp client6.4000 > server6.53 len=1452
in eth1 tcp client6.4000 > server6.80 A seq=1 len=1400
in eth1 icmp client6 > server6 echo id=1 seq=1 len=1400
in eth1 udp client6.4000 > server6.53 len=1452 ttl=1
in eth0 udp server.53 > client.4000 len=1472
in eth0 udp server6.53 > client6.4000 len=1452
`,
  },
  {
    name: "mtu-fragmented",
    about: "Too big for the next link and allowed to be split: what the wire carries",
    setup: `${ROUTER}
ip link set eth0 mtu 600
iptables -A FORWARD -p udp
iptables -t mangle -A POSTROUTING -o eth0`,
    packets: `
in eth1 udp client.4000 > server.53 len=572 nodf id=10
in eth1 udp client.4000 > server.53 len=573 nodf id=11
in eth1 udp client.4000 > server.53 len=1472 nodf id=12
in eth1 udp client.4000 > server.53 len=1400 nodf id=13 ipopt=01010101 ttl=9 tos=0x20
in eth1 udp client.4000 > server.53 len=1400 nodf id=14 ipopt=9404000001010100
in eth1 icmp client > server echo id=1 seq=1 len=1400 nodf ipid=15
in eth1 tcp client.4000 > server.80 A seq=1 len=1000 nodf id=16
in eth1 udp client.4000 > server.53 len=2000 nodf id=17 pieces=0-1480,1480-
`,
  },
  {
    name: "mtu-route",
    about: "The MTU of a route holds for what takes it, locked or not",
    setup: `${ROUTER}
ip route add 203.0.113.0/24 via 192.0.2.254 dev eth0 mtu lock 1300
ip route add 198.51.100.0/24 via 192.0.2.254 dev eth0 mtu 1200
ip -6 route add 2001:db8:9::/64 via 2001:db8::254 dev eth0 mtu 1300
iptables -A FORWARD -p udp -m length --length 1301:`,
    packets: `
in eth1 udp client.4000 > server.53 len=1272
in eth1 udp client.4000 > server.53 len=1273
in eth1 udp client.4000 > server.53 len=1273 nodf id=5
in eth1 udp client.4000 > 198.51.100.1.53 len=1172
in eth1 udp client.4000 > 198.51.100.1.53 len=1173
in eth1 udp client.4000 > 198.51.100.1.53 len=1173 nodf id=6
in eth1 udp client6.4000 > server6.53 len=1252
in eth1 udp client6.4000 > server6.53 len=1253
`,
  },
  {
    name: "headers-broken",
    about: "IPv4 and IPv6 headers that the stack drops before any hook, and some it repairs",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING
ip6tables -t raw -A PREROUTING`,
    packets: `
in eth1 udp client.4000 > server.53
in eth1 udp client.4000 > server.53 badipsum
in eth1 udp client.4000 > server.53 totlen=1000
in eth1 udp client.4000 > server.53 totlen=19
in eth1 udp client.4000 > server.53 totlen=30
in eth1 udp client.4000 > server.53 cut=19
in eth1 udp client.4000 > server.53 cut=30
in eth1 udp client.4000 > server.53 len=0
in eth1 udp client.4000 > server.53 ulen=4
in eth1 udp client.4000 > server.53 badsum
in eth1 tcp client.4000 > server.80 S off=4
in eth1 ip client > server proto=6 len=10
in eth1 ip client > server proto=17 len=3
in eth1 ip client > server proto=0
in eth1 ip client > server proto=255
in eth1 udp client6.4000 > server6.53
in eth1 udp client6.4000 > server6.53 totlen=1000
in eth1 udp client6.4000 > server6.53 totlen=10
in eth1 udp client6.4000 > server6.53 totlen=0
in eth1 udp client6.4000 > server6.53 cut=39
in eth1 udp client6.4000 > server6.53 badsum
in eth1 udp client6.4000 > server6.53 nosum
in eth1 ip client6 > server6 proto=59 len=0
`,
  },
  {
    name: "headers-padded",
    about: "Ethernet pads short frames; what lies behind the IP length is cut off",
    setup: `${ROUTER}
iptables -A FORWARD -m length --length 28
ip6tables -A FORWARD -m length --length 48`,
    packets: `
in eth1 udp client.4000 > server.53 len=18 totlen=28 ulen=8 nosum
in eth1 udp client6.4000 > server6.53 len=18 totlen=8 ulen=8
in eth1 icmp client > server echo id=1 seq=1 len=0
`,
  },
  {
    name: "options-plain",
    about: "IPv4 options that pass as they are: NOP, end of list, router alert, unknown ones",
    setup: `${ROUTER}
${TRACKED}
iptables -A FORWARD -j LOG --log-ip-options --log-prefix "options: "`,
    packets: `
in eth1 udp client.4000 > server.53 ipopt=01010101
in eth1 udp client.4000 > server.53 ipopt=94040000
in eth1 udp client.4000 > server.53 ipopt=01010000
in eth1 udp client.4000 > server.53 ipopt=99040102
in eth1 udp client.4000 > server.53 ipopt=9902
in eth1 tcp client.4000 > server.80 S ipopt=010101010101010101010101
in eth1 udp client.4000 > server.53 ipopt=9903
in eth1 udp client.4000 > server.53 ipopt=9901
in eth1 udp client.4000 > inside.53 ipopt=94040000
`,
  },
  {
    name: "options-record",
    about: "Record route and timestamp options are filled in by those who forward",
    setup: `${ROUTER}`,
    packets: `
in eth1 udp client.4000 > server.53 ipopt=01070b040000000000000000
in eth1 udp client.4000 > server.53 ipopt=01070b080a0909090000000000
in eth1 udp client.4000 > server.53 ipopt=01070b0c0a0909090a090908
in eth1 udp client.4000 > inside.53 ipopt=01070b040000000000000000
in eth1 udp client.4000 > server.53 ipopt=07050400
in eth1 udp client.4000 > server.53 ipopt=01070b030000000000000000
`,
  },
  {
    name: "options-source-route",
    about: "Loose and strict source routes",
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -d 10.0.0.1
iptables -A FORWARD -j ACCEPT
iptables -A INPUT -j ACCEPT`,
    packets: `
in eth1 udp client.4000 > inside.53 ipopt=01830704cb007109
in eth1 udp client.4000 > inside.53 ipopt=01890704cb007109
in eth1 udp client.4000 > inside.53 ipopt=01830708cb007109
in eth1 udp client.4000 > server.53 ipopt=01830704c6336401
in eth1 udp client.4000 > server.53 ipopt=01890704c6336401
`,
  },
  {
    name: "extension-headers",
    about: "IPv6 extension headers on the way through: -p and conntrack look behind them",
    setup: `${ROUTER}
ip6tables -A INPUT -m conntrack --ctstate INVALID
ip6tables -A FORWARD -p tcp -m tcp --dport 80
ip6tables -A FORWARD -p udp -m udp --dport 53
ip6tables -A FORWARD -p icmpv6 -m icmp6 --icmpv6-type echo-request
ip6tables -A FORWARD -p 0
ip6tables -A FORWARD -p esp
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate INVALID`,
    packets: `
in eth1 tcp client6.4000 > server6.80 S
in eth1 tcp client6.4001 > server6.80 S ext=hbh
in eth1 tcp client6.4002 > server6.80 S ext=dst
in eth1 udp client6.4003 > server6.53 ext=hbh,dst
in eth1 udp client6.4004 > server6.53 ext=rt:000400000000000000
in eth1 udp client6.4005 > server6.53 ext=rt:00040000000000
in eth1 udp client6.4006 > server6.53 ext=hbh:00050200000100
in eth1 icmp client6 > server6 echo id=1 seq=1 ext=dst
in eth1 ip client6 > server6 proto=50 len=20
in eth1 ip client6 > server6 proto=59 len=0 ext=dst
in eth1 tcp client6.4007 > server6.80 S ext=dst:7f0104000000
in eth1 udp client6.4008 > server6.53 ext=hbh:00c204000000
in eth1 udp client6.4009 > inside6.53 ext=hbh,dst
in eth1 udp client6.4010 > inside6.53 ext=dst:00c204000000
`,
  },
];
