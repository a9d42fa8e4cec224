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

iptables -A FORWARD -p udp --dport 53
iptables -A FORWARD -p udp ! --sport 1000:2000
iptables -A FORWARD -p udp -m udp
iptables -A FORWARD -p udplite -m multiport --dports 53,5353
iptables -A FORWARD -p tcp -m multiport --dports 80,443,8000:8100
iptables -A FORWARD -p tcp -m multiport ! --sports 80,443
iptables -A FORWARD -p udp -m multiport --ports 53,1024:1030
iptables -A FORWARD -p sctp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,36412
ip6tables -A FORWARD -p udp --dport 53
ip6tables -A FORWARD -p udp -m multiport --ports 53,1024:1030
ip6tables -A FORWARD -p tcp -m multiport --dports 80,443
