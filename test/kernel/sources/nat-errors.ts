// ICMP errors through address translation, and errors about it.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

/** Scenarios of NAT and errors. */
export const natErrors: ScenarioSource[] = [
  {
    name: "nat-errors",
    about: "ICMP errors through NAT, either way: outer and inner addresses, ports, checksums",
    setup: `${ROUTER}
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.5:8080
iptables -A FORWARD -m conntrack --ctstate RELATED
iptables -A FORWARD -m conntrack --ctstate INVALID
ip6tables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::7`,
    packets: `
in eth1 udp client.4000 > server.53 len=20
in eth0 icmp server > router type=3/3 quote=[udp router.4000 > server.53 len=20 ttl=60]
in eth0 icmp hop > router type=11/0 quote=[udp router.4000 > server.53 len=20 ttl=1] keep=28
in eth0 icmp hop > router type=3/4 mtu=1400 quote=[udp router.4000 > server.53 len=20]
in eth0 icmp hop > router type=5/1 gw=hop quote=[udp router.4000 > server.53 len=20]
in eth0 icmp hop > router type=3/3 quote=[udp router.4001 > server.53 len=20]
in eth1 tcp client.4000 > server.80 S seq=1
in eth0 icmp hop > router type=3/1 quote=[tcp router.4000 > server.80 S seq=1] keep=28
in eth1 icmp client > server echo id=7 seq=1 len=30
in eth0 icmp hop > router type=11/0 quote=[icmp router > server echo id=7 seq=1 len=30]
in eth0 tcp server.5000 > router.80 S seq=1
in eth1 icmp client > server type=3/3 quote=[tcp server.5000 > client.8080 S seq=1]
in eth1 icmp client2 > server type=3/1 quote=[tcp server.5000 > client.8080 S seq=1]
in eth1 icmp client > server type=3/3 quote=[udp server.53 > client.4000]
in eth0 icmp hop > router type=12/0 rest=04000000 quote=[udp router.4000 > server.53 len=20]
in eth0 icmp hop > router type=4/0 quote=[udp router.4000 > server.53 len=20]
in eth1 udp client6.4000 > server6.53 len=20
in eth0 icmp hop6 > 2001:db8::7 type=1/4 quote=[udp 2001:db8::7.4000 > server6.53 len=20]
in eth0 icmp hop6 > 2001:db8::7 type=2/0 mtu=1280 quote=[udp 2001:db8::7.4000 > server6.53 len=20]
in eth0 icmp hop6 > 2001:db8::7 type=3/0 quote=[udp 2001:db8::7.4000 > server6.53 len=20] keep=48
`,
  },
  {
    name: "nat-errors-double",
    about: "Errors about connections with both addresses changed",
    setup: `${ROUTER}
iptables -t nat -A PREROUTING -d 198.51.100.1 -p udp -j DNAT --to-destination 203.0.113.9:5353
iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.7
iptables -t nat -A PREROUTING -i eth0 -d 192.0.2.8 -j DNAT --to-destination 10.0.0.5
iptables -t nat -A POSTROUTING -o eth1 -j SNAT --to-source 10.0.0.9
iptables -A FORWARD -m conntrack --ctstate RELATED --ctdir REPLY`,
    packets: `
in eth1 udp client.1000 > 198.51.100.1.53 len=30
in eth0 icmp server > 192.0.2.7 type=3/3 quote=[udp 192.0.2.7.1000 > server.5353 len=30]
in eth0 icmp hop > 192.0.2.7 type=11/0 quote=[udp 192.0.2.7.1000 > server.5353 len=30]
in eth0 icmp hop > 192.0.2.7 type=3/3 quote=[udp 192.0.2.7.1000 > server.5353 len=30 badsum]
in eth0 icmp hop > 192.0.2.7 type=3/3 quote=[udp 192.0.2.7.1000 > server.5353 len=30 nosum]
in eth0 icmp hop > 192.0.2.7 type=3/3 quote=[udp 192.0.2.7.1000 > server.5353 badipsum]
in eth0 udp server.2000 > 192.0.2.8.9 len=30
in eth1 icmp client > 10.0.0.9 type=3/3 quote=[udp 10.0.0.9.2000 > client.9 len=30]
in eth1 icmp 10.0.0.44 > 10.0.0.9 type=3/1 quote=[udp 10.0.0.9.2000 > client.9 len=30]
in eth0 icmp server > 192.0.2.8 echo id=3 seq=1
in eth1 icmp 10.0.0.44 > 10.0.0.9 type=3/1 quote=[icmp 10.0.0.9 > client echo id=3 seq=1]
`,
  },
  {
    name: "nat-own-errors",
    about: "The router's own errors about translated packets speak of the addresses they came with",
    setup: `${ROUTER}
ip link set eth0 mtu 1400
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -i eth1 -d 198.51.100.1 -j DNAT --to-destination 203.0.113.9
iptables -A FORWARD -p tcp --dport 25 -j REJECT
iptables -A FORWARD -p tcp --dport 26 -j REJECT --reject-with tcp-reset
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: `
in eth1 udp client.4000 > 198.51.100.1.53 ttl=1
in eth1 udp client.4000 > 198.51.100.1.53 len=1472
in eth1 tcp client.4000 > 198.51.100.1.25 S seq=5
in eth1 tcp client.4000 > 198.51.100.1.26 S seq=5
in eth1 udp client.4000 > 198.51.100.1.53
in eth0 udp server.53 > router.4000 ttl=1
in eth0 udp server.53 > router.4000 len=1472
in eth1 udp client6.4000 > server6.53 len=1452
in eth1 udp client6.4000 > server6.53
in eth0 udp server6.53 > router6.4000 ttl=1
`,
  },
  {
    name: "redirects-sent",
    about: "Out where it came in: the sender hears of the shorter way (ICMP redirect)",
    setup: `${ROUTER}
ip route add 198.51.100.0/24 via 10.0.0.99 dev eth1
iptables -A OUTPUT -p icmp
ip -6 route add 2001:db8:77::/48 via 2001:db8:1::99 dev eth1`,
    packets: `
in eth1 udp client.1 > 198.51.100.7.9
in eth1 udp client.1 > client2.9
in eth1 udp client.1 > client2.9 ttl=1
in eth1 udp server.1 > 198.51.100.7.9
in eth1 udp client6.1 > client26.9
`,
  },
];
