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

ip route add 198.51.100.0/25 via 10.0.1.5 dev eth2 table 100
ip route add 198.51.100.128/25 via 10.0.1.5 dev eth2 table 100
ip route add 198.51.100.0/24 via 10.0.1.5 dev eth2 table 101
ip rule add from 10.0.0.4 realms 4 table 100
ip rule add from 10.0.0.5 realms 5 table 100
ip rule add from 10.0.0.6 realms 6 table 101
iptables -t mangle -A INPUT -m realm --realm 4
iptables -t mangle -A INPUT -m realm --realm 5
iptables -t mangle -A INPUT -m realm --realm 6
iptables -t mangle -A INPUT -m realm --realm 0
iptables -t mangle -A FORWARD -m realm --realm 4
iptables -t mangle -A FORWARD -m realm --realm 5
iptables -t mangle -A FORWARD -m realm --realm 6
iptables -t mangle -A FORWARD -m realm --realm 0
iptables -t mangle -A OUTPUT -m realm --realm 4
iptables -t mangle -A OUTPUT -m realm --realm 5
iptables -t mangle -A OUTPUT -m realm --realm 6
iptables -t mangle -A OUTPUT -m realm --realm 0
iptables -t mangle -A POSTROUTING -m realm --realm 4
iptables -t mangle -A POSTROUTING -m realm --realm 5
iptables -t mangle -A POSTROUTING -m realm --realm 6
iptables -t mangle -A POSTROUTING -m realm --realm 0
