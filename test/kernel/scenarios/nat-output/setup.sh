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

iptables -t nat -A OUTPUT -p tcp --dport 80 -j DNAT --to-destination 10.0.1.5
iptables -t nat -A OUTPUT -p tcp --dport 81 -j DNAT --to-destination 127.0.0.1:8081
iptables -t nat -A OUTPUT -p udp --dport 53 -j DNAT --to-destination 10.0.0.1:5353
iptables -t nat -A POSTROUTING -o eth2 -j MASQUERADE
iptables -A OUTPUT -o eth0
iptables -A OUTPUT -o eth2
iptables -A OUTPUT -o lo
iptables -t mangle -A POSTROUTING -o eth2
ip6tables -t nat -A OUTPUT -p tcp --dport 80 -j DNAT --to-destination 2001:db8:2::5
ip6tables -t nat -A OUTPUT -p udp --dport 53 -j DNAT --to-destination ::1
