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

iptables -t mangle -A FORWARD -p udp --dport 1 -j TOS --set-tos 0x10
iptables -t mangle -A FORWARD -p udp --dport 2 -j TOS --set-tos 0x08/0x3f
iptables -t mangle -A FORWARD -p udp --dport 3 -j TOS --and-tos 0xf0
iptables -t mangle -A FORWARD -p udp --dport 4 -j TOS --or-tos 0x0c
iptables -t mangle -A FORWARD -p udp --dport 5 -j TOS --xor-tos 0xff
iptables -t mangle -A FORWARD -p udp --dport 6 -j DSCP --set-dscp 46
iptables -t mangle -A FORWARD -p udp --dport 7 -j DSCP --set-dscp-class AF21
iptables -t mangle -A POSTROUTING -p udp --dport 8 -j TOS --set-tos Minimize-Delay
ip6tables -t mangle -A FORWARD -p udp --dport 1 -j TOS --set-tos 0xab/0xff
ip6tables -t mangle -A FORWARD -p udp --dport 2 -j DSCP --set-dscp 0x2e
ip6tables -t mangle -A FORWARD -p udp --dport 3 -j TOS --set-tos Maximize-Throughput
