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

ip link set eth0 group 5
ip link set dev eth1 group 0x11
iptables -A FORWARD -m devgroup --src-group 0x11
iptables -A FORWARD -m devgroup --dst-group 5
iptables -A FORWARD -m devgroup --src-group default --dst-group 0x1/0x1
iptables -A FORWARD -m devgroup ! --src-group 0x1/0xf
iptables -A FORWARD -m devgroup ! --dst-group 5 ! --src-group 5
iptables -A INPUT -m devgroup --src-group 0x10/0xf0
iptables -A OUTPUT -m devgroup --dst-group 5
iptables -A OUTPUT -m devgroup --dst-group 0
iptables -t mangle -A PREROUTING -m devgroup --src-group 5
iptables -t mangle -A POSTROUTING -m devgroup --dst-group 0x11
ip6tables -A FORWARD -m devgroup --src-group 0x11
ip6tables -A FORWARD -m devgroup --dst-group 5
ip6tables -A FORWARD -m devgroup --src-group default --dst-group 0x1/0x1
ip6tables -A FORWARD -m devgroup ! --src-group 0x1/0xf
ip6tables -A FORWARD -m devgroup ! --dst-group 5 ! --src-group 5
ip6tables -A INPUT -m devgroup --src-group 0x10/0xf0
ip6tables -A OUTPUT -m devgroup --dst-group 5
ip6tables -A OUTPUT -m devgroup --dst-group 0
ip6tables -t mangle -A PREROUTING -m devgroup --src-group 5
ip6tables -t mangle -A POSTROUTING -m devgroup --dst-group 0x11
