// Matches, each with packets that it takes and packets that it leaves.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER, THREE, THREE_LEGS } from "./router.js";

/** Scenarios of the matches on headers, sizes and marks. */
export const matches: ScenarioSource[] = [
  {
    name: "match-addresses",
    about: "-s, -d, -i, -o, -p and their inversions; odd masks, interface wildcards",
    interfaces: THREE,
    setup: `${THREE_LEGS}
iptables -A FORWARD -s 10.0.0.5
iptables -A FORWARD -s 10.0.0.0/24 -d 203.0.113.0/24
iptables -A FORWARD ! -s 10.0.0.0/24
iptables -A FORWARD ! -d 203.0.113.9
iptables -A FORWARD -d 0.0.0.9/0.0.0.255
iptables -A FORWARD -i eth1 -o eth0
iptables -A FORWARD -i eth+ ! -o eth0
iptables -A FORWARD ! -i eth1
iptables -A FORWARD -i et+
iptables -A FORWARD -i ethernet+
iptables -A FORWARD -i +
iptables -A FORWARD -p 17
iptables -A FORWARD ! -p udp
iptables -A FORWARD -p all -s 10.0.0.0/8
ip6tables -A FORWARD -s 2001:db8:1::/64
ip6tables -A FORWARD ! -s 2001:db8:1::5
ip6tables -A FORWARD -d 2001:db8:9::9/128
ip6tables -A FORWARD -d ::9/::ffff
ip6tables -A FORWARD -i eth2 -o eth+
ip6tables -A FORWARD ! -p tcp`,
    packets: `
in eth1 udp client.1 > server.1
in eth1 udp client2.1 > server2.1
in eth1 tcp client.1 > dmz.1 S
in eth2 udp dmz.1 > client.1
in eth2 icmp dmz > server echo id=1 seq=1
in eth0 ip server > dmz proto=99
in eth1 udp client6.1 > server6.1
in eth1 tcp client26.1 > dmz6.1 S
in eth2 udp dmz6.1 > server26.1
in eth2 ip dmz6 > server6 proto=99
`,
  },
  {
    name: "match-tcp",
    about: "tcp: ports, ranges, flags, --syn, options, inversions; broken headers",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -p tcp --dport 80
-A FORWARD -p tcp --sport 1024:
-A FORWARD -p tcp --dport :1023
-A FORWARD -p tcp ! --dport 80:90
-A FORWARD -p tcp --sport 4000:4001 --dport 79:81
-A FORWARD -p tcp --syn
-A FORWARD -p tcp ! --syn
-A FORWARD -p tcp --tcp-flags ALL NONE
-A FORWARD -p tcp --tcp-flags ALL ALL
-A FORWARD -p tcp --tcp-flags SYN,ACK SYN,ACK
-A FORWARD -p tcp ! --tcp-flags SYN,RST,ACK,FIN SYN
-A FORWARD -p tcp --tcp-option 2
-A FORWARD -p tcp ! --tcp-option 8
-A FORWARD -p tcp --tcp-option 5
-A FORWARD -p tcp -m tcp`)}`,
    packets: `
in eth1 tcp client.4000 > server.80 S mss=1460 sackok ts=1:0 ws=7
in eth1 tcp client.4000 > server.80 SA
in eth1 tcp client.4002 > server.90 A
in eth1 tcp client.80 > server.4000 FA
in eth1 tcp client.4000 > server.91 none
in eth1 tcp client.4000 > server.91 FSRPAUEC
in eth1 tcp client.4000 > server.91 FSRPAU
in eth1 tcp client.4000 > server.0 R
in eth1 tcp client.4000 > server.65535 A sack=1-2
in eth1 tcp client.4000 > server.80 A tcpopt=0101080a0000000100000002
in eth1 tcp client.4000 > server.80 A tcpopt=02000000
in eth1 tcp client.4000 > server.80 A off=4
in eth1 tcp client.4000 > server.80 A off=15
in eth1 ip client > server proto=6 len=12
in eth1 tcp client6.4000 > server6.80 S mss=1460 sackok ts=1:0 ws=7
in eth1 tcp client6.4000 > server6.80 SA
in eth1 tcp client6.4000 > server6.85 FA
in eth1 tcp client6.4000 > server6.80 A off=15
in eth1 ip client6 > server6 proto=6 len=12
`,
  },
  {
    name: "match-udp",
    about: "udp and multiport, the latter for all protocols with ports; short headers",
    setup: `${ROUTER}
iptables -A FORWARD -p udp --dport 53
iptables -A FORWARD -p udp ! --sport 1000:2000
iptables -A FORWARD -p udp -m udp
iptables -A FORWARD -p udplite -m multiport --dports 53,5353
iptables -A FORWARD -p tcp -m multiport --dports 80,443,8000:8100
iptables -A FORWARD -p tcp -m multiport ! --sports 80,443
iptables -A FORWARD -p udp -m multiport --ports 53,1024:1030
iptables -A FORWARD -p sctp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,36412
ip6tables -A FORWARD -p udp --dport 53
ip6tables -A FORWARD -p udp -m multiport --ports 53,1024:1030
ip6tables -A FORWARD -p tcp -m multiport --dports 80,443`,
    packets: `
in eth1 udp client.4000 > server.53
in eth1 udp client.1500 > server.54
in eth1 udp client.1027 > server.9
in eth1 udplite client.1 > server.5353
in eth1 udplite client.1 > server.5354
in eth1 tcp client.80 > server.8050 S
in eth1 tcp client.81 > server.8101 S
in eth1 sctp client.1 > server.36412 tag=0 chunks=init:1
in eth1 sctp client.1 > server.15 tag=0 chunks=init:1
in eth1 ip client > server proto=17 len=7
in eth1 ip client > server proto=17 len=3
in eth1 ip client > server proto=6 len=3
in eth1 udp client6.4000 > server6.53
in eth1 udp client6.1030 > server6.54
in eth1 tcp client6.1030 > server6.443 S
in eth1 ip client6 > server6 proto=17 len=3
`,
  },
  {
    name: "match-icmp",
    about: "icmp and icmp6 types and codes by number and by name",
    setup: `${ROUTER}
iptables -A FORWARD -p icmp --icmp-type echo-request
iptables -A FORWARD -p icmp --icmp-type 0
iptables -A FORWARD -p icmp --icmp-type destination-unreachable
iptables -A FORWARD -p icmp --icmp-type 3/4
iptables -A FORWARD -p icmp --icmp-type port-unreachable
iptables -A FORWARD -p icmp ! --icmp-type any
iptables -A FORWARD -p icmp --icmp-type any
iptables -A FORWARD -p icmp ! --icmp-type 8
iptables -A FORWARD -p icmp --icmp-type 8/1
iptables -A FORWARD -p icmp
ip6tables -A FORWARD -p icmpv6 --icmpv6-type echo-request
ip6tables -A FORWARD -p icmpv6 --icmpv6-type destination-unreachable
ip6tables -A FORWARD -p icmpv6 --icmpv6-type port-unreachable
ip6tables -A FORWARD -p icmpv6 ! --icmpv6-type 128
ip6tables -A FORWARD -p icmpv6 --icmpv6-type 128/0
ip6tables -A FORWARD -p ipv6-icmp`,
    packets: `
in eth1 icmp client > server echo id=1 seq=1
in eth1 icmp client > server reply id=1 seq=1
in eth1 icmp client > server type=8/1
in eth1 icmp client > server type=3/3 quote=[udp server.1 > client.1]
in eth1 icmp client > server type=3/4 mtu=1400 quote=[udp server.1 > client.1]
in eth1 icmp client > server type=13/0 len=12
in eth1 icmp client > server type=255/255
in eth1 ip client > server proto=1 len=3
in eth1 ip client > server proto=1 len=0
in eth1 icmp client6 > server6 echo id=1 seq=1
in eth1 icmp client6 > server6 type=1/4 quote=[udp server6.1 > client6.1]
in eth1 icmp client6 > server6 type=1/0 quote=[udp server6.1 > client6.1]
in eth1 icmp client6 > server6 type=200/3
in eth1 ip client6 > server6 proto=58 len=3
`,
  },
  {
    name: "match-sizes",
    about: "length, ttl, hl: bounds and inversions",
    setup: `${ROUTER}
iptables -A FORWARD -m length --length 100
iptables -A FORWARD -m length --length 100:200
iptables -A FORWARD -m length ! --length :99
iptables -A FORWARD -m ttl --ttl-eq 63
iptables -A FORWARD -m ttl ! --ttl-eq 63
iptables -A FORWARD -m ttl --ttl-lt 63
iptables -A FORWARD -m ttl --ttl-gt 63
iptables -t mangle -A PREROUTING -m ttl --ttl-eq 64
ip6tables -A FORWARD -m length --length 100
ip6tables -A FORWARD -m length --length 100:200
ip6tables -A FORWARD -m hl --hl-eq 63
ip6tables -A FORWARD -m hl ! --hl-eq 63
ip6tables -A FORWARD -m hl --hl-lt 63
ip6tables -A FORWARD -m hl --hl-gt 63`,
    packets: `
in eth1 udp client.1 > server.1 len=71
in eth1 udp client.1 > server.1 len=72
in eth1 udp client.1 > server.1 len=172 ttl=10
in eth1 udp client.1 > server.1 len=173 ttl=255
in eth1 udp client6.1 > server6.1 len=51
in eth1 udp client6.1 > server6.1 len=52 ttl=10
in eth1 udp client6.1 > server6.1 len=152 ttl=255
in eth1 udp client6.1 > server6.1 len=44 ext=dst
`,
  },
  {
    name: "match-tos-dscp",
    about: "tos with masks, dscp by number and class; both families",
    setup: `${ROUTER}
iptables -A FORWARD -m tos --tos 0x10
iptables -A FORWARD -m tos ! --tos 0x10/0xff
iptables -A FORWARD -m tos --tos 0x08/0x1c
iptables -A FORWARD -m dscp --dscp 46
iptables -A FORWARD -m dscp --dscp-class EF
iptables -A FORWARD -m dscp --dscp-class CS1
iptables -A FORWARD -m dscp ! --dscp 0
ip6tables -A FORWARD -m tos --tos 0x10
ip6tables -A FORWARD -m tos ! --tos 0x10/0xff
ip6tables -A FORWARD -m dscp --dscp 46
ip6tables -A FORWARD -m dscp ! --dscp-class BE`,
    packets: `
in eth1 udp client.1 > server.1
in eth1 udp client.1 > server.1 tos=0x10
in eth1 udp client.1 > server.1 tos=0x11
in eth1 udp client.1 > server.1 tos=0x08
in eth1 udp client.1 > server.1 tos=0xb8
in eth1 udp client.1 > server.1 tos=0xbb
in eth1 udp client.1 > server.1 tos=0x20
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > server6.1 tos=0x10
in eth1 udp client6.1 > server6.1 tos=0xb9 flow=0x12345
`,
  },
  {
    name: "match-iprange-mac",
    about: "iprange and mac: inside, at the ends, outside; no mac for what the host sends",
    setup: `${ROUTER}
iptables -A FORWARD -m iprange --src-range 10.0.0.5-10.0.0.6
iptables -A FORWARD -m iprange --dst-range 203.0.113.9-203.0.113.9
iptables -A FORWARD -m iprange ! --src-range 10.0.0.6-10.0.0.255 \\
  --dst-range 203.0.113.0-203.0.113.10
iptables -A FORWARD -m mac --mac-source 02:00:00:00:00:fe
iptables -A FORWARD -m mac ! --mac-source 02:00:00:00:00:fe
iptables -A INPUT -m mac --mac-source 02:00:00:00:00:aa
ip6tables -A FORWARD -m iprange --src-range 2001:db8:1::5-2001:db8:1::6
ip6tables -A FORWARD -m iprange ! --dst-range 2001:db8:9::-2001:db8:9::9
ip6tables -A FORWARD -m mac --mac-source 02:00:00:00:00:aa`,
    packets: `
in eth1 udp client.1 > server.1
in eth1 udp client2.1 > server2.1 mac=0200000000aa
in eth1 udp 10.0.0.7.1 > server.1
in eth1 udp 10.0.0.4.1 > 203.0.113.11.1 mac=0200000000aa
in eth1 udp client.1 > inside.1 mac=0200000000aa
in eth1 udp client6.1 > server6.1 mac=0200000000aa
in eth1 udp client26.1 > server26.1
in eth1 udp 2001:db8:1::7.1 > server6.1
`,
  },
  {
    name: "match-pkttype",
    about: "pkttype: by the link's address on the way in, by the route on the way out",
    setup: `${ROUTER}
iptables -A INPUT -m pkttype --pkt-type unicast
iptables -A INPUT -m pkttype --pkt-type broadcast
iptables -A INPUT -m pkttype --pkt-type multicast
iptables -A INPUT -m pkttype ! --pkt-type unicast
iptables -t raw -A PREROUTING -m pkttype --pkt-type broadcast
iptables -t raw -A PREROUTING -m pkttype --pkt-type multicast
iptables -A OUTPUT -m pkttype --pkt-type unicast
iptables -A OUTPUT -m pkttype --pkt-type broadcast
iptables -A OUTPUT -m pkttype --pkt-type multicast
ip6tables -A INPUT -m pkttype --pkt-type multicast
ip6tables -A INPUT -m pkttype --pkt-type unicast
ip6tables -A OUTPUT -m pkttype --pkt-type multicast`,
    packets: `
in eth1 udp client.1 > inside.1
in eth1 udp client.1 > 10.0.0.255.1 to=ffffffffffff
in eth1 udp client.1 > 255.255.255.255.67 to=ffffffffffff
in eth1 udp client.1 > 224.0.0.1.1 to=01005e000001
in eth1 udp client.1 > 224.0.0.1.1
in eth1 udp client.1 > 10.0.0.255.1
in eth1 udp client.1 > inside.1 to=ffffffffffff
in eth1 udp client.1 > server.1 to=ffffffffffff
in eth1 udp client6.1 > ff02::1.1 to=333300000001
in eth1 udp client6.1 > inside6.1
out eth0 udp router.1 > server.1
out eth1 udp inside.1 > 10.0.0.255.1
out eth1 udp inside.1 > 255.255.255.255.1
out eth0 udp router.1 > 224.0.0.5.1
out eth0 udp router6.1 > server6.1
`,
  },
  {
    name: "match-addrtype",
    about: "addrtype: what an address is to this host, on either side, per interface",
    setup: `${ROUTER}
ip route add blackhole 198.18.0.0/24
ip route add unreachable 198.18.1.0/24
ip route add prohibit 198.18.2.0/24
ip route add throw 198.18.3.0/24
iptables -N types
iptables -A types -m addrtype --dst-type UNICAST
iptables -A types -m addrtype --dst-type LOCAL
iptables -A types -m addrtype --dst-type BROADCAST
iptables -A types -m addrtype --dst-type MULTICAST
iptables -A types -m addrtype --dst-type BLACKHOLE
iptables -A types -m addrtype --dst-type UNREACHABLE
iptables -A types -m addrtype --dst-type PROHIBIT
iptables -A types -m addrtype --dst-type UNICAST,LOCAL
iptables -A types -m addrtype ! --dst-type LOCAL
iptables -A types -m addrtype --src-type LOCAL
iptables -A types -m addrtype --src-type UNICAST
iptables -A types -m addrtype --src-type UNSPEC
iptables -t raw -A PREROUTING -m addrtype --dst-type LOCAL
iptables -t mangle -A PREROUTING -m addrtype --dst-type LOCAL --limit-iface-in
iptables -t mangle -A PREROUTING -m addrtype --dst-type BLACKHOLE
iptables -t mangle -A PREROUTING -m addrtype --dst-type UNREACHABLE
iptables -t mangle -A PREROUTING -m addrtype --dst-type PROHIBIT
iptables -t mangle -A PREROUTING -m addrtype --dst-type THROW
iptables -t mangle -A PREROUTING -m addrtype --dst-type UNICAST
iptables -A INPUT -j types
iptables -A FORWARD -j types
iptables -A OUTPUT -j types
iptables -A OUTPUT -m addrtype --src-type LOCAL --limit-iface-out
ip6tables -A INPUT -m addrtype --dst-type LOCAL
ip6tables -A INPUT -m addrtype --dst-type MULTICAST
ip6tables -A FORWARD -m addrtype --dst-type UNICAST
ip6tables -A FORWARD -m addrtype --dst-type LOCAL
ip6tables -A FORWARD -m addrtype --src-type UNICAST`,
    packets: `
in eth1 udp client.1 > server.1
in eth1 udp client.1 > inside.1
in eth1 udp client.1 > router.1
in eth1 udp client.1 > 127.0.0.1.1
in eth1 udp client.1 > 10.0.0.255.1 to=ffffffffffff
in eth1 udp client.1 > 255.255.255.255.1 to=ffffffffffff
in eth1 udp client.1 > 224.0.0.1.1 to=01005e000001
in eth1 udp 0.0.0.0.68 > 255.255.255.255.67 to=ffffffffffff
in eth1 udp client.1 > 198.18.0.1.1
in eth1 udp client.1 > 198.18.1.1.1
in eth1 udp client.1 > 198.18.2.1.1
in eth1 udp client.1 > 198.18.3.1.1
out eth0 udp router.1 > server.1
out eth0 udp inside.1 > server.1
out eth1 udp inside.1 > inside.2
out eth1 udp inside.1 > 10.0.0.255.1
in eth1 udp client6.1 > server6.1
in eth1 udp client6.1 > inside6.1
in eth1 udp client6.1 > ff02::1.1 to=333300000001
`,
  },
  {
    name: "match-owner",
    about: "owner: the sender's user and group; what the kernel itself sends has none",
    setup: `${ROUTER}
iptables -A OUTPUT -m owner --uid-owner 0
iptables -A OUTPUT -m owner --uid-owner 1000
iptables -A OUTPUT -m owner --uid-owner 1000-1999
iptables -A OUTPUT -m owner ! --uid-owner 1000
iptables -A OUTPUT -m owner --gid-owner 0
iptables -A OUTPUT -m owner --gid-owner 100
iptables -A OUTPUT -m owner ! --gid-owner 100
iptables -A OUTPUT -m owner --socket-exists
iptables -A OUTPUT -m owner ! --socket-exists
iptables -A OUTPUT -m owner --uid-owner 2000 -j DROP
iptables -t mangle -A POSTROUTING -m owner --uid-owner 1000
ip6tables -A OUTPUT -m owner --uid-owner 1000
ip6tables -A OUTPUT -m owner ! --uid-owner 1000 --gid-owner 0
ip6tables -A OUTPUT -m owner ! --socket-exists`,
    packets: `
out eth0 udp router.1 > server.1 uid=0 gid=0
out eth0 udp router.1 > server.1 uid=1000 gid=0
out eth0 udp router.1 > server.1 uid=1999 gid=0
out eth0 udp router.1 > server.1 uid=2000 gid=0
in eth1 udp client.1 > server.1 ttl=1
in eth1 udp client.1 > server.1
out eth0 udp router6.1 > server6.1 uid=0 gid=0
out eth0 udp router6.1 > server6.1 uid=1000 gid=0
in eth1 udp client6.1 > server6.1 ttl=1
`,
  },
  {
    name: "match-limit",
    about: "limit: the burst, then nothing within so little time; inverted use by a later rule",
    setup: `${ROUTER}
iptables -A FORWARD -m limit --limit 1/hour -j ACCEPT
iptables -A FORWARD -p udp --dport 2 -m limit --limit 1/min --limit-burst 2 -j ACCEPT
iptables -A FORWARD -j DROP
ip6tables -A FORWARD -m limit --limit 2/day --limit-burst 1 -j ACCEPT
ip6tables -A FORWARD -j DROP`,
    packets: `
in eth1 udp client.1 > server.1 times=7
in eth1 udp client.1 > server.2 times=4
in eth1 udp client6.1 > server6.1 times=3
`,
  },
  {
    name: "match-mark",
    about: "mark and connmark with masks; marks show on what leaves",
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -p udp --dport 1 -j MARK --set-mark 0x11
iptables -t mangle -A PREROUTING -p udp --dport 2 -j MARK --set-mark 0xf0
iptables -t mangle -A PREROUTING -p udp --dport 3 -j CONNMARK --set-mark 0x25
iptables -A FORWARD -m mark --mark 0x11
iptables -A FORWARD -m mark --mark 0x1/0xf
iptables -A FORWARD -m mark ! --mark 0
iptables -A FORWARD -m mark --mark 0/0xf
iptables -A FORWARD -m connmark --mark 0x25
iptables -A FORWARD -m connmark --mark 0x5/0xf
iptables -A FORWARD -m connmark ! --mark 0x25
ip6tables -t mangle -A PREROUTING -p udp --dport 1 -j MARK --set-mark 0xffffffff
ip6tables -A FORWARD -m mark --mark 0xffffffff
ip6tables -A FORWARD -m connmark --mark 0`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth0 udp server.3 > client.9
in eth1 udp client.9 > server.4
in eth1 tcp client.9 > server.4 FS
in eth1 udp client6.9 > server6.1
in eth1 udp client6.9 > server6.2
`,
  },
];
