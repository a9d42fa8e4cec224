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

iptables -N tcpmss-c1
iptables -A tcpmss-c1 -p tcp -m tcpmss --mss 1460
iptables -A FORWARD -j tcpmss-c1
iptables -N tcpmss-c2
iptables -A tcpmss-c2 -p tcp -m tcpmss ! --mss 1460
iptables -A FORWARD -j tcpmss-c2
iptables -N tcpmss-c3
iptables -A tcpmss-c3 -p tcp -m tcpmss --mss 500:1000
iptables -A FORWARD -j tcpmss-c3
iptables -N tcpmss-c4
iptables -A tcpmss-c4 -p tcp -m tcpmss ! --mss 0:65535
iptables -A FORWARD -j tcpmss-c4
iptables -N tcpmss-c5
iptables -A tcpmss-c5 -p tcp -m tcpmss --mss 0
iptables -A FORWARD -j tcpmss-c5
ip6tables -N tcpmss-c1
ip6tables -A tcpmss-c1 -p tcp -m tcpmss --mss 1460
ip6tables -A FORWARD -j tcpmss-c1
ip6tables -N tcpmss-c2
ip6tables -A tcpmss-c2 -p tcp -m tcpmss ! --mss 1460
ip6tables -A FORWARD -j tcpmss-c2
ip6tables -N tcpmss-c3
ip6tables -A tcpmss-c3 -p tcp -m tcpmss --mss 500:1000
ip6tables -A FORWARD -j tcpmss-c3
ip6tables -N tcpmss-c4
ip6tables -A tcpmss-c4 -p tcp -m tcpmss ! --mss 0:65535
ip6tables -A FORWARD -j tcpmss-c4
ip6tables -N tcpmss-c5
ip6tables -A tcpmss-c5 -p tcp -m tcpmss --mss 0
ip6tables -A FORWARD -j tcpmss-c5
