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

ip6tables -t mangle -A PREROUTING -i lo -p udp --dport 1 -j DNPT --src-pfx 2001:db8::/64 --dst-pfx 2001:db8:9::/64
ip6tables -t nat -A PREROUTING -i lo -p udp --dport 2 -j DNAT --to-destination 2001:db8:9::9
iptables -t nat -A PREROUTING -i lo -p udp --dport 2 -j DNAT --to-destination 203.0.113.9
ip6tables -A OUTPUT -p tcp --dport 3 ! -o lo -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A PREROUTING -i lo -p tcp -j DNPT --src-pfx 2001:db8::/64 --dst-pfx 2001:db8:9::/64
