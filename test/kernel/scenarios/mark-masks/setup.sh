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

iptables -t mangle -A PREROUTING -j MARK --set-mark 0x12345678
iptables -t mangle -A PREROUTING -p udp --dport 1 -j MARK --set-xmark 0xff/0xf0
iptables -t mangle -A PREROUTING -p udp --dport 2 -j MARK --set-mark 0x0f/0xff
iptables -t mangle -A PREROUTING -p udp --dport 3 -j MARK --and-mark 0xffff
iptables -t mangle -A PREROUTING -p udp --dport 4 -j MARK --or-mark 0x80000001
iptables -t mangle -A PREROUTING -p udp --dport 5 -j MARK --xor-mark 0xffffffff
iptables -t raw -A PREROUTING -p udp --dport 6 -j MARK --set-mark 7
iptables -A FORWARD -p udp --dport 7 -j MARK --set-mark 8
iptables -t security -A FORWARD -p udp --dport 7 -j MARK --or-mark 0x100
iptables -t mangle -A OUTPUT -p udp --dport 8 -j MARK --set-mark 9
ip6tables -t mangle -A PREROUTING -j MARK --set-mark 0xa
ip6tables -t mangle -A FORWARD -j MARK --or-mark 0x50
