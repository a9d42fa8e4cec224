// Targets that change what a connection begins with: its segment size, its network.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** Scenarios of TCPMSS, NETMAP and CLASSIFY. */
export const targetsMapped: ScenarioSource[] = [
  {
    name: "tcpmss-set",
    about: "TCPMSS --set-mss: lowers, never raises, adds where there is no data and room",
    setup: `${ROUTER}${inBoth(`
-t mangle -A FORWARD -p tcp --dport 80 --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1000
-t mangle -A FORWARD -p tcp --dport 81 --syn -j TCPMSS --set-mss 300
-t mangle -A FORWARD -p tcp --dport 82 --tcp-flags SYN SYN -j TCPMSS --set-mss 0
-t mangle -A FORWARD -p tcp --dport 83 --tcp-flags SYN SYN -j TCPMSS --set-mss 65000
-A FORWARD -p tcp`)}`,
    packets: `
in eth1 tcp client.9 > server.80 S seq=1 mss=1460
in eth1 tcp client.9 > server.80 S seq=1 mss=1000
in eth1 tcp client.9 > server.80 S seq=1 mss=999
in eth1 tcp client.9 > server.80 S seq=1
in eth1 tcp client.9 > server.80 S seq=1 sackok ws=7
in eth1 tcp client.9 > server.80 S seq=1 len=10
in eth1 tcp client.9 > server.80 S seq=1 mss=1460 len=10
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=01020405b4010101
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=0101020405b40101
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=0000020405b40101
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=03000405b4010101
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=020305b401010101
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=0101010101010101010101010101010101010101010101010101010101010101010101010101020405
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=01010101010101010101010101010101010101010101010101010101010101010101010101010101
in eth1 tcp client.9 > server.80 S seq=1 tcpopt=010101010101010101010101010101010101010101010101010101010101010101010101
in eth1 tcp client.9 > server.80 SA seq=1 ack=7 mss=1460
in eth1 tcp client.9 > server.80 A seq=1 ack=7 mss=1460
in eth1 tcp client.9 > server.80 S seq=1 mss=1460 badsum
in eth1 tcp client.9 > server.80 S seq=1 mss=1460 off=15
in eth1 tcp client.9 > server.80 S seq=1 mss=1460 off=4
in eth1 tcp client.9 > server.80 S seq=1 mss=1460 off=5
in eth1 tcp client.9 > server.81 S seq=1
in eth1 tcp client.9 > server.81 S seq=1 mss=536
in eth1 tcp client.9 > server.82 S seq=1 mss=536
in eth1 tcp client.9 > server.82 S seq=1
in eth1 tcp client.9 > server.83 S seq=1
in eth1 tcp client.9 > server.83 S seq=1 mss=65535
in eth1 tcp client6.9 > server6.80 S seq=1 mss=1440
in eth1 tcp client6.9 > server6.80 S seq=1
in eth1 tcp client6.9 > server6.83 S seq=1
in eth1 tcp client6.9 > server6.80 S seq=1 sackok ext=dst
in eth1 tcp client6.9 > server6.80 S seq=1 mss=1440 ext=hbh,dst
in eth1 tcp client6.9 > server6.80 S seq=1 len=7
in eth1 tcp client6.9 > server6.82 S seq=1 mss=5
`,
  },
  {
    name: "tcpmss-clamp",
    about: "TCPMSS --clamp-mss-to-pmtu: the smaller of the ways there and back",
    setup: `${ROUTER}
ip link set eth0 mtu 1400
ip route add 203.0.113.10 via 192.0.2.254 mtu 1300
ip route add 10.0.5.0/24 via 10.0.0.5 mtu lock 1200
ip route add 10.0.6.0/24 via 10.0.0.5 mtu 60
ip route add 2001:db8:9::10 via 2001:db8::254 mtu 1280
${inBoth(`
-t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
-t mangle -A POSTROUTING -p tcp --dport 90 --syn -j TCPMSS --clamp-mss-to-pmtu
-t mangle -A OUTPUT -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
-A FORWARD -p tcp`)}`,
    packets: `
in eth1 tcp client.9 > server.80 S seq=1 mss=1460
in eth1 tcp client.9 > server.80 S seq=1
in eth1 tcp client.9 > server2.80 S seq=1 mss=1460
in eth0 tcp server.80 > client.9 SA seq=1 ack=2 mss=1460
in eth0 tcp server2.80 > client.9 SA seq=1 ack=2 mss=1460
in eth1 tcp 10.0.5.7.9 > server.80 S seq=1 mss=1460
in eth1 tcp 10.0.6.7.9 > server.80 S seq=1 mss=1460
in eth1 tcp client.9 > server.90 S seq=1 mss=1460
out eth0 tcp router.9 > server.80 S seq=1 mss=1460
out eth0 tcp router.9 > server.80 S seq=1
out eth0 tcp router.9 > server2.80 S seq=1 mss=1460
in eth1 tcp client6.9 > server6.80 S seq=1 mss=1460
in eth1 tcp client6.9 > server26.80 S seq=1 mss=1460
in eth0 tcp server6.80 > client6.9 SA seq=1 ack=2 mss=1460
in eth0 tcp server26.80 > client6.9 SA seq=1 ack=2 mss=1460
out eth0 tcp router6.9 > server6.80 S seq=1 mss=1460
out eth0 tcp router6.9 > server26.80 S seq=1
`,
  },
  {
    name: "netmap-networks",
    about: "NETMAP: networks one for one, in both directions, both families",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -i eth0 -d 198.51.100.0/24 -j NETMAP --to 10.0.0.0/24
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.0/24 -j NETMAP --to 198.51.100.0/24
iptables -t nat -A OUTPUT -d 198.51.100.0/28 -j NETMAP --to 10.0.0.0/28
iptables -t nat -A PREROUTING -d 198.51.101.7 -j NETMAP --to 10.0.0.6
iptables -t nat -A INPUT -s 203.0.113.10 -j NETMAP --to 10.9.9.9/16
ip6tables -t nat -A PREROUTING -i eth0 -d 2001:db8:77::/48 -j NETMAP --to 2001:db8:1::/48
ip6tables -t nat -A POSTROUTING -o eth0 -s 2001:db8:1::/64 -j NETMAP --to 2001:db8:77:8000::/49
iptables -A FORWARD
iptables -A INPUT
ip6tables -A FORWARD`,
    packets: `
in eth0 udp server.53 > 198.51.100.5.99
in eth1 udp client.99 > server.53
in eth1 udp client.100 > server.53
in eth0 udp server.53 > 198.51.100.5.100
in eth1 icmp client2 > server echo id=3 seq=1
in eth0 icmp server > 198.51.100.6 reply id=3 seq=1
in eth0 tcp server.1 > 198.51.101.7.22 S seq=1
in eth1 tcp client2.22 > server.1 SA seq=1 ack=2
in eth0 icmp hop > 198.51.100.5 type=11/0 quote=[udp 198.51.100.5.100 > server.53]
in eth0 udp server2.5 > router.2008
out eth0 udp router.2007 > server2.5
out eth1 udp inside.8 > 198.51.100.5.53
in eth1 udp client.53 > inside.8
in eth0 udp server6.53 > 2001:db8:77::5.99
in eth1 udp client6.99 > server6.53
in eth1 udp client6.100 > server6.53
in eth0 udp server6.53 > 2001:db8:77:8000::5.100
`,
  },
  {
    name: "classify-priority",
    about: "CLASSIFY changes nothing that leaves",
    setup: `${ROUTER}${inBoth(`
-t mangle -A FORWARD -p udp -j CLASSIFY --set-class 1:10
-t mangle -A OUTPUT -j CLASSIFY --set-class ffff:0
-t mangle -A POSTROUTING -p udp -j CLASSIFY --set-class 2:ffff`)}`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 tcp client.9 > server.1 S
out eth0 udp router.9 > server.1
in eth1 udp client6.9 > server6.1
out eth0 udp router6.9 > server6.1
`,
  },
];
