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

sysctl -qw net.ipv4.conf.all.rp_filter=0
sysctl -qw net.ipv4.conf.default.rp_filter=0
sysctl -qw net.ipv4.conf.eth0.rp_filter=0
sysctl -qw net.ipv4.conf.eth1.rp_filter=0
ip route replace default via 192.0.2.254 dev eth0 realm 9
ip route add 203.0.113.0/25 via 192.0.2.253 dev eth0 realm 5
ip route add 203.0.113.128/25 via 192.0.2.252 dev eth0 realm 7/5
ip route add 198.51.100.0/25 via 10.0.1.5 dev eth2
ip route add 10.0.0.0/25 dev eth1 realm 3
ip route add default via 10.0.1.5 dev eth2 table 100
ip route add default via 10.0.1.6 dev eth2 realm 6 table 101
ip rule add from 10.0.0.0/25 to 198.51.100.0/24 realms 2/4 table 100
ip rule add from 10.0.0.128/25 to 198.51.100.0/24 realms 8 table 100
ip rule add from 10.0.0.128/25 to 203.0.113.0/24 realms 0x80000 table 101
ip rule add to 10.0.0.0/24 iif eth0 realms 1/1
iptables -t mangle -A INPUT -m realm --realm 0
iptables -t mangle -A INPUT -m realm --realm 1
iptables -t mangle -A INPUT -m realm --realm 4
iptables -t mangle -A INPUT -m realm --realm 8
iptables -t mangle -A INPUT -m realm --realm 0x20004
iptables -t mangle -A INPUT -m realm --realm 0x30004
iptables -t mangle -A INPUT -m realm --realm 0x60000/0xffff0000
iptables -t mangle -A INPUT -m realm --realm 6/0xffff
iptables -t mangle -A INPUT -m realm --realm 0x80006
iptables -t mangle -A INPUT -m realm --realm 0x10001
iptables -t mangle -A INPUT -m realm --realm 0x10003
iptables -t mangle -A INPUT -m realm --realm 0x40000/0xffff0000
iptables -t mangle -A FORWARD -m realm --realm 0
iptables -t mangle -A FORWARD -m realm --realm 1
iptables -t mangle -A FORWARD -m realm --realm 4
iptables -t mangle -A FORWARD -m realm --realm 8
iptables -t mangle -A FORWARD -m realm --realm 0x20004
iptables -t mangle -A FORWARD -m realm --realm 0x30004
iptables -t mangle -A FORWARD -m realm --realm 0x60000/0xffff0000
iptables -t mangle -A FORWARD -m realm --realm 6/0xffff
iptables -t mangle -A FORWARD -m realm --realm 0x80006
iptables -t mangle -A FORWARD -m realm --realm 0x10001
iptables -t mangle -A FORWARD -m realm --realm 0x10003
iptables -t mangle -A FORWARD -m realm --realm 0x40000/0xffff0000
iptables -t mangle -A OUTPUT -m realm --realm 0
iptables -t mangle -A OUTPUT -m realm --realm 1
iptables -t mangle -A OUTPUT -m realm --realm 4
iptables -t mangle -A OUTPUT -m realm --realm 8
iptables -t mangle -A OUTPUT -m realm --realm 0x20004
iptables -t mangle -A OUTPUT -m realm --realm 0x30004
iptables -t mangle -A OUTPUT -m realm --realm 0x60000/0xffff0000
iptables -t mangle -A OUTPUT -m realm --realm 6/0xffff
iptables -t mangle -A OUTPUT -m realm --realm 0x80006
iptables -t mangle -A OUTPUT -m realm --realm 0x10001
iptables -t mangle -A OUTPUT -m realm --realm 0x10003
iptables -t mangle -A OUTPUT -m realm --realm 0x40000/0xffff0000
iptables -t mangle -A POSTROUTING -m realm --realm 0
iptables -t mangle -A POSTROUTING -m realm --realm 1
iptables -t mangle -A POSTROUTING -m realm --realm 4
iptables -t mangle -A POSTROUTING -m realm --realm 8
iptables -t mangle -A POSTROUTING -m realm --realm 0x20004
iptables -t mangle -A POSTROUTING -m realm --realm 0x30004
iptables -t mangle -A POSTROUTING -m realm --realm 0x60000/0xffff0000
iptables -t mangle -A POSTROUTING -m realm --realm 6/0xffff
iptables -t mangle -A POSTROUTING -m realm --realm 0x80006
iptables -t mangle -A POSTROUTING -m realm --realm 0x10001
iptables -t mangle -A POSTROUTING -m realm --realm 0x10003
iptables -t mangle -A POSTROUTING -m realm --realm 0x40000/0xffff0000
