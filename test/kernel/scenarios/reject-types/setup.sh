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

iptables -A FORWARD -p udp --dport 1 -j REJECT --reject-with icmp-net-unreachable
iptables -A FORWARD -p udp --dport 2 -j REJECT --reject-with icmp-host-unreachable
iptables -A FORWARD -p udp --dport 3 -j REJECT --reject-with icmp-port-unreachable
iptables -A FORWARD -p udp --dport 4 -j REJECT --reject-with icmp-proto-unreachable
iptables -A FORWARD -p udp --dport 5 -j REJECT --reject-with icmp-net-prohibited
iptables -A FORWARD -p udp --dport 6 -j REJECT --reject-with icmp-host-prohibited
iptables -A FORWARD -p udp --dport 7 -j REJECT --reject-with icmp-admin-prohibited
iptables -A FORWARD -j REJECT
ip6tables -A FORWARD -p udp --dport 1 -j REJECT --reject-with icmp6-no-route
ip6tables -A FORWARD -p udp --dport 2 -j REJECT --reject-with icmp6-adm-prohibited
ip6tables -A FORWARD -p udp --dport 3 -j REJECT --reject-with icmp6-addr-unreachable
ip6tables -A FORWARD -p udp --dport 4 -j REJECT --reject-with icmp6-port-unreachable
ip6tables -A FORWARD -p udp --dport 5 -j REJECT --reject-with icmp6-policy-fail
ip6tables -A FORWARD -p udp --dport 6 -j REJECT --reject-with icmp6-reject-route
ip6tables -A FORWARD -j REJECT
