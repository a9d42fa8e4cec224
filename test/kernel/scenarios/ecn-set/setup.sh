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

iptables -t mangle -A FORWARD -p tcp --dport 80 -j ECN --ecn-tcp-remove
iptables -t mangle -A FORWARD -p tcp --dport 81 -j ECN --ecn-tcp-cwr 1 --ecn-tcp-ece 0 --ecn-ip-ect 2
iptables -t mangle -A FORWARD -p udp -j ECN --ecn-ip-ect 0
iptables -t mangle -A FORWARD -p 99 -j ECN --ecn-ip-ect 3
iptables -t mangle -A FORWARD -p tcp -s 10.0.0.6 -j ECN --ecn-tcp-ece 1
