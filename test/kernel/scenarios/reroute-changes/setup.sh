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

ip route add 203.0.113.0/24 via 10.0.1.5 dev eth2 table 60
ip rule add fwmark 1 table 60
ip rule add tos 0x10 table 60
ip rule add fwmark 2 prohibit
ip rule add fwmark 3 blackhole
iptables -t mangle -A OUTPUT -p udp --dport 1 -j MARK --set-mark 1
iptables -t mangle -A OUTPUT -p udp --dport 2 -j TOS --set-tos 0x10
iptables -t mangle -A OUTPUT -p udp --dport 3 -j MARK --set-mark 2
iptables -t mangle -A OUTPUT -p udp --dport 4 -j MARK --set-mark 3
iptables -t mangle -A OUTPUT -p udp --dport 5 -j TTL --ttl-set 9
iptables -t raw -A OUTPUT -p udp --dport 6 -j MARK --set-mark 1
iptables -A OUTPUT -p udp --dport 7 -j MARK --set-mark 1
iptables -t mangle -A POSTROUTING -o eth2
