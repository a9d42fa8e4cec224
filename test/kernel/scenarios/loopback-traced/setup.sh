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

iptables -t raw -A OUTPUT -j TRACE
ip6tables -t raw -A OUTPUT -j TRACE
iptables -t raw -A PREROUTING -j TRACE
ip6tables -t raw -A PREROUTING -j TRACE
iptables -t mangle -A OUTPUT -p udp --dport 1 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 10.0.0.1
iptables -A OUTPUT -p udp --dport 2 -j REJECT
iptables -t mangle -A POSTROUTING -p udp --dport 3 -j TEE --gateway 10.0.0.1
iptables -t nat -A OUTPUT -p udp --dport 4 -j DNAT --to 10.0.0.1
iptables -A INPUT -i lo -p udp --dport 4 -j REJECT
ip6tables -t mangle -A OUTPUT -p udp --dport 1 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 1:2 -j TEE --gateway 2001:db8:1::1
ip6tables -A OUTPUT -p udp --dport 2 -j REJECT
ip6tables -t mangle -A POSTROUTING -p udp --dport 3 -j TEE --gateway 2001:db8:1::1
ip6tables -t nat -A OUTPUT -p udp --dport 4 -j DNAT --to 2001:db8:1::1
ip6tables -A INPUT -i lo -p udp --dport 4 -j REJECT
