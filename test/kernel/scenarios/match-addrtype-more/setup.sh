ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip addr add 2001:db8::1/64 dev eth0
ip addr add 2001:db8:1::1/64 dev eth1
ip route add default via 192.0.2.254 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -qw net.ipv4.ip_forward=1
sysctl -qw net.ipv6.conf.all.forwarding=1

ip addr add 10.0.0.9/32 dev lo
ip -6 addr add 2001:db8:7::7/128 dev lo
ip route add broadcast 198.18.4.0/24 dev eth0
ip route add local 198.18.5.0/24 dev lo
ip route add unreachable 198.18.1.0/24
ip -6 route add unreachable 2001:db8:a::/48
ip -6 route add blackhole 2001:db8:b::/48
ip -6 route add prohibit 2001:db8:c::/48
ip -6 route add local 2001:db8:d::/48 dev lo
iptables -N types
iptables -N c1
iptables -A c1 -m addrtype --dst-type UNICAST
iptables -A types -j c1
iptables -N c2
iptables -A c2 -m addrtype --dst-type LOCAL
iptables -A types -j c2
iptables -N c3
iptables -A c3 -m addrtype --dst-type BROADCAST
iptables -A types -j c3
iptables -N c4
iptables -A c4 -m addrtype --dst-type UNREACHABLE
iptables -A types -j c4
iptables -N c5
iptables -A c5 -m addrtype --dst-type LOCAL,BROADCAST,MULTICAST
iptables -A types -j c5
iptables -N c6
iptables -A c6 -m addrtype ! --dst-type UNICAST
iptables -A types -j c6
iptables -N c7
iptables -A c7 -m addrtype --src-type LOCAL --dst-type UNICAST
iptables -A types -j c7
iptables -N c8
iptables -A c8 -m addrtype --src-type UNICAST ! --dst-type LOCAL
iptables -A types -j c8
iptables -N c9
iptables -A c9 -m addrtype ! --src-type LOCAL ! --dst-type LOCAL
iptables -A types -j c9
iptables -N c10
iptables -A c10 -m addrtype --src-type BROADCAST
iptables -A types -j c10
iptables -A FORWARD -j types
iptables -A INPUT -j types
iptables -A OUTPUT -j types
ip6tables -N types
ip6tables -N c1
ip6tables -A c1 -m addrtype --dst-type UNICAST
ip6tables -A types -j c1
ip6tables -N c2
ip6tables -A c2 -m addrtype --dst-type LOCAL
ip6tables -A types -j c2
ip6tables -N c3
ip6tables -A c3 -m addrtype --dst-type ANYCAST
ip6tables -A types -j c3
ip6tables -N c4
ip6tables -A c4 -m addrtype --dst-type UNREACHABLE
ip6tables -A types -j c4
ip6tables -N c5
ip6tables -A c5 -m addrtype --dst-type MULTICAST
ip6tables -A types -j c5
ip6tables -N c6
ip6tables -A c6 -m addrtype --dst-type UNSPEC
ip6tables -A types -j c6
ip6tables -N c7
ip6tables -A c7 -m addrtype --dst-type LOCAL,UNREACHABLE
ip6tables -A types -j c7
ip6tables -N c8
ip6tables -A c8 -m addrtype --dst-type UNICAST,LOCAL
ip6tables -A types -j c8
ip6tables -N c9
ip6tables -A c9 -m addrtype --dst-type UNICAST,MULTICAST
ip6tables -A types -j c9
ip6tables -N c10
ip6tables -A c10 -m addrtype --dst-type LOCAL,ANYCAST,UNREACHABLE
ip6tables -A types -j c10
ip6tables -N c11
ip6tables -A c11 -m addrtype ! --dst-type LOCAL
ip6tables -A types -j c11
ip6tables -N c12
ip6tables -A c12 -m addrtype ! --dst-type UNICAST,UNREACHABLE
ip6tables -A types -j c12
ip6tables -N c13
ip6tables -A c13 -m addrtype --src-type LOCAL
ip6tables -A types -j c13
ip6tables -N c14
ip6tables -A c14 -m addrtype --src-type UNREACHABLE
ip6tables -A types -j c14
ip6tables -N c15
ip6tables -A c15 -m addrtype --src-type LOCAL --dst-type UNICAST
ip6tables -A types -j c15
ip6tables -N c16
ip6tables -A c16 -m addrtype ! --src-type LOCAL ! --dst-type LOCAL
ip6tables -A types -j c16
ip6tables -N c17
ip6tables -A c17 -m addrtype --src-type UNICAST ! --dst-type MULTICAST
ip6tables -A types -j c17
ip6tables -A FORWARD -j types
ip6tables -A INPUT -j types
ip6tables -A OUTPUT -j types
iptables -t raw -A PREROUTING -m addrtype --dst-type LOCAL
iptables -t raw -A PREROUTING -m addrtype --dst-type LOCAL --limit-iface-in
iptables -t raw -A PREROUTING -m addrtype ! --dst-type LOCAL --limit-iface-in
iptables -t raw -A PREROUTING -m addrtype --src-type UNICAST --limit-iface-in
iptables -t raw -A PREROUTING -m addrtype ! --src-type LOCAL ! --dst-type LOCAL
iptables -t mangle -A POSTROUTING -m addrtype --src-type LOCAL --limit-iface-out
iptables -t mangle -A POSTROUTING -m addrtype --dst-type UNICAST --limit-iface-out
iptables -A FORWARD -m addrtype --src-type LOCAL --limit-iface-out
iptables -A FORWARD -m addrtype --dst-type UNICAST --limit-iface-in
ip6tables -t raw -A PREROUTING -m addrtype --dst-type LOCAL
ip6tables -t raw -A PREROUTING -m addrtype --dst-type LOCAL --limit-iface-in
ip6tables -t raw -A PREROUTING -m addrtype ! --dst-type LOCAL --limit-iface-in
ip6tables -t raw -A PREROUTING -m addrtype --src-type UNICAST --limit-iface-in
ip6tables -t raw -A PREROUTING -m addrtype ! --src-type LOCAL ! --dst-type LOCAL
ip6tables -t mangle -A POSTROUTING -m addrtype --src-type LOCAL --limit-iface-out
ip6tables -t mangle -A POSTROUTING -m addrtype --dst-type UNICAST --limit-iface-out
ip6tables -A FORWARD -m addrtype --src-type LOCAL --limit-iface-out
ip6tables -A FORWARD -m addrtype --dst-type UNICAST --limit-iface-in
iptables -t raw -A PREROUTING -m addrtype --dst-type BROADCAST --limit-iface-in
iptables -t raw -A PREROUTING -m addrtype --dst-type BROADCAST
ip6tables -t raw -A PREROUTING -m addrtype --dst-type UNREACHABLE --limit-iface-in
ip6tables -t raw -A PREROUTING -m addrtype --dst-type UNREACHABLE
