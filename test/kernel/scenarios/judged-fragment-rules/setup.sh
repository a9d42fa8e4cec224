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
ip route add default via 10.0.1.6 dev eth2 table 102
ip -6 route add default via 2001:db8:2::6 dev eth2 table 102
ip rule add ipproto udp dport 53 prohibit priority 101
ip -6 rule add ipproto udp dport 53 prohibit priority 101
ip rule add ipproto udp table 101 priority 102
ip -6 rule add ipproto udp table 101 priority 102
ip rule add ipproto ah dport 256 table 102 priority 103
ip -6 rule add ipproto ah sport 1 table 102 priority 103
