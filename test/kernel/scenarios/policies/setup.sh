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

iptables -P FORWARD DROP
iptables -P INPUT DROP
iptables -P OUTPUT DROP
iptables -t mangle -P POSTROUTING DROP
iptables -t raw -A PREROUTING -p tcp --dport 1 -j DROP
iptables -A FORWARD -p tcp --dport 2:4 -j ACCEPT
iptables -A INPUT -p tcp --dport 3 -j ACCEPT
iptables -A OUTPUT -p tcp --dport 4 -j ACCEPT
iptables -t mangle -A POSTROUTING -p tcp --dport 4 -j ACCEPT
ip6tables -P FORWARD DROP
ip6tables -A FORWARD -p tcp --dport 4 -j ACCEPT
