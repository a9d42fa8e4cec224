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

iptables -t raw -A OUTPUT -p tcp --dport 21 -j CT --helper ftp
iptables -t raw -A OUTPUT -p udp --dport 161 -j CT --helper snmp
iptables -t nat -A OUTPUT -d 203.0.113.9 -j DNAT --to-destination 10.0.1.5
ip6tables -t raw -A OUTPUT -p tcp --dport 21 -j CT --helper ftp
ip6tables -t nat -A OUTPUT -d 2001:db8:9::9 -j DNAT --to-destination 2001:db8:2::5
