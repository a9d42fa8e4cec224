// What the host sends and what is meant for more than one: own traffic, loopback, groups.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

/** Scenarios of local traffic, broadcasts and multicasts. */
export const local: ScenarioSource[] = [
  {
    name: "rule-own-traffic",
    about: "Rules for what the host sends: source and mark count only when routed again",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add default via 10.0.1.5 dev eth2 table 60
ip rule add priority 100 fwmark 6 table 60
ip rule add priority 110 from 10.0.1.1 table 60
ip rule add priority 120 tos 0x08 table 60
ip rule add priority 130 iif lo to 198.51.100.0/24 table 60
ip rule add priority 140 oif eth2 table 60
iptables -t mangle -A OUTPUT -p udp --dport 6 -j MARK --set-mark 6
iptables -t mangle -A OUTPUT -p udp --dport 7 -j TOS --set-tos 0x08
iptables -t nat -A OUTPUT -p udp --dport 8 -j DNAT --to-destination 198.51.100.8
iptables -A OUTPUT -o eth0
iptables -A OUTPUT -o eth2
ip -6 route add default via 2001:db8:2::5 dev eth2 table 60
ip -6 rule add fwmark 6 table 60
ip6tables -t mangle -A OUTPUT -p udp --dport 6 -j MARK --set-mark 6
ip6tables -A OUTPUT -o eth2`,
    packets: `
out eth0 udp router.1 > server.5
out eth0 udp router.1 > server.6
out eth0 udp router.1 > server.7
out eth0 udp router.1 > server.5 tos=0x08
out eth0 udp 10.0.1.1.1 > server.5
out eth0 udp 10.0.1.1.1 > server.6
out eth0 udp router.1 > 198.51.100.1.5
out eth0 udp router.1 > server.8
out eth0 udp router6.1 > server6.5
out eth0 udp router6.1 > server6.6
`,
  },
  {
    name: "reroute-changes",
    about: "mangle OUTPUT: mark, TOS and DSCP lead to a new decision, TTL does not; nat does",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add 203.0.113.0/24 via 10.0.1.5 dev eth2 table 60
ip rule add fwmark 1 table 60
ip rule add tos 0x10 table 60
ip rule add fwmark 2 prohibit
ip rule add fwmark 3 blackhole
iptables -t mangle -A OUTPUT -p udp --dport 1 -j MARK --set-mark 1
iptables -t mangle -A OUTPUT -p udp --dport 2 -j TOS --set-tos 0x10
iptables -t mangle -A OUTPUT -p udp --dport 3 -j MARK --set-mark 2
iptables -t mangle -A OUTPUT -p udp --dport 4 -j MARK --set-mark 3
iptables -t mangle -A OUTPUT -p udp --dport 5 -j TTL --ttl-set 9
iptables -t raw -A OUTPUT -p udp --dport 6 -j MARK --set-mark 1
iptables -A OUTPUT -p udp --dport 7 -j MARK --set-mark 1
iptables -t mangle -A POSTROUTING -o eth2`,
    packets: `
out eth0 udp router.9 > server.1
out eth0 udp router.9 > server.2
out eth0 udp router.9 > server.3
out eth0 udp router.9 > server.4
out eth0 udp router.9 > server.5
out eth0 udp router.9 > server.6
out eth0 udp router.9 > server.7
`,
  },
  {
    name: "broadcast",
    about: "Broadcasts: of the link, of the limited kind, from elsewhere; only on their link",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip addr add 172.16.0.1/30 dev eth2 broadcast 172.16.0.3
iptables -A INPUT -m addrtype --dst-type BROADCAST
iptables -A FORWARD -p udp
iptables -A INPUT -p udp -j ACCEPT`,
    packets: `
in eth1 udp client.1 > 10.0.0.255.9 to=ffffffffffff
in eth1 udp client.1 > 10.0.0.255.9
in eth1 udp client.1 > 10.0.0.0.9 to=ffffffffffff
in eth1 udp client.1 > 255.255.255.255.9 to=ffffffffffff
in eth0 udp server.1 > 10.0.0.255.9
in eth0 udp server.1 > 192.0.2.255.9 to=ffffffffffff
in eth2 udp 172.16.0.2.1 > 172.16.0.3.9 to=ffffffffffff
in eth1 udp 172.16.0.2.1 > 172.16.0.3.9 to=ffffffffffff
in eth1 udp client.1 > server.9 to=ffffffffffff
`,
  },
  {
    name: "multicast",
    about: "Groups: all hosts are for us, other groups are not; none are forwarded",
    setup: `${ROUTER}
iptables -A INPUT -m addrtype --dst-type MULTICAST
iptables -A INPUT -p udp
iptables -A FORWARD -p udp
iptables -t raw -A PREROUTING -p udp
ip6tables -A INPUT -p udp
ip6tables -t raw -A PREROUTING -p udp`,
    packets: `
in eth1 udp client.1 > 224.0.0.1.9 to=01005e000001
in eth1 udp client.1 > 224.0.0.2.9 to=01005e000002
in eth1 udp client.1 > 224.0.0.251.9 to=01005e0000fb
in eth1 udp client.1 > 239.1.2.3.9 to=01005e010203
in eth1 udp client6.1 > ff02::1.9 to=333300000001
in eth1 udp client6.1 > ff02::2.9 to=333300000002
in eth1 udp client6.1 > ff02::fb.9 to=3333000000fb
in eth1 udp client6.1 > ff0e::1234.9 to=333300001234
in eth1 udp client6.1 > ff01::1.9 to=333300000001
in eth1 udp client6.1 > ff02::1:ff00:1.9 to=3333ff000001
out eth0 udp router.1 > 224.0.0.1.9
out eth0 udp router.1 > 239.1.2.3.9
`,
  },
  {
    name: "local-sends",
    about: "What the host sends, and what the sender is told when that fails",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route del default
ip -6 route del default
iptables -A OUTPUT -p udp --dport 1 -j DROP
iptables -A OUTPUT -p udp --dport 2 -j REJECT
iptables -t mangle -A POSTROUTING -p udp --dport 3 -j DROP
iptables -t raw -A OUTPUT -p udp --dport 4 -j DROP
ip6tables -A OUTPUT -p udp --dport 1 -j DROP
ip6tables -A OUTPUT -p udp --dport 2 -j REJECT
ip link set eth2 mtu 1280`,
    packets: `
out eth0 udp router.9 > 192.0.2.9.9
out eth0 udp router.9 > 192.0.2.9.1
out eth0 udp router.9 > 192.0.2.9.2
out eth0 udp router.9 > 192.0.2.9.3
out eth0 udp router.9 > 192.0.2.9.4
out eth0 udp router.9 > server.9
out eth2 udp dmzgw.9 > dmz.9 len=1252
out eth2 udp dmzgw.9 > dmz.9 len=1253
out eth2 udp dmzgw.9 > dmz.9 len=1253 nodf
out eth0 udp server.9 > 192.0.2.9.9
out eth0 udp router.9 > router.9
out eth0 udp router.9 > 127.0.0.1.9
out eth0 udp router.9 > 192.0.2.9.9 id=0
out eth0 udp 0.0.0.0.9 > 192.0.2.9.9
out eth0 udp router.9 > 192.0.2.9.9 ttl=1
out eth0 udp router.9 > 192.0.2.9.9 badsum totlen=999 badipsum
out eth0 udp router6.9 > 2001:db8::9.9
out eth0 udp router6.9 > 2001:db8::9.1
out eth0 udp router6.9 > 2001:db8::9.2
out eth0 udp router6.9 > server6.9
out eth2 udp dmzgw6.9 > dmz6.9 len=1233
out eth0 udp router6.9 > router6.9
out eth0 udp router6.9 > ::1.9
`,
  },
  {
    name: "loopback",
    about: "To itself: out through OUTPUT and POSTROUTING on lo, in again through PREROUTING",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -i lo
iptables -t mangle -A POSTROUTING -o lo
iptables -A INPUT -i lo -p tcp --dport 80 -j REJECT --reject-with tcp-reset
iptables -A INPUT -i lo -p udp --dport 53 -j REJECT
iptables -A INPUT -i lo -m mark --mark 5
iptables -t mangle -A OUTPUT -p udp --dport 6 -j MARK --set-mark 5
iptables -A INPUT -m conntrack --ctstate ESTABLISHED
ip6tables -A INPUT -i lo -p udp --dport 53 -j REJECT
ip6tables -A INPUT -i lo -p tcp --dport 80 -j REJECT --reject-with tcp-reset`,
    packets: `
out eth0 udp 127.0.0.1.5 > 127.0.0.1.9
out eth0 udp router.5 > router.9
out eth0 udp 127.0.0.1.5 > 127.0.0.2.9
out eth0 udp router.5 > inside.6
out eth0 tcp 127.0.0.1.5 > 127.0.0.1.80 S seq=7
out eth0 udp 127.0.0.1.5 > 127.0.0.1.53
out eth0 udp 127.0.0.1.5 > 127.0.0.1.9 len=3000
out eth0 udp ::1.5 > ::1.9
out eth0 udp ::1.5 > ::1.53
out eth0 tcp ::1.5 > ::1.80 S seq=7
out eth0 udp inside6.5 > router6.9
`,
  },
];
