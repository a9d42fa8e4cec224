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

ip route add default via 10.0.1.5 dev eth2 table 60
ip rule add priority 100 fwmark 6 table 60
ip rule add priority 110 from 10.0.1.1 table 60
ip rule add priority 120 tos 0x08 table 60
ip rule add priority 130 iif lo to 198.51.100.0/24 table 60
ip rule add priority 140 oif eth2 table 60
iptables -t mangle -A OUTPUT -p udp --dport 6 -j MARK --set-mark 6
iptables -t mangle -A OUTPUT -p udp --dport 7 -j TOS --set-tos 0x08
iptables -t nat -A OUTPUT -p udp --dport 8 -j DNAT --to-destination 198.51.100.8
iptables -A OUTPUT -o eth0
iptables -A OUTPUT -o eth2
ip -6 route add default via 2001:db8:2::5 dev eth2 table 60
ip -6 rule add fwmark 6 table 60
ip6tables -t mangle -A OUTPUT -p udp --dport 6 -j MARK --set-mark 6
ip6tables -A OUTPUT -o eth2
