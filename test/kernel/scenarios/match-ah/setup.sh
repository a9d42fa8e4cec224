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
iptables -N c1
iptables -A c1 -p ah
iptables -A FORWARD -j c1
iptables -N c2
iptables -A c2 -p ah --ahspi 5
iptables -A FORWARD -j c2
iptables -N c3
iptables -A c3 -p ah ! --ahspi 5
iptables -A FORWARD -j c3
iptables -N c4
iptables -A c4 -p ah --ahspi 1:9
iptables -A FORWARD -j c4
iptables -N c5
iptables -A c5 -p ah -m ah
iptables -A FORWARD -j c5
ip6tables -N c1
ip6tables -A c1 -m ah
ip6tables -A FORWARD -j c1
ip6tables -N c2
ip6tables -A c2 -m ah --ahspi 5
ip6tables -A FORWARD -j c2
ip6tables -N c3
ip6tables -A c3 -m ah ! --ahspi 5
ip6tables -A FORWARD -j c3
ip6tables -N c4
ip6tables -A c4 -m ah --ahlen 24
ip6tables -A FORWARD -j c4
ip6tables -N c5
ip6tables -A c5 -m ah ! --ahlen 24
ip6tables -A FORWARD -j c5
ip6tables -N c6
ip6tables -A c6 -m ah --ahlen 12 --ahspi 1:9
ip6tables -A FORWARD -j c6
ip6tables -N c7
ip6tables -A c7 -m ah --ahres
ip6tables -A FORWARD -j c7
ip6tables -N c8
ip6tables -A c8 -p udp -m ah --ahspi 5 --dport 80
ip6tables -A FORWARD -j c8
ip6tables -N c9
ip6tables -A c9 -p ah --ahspi 5
ip6tables -A FORWARD -j c9
ip6tables -N c10
ip6tables -A c10 -p udp
ip6tables -A FORWARD -j c10
ip6tables -N c11
ip6tables -A c11 -p 59
ip6tables -A FORWARD -j c11
ip6tables -N c12
ip6tables -A c12 -p 60
ip6tables -A FORWARD -j c12
