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

iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to-destination 10.0.0.5
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 81 -j DNAT --to-destination 10.0.0.5:8081
iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 5000:5010 \
  -j DNAT --to-destination 10.0.0.5:6000-6010/5000
iptables -t nat -A PREROUTING -i eth0 -p udp --dport 53 -j DNAT --to-destination 10.0.0.5-10.0.0.6
iptables -t nat -A PREROUTING -i eth0 -p icmp -j DNAT --to-destination 10.0.0.6
ip6tables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 \
  -j DNAT --to-destination [2001:db8:1::5]:8080
ip6tables -t nat -A PREROUTING -i eth0 -p udp -j DNAT --to-destination 2001:db8:1::6
iptables -A FORWARD -m conntrack --ctstate DNAT
iptables -A FORWARD -m conntrack --ctstate SNAT
iptables -A FORWARD -d 10.0.0.5
