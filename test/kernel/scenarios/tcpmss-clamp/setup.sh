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

ip link set eth0 mtu 1400
ip route add 203.0.113.10 via 192.0.2.254 mtu 1300
ip route add 10.0.5.0/24 via 10.0.0.5 mtu lock 1200
ip route add 10.0.6.0/24 via 10.0.0.5 mtu 60
ip route add 2001:db8:9::10 via 2001:db8::254 mtu 1280
iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
iptables -t mangle -A POSTROUTING -p tcp --dport 90 --syn -j TCPMSS --clamp-mss-to-pmtu
iptables -t mangle -A OUTPUT -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
iptables -A FORWARD -p tcp
ip6tables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
ip6tables -t mangle -A POSTROUTING -p tcp --dport 90 --syn -j TCPMSS --clamp-mss-to-pmtu
ip6tables -t mangle -A OUTPUT -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu
ip6tables -A FORWARD -p tcp
