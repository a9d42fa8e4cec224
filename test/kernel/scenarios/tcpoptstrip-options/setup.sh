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
iptables -t mangle -A FORWARD -p tcp --dport 80 -j TCPOPTSTRIP --strip-options mss,timestamp
iptables -t mangle -A FORWARD -p tcp --dport 81 -j TCPOPTSTRIP --strip-options 3,4,5,200
iptables -t mangle -A FORWARD -p tcp --dport 82 -j TCPOPTSTRIP
iptables -t mangle -A FORWARD -p tcp -m tcp --tcp-option 1
ip6tables -t mangle -A FORWARD -p tcp --dport 80 -j TCPOPTSTRIP --strip-options mss,timestamp
ip6tables -t mangle -A FORWARD -p tcp --dport 81 -j TCPOPTSTRIP --strip-options 3,4,5,200
ip6tables -t mangle -A FORWARD -p tcp --dport 82 -j TCPOPTSTRIP
ip6tables -t mangle -A FORWARD -p tcp -m tcp --tcp-option 1
