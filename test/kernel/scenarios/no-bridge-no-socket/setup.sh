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
iptables -A FORWARD -m physdev --physdev-in eth1
iptables -A FORWARD -m physdev ! --physdev-in eth1
iptables -A FORWARD -m physdev --physdev-is-bridged
iptables -A FORWARD -m physdev ! --physdev-is-bridged
iptables -A FORWARD -m physdev ! --physdev-is-in ! --physdev-is-out
iptables -A FORWARD -m physdev ! --physdev-is-in --physdev-is-out
iptables -A FORWARD -m physdev --physdev-out eth0 ! --physdev-is-bridged
iptables -A INPUT -m physdev ! --physdev-in eth1 ! --physdev-is-bridged
iptables -A OUTPUT -m physdev ! --physdev-is-bridged
iptables -t mangle -A PREROUTING -m socket
iptables -t mangle -A PREROUTING -m socket --transparent --nowildcard --restore-skmark
iptables -t mangle -A PREROUTING -p udp --dport 80 -j TPROXY --on-port 50080 --tproxy-mark 1
iptables -t mangle -A PREROUTING -p tcp --dport 80 -j TPROXY --on-port 50080
iptables -A INPUT -m socket
ip6tables -A FORWARD -m physdev --physdev-in eth1
ip6tables -A FORWARD -m physdev ! --physdev-in eth1
ip6tables -A FORWARD -m physdev --physdev-is-bridged
ip6tables -A FORWARD -m physdev ! --physdev-is-bridged
ip6tables -A FORWARD -m physdev ! --physdev-is-in ! --physdev-is-out
ip6tables -A FORWARD -m physdev ! --physdev-is-in --physdev-is-out
ip6tables -A FORWARD -m physdev --physdev-out eth0 ! --physdev-is-bridged
ip6tables -A INPUT -m physdev ! --physdev-in eth1 ! --physdev-is-bridged
ip6tables -A OUTPUT -m physdev ! --physdev-is-bridged
ip6tables -t mangle -A PREROUTING -m socket
ip6tables -t mangle -A PREROUTING -m socket --transparent --nowildcard --restore-skmark
ip6tables -t mangle -A PREROUTING -p udp --dport 80 -j TPROXY --on-port 50080 --tproxy-mark 1
ip6tables -t mangle -A PREROUTING -p tcp --dport 80 -j TPROXY --on-port 50080
ip6tables -A INPUT -m socket
