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

iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80
iptables -t nat -A PREROUTING -p udp --dport 8085 -j DNAT --to-destination 10.0.0.9:90-99/8080
iptables -t nat -A PREROUTING -p tcp --dport 8086 -j DNAT --to-destination 10.0.0.9
iptables -t nat -A OUTPUT -p tcp --dport 8087 -j DNAT --to-destination 10.0.0.9
iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p udp --dport 95 -j REJECT
iptables -A FORWARD -p tcp -d 10.0.0.9 -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p tcp --dport 26 -j REJECT --reject-with icmp-admin-prohibited
iptables -A OUTPUT -p tcp -d 10.0.0.9 -j REJECT --reject-with tcp-reset
ip6tables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80
ip6tables -t nat -A PREROUTING -p udp --dport 8085 \
  -j DNAT --to-destination [2001:db8:1::9]:90-99/8080
ip6tables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -d 2001:db8:1::9 -j REJECT
