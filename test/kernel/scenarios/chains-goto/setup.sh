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

iptables -N first
iptables -N second
iptables -N third
iptables -A third -p udp --dport 1 -j RETURN
iptables -A third -p udp --dport 2 -j ACCEPT
iptables -A second -p udp --dport 3 -j DROP
iptables -A second -g third
iptables -A second -j DROP
iptables -A first -j second
iptables -A first -p udp --dport 1 -j ACCEPT
iptables -A first -p udp --dport 4 -j DROP
iptables -A FORWARD -p udp --dport 9 -g third
iptables -A FORWARD -j first
iptables -A FORWARD -p udp --dport 5 -j ACCEPT
iptables -P FORWARD DROP
