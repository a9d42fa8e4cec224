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
ip link set eth2 up
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2

ip route add default via 10.0.1.5 dev eth2 table 101
ip -6 route add default via 2001:db8:2::5 dev eth2 table 101
ip rule add ipproto udp dport 53 table 101 priority 101
ip -6 rule add ipproto udp dport 53 table 101 priority 101
ip rule add ipproto tcp sport 80 table 101 priority 102
ip -6 rule add ipproto tcp sport 80 table 101 priority 102
iptables -t mangle -A OUTPUT -m mark --mark 0 -j MARK --set-mark 1
ip6tables -t mangle -A OUTPUT -m mark --mark 0 -j MARK --set-mark 1
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
