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

iptables -A INPUT -m conntrack --ctstate NEW
iptables -t mangle -A PREROUTING -p udp --dport 3 -j TOS --set-tos 0x10
iptables -A OUTPUT -p udp -j REJECT
iptables -A OUTPUT -p tcp --tcp-flags RST NONE -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -m conntrack --ctstate NEW
ip6tables -t mangle -A PREROUTING -p udp --dport 3 -j TOS --set-tos 0x10
ip6tables -A OUTPUT -p udp -j REJECT
ip6tables -A OUTPUT -p tcp --tcp-flags RST NONE -j REJECT --reject-with tcp-reset
iptables -t mangle -A PREROUTING -i eth1 -j TEE --gateway 192.0.2.254
ip6tables -t mangle -A PREROUTING -i eth1 -j TEE --gateway 2001:db8::254
