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
ip link set eth2 up
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2

iptables -t raw -A PREROUTING -j LOG --log-prefix "raw PREROUTING "
ip6tables -t raw -A PREROUTING -j LOG --log-prefix "raw PREROUTING "
iptables -t mangle -A INPUT -j LOG --log-prefix "mangle INPUT "
ip6tables -t mangle -A INPUT -j LOG --log-prefix "mangle INPUT "
iptables -t mangle -A FORWARD -p udp --dport 2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A FORWARD -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -t mangle -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
iptables -t raw -A PREROUTING -i lo -p udp --dport 2 -m statistic --mode nth --every 3 --packet 0 -j TEE --gateway 10.0.0.1
ip6tables -t raw -A PREROUTING -i lo -p udp --dport 2 -m statistic --mode nth --every 3 --packet 0 -j TEE --gateway 2001:db8:1::1
