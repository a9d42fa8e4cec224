// Address translation: in every hook, both families, ports and ranges, and errors through it.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

/** Scenarios of NAT. */
export const nat: ScenarioSource[] = [
  {
    name: "nat-masquerade",
    about: "A client behind a masquerading router: TCP, UDP, ping, each there and back",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -i eth1 -j ACCEPT
iptables -A FORWARD -j LOG --log-prefix "dropped: "
iptables -P FORWARD DROP`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=100 mss=1460
in eth0 tcp server.80 > router.4000 SA seq=900 ack=101 mss=1400
in eth1 tcp client.4000 > server.80 A seq=101 ack=901
in eth1 tcp client.4000 > server.80 PA seq=101 ack=901 data=GET
in eth0 tcp server.80 > router.4000 PA seq=901 ack=104 len=100
in eth1 udp client.4000 > server.53
in eth0 udp server.53 > router.4000
in eth1 udp client.4000 > server.53 nosum
in eth0 udp server.53 > router.4000 nosum
in eth1 icmp client > server echo id=7 seq=1
in eth0 icmp server > router reply id=7 seq=1
in eth0 tcp server.80 > client.4001 S
in eth0 udp server2.53 > router.4000
out eth0 tcp router.4000 > server.81 S seq=5
in eth1 tcp client6.4000 > server6.80 S seq=100 mss=1440
in eth0 tcp server6.80 > router6.4000 SA seq=900 ack=101
in eth1 icmp client6 > server6 echo id=7 seq=1
in eth0 icmp server6 > router6 reply id=7 seq=1
in eth1 udp client6.4000 > server6.53
in eth0 udp server6.53 > router6.4000
`,
  },
  {
    name: "nat-masquerade-ports",
    about: "MASQUERADE --to-ports with room for one port each, and no address to take",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip addr flush dev eth2
ip route add 198.51.100.0/24 dev eth2
iptables -t nat -A POSTROUTING -o eth0 -p tcp -j MASQUERADE --to-ports 5000
iptables -t nat -A POSTROUTING -o eth2 -j MASQUERADE`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1
in eth0 tcp server.80 > router.5000 SA seq=9 ack=2
in eth1 tcp client.5000 > server.81 S seq=1
in eth1 tcp client2.4000 > server2.80 S seq=1
in eth1 tcp client2.4000 > server.80 S seq=1
in eth1 udp client.4000 > server.53
in eth1 udp client.4000 > 198.51.100.1.53
`,
  },
  {
    name: "nat-snat",
    about: "SNAT: an address, a port, a port range; replies find back; rules in order",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -p tcp --dport 1 -j SNAT --to-source 192.0.2.7
iptables -t nat -A POSTROUTING -o eth0 -p tcp --dport 2 -j SNAT --to-source 192.0.2.7:7000
iptables -t nat -A POSTROUTING -o eth0 -p tcp --dport 3 -j SNAT --to-source 192.0.2.7:4000-4100
iptables -t nat -A POSTROUTING -o eth0 -p icmp -j SNAT --to-source 192.0.2.8
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.6 -j ACCEPT
iptables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 192.0.2.9
iptables -t nat -A POSTROUTING -o eth0 -p 99 -j SNAT --to-source 192.0.2.9
ip addr add 192.0.2.7/32 dev eth0
ip6tables -t nat -A POSTROUTING -o eth0 -p tcp -j SNAT --to-source [2001:db8::7]:7000
ip6tables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 2001:db8::8`,
    packets: `
in eth1 tcp client.4000 > server.1 S seq=1
in eth0 tcp server.1 > 192.0.2.7.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > server.2 S seq=1
in eth0 tcp server.2 > 192.0.2.7.7000 SA seq=9 ack=2
in eth1 tcp client.4050 > server.3 S seq=1
in eth0 tcp server.3 > 192.0.2.7.4050 SA seq=9 ack=2
in eth1 icmp client > server echo id=1 seq=1
in eth0 icmp server > 192.0.2.8 reply id=1 seq=1
in eth1 udp client2.1 > server.9
in eth1 udp client.1 > server.9
in eth0 udp server.9 > 192.0.2.9.1
in eth0 udp server.9 > 192.0.2.9.2
in eth1 ip client > server proto=99
in eth0 ip server > 192.0.2.9 proto=99
in eth1 tcp client6.4000 > server6.80 S seq=1
in eth0 tcp server6.80 > 2001:db8::7.7000 SA seq=9 ack=2
in eth1 udp client6.4000 > server6.53 nosum
in eth1 udp client6.4000 > server6.53
in eth0 udp server6.53 > 2001:db8::8.4000
`,
  },
  {
    name: "nat-snat-range",
    about: "SNAT over several addresses: the choice hangs on the addresses alone",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 192.0.2.16-192.0.2.31
iptables -t nat -A POSTROUTING -o eth0 -p tcp -j SNAT --to-source 192.0.2.16-192.0.2.31 --persistent
ip6tables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::10-2001:db8::1f`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client.1 > server2.9
in eth1 udp client.2 > server.9
in eth1 udp client2.1 > server.9
in eth1 udp client2.1 > server2.9
in eth1 udp 10.0.0.77.3 > server2.9
in eth1 tcp client.1 > server.9 S
in eth1 tcp client.1 > server2.9 S
in eth1 tcp client2.1 > server.9 S
in eth1 tcp client2.2 > server.9 S
in eth1 udp client6.1 > server6.9
in eth1 udp client6.1 > server26.9
in eth1 udp client26.1 > server6.9
`,
  },
  {
    name: "nat-dnat",
    about: "DNAT: to an address, a port, a shifted port range; replies carry the old address",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.5
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 81 -j DNAT --to-destination 10.0.0.5:8081
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 5000:5010 \\
  -j DNAT --to-destination 10.0.0.5:6000-6010/5000
iptables -t nat -A PREROUTING -i eth0 -p udp --dport 53 -j DNAT --to-destination 10.0.0.5-10.0.0.6
iptables -t nat -A PREROUTING -i eth0 -p icmp -j DNAT --to-destination 10.0.0.6
ip6tables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 \\
  -j DNAT --to-destination [2001:db8:1::5]:8080
ip6tables -t nat -A PREROUTING -i eth0 -p udp -j DNAT --to-destination 2001:db8:1::6
iptables -A FORWARD -m conntrack --ctstate DNAT
iptables -A FORWARD -m conntrack --ctstate SNAT
iptables -A FORWARD -d 10.0.0.5`,
    packets: `
in eth0 tcp server.4000 > router.80 S seq=1
in eth1 tcp client.80 > server.4000 SA seq=9 ack=2
in eth0 tcp server.4000 > router.81 S seq=1
in eth1 tcp client.8081 > server.4000 SA seq=9 ack=2
in eth0 tcp server.4000 > router.5000 S seq=1
in eth0 tcp server.4000 > router.5007 S seq=1
in eth1 tcp client.6007 > server.4000 SA seq=9 ack=2
in eth0 udp server.1 > router.53
in eth0 udp server.2 > router.53
in eth0 udp server2.1 > router.53
in eth0 icmp server > router echo id=3 seq=1
in eth1 icmp client2 > server reply id=3 seq=1
in eth0 tcp server.4000 > router.82 S
in eth0 tcp server6.4000 > router6.80 S seq=1
in eth1 tcp client6.8080 > server6.4000 SA seq=9 ack=2
in eth0 udp server6.4000 > router6.9
in eth1 udp client26.9 > server6.4000
`,
  },
  {
    name: "nat-redirect",
    about: "REDIRECT to the host itself: on the way in and for its own processes",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -i eth1 -p tcp --dport 80 -j REDIRECT --to-ports 3128
iptables -t nat -A PREROUTING -i eth1 -p udp --dport 53 -j REDIRECT
iptables -t nat -A OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 3128
iptables -A INPUT -p tcp --dport 3128
ip6tables -t nat -A PREROUTING -i eth1 -p tcp --dport 80 -j REDIRECT --to-ports 3128
ip6tables -t nat -A OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 3128`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1
out eth1 tcp inside.3128 > client.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > server.80 A seq=2 ack=10
in eth1 udp client.4000 > server.53
in eth1 udp client.4001 > inside.53
out eth0 tcp router.4000 > server.80 S seq=1
out eth0 tcp router.4000 > server.81 S seq=1
in eth1 tcp client6.4000 > server6.80 S seq=1
out eth1 tcp inside6.3128 > client6.4000 SA seq=9 ack=2
out eth0 tcp router6.4000 > server6.80 S seq=1
`,
  },
  {
    name: "nat-hairpin",
    about: "A client reaches a neighbour by the router's outer address and back the same way",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -d 192.0.2.1 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.6:8080
iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -d 10.0.0.6 -p tcp --dport 8080 \\
  -j SNAT --to-source 10.0.0.1
iptables -A FORWARD -i eth1 -o eth1
ip6tables -t nat -A PREROUTING -d 2001:db8::1 -p tcp --dport 80 \\
  -j DNAT --to-destination [2001:db8:1::6]:8080
ip6tables -t nat -A POSTROUTING -d 2001:db8:1::6 -p tcp --dport 8080 -j MASQUERADE`,
    packets: `
in eth1 tcp client.4000 > router.80 S seq=1
in eth1 tcp client2.8080 > inside.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > router.80 A seq=2 ack=10
in eth0 tcp server.4000 > router.80 S seq=1
in eth1 tcp client2.8080 > server.4000 SA seq=9 ack=2
in eth1 tcp client6.4000 > router6.80 S seq=1
in eth1 tcp client26.8080 > inside6.4000 SA seq=9 ack=2
in eth1 tcp client6.4000 > router6.80 A seq=2 ack=10
`,
  },
  {
    name: "nat-output",
    about: "DNAT of what the host sends: routed again to where it goes now",
    interfaces: THREE,
    setup: `${THREE_LEGS}
iptables -t nat -A OUTPUT -p tcp --dport 80 -j DNAT --to-destination 10.0.1.5
iptables -t nat -A OUTPUT -p tcp --dport 81 -j DNAT --to-destination 127.0.0.1:8081
iptables -t nat -A OUTPUT -p udp --dport 53 -j DNAT --to-destination 10.0.0.1:5353
iptables -t nat -A POSTROUTING -o eth2 -j MASQUERADE
iptables -A OUTPUT -o eth0
iptables -A OUTPUT -o eth2
iptables -A OUTPUT -o lo
iptables -t mangle -A POSTROUTING -o eth2
ip6tables -t nat -A OUTPUT -p tcp --dport 80 -j DNAT --to-destination 2001:db8:2::5
ip6tables -t nat -A OUTPUT -p udp --dport 53 -j DNAT --to-destination ::1`,
    packets: `
out eth0 tcp router.4000 > server.80 S seq=1
in eth2 tcp dmz.80 > dmzgw.4000 SA seq=9 ack=2
out eth0 tcp router.4000 > server.81 S seq=1
out eth0 udp router.4000 > server.53
out eth0 udp router.4000 > server.54
out eth0 tcp router6.4000 > server6.80 S seq=1
in eth2 tcp dmz6.80 > router6.4000 SA seq=9 ack=2
out eth0 udp router6.4000 > server6.53
`,
  },
  {
    name: "nat-input",
    about: "SNAT in INPUT: local processes see another sender, answers find the true one",
    setup: `${ROUTER}
iptables -t nat -A INPUT -i eth1 -p tcp -j SNAT --to-source 10.9.9.9
iptables -t nat -A INPUT -i eth1 -p udp -j SNAT --to-source 10.9.9.9:1000-2000
iptables -A INPUT -s 10.0.0.5
ip6tables -t nat -A INPUT -i eth1 -p tcp -j SNAT --to-source 2001:db8:99::9`,
    packets: `
in eth1 tcp client.4000 > inside.22 S seq=1
out eth1 tcp inside.22 > 10.9.9.9.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > inside.22 A seq=2 ack=10
in eth1 udp client.1500 > inside.53
out eth1 udp inside.53 > 10.9.9.9.1500
in eth1 tcp client6.4000 > inside6.22 S seq=1
out eth1 tcp inside6.22 > 2001:db8:99::9.4000 SA seq=9 ack=2
`,
  },
  {
    name: "nat-clash-port",
    about: "Two clients, one port: the second is given a port at random",
    randomPorts: [1024, 65535],
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1
in eth1 tcp client2.4000 > server.80 S seq=1
in eth1 tcp client2.4000 > server2.80 S seq=1
in eth1 udp client.4000 > server.53
in eth1 udp client2.4000 > server.53
`,
  },
  {
    name: "nat-stays",
    about: "What a connection was given stays: later packets and other rules change nothing",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -i eth1 -p udp --dport 53 -m length --length 36 \\
  -j DNAT --to-destination 198.51.100.1
iptables -t nat -A PREROUTING -i eth1 -p udp --dport 53 -j DNAT --to-destination 198.51.100.2
iptables -t nat -A POSTROUTING -o eth0 -m length --length 100: -j SNAT --to-source 192.0.2.99
iptables -t nat -A POSTROUTING -j LOG --log-prefix "new: "`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=200
in eth1 udp client.2 > server.53 len=200
in eth1 udp client.2 > server.53
in eth0 udp 198.51.100.1.53 > client.1 len=200
in eth0 udp 198.51.100.2.53 > 192.0.2.99.2
in eth0 udp 198.51.100.2.53 > client.2
in eth1 udp client.3 > server.54
`,
  },
  {
    name: "nat-dropped-new",
    about: "A connection whose first packet is dropped was never there; the next is new again",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -i eth1 -p udp -j DNAT --to-destination 198.51.100.1
iptables -A FORWARD -m length --length 36 -j DROP
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=20
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=20
`,
  },
  {
    name: "nat-protocols",
    about: "SCTP, UDP-Lite, GRE, ICMP timestamp and a nameless protocol through NAT",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.7
iptables -t nat -A PREROUTING -i eth0 -p sctp -m multiport --dports 36412 \\
  -j DNAT --to-destination 10.0.0.5:36412`,
    packets: `
in eth1 sctp client.1 > server.36412 tag=0 chunks=init:77
in eth0 sctp server.36412 > 192.0.2.7.1 tag=77 chunks=initack:99
in eth1 udplite client.4000 > server.53 len=20 pseudo=17
in eth0 udplite server.53 > 192.0.2.7.4000 len=20 cover=8 pseudo=17
in eth1 udplite client.4000 > server.53 len=20 cover=12 pseudo=17
in eth1 gre client > server
in eth0 gre server > 192.0.2.7
in eth1 gre client > server key=5
in eth1 icmp client > server type=13/0 id=5 seq=1 len=12
in eth0 icmp server > 192.0.2.7 type=14/0 id=5 seq=1 len=12
in eth1 ip client > server proto=99
in eth0 ip server > 192.0.2.7 proto=99
in eth0 sctp server.1 > router.36412 tag=0 chunks=init:5
in eth1 sctp client.36412 > server.1 tag=5 chunks=initack:6
`,
  },
];
