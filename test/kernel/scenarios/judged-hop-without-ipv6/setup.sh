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

sysctl -qw net.ipv4.fib_multipath_hash_seed=7
sysctl -qw net.ipv4.fib_multipath_hash_policy=1
sysctl -qw net.ipv6.fib_multipath_hash_policy=1
ip -6 route add 2001:db8:9::/64 nexthop via 2001:db8::253 dev eth0 nexthop via 2001:db8:2::5 dev eth2 weight 2
ip -6 route add 2001:db8:a::/64 nexthop via 2001:db8:2::5 dev eth2 nexthop via 2001:db8:2::6 dev eth2
ip route add 203.0.113.0/24 nexthop via 192.0.2.253 dev eth0 nexthop via 10.0.1.5 dev eth2 weight 2
sysctl -qw net.ipv6.conf.eth2.disable_ipv6=1
ip link set eth2 down
ip link set eth2 up
ip6tables -t mangle -A FORWARD -o eth0
ip6tables -t mangle -A FORWARD -o eth2
iptables -t mangle -A FORWARD -o eth0
iptables -t mangle -A FORWARD -o eth2
