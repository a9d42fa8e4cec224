// Whole firewalls as people run them, with a mix of traffic.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

/** Scenarios of whole setups. */
export const whole: ScenarioSource[] = [
  {
    name: "whole-home-router",
    about:
      "A home router: masquerading, one port forwarded, stateful both ways, logs what it drops",
    setup: `${ROUTER}
iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -N logdrop
iptables -A logdrop -m limit --limit 5/min --limit-burst 10 -j LOG --log-prefix "drop: "
iptables -A logdrop -j DROP
iptables -A INPUT -i lo -j ACCEPT
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -m conntrack --ctstate INVALID -j DROP
iptables -A INPUT -i eth1 -p udp -m multiport --dports 53,67 -j ACCEPT
iptables -A INPUT -i eth1 -p tcp --dport 22 -j ACCEPT
iptables -A INPUT -p icmp --icmp-type echo-request -m limit --limit 1/s -j ACCEPT
iptables -A INPUT -j logdrop
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP
iptables -A FORWARD -i eth1 -o eth0 -j ACCEPT
iptables -A FORWARD -i eth0 -o eth1 -m conntrack --ctstate DNAT -j ACCEPT
iptables -A FORWARD -i eth1 -j REJECT --reject-with icmp-admin-prohibited
iptables -A FORWARD -j logdrop
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.6:80
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -P INPUT DROP
ip6tables -P FORWARD DROP
ip6tables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
ip6tables -A INPUT -p icmpv6 -j ACCEPT
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
ip6tables -A FORWARD -i eth1 -o eth0 -j ACCEPT
ip6tables -A FORWARD -p icmpv6 -j ACCEPT
ip6tables -A FORWARD -j REJECT --reject-with icmp6-adm-prohibited`,
    packets: `
in eth1 udp 0.0.0.0.68 > 255.255.255.255.67 to=ffffffffffff
in eth1 udp client.3333 > inside.53
out eth1 udp inside.53 > client.3333
out eth0 udp router.5555 > server.53
in eth0 udp server.53 > router.5555
in eth1 tcp client.4000 > server.443 S seq=1 mss=1460
in eth0 tcp server.443 > router.4000 SA seq=9 ack=2 mss=1400
in eth1 tcp client.4000 > server.443 A seq=2 ack=10
in eth1 tcp client.4000 > server.443 PA seq=2 ack=10 len=300
in eth0 tcp server.443 > router.4000 A seq=10 ack=302 len=1400
in eth0 icmp hop > router type=3/4 mtu=1300 \\
   quote=[tcp router.4000 > server.443 A seq=302 ack=1410 len=1400] keep=28
in eth0 tcp server2.7777 > router.8080 S seq=50
in eth1 tcp client2.80 > server2.7777 SA seq=70 ack=51
in eth0 tcp server2.7777 > router.8080 A seq=51 ack=71
in eth0 tcp server2.7777 > router.22 S seq=50
in eth0 tcp server2.7777 > router.23 S seq=50
in eth0 udp server2.7777 > router.161
in eth0 icmp server2 > router echo id=1 seq=1 times=7
in eth0 tcp server2.7777 > router.81 FPU
in eth0 tcp server2.7777 > router.82 none
in eth0 udp server2.7777 > client.9
in eth1 tcp client.22 > inside.22 S seq=1
in eth1 udp client.9 > 10.0.0.200.9
in eth1 udp client.9 > server.9 ttl=1
in eth1 udp client.9 > server.9 len=2000 id=3 pieces=0-1480,1480-
in eth1 tcp client.4000 > server.443 FA seq=302 ack=1410
in eth0 tcp server.443 > router.4000 FA seq=1410 ack=303
in eth1 tcp client.4000 > server.443 A seq=303 ack=1411
in eth1 tcp client6.4000 > server6.443 S seq=1
in eth0 tcp server6.443 > client6.4000 SA seq=9 ack=2
in eth0 tcp server6.5000 > client6.22 S seq=1
in eth0 icmp server6 > client6 echo id=1 seq=1
in eth0 icmp hop6 > client6 type=2/0 mtu=1400 quote=[tcp client6.4000 > server6.443 A seq=2 ack=10]
in eth0 icmp server6 > router6 echo id=1 seq=1
`,
  },
  {
    name: "whole-server",
    about: "A server without forwarding: INPUT only, marks, an owner rule, rate of new connections",
    setup: `
ip link set eth0 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 2001:db8::1/64 dev eth0
ip route add default via 192.0.2.254
ip -6 route add default via 2001:db8::254 dev eth0
iptables-restore <<'END'
*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A PREROUTING -i eth0 -p udp -m udp --dport 53 -j CT --notrack
-A OUTPUT -o eth0 -p udp -m udp --sport 53 -j CT --notrack
COMMIT
*mangle
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p tcp -m tcp --tcp-flags FIN,SYN FIN,SYN -j DROP
-A PREROUTING -p tcp -m tcp --dport 22 -j CONNMARK --set-mark 0x16
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:web - [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p udp -m udp --dport 53 -m conntrack --ctstate UNTRACKED -j ACCEPT
-A INPUT -p tcp -m multiport --dports 80,443 -m conntrack --ctstate NEW -g web
-A INPUT -p tcp -m tcp --dport 22 -m connmark --mark 0x16 -m conntrack --ctstate NEW -j ACCEPT
-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT
-A INPUT -p tcp -j REJECT --reject-with tcp-reset
-A INPUT -p udp -j REJECT --reject-with icmp-port-unreachable
-A OUTPUT -p tcp -m tcp --dport 25 -m owner ! --uid-owner 8 -j REJECT --reject-with icmp-admin-prohibited
-A web -m limit --limit 2/min --limit-burst 3 -j ACCEPT
-A web -j LOG --log-prefix "web limit " --log-tcp-options
COMMIT
END
ip6tables -A INPUT -p tcp --dport 22 -j ACCEPT
ip6tables -A INPUT -p tcp -j REJECT --reject-with tcp-reset`,
    interfaces: ["eth0"],
    packets: `
in eth0 udp server.5000 > router.53
out eth0 udp router.53 > server.5000
in eth0 tcp server.5000 > router.80 S seq=1 mss=1460 sackok ts=5:0 ws=7
out eth0 tcp router.80 > server.5000 SA seq=9 ack=2
in eth0 tcp server.5000 > router.80 A seq=2 ack=10
in eth0 tcp server.5001 > router.443 S seq=1
in eth0 tcp server.5002 > router.443 S seq=1
in eth0 tcp server.5003 > router.443 S seq=1 mss=1400 tos=0x10
in eth0 tcp server.5004 > router.22 S seq=1
in eth0 tcp server.5004 > router.23 S seq=1
in eth0 tcp server.5004 > router.24 FS seq=1
in eth0 tcp server.5004 > router.24 A seq=1 ack=77
in eth0 udp server.5004 > router.123
in eth0 icmp server > router echo id=1 seq=1
in eth0 icmp server > router type=13/0 len=12
in eth0 udp server.5 > 192.0.2.255.137 to=ffffffffffff
in eth0 udp server.5 > server2.9
out eth0 tcp router.6000 > server.25 S seq=1 uid=0
out eth0 tcp router.6000 > server.25 S seq=1 uid=8
out eth0 udp router.6000 > server.123
in eth0 icmp hop > router type=3/1 quote=[udp router.6000 > server.123]
in eth0 icmp hop > router type=3/1 quote=[udp router.6001 > server.123]
in eth0 tcp server6.5 > router6.22 S seq=1
in eth0 tcp server6.5 > router6.80 S seq=1
out eth0 tcp router6.22 > server6.5 SA seq=9 ack=2
`,
  },
  {
    name: "whole-dmz",
    about: "Three legs: clients, servers in a zone of their own, the world; user chains per way",
    interfaces: THREE,
    setup: `${THREE_LEGS}
iptables -P FORWARD DROP
for_world=10.0.1.5
iptables -N in-world
iptables -N in-dmz
iptables -N world-dmz
iptables -A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -i eth1 -o eth0 -j in-world
iptables -A FORWARD -i eth1 -o eth2 -j in-dmz
iptables -A FORWARD -i eth0 -o eth2 -j world-dmz
iptables -A FORWARD -j LOG --log-prefix "forward: "
iptables -A in-world -p tcp --dport 25 -j REJECT --reject-with tcp-reset
iptables -A in-world -p udp --dport 53 -j DROP
iptables -A in-world -j ACCEPT
iptables -A in-dmz -p tcp -m multiport --dports 22,80 -j ACCEPT
iptables -A in-dmz -p icmp -j ACCEPT
iptables -A in-dmz -j RETURN
iptables -A world-dmz -d $for_world -p tcp --dport 80 -j ACCEPT
iptables -t nat -A PREROUTING -d 192.0.2.1 -p tcp --dport 80 -j DNAT --to-destination $for_world
iptables -t nat -A POSTROUTING -s 10.0.0.0/16 -o eth0 -j SNAT --to-source 192.0.2.1
iptables -t mangle -A FORWARD -p tcp --syn -j TOS --set-tos 0x10`,
    packets: `
in eth0 tcp server.5000 > router.80 S seq=1
in eth2 tcp dmz.80 > server.5000 SA seq=9 ack=2
in eth0 tcp server.5000 > router.80 A seq=2 ack=10
in eth1 tcp client.4000 > dmz.80 S seq=1
in eth2 tcp dmz.80 > client.4000 SA seq=9 ack=2
in eth1 tcp client.4000 > dmz.443 S seq=1
in eth1 tcp client.4001 > router.80 S seq=1
in eth2 tcp dmz.80 > client.4001 SA seq=9 ack=2
in eth1 icmp client > dmz echo id=1 seq=1
in eth2 icmp dmz > client reply id=1 seq=1
in eth2 tcp dmz.4000 > client.22 S seq=1
in eth2 tcp dmz.4000 > server.80 S seq=1
in eth1 tcp client.4000 > server.25 S seq=1
in eth1 udp client.4000 > server.53
in eth1 tcp client.4000 > server.80 S seq=1
in eth0 tcp server.80 > router.4000 SA seq=9 ack=2
in eth0 tcp server.80 > 10.0.1.5.80 S seq=9
`,
  },
];
