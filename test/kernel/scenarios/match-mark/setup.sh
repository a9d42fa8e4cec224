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

iptables -t mangle -A PREROUTING -p udp --dport 1 -j MARK --set-mark 0x11
iptables -t mangle -A PREROUTING -p udp --dport 2 -j MARK --set-mark 0xf0
iptables -t mangle -A PREROUTING -p udp --dport 3 -j CONNMARK --set-mark 0x25
iptables -A FORWARD -m mark --mark 0x11
iptables -A FORWARD -m mark --mark 0x1/0xf
iptables -A FORWARD -m mark ! --mark 0
iptables -A FORWARD -m mark --mark 0/0xf
iptables -A FORWARD -m connmark --mark 0x25
iptables -A FORWARD -m connmark --mark 0x5/0xf
iptables -A FORWARD -m connmark ! --mark 0x25
ip6tables -t mangle -A PREROUTING -p udp --dport 1 -j MARK --set-mark 0xffffffff
ip6tables -A FORWARD -m mark --mark 0xffffffff
ip6tables -A FORWARD -m connmark --mark 0
