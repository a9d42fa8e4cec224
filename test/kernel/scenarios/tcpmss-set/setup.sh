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
iptables -t mangle -A FORWARD -p tcp --dport 80 --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1000
iptables -t mangle -A FORWARD -p tcp --dport 81 --syn -j TCPMSS --set-mss 300
iptables -t mangle -A FORWARD -p tcp --dport 82 --tcp-flags SYN SYN -j TCPMSS --set-mss 0
iptables -t mangle -A FORWARD -p tcp --dport 83 --tcp-flags SYN SYN -j TCPMSS --set-mss 65000
iptables -A FORWARD -p tcp
ip6tables -t mangle -A FORWARD -p tcp --dport 80 --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1000
ip6tables -t mangle -A FORWARD -p tcp --dport 81 --syn -j TCPMSS --set-mss 300
ip6tables -t mangle -A FORWARD -p tcp --dport 82 --tcp-flags SYN SYN -j TCPMSS --set-mss 0
ip6tables -t mangle -A FORWARD -p tcp --dport 83 --tcp-flags SYN SYN -j TCPMSS --set-mss 65000
ip6tables -A FORWARD -p tcp
