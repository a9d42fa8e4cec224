// Copies of packets: -j TEE.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, THREE, THREE_LEGS } from "./router.js";

export const tee: ScenarioSource[] = [
  {
    name: "tee-hooks",
    about:
      "TEE at every hook: the TTL of the copy, its way out, what it meets there, no second copy",
    interfaces: THREE,
    setup: `${THREE_LEGS}
iptables -t raw -A PREROUTING -p udp --dport 1 -j TEE --gateway 10.0.1.99
iptables -t mangle -A INPUT -p udp --dport 2 -j TEE --gateway 10.0.1.99
iptables -A FORWARD -p udp --dport 3 -j TEE --gateway 10.0.1.99
iptables -t mangle -A OUTPUT -p udp --dport 4 -j TEE --gateway 10.0.1.99
iptables -t nat -A POSTROUTING -p udp --dport 5 -j TEE --gateway 10.0.1.99
iptables -t mangle -A POSTROUTING -p udp --dport 6 -j TEE --gateway 10.0.1.99
iptables -A FORWARD -p udp --dport 7 -j TEE --gateway 10.0.1.99
iptables -A FORWARD -p udp --dport 7 -j TEE --gateway 10.0.0.99
iptables -A OUTPUT -o eth2 -j TEE --gateway 10.0.0.99
iptables -A OUTPUT -m conntrack --ctstate UNTRACKED -m owner ! --socket-exists
iptables -A OUTPUT -p udp --dport 8 -j DROP
iptables -A FORWARD -p udp --dport 8 -j TEE --gateway 10.0.1.99
iptables -t mangle -A OUTPUT -o eth2 -p udp --dport 9 -j MARK --set-mark 9
iptables -A FORWARD -p udp --dport 9 -j TEE --gateway 10.0.1.99
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t raw -A PREROUTING -p udp --dport 1 -j TEE --gateway 2001:db8:2::99
ip6tables -t mangle -A INPUT -p udp --dport 2 -j TEE --gateway 2001:db8:2::99
ip6tables -A FORWARD -p udp --dport 3 -j TEE --gateway 2001:db8:2::99
ip6tables -t mangle -A OUTPUT -p udp --dport 4 -j TEE --gateway 2001:db8:2::99
ip6tables -t mangle -A POSTROUTING -p udp --dport 6 -j TEE --gateway 2001:db8:2::99
ip6tables -A OUTPUT -o eth2 -j TEE --gateway 2001:db8:1::99`,
    packets: `
in eth1 udp client.9 > server.1 ttl=9
in eth1 udp client.9 > server.1 ttl=1
in eth1 udp client.9 > inside.2 ttl=9
in eth1 udp client.9 > server.3 ttl=9 tos=0xb8
out eth0 udp router.9 > server.4 ttl=9
in eth1 udp client.9 > server.5
in eth1 udp client.9 > server.5
in eth1 udp client.9 > server.6
in eth1 udp client.9 > server.7
in eth1 udp client.9 > server.8
in eth1 udp client.9 > server.9
in eth1 udp client6.9 > server6.1 ttl=9
in eth1 udp client6.9 > server6.1 ttl=1
in eth1 udp client6.9 > inside6.2 ttl=9
in eth1 udp client6.9 > server6.3 ttl=9 tos=0xb8 flow=77
out eth0 udp router6.9 > server6.4 ttl=9
in eth1 udp client6.9 > server6.6
`,
  },
  {
    name: "tee-routes",
    about:
      "TEE: gateways behind routes, without one, by an interface, of the host itself; marks and rules",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip route add 198.18.0.0/16 via 10.0.1.7
ip route add blackhole 198.19.0.0/16
ip route add default via 10.0.1.7 dev eth2 table 7
ip rule add fwmark 7 table 7
iptables -t mangle -A PREROUTING -j MARK --set-mark 7
iptables -t mangle -A PREROUTING -p udp --dport 1 -j TEE --gateway 198.18.0.1
iptables -t mangle -A PREROUTING -p udp --dport 2 -j TEE --gateway 198.19.0.1
iptables -t mangle -A PREROUTING -p udp --dport 3 -j TEE --gateway 198.51.100.1
iptables -t mangle -A PREROUTING -p udp --dport 4 -j TEE --gateway 198.51.100.1 --oif eth2
iptables -t mangle -A PREROUTING -p udp --dport 5 -j TEE --gateway 198.51.100.1 --oif eth9
iptables -A FORWARD -p udp --dport 6 -j TEE --gateway 224.0.0.9
iptables -A FORWARD -p udp --dport 7 -j TEE --gateway 255.255.255.255 --oif eth2
iptables -A FORWARD -p udp --dport 8 -j TEE --gateway 10.0.0.1
iptables -A FORWARD -p udp --dport 9 -j TEE --gateway 127.0.0.1
iptables -A FORWARD -p udp --dport 10 -j TEE --gateway 198.51.100.1 --oif lo
iptables -A INPUT -i lo -p udp --dport 8 -j DROP`,
    packets: `
in eth1 udp client.9 > server.1
in eth1 udp client.9 > server.2
in eth1 udp client.9 > server.3
in eth1 udp client.9 > server.4
in eth1 udp client.9 > server.5
in eth1 udp client.9 > server.6
in eth1 udp client.9 > server.7
in eth1 udp client.9 > server.8
in eth1 udp client.9 > server.9
in eth1 udp client.9 > server.10
out eth0 udp router.9 > server.8
`,
  },
  {
    name: "tee-fragments",
    about:
      "TEE: copies may not be fragmented, but for those that came in pieces; their ICMP errors",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip link set eth2 mtu 1300
${inBoth("-A INPUT -m conntrack --ctstate INVALID")}
iptables -t mangle -A FORWARD -p udp -j TEE --gateway 10.0.1.99
ip6tables -t mangle -A FORWARD -p udp -j TEE --gateway 2001:db8:2::99`,
    packets: `
in eth1 udp client.9 > server.1 len=1200
in eth1 udp client.9 > server.1 len=1400
in eth1 udp client.9 > server.1 len=1400 df
in eth1 udp client.9 > server.1 len=1400 id=5 pieces=0-800,800-
in eth1 udp client.9 > server.1 len=2800 id=6 pieces=0-1400,1400-
in eth1 udp client6.9 > server6.1 len=1200
in eth1 udp client6.9 > server6.1 len=1400
in eth1 udp client6.9 > server6.1 len=1400 id=5 pieces=0-800,800-
in eth1 udp client6.9 > server6.1 len=2800 id=6 pieces=0-1400,1400-
`,
  },
  {
    name: "tee-to-itself",
    about:
      "TEE: what the host says to ::1 is copied to a link that it is too big for; the error does not come from ::1",
    interfaces: THREE,
    setup: `${THREE_LEGS}
ip link set eth2 mtu 1300
ip6tables -t raw -A PREROUTING -i lo -p udp -j TEE --gateway 2001:db8:2::99`,
    packets: `
out eth0 udp router6.9 > ::1.1 len=100
out eth0 udp router6.9 > ::1.1 len=1400
out eth0 udp ::1.9 > router6.1 len=1400
out eth0 udp ::1.9 > ::1.1 len=1400
`,
  },
];
