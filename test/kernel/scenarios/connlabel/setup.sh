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
iptables -t raw -A PREROUTING -p udp --dport 7 -j NOTRACK
iptables -t raw -A PREROUTING -m connlabel --label 5
iptables -t raw -A PREROUTING -m connlabel ! --label 5
iptables -A FORWARD -m connlabel --label 5
iptables -A FORWARD -m connlabel ! --label 5
iptables -A FORWARD -p udp --sport 1 -m connlabel --label 5 --set
iptables -A FORWARD -p udp --sport 2 -m connlabel ! --label 127 --set
iptables -A FORWARD -p udp --sport 2 -m connlabel --label 64 --set
iptables -A FORWARD -m connlabel --label 5
iptables -A FORWARD -m connlabel --label 127
iptables -A FORWARD -m connlabel ! --label 64
ip6tables -t raw -A PREROUTING -p udp --dport 7 -j NOTRACK
ip6tables -t raw -A PREROUTING -m connlabel --label 5
ip6tables -t raw -A PREROUTING -m connlabel ! --label 5
ip6tables -A FORWARD -m connlabel --label 5
ip6tables -A FORWARD -m connlabel ! --label 5
ip6tables -A FORWARD -p udp --sport 1 -m connlabel --label 5 --set
ip6tables -A FORWARD -p udp --sport 2 -m connlabel ! --label 127 --set
ip6tables -A FORWARD -p udp --sport 2 -m connlabel --label 64 --set
ip6tables -A FORWARD -m connlabel --label 5
ip6tables -A FORWARD -m connlabel --label 127
ip6tables -A FORWARD -m connlabel ! --label 64
