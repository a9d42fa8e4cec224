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
iptables -t mangle -A PREROUTING -p tcp --dport 20:29 --syn -j TCPMSS --set-mss 500
iptables -t mangle -A FORWARD -p tcp --dport 10:19 --syn -j TCPMSS --set-mss 500
iptables -t mangle -A INPUT -p tcp --dport 10:15 --syn -j TCPMSS --set-mss 500
iptables -t mangle -A OUTPUT -p tcp --dport 30:39 --syn -j TCPMSS --set-mss 500
iptables -t mangle -A INPUT -p tcp -m multiport --dports 12,13,22,23 -j TOS --set-tos 0x10
iptables -A FORWARD -p tcp -m multiport --dports 10,20 -j REJECT
iptables -A FORWARD -p tcp -m multiport --dports 11,21 -j REJECT --reject-with tcp-reset
iptables -A INPUT -p tcp -m multiport --dports 10,12,14,20,22,30 -j REJECT
iptables -A INPUT -p tcp -m multiport --dports 11,13,15,21,23,31 -j REJECT --reject-with tcp-reset
iptables -A OUTPUT -p tcp -m multiport --dports 30 ! -o lo -j REJECT
iptables -A OUTPUT -p tcp -m multiport --dports 31 ! -o lo -j REJECT --reject-with tcp-reset
iptables -A FORWARD -p udp -j REJECT
iptables -A INPUT -p udp -j REJECT
ip6tables -t mangle -A PREROUTING -p tcp --dport 20:29 --syn -j TCPMSS --set-mss 500
ip6tables -t mangle -A FORWARD -p tcp --dport 10:19 --syn -j TCPMSS --set-mss 500
ip6tables -t mangle -A INPUT -p tcp --dport 10:15 --syn -j TCPMSS --set-mss 500
ip6tables -t mangle -A OUTPUT -p tcp --dport 30:39 --syn -j TCPMSS --set-mss 500
ip6tables -t mangle -A INPUT -p tcp -m multiport --dports 12,13,22,23 -j TOS --set-tos 0x10
ip6tables -A FORWARD -p tcp -m multiport --dports 10,20 -j REJECT
ip6tables -A FORWARD -p tcp -m multiport --dports 11,21 -j REJECT --reject-with tcp-reset
ip6tables -A INPUT -p tcp -m multiport --dports 10,12,14,20,22,30 -j REJECT
ip6tables -A INPUT -p tcp -m multiport --dports 11,13,15,21,23,31 -j REJECT --reject-with tcp-reset
ip6tables -A OUTPUT -p tcp -m multiport --dports 30 ! -o lo -j REJECT
ip6tables -A OUTPUT -p tcp -m multiport --dports 31 ! -o lo -j REJECT --reject-with tcp-reset
ip6tables -A FORWARD -p udp -j REJECT
ip6tables -A INPUT -p udp -j REJECT
iptables -t nat -A PREROUTING -p tcp --dport 16 -j REDIRECT --to-ports 14
iptables -t nat -A PREROUTING -p tcp --dport 17 -j REDIRECT --to-ports 15
ip6tables -t nat -A PREROUTING -p tcp --dport 16 -j REDIRECT --to-ports 14
ip6tables -t nat -A PREROUTING -p tcp --dport 17 -j REDIRECT --to-ports 15
