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
ip rule add uidrange 1000-1001 table 101 priority 101
ip -6 rule add uidrange 1000-1001 table 101 priority 101
ip rule add uidrange 1002-1002 blackhole priority 102
ip -6 rule add uidrange 1002-1002 blackhole priority 102
ip rule add uidrange 0-0 fwmark 7 table 102 priority 103
ip -6 rule add uidrange 0-0 fwmark 7 table 102 priority 103
ip rule add uidrange 1003-1003 fwmark 7 table 102 priority 104
ip -6 rule add uidrange 1003-1003 fwmark 7 table 102 priority 104
iptables -t mangle -A OUTPUT -p udp --dport 53 -j MARK --set-mark 7
ip6tables -t mangle -A OUTPUT -p udp --dport 53 -j MARK --set-mark 7
