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
iptables -A FORWARD -p tcp --dport 80
iptables -A FORWARD -p tcp --sport 1024:
iptables -A FORWARD -p tcp --dport :1023
iptables -A FORWARD -p tcp ! --dport 80:90
iptables -A FORWARD -p tcp --sport 4000:4001 --dport 79:81
iptables -A FORWARD -p tcp --syn
iptables -A FORWARD -p tcp ! --syn
iptables -A FORWARD -p tcp --tcp-flags ALL NONE
iptables -A FORWARD -p tcp --tcp-flags ALL ALL
iptables -A FORWARD -p tcp --tcp-flags SYN,ACK SYN,ACK
iptables -A FORWARD -p tcp ! --tcp-flags SYN,RST,ACK,FIN SYN
iptables -A FORWARD -p tcp --tcp-option 2
iptables -A FORWARD -p tcp ! --tcp-option 8
iptables -A FORWARD -p tcp --tcp-option 5
iptables -A FORWARD -p tcp -m tcp
ip6tables -A FORWARD -p tcp --dport 80
ip6tables -A FORWARD -p tcp --sport 1024:
ip6tables -A FORWARD -p tcp --dport :1023
ip6tables -A FORWARD -p tcp ! --dport 80:90
ip6tables -A FORWARD -p tcp --sport 4000:4001 --dport 79:81
ip6tables -A FORWARD -p tcp --syn
ip6tables -A FORWARD -p tcp ! --syn
ip6tables -A FORWARD -p tcp --tcp-flags ALL NONE
ip6tables -A FORWARD -p tcp --tcp-flags ALL ALL
ip6tables -A FORWARD -p tcp --tcp-flags SYN,ACK SYN,ACK
ip6tables -A FORWARD -p tcp ! --tcp-flags SYN,RST,ACK,FIN SYN
ip6tables -A FORWARD -p tcp --tcp-option 2
ip6tables -A FORWARD -p tcp ! --tcp-option 8
ip6tables -A FORWARD -p tcp --tcp-option 5
ip6tables -A FORWARD -p tcp -m tcp
