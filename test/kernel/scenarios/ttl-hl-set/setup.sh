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

iptables -t mangle -A PREROUTING -p udp --dport 1 -j TTL --ttl-set 100
iptables -t mangle -A PREROUTING -p udp --dport 2 -j TTL --ttl-dec 5
iptables -t mangle -A PREROUTING -p udp --dport 3 -j TTL --ttl-inc 1
iptables -t mangle -A POSTROUTING -p udp --dport 4 -j TTL --ttl-dec 10
iptables -t mangle -A POSTROUTING -p udp --dport 5 -j TTL --ttl-inc 255
ip6tables -t mangle -A PREROUTING -p udp --dport 1 -j HL --hl-set 100
ip6tables -t mangle -A PREROUTING -p udp --dport 2 -j HL --hl-dec 5
ip6tables -t mangle -A PREROUTING -p udp --dport 3 -j HL --hl-inc 1
ip6tables -t mangle -A POSTROUTING -p udp --dport 5 -j HL --hl-inc 255
