// Routing: tables, rules, types of routes, reverse paths, what the host sends.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

const FOUR = ["eth0", "eth1", "eth2", "ppp0"];

/** Scenarios of routing. */
export const routing: ScenarioSource[] = [
  {
    name: "route-mail-out",
    about: "The howto's two snippets: outgoing mail leaves by the cheap link, the rest does not",
    interfaces: ["eth0", "eth1", "ppp0"],
    setup: `ip link set eth0 up
ip link set eth1 up
ip link set ppp0 up
ip addr add 10.0.0.1/24 dev eth0
ip addr add 192.0.2.1/24 dev eth1
ip addr add 195.96.98.1/24 dev ppp0
ip route add default via 192.0.2.254 dev eth1
sysctl -qw net.ipv4.ip_forward=1
iptables -A PREROUTING -i eth0 -t mangle -p tcp --dport 25 \\
  -j MARK --set-mark 1
echo 201 mail.out >> /etc/iproute2/rt_tables
ip rule add fwmark 1 table mail.out
ip route add default via 195.96.98.253 dev ppp0 table mail.out
iptables -t nat -A POSTROUTING -o ppp0 -j MASQUERADE
iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE`,
    packets: `
in eth0 tcp client.4000 > server.25 S seq=1
in ppp0 tcp server.25 > 195.96.98.1.4000 SA seq=9 ack=2
in eth0 tcp client.4000 > server.25 A seq=2 ack=10
in eth0 tcp client.4000 > server.80 S seq=1
in eth1 tcp server.80 > 192.0.2.1.4000 SA seq=9 ack=2
in eth0 udp client.4000 > server.25
in eth0 tcp client.4000 > 10.0.0.1.25 S
out eth1 tcp router.4000 > server.25 S
`,
  },
  {
    name: "route-longest-prefix",
    about: "The longest prefix wins, then the lower metric; a host route beats them all",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add 203.0.113.0/24 via 10.0.1.5 dev eth2
ip route add 203.0.113.0/25 via 192.0.2.254 dev eth0
ip route add 203.0.113.10 via 10.0.1.5 dev eth2
ip route add 198.51.100.0/24 via 10.0.1.5 dev eth2 metric 10
ip route add 198.51.100.0/24 via 192.0.2.254 dev eth0 metric 5
ip -6 route add 2001:db8:9::/48 via 2001:db8:2::5 dev eth2
ip -6 route add 2001:db8:9::10/128 via 2001:db8::254 dev eth0
ip -6 route add 2001:db8:8::/48 via 2001:db8:2::5 dev eth2 metric 10
ip -6 route add 2001:db8:8::/48 via 2001:db8::254 dev eth0 metric 5`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client.1 > server2.9
in eth1 udp client.1 > 203.0.113.200.9
in eth1 udp client.1 > 198.51.100.9.9
in eth1 udp client.1 > 192.0.2.77.9
in eth1 udp client.1 > 10.0.1.99.9
in eth1 udp client6.1 > server6.9
in eth1 udp client6.1 > server26.9
in eth1 udp client6.1 > 2001:db8:8::8.9
`,
  },
  {
    name: "route-types",
    about: "blackhole, unreachable, prohibit, throw: silence, three errors, and the next table",
    setup: `${ROUTER}
ip route add blackhole 198.18.0.0/24
ip route add unreachable 198.18.1.0/24
ip route add prohibit 198.18.2.0/24
ip route add throw 198.18.3.0/24
ip route add 198.18.4.0/24 via 192.0.2.254 dev eth0 table 100
ip route add throw 198.18.4.128/25 table 100
ip rule add to 198.18.4.0/24 table 100
ip route del default
ip -6 route add blackhole 2001:db8:b0::/64
ip -6 route add unreachable 2001:db8:b1::/64
ip -6 route add prohibit 2001:db8:b2::/64
ip -6 route add throw 2001:db8:b3::/64
ip -6 route del default
iptables -A FORWARD -j ACCEPT
iptables -t mangle -A PREROUTING -p udp`,
    packets: `
in eth1 udp client.1 > 198.18.0.1.9
in eth1 udp client.1 > 198.18.1.1.9
in eth1 udp client.1 > 198.18.2.1.9
in eth1 udp client.1 > 198.18.3.1.9
in eth1 udp client.1 > 198.18.4.1.9
in eth1 udp client.1 > 198.18.4.200.9
in eth1 udp client2.1 > server.9
in eth1 icmp client2 > server echo id=1 seq=1
in eth1 tcp client2.1 > 198.18.2.1.9 S
out eth0 udp router.1 > 198.18.0.1.9
out eth0 udp router.1 > 198.18.1.1.9
out eth0 udp router.1 > 198.18.2.1.9
out eth0 udp router.1 > server.9
in eth1 udp client6.1 > 2001:db8:b0::1.9
in eth1 udp client6.1 > 2001:db8:b1::1.9
in eth1 udp client6.1 > 2001:db8:b2::1.9
in eth1 udp client6.1 > 2001:db8:b3::1.9
in eth1 udp client6.1 > server6.9
out eth0 udp router6.1 > 2001:db8:b0::1.9
out eth0 udp router6.1 > 2001:db8:b2::1.9
out eth0 udp router6.1 > server6.9
`,
  },
  {
    name: "error-rate",
    about: "Errors of routes: five at once to each source, and then none for a second",
    setup: `${ROUTER}
ip route add unreachable 198.18.1.0/24
ip route add prohibit 198.18.2.0/24
ip -6 route add unreachable 2001:db8:b1::/64
iptables -A FORWARD -p tcp -j REJECT`,
    packets: `
in eth1 udp client.1 > 198.18.1.1.9 times=4
in eth1 udp client.1 > 198.18.2.1.9 times=3
in eth1 udp client2.1 > 198.18.1.1.9
in eth1 udp client.1 > server.9 ttl=1
in eth1 tcp client.1 > server.9 S
in eth1 udp client6.1 > 2001:db8:b1::1.9 times=8
`,
  },
  {
    name: "rule-selectors",
    about: "ip rule by from, to, iif, tos and mark with mask, in the order of priorities",
    interfaces: FOUR,
    setup: `${THREE_LEGS}
ip link set ppp0 up
ip addr add 195.96.98.1/24 dev ppp0
ip route add default via 195.96.98.253 dev ppp0 table 50
ip route add default via 10.0.1.5 dev eth2 table 60
ip rule add priority 100 from 10.0.0.6 table 50
ip rule add priority 110 to 198.51.100.0/24 table 60
ip rule add priority 120 iif eth2 table 50
ip rule add priority 130 tos 0x10 table 60
ip rule add priority 140 fwmark 0x20/0xf0 table 50
ip rule add priority 150 from 10.0.0.0/24 to 198.51.100.128/25 prohibit
ip rule add priority 160 from 10.0.0.9 blackhole
ip rule add priority 170 from 10.0.0.10 unreachable
iptables -t mangle -A PREROUTING -p udp --dport 7 -j MARK --set-mark 0x2f
iptables -t mangle -A PREROUTING -p udp --dport 8 -j MARK --set-mark 0x30
ip -6 route add default dev ppp0 table 50
ip -6 rule add from 2001:db8:1::6 table 50
ip -6 rule add fwmark 5 table 50
ip -6 rule add from 2001:db8:1::7 prohibit
ip6tables -t mangle -A PREROUTING -p udp --dport 7 -j MARK --set-mark 5`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client2.1 > server.9
in eth1 udp client2.1 > 198.51.100.1.9
in eth1 udp client.1 > 198.51.100.1.9
in eth1 udp client.1 > 198.51.100.200.9
in eth2 udp dmz.1 > server.9
in eth1 udp client.1 > server.9 tos=0x10
in eth1 udp client.1 > server.9 tos=0x11
in eth1 udp client.1 > server.9 tos=0x30
in eth1 udp client.1 > server.7
in eth1 udp client.1 > server.8
in eth1 udp 10.0.0.9.1 > server.9
in eth1 udp 10.0.0.10.1 > server.9
in eth1 udp client.1 > inside.9
in eth1 udp client6.1 > server6.9
in eth1 udp client26.1 > server6.9
in eth1 udp client6.1 > server6.7
in eth1 udp 2001:db8:1::7.1 > server6.9
`,
  },
  {
    name: "rp-filter-strict",
    about: "rp_filter=1: the way back must lead out where the packet came in",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.all.rp_filter=1
ip route add 198.51.100.0/24 via 10.0.1.5 dev eth2
iptables -t raw -A PREROUTING -p udp`,
    packets: `
in eth1 udp client.1 > server.9
in eth0 udp client.1 > dmz.9
in eth0 udp server.1 > client.9
in eth2 udp server.1 > client.9
in eth2 udp 198.51.100.1.1 > client.9
in eth0 udp 198.51.100.1.1 > client.9
in eth2 udp server.1 > dmzgw.9
in eth0 udp 10.0.0.1.1 > client.9
in eth1 udp 0.0.0.0.68 > 255.255.255.255.67 to=ffffffffffff
`,
  },
  {
    name: "rp-filter-loose",
    about: "rp_filter=2: some way back must exist; per device, the greater value counts",
    interfaces: THREE,
    setup: `${THREE_LEGS}
sysctl -qw net.ipv4.conf.eth0.rp_filter=2
sysctl -qw net.ipv4.conf.eth2.rp_filter=1
ip route del default
ip route add 203.0.113.9 via 10.0.1.5 dev eth2
iptables -t raw -A PREROUTING -p udp`,
    packets: `
in eth0 udp server.1 > client.9
in eth0 udp server2.1 > client.9
in eth1 udp server2.1 > dmz.9
in eth2 udp server.1 > client.9
in eth2 udp client.1 > dmzgw.9
in eth2 udp client.1 > client2.9
`,
  },
  {
    name: "martians",
    about: "Sources and destinations that no packet from a wire may have",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING
iptables -A INPUT
iptables -A FORWARD`,
    packets: `
in eth1 udp 127.0.0.1.1 > server.9
in eth1 udp client.1 > 127.0.0.1.9
in eth1 udp 0.0.0.0.1 > server.9
in eth1 udp 0.1.2.3.1 > server.9
in eth1 udp client.1 > 0.0.0.0.9
in eth1 udp 224.0.0.5.1 > server.9
in eth1 udp 240.0.0.1.1 > server.9
in eth1 udp client.1 > 240.0.0.1.9
in eth1 udp 255.255.255.255.1 > server.9
in eth1 udp inside.1 > server.9
in eth1 udp router.1 > inside.9
in eth1 udp 10.0.0.255.1 > server.9
in eth1 udp client.1 > 192.0.2.255.9
in eth0 udp server.1 > 10.0.0.255.9
in eth1 udp 169.254.1.1.1 > server.9
in eth1 udp client6.1 > ::1.9
in eth1 udp ::1.1 > server6.9
in eth1 udp ::.1 > server6.9
in eth1 udp ff02::1.1 > server6.9
in eth1 udp inside6.1 > server6.9
in eth1 udp fe80::5.1 > server6.9
in eth1 udp ::ffff:10.0.0.5.1 > server6.9
`,
  },
  {
    name: "route-localnet",
    about: "route_localnet lets 127/8 in and out of a device, and DNAT to loopback work",
    setup: `${ROUTER}
sysctl -qw net.ipv4.conf.eth1.route_localnet=1
iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 127.0.0.1:8080
iptables -A INPUT -p tcp`,
    packets: `
in eth1 tcp client.4000 > inside.80 S seq=1
out eth1 tcp 127.0.0.1.8080 > client.4000 SA seq=9 ack=2
in eth0 tcp server.4000 > router.80 S seq=1
in eth1 udp client.1 > 127.0.0.1.9
`,
  },
  {
    name: "accept-local",
    about: "accept_local and a host's own address as source",
    setup: `${ROUTER}
sysctl -qw net.ipv4.conf.eth1.accept_local=1
iptables -A FORWARD
iptables -A INPUT`,
    packets: `
in eth1 udp inside.1 > server.9
in eth1 udp router.1 > inside.9
in eth0 udp inside.1 > router.9
`,
  },
  {
    name: "addresses-many",
    about: "Several addresses a device: primary, secondary, other prefixes, and who answers",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip addr add 192.0.2.2/24 dev eth0
ip addr add 198.51.100.1/24 dev eth0
ip addr add 10.0.0.2/32 dev eth1
ip route add 203.0.113.0/24 via 198.51.100.254 dev eth0
ip route add 198.18.0.0/24 via 192.0.2.254 dev eth0 src 192.0.2.2
iptables -t nat -A POSTROUTING -o eth0 -p udp -j MASQUERADE
iptables -A INPUT -j REJECT
iptables -A FORWARD -p tcp -j REJECT`,
    packets: `
in eth1 udp client.1 > server.9
in eth1 udp client.2 > 198.18.0.1.9
in eth1 udp client.3 > 192.0.2.77.9
in eth1 udp client.4 > 198.51.100.77.9
in eth1 udp client.5 > 10.0.0.2.9
in eth0 udp 192.0.2.77.6 > 198.51.100.1.9
in eth0 tcp 198.51.100.77.7 > client.9 S
in eth0 tcp 198.18.0.1.7 > client.9 S
in eth0 udp 198.18.0.1.8 > client.9 ttl=1
`,
  },
];
