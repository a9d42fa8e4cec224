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

iptables -N ecn-c1
iptables -A ecn-c1 -m ecn --ecn-ip-ect 0
iptables -A FORWARD -j ecn-c1
iptables -N ecn-c2
iptables -A ecn-c2 -m ecn --ecn-ip-ect 2
iptables -A FORWARD -j ecn-c2
iptables -N ecn-c3
iptables -A ecn-c3 -m ecn ! --ecn-ip-ect 3
iptables -A FORWARD -j ecn-c3
ip6tables -N ecn-c1
ip6tables -A ecn-c1 -m ecn --ecn-ip-ect 0
ip6tables -A FORWARD -j ecn-c1
ip6tables -N ecn-c2
ip6tables -A ecn-c2 -m ecn --ecn-ip-ect 2
ip6tables -A FORWARD -j ecn-c2
ip6tables -N ecn-c3
ip6tables -A ecn-c3 -m ecn ! --ecn-ip-ect 3
ip6tables -A FORWARD -j ecn-c3
iptables -N tcp-c1
iptables -A tcp-c1 -p tcp -m ecn --ecn-tcp-ece
iptables -A FORWARD -j tcp-c1
iptables -N tcp-c2
iptables -A tcp-c2 -p tcp -m ecn ! --ecn-tcp-ece
iptables -A FORWARD -j tcp-c2
iptables -N tcp-c3
iptables -A tcp-c3 -p tcp -m ecn --ecn-tcp-cwr
iptables -A FORWARD -j tcp-c3
iptables -N tcp-c4
iptables -A tcp-c4 -p tcp -m ecn ! --ecn-tcp-cwr --ecn-tcp-ece
iptables -A FORWARD -j tcp-c4
iptables -N tcp-c5
iptables -A tcp-c5 -p tcp -m ecn --ecn-tcp-cwr --ecn-ip-ect 1
iptables -A FORWARD -j tcp-c5
ip6tables -N tcp-c1
ip6tables -A tcp-c1 -p tcp -m ecn --ecn-tcp-ece
ip6tables -A FORWARD -j tcp-c1
ip6tables -N tcp-c2
ip6tables -A tcp-c2 -p tcp -m ecn ! --ecn-tcp-ece
ip6tables -A FORWARD -j tcp-c2
ip6tables -N tcp-c3
ip6tables -A tcp-c3 -p tcp -m ecn --ecn-tcp-cwr
ip6tables -A FORWARD -j tcp-c3
ip6tables -N tcp-c4
ip6tables -A tcp-c4 -p tcp -m ecn ! --ecn-tcp-cwr --ecn-tcp-ece
ip6tables -A FORWARD -j tcp-c4
ip6tables -N tcp-c5
ip6tables -A tcp-c5 -p tcp -m ecn --ecn-tcp-cwr --ecn-ip-ect 1
ip6tables -A FORWARD -j tcp-c5
