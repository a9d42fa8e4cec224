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

iptables -N dccp-c1
iptables -A dccp-c1 -p dccp -m dccp --sport 4000
iptables -A FORWARD -j dccp-c1
iptables -N dccp-c2
iptables -A dccp-c2 -p dccp -m dccp ! --dport 80:90
iptables -A FORWARD -j dccp-c2
iptables -N dccp-c3
iptables -A dccp-c3 -p dccp -m dccp --dport 0:65535
iptables -A FORWARD -j dccp-c3
iptables -N dccp-c4
iptables -A dccp-c4 -p dccp -m dccp --dccp-types REQUEST,DATA
iptables -A FORWARD -j dccp-c4
iptables -N dccp-c5
iptables -A dccp-c5 -p dccp -m dccp ! --dccp-types INVALID
iptables -A FORWARD -j dccp-c5
iptables -N dccp-c6
iptables -A dccp-c6 -p dccp -m dccp --dccp-option 5
iptables -A FORWARD -j dccp-c6
iptables -N dccp-c7
iptables -A dccp-c7 -p dccp -m dccp ! --dccp-option 5
iptables -A FORWARD -j dccp-c7
iptables -N dccp-c8
iptables -A dccp-c8 -p dccp -m dccp --dccp-option 1
iptables -A FORWARD -j dccp-c8
ip6tables -N dccp-c1
ip6tables -A dccp-c1 -p dccp -m dccp --sport 4000
ip6tables -A FORWARD -j dccp-c1
ip6tables -N dccp-c2
ip6tables -A dccp-c2 -p dccp -m dccp ! --dport 80:90
ip6tables -A FORWARD -j dccp-c2
ip6tables -N dccp-c3
ip6tables -A dccp-c3 -p dccp -m dccp --dport 0:65535
ip6tables -A FORWARD -j dccp-c3
ip6tables -N dccp-c4
ip6tables -A dccp-c4 -p dccp -m dccp --dccp-types REQUEST,DATA
ip6tables -A FORWARD -j dccp-c4
ip6tables -N dccp-c5
ip6tables -A dccp-c5 -p dccp -m dccp ! --dccp-types INVALID
ip6tables -A FORWARD -j dccp-c5
ip6tables -N dccp-c6
ip6tables -A dccp-c6 -p dccp -m dccp --dccp-option 5
ip6tables -A FORWARD -j dccp-c6
ip6tables -N dccp-c7
ip6tables -A dccp-c7 -p dccp -m dccp ! --dccp-option 5
ip6tables -A FORWARD -j dccp-c7
ip6tables -N dccp-c8
ip6tables -A dccp-c8 -p dccp -m dccp --dccp-option 1
ip6tables -A FORWARD -j dccp-c8
