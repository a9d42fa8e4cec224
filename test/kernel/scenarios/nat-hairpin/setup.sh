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

iptables -t nat -A PREROUTING -d 192.0.2.1 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.6:8080
iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -d 10.0.0.6 -p tcp --dport 8080 \
  -j SNAT --to-source 10.0.0.1
iptables -A FORWARD -i eth1 -o eth1
ip6tables -t nat -A PREROUTING -d 2001:db8::1 -p tcp --dport 80 \
  -j DNAT --to-destination [2001:db8:1::6]:8080
ip6tables -t nat -A POSTROUTING -d 2001:db8:1::6 -p tcp --dport 8080 -j MASQUERADE
