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
ip route replace default nexthop via 192.0.2.254 dev eth0 weight 3 nexthop via 10.0.1.5 dev eth2 weight 2 nexthop via 192.0.2.253 dev eth0
ip -6 route del default
ip -6 route add default nexthop via 2001:db8::254 dev eth0 weight 3 nexthop via 2001:db8:2::5 dev eth2 weight 2 nexthop via 2001:db8::253 dev eth0
sysctl -qw net.ipv4.fib_multipath_hash_seed=3735928559
sysctl -qw net.ipv4.fib_multipath_hash_policy=0
sysctl -qw net.ipv6.fib_multipath_hash_policy=0
iptables -A INPUT -p tcp --dport 25 -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -p tcp --dport 25 -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -p udp --dport 26 -j REJECT
iptables -t mangle -A OUTPUT -p udp -j MARK --set-mark 7
ip6tables -t mangle -A OUTPUT -j MARK --set-mark 7
