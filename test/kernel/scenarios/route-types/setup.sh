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

ip route add blackhole 198.18.0.0/24
ip route add unreachable 198.18.1.0/24
ip route add prohibit 198.18.2.0/24
ip route add throw 198.18.3.0/24
ip route add 198.18.4.0/24 via 192.0.2.254 dev eth0 table 100
ip route add throw 198.18.4.128/25 table 100
ip rule add to 198.18.4.0/24 table 100
ip route del default
ip -6 route add blackhole 2001:db8:b0::/64
ip -6 route add unreachable 2001:db8:b1::/64
ip -6 route add prohibit 2001:db8:b2::/64
ip -6 route add throw 2001:db8:b3::/64
ip -6 route del default
iptables -A FORWARD -j ACCEPT
iptables -t mangle -A PREROUTING -p udp
