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
ip6tables -A FORWARD -m addrtype --src-type UNICAST
