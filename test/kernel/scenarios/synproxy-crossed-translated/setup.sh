ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip route add default via 192.0.2.254 dev eth0
sysctl -qw net.ipv4.ip_forward=1
iptables -t nat -A OUTPUT -s 10.0.0.5 -p tcp --syn -j DNAT --to-destination 10.0.0.9
iptables -A FORWARD -p tcp -j SYNPROXY --mss 536
