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

iptables -N outer
iptables -N inner
iptables -N empty
iptables -A inner -p tcp --dport 10 -j RETURN
iptables -A inner -p tcp --dport 11 -j ACCEPT
iptables -A inner -p tcp --dport 12 -j DROP
iptables -A outer -j empty
iptables -A outer -p tcp -j inner
iptables -A outer -p tcp --dport 10 -j RETURN
iptables -A outer -p tcp --dport 13 -j REJECT
iptables -A FORWARD -j outer
iptables -A FORWARD -p tcp --dport 10 -j RETURN
iptables -A FORWARD -p tcp --dport 14 -j DROP
ip6tables -N outer
ip6tables -A outer -p tcp --dport 10 -j RETURN
ip6tables -A outer -j DROP
ip6tables -A FORWARD -p tcp -j outer
