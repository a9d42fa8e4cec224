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
iptables -A FORWARD -m statistic --mode nth --every 3 --packet 0
iptables -A FORWARD -m statistic --mode nth --every 3 --packet 2
iptables -A FORWARD -m statistic --mode nth ! --every 4 --packet 1
iptables -A FORWARD -m statistic --mode nth --every 1 --packet 0
iptables -A FORWARD -m statistic --mode nth ! --every 1 --packet 0
iptables -A FORWARD -m statistic --mode random --probability 0
iptables -A FORWARD -m statistic --mode random ! --probability 0
iptables -A FORWARD -m statistic --mode random --probability 1
iptables -A FORWARD -m statistic --mode nth --every 2 --packet 1 -j DROP
iptables -A INPUT -m statistic --mode nth --every 2 --packet 0
iptables -A OUTPUT -m statistic --mode nth --every 2 --packet 0
ip6tables -A FORWARD -m statistic --mode nth --every 3 --packet 0
ip6tables -A FORWARD -m statistic --mode nth --every 3 --packet 2
ip6tables -A FORWARD -m statistic --mode nth ! --every 4 --packet 1
ip6tables -A FORWARD -m statistic --mode nth --every 1 --packet 0
ip6tables -A FORWARD -m statistic --mode nth ! --every 1 --packet 0
ip6tables -A FORWARD -m statistic --mode random --probability 0
ip6tables -A FORWARD -m statistic --mode random ! --probability 0
ip6tables -A FORWARD -m statistic --mode random --probability 1
ip6tables -A FORWARD -m statistic --mode nth --every 2 --packet 1 -j DROP
ip6tables -A INPUT -m statistic --mode nth --every 2 --packet 0
ip6tables -A OUTPUT -m statistic --mode nth --every 2 --packet 0
