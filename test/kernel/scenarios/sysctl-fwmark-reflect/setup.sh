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

sysctl -qw net.ipv4.fwmark_reflect=1
sysctl -qw net.ipv6.fwmark_reflect=1
ip rule add fwmark 5 table 99
ip route add default via 10.0.1.5 dev eth2 table 99
iptables -t mangle -A PREROUTING -p udp --dport 1:9 -j MARK --set-mark 5
iptables -t mangle -A PREROUTING -p tcp -j MARK --set-mark 6
iptables -A FORWARD -p udp --dport 9 -j REJECT
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
ip6tables -t mangle -A PREROUTING -j MARK --set-mark 7
ip6tables -A FORWARD -p udp --dport 9 -j REJECT
ip6tables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
