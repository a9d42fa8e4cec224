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

iptables -t raw -A PREROUTING -p udp --dport 1 -j TEE --gateway 10.0.1.99
iptables -t mangle -A INPUT -p udp --dport 2 -j TEE --gateway 10.0.1.99
iptables -A FORWARD -p udp --dport 3 -j TEE --gateway 10.0.1.99
iptables -t mangle -A OUTPUT -p udp --dport 4 -j TEE --gateway 10.0.1.99
iptables -t nat -A POSTROUTING -p udp --dport 5 -j TEE --gateway 10.0.1.99
iptables -t mangle -A POSTROUTING -p udp --dport 6 -j TEE --gateway 10.0.1.99
iptables -A FORWARD -p udp --dport 7 -j TEE --gateway 10.0.1.99
iptables -A FORWARD -p udp --dport 7 -j TEE --gateway 10.0.0.99
iptables -A OUTPUT -o eth2 -j TEE --gateway 10.0.0.99
iptables -A OUTPUT -m conntrack --ctstate UNTRACKED -m owner ! --socket-exists
iptables -A OUTPUT -p udp --dport 8 -j DROP
iptables -A FORWARD -p udp --dport 8 -j TEE --gateway 10.0.1.99
iptables -t mangle -A OUTPUT -o eth2 -p udp --dport 9 -j MARK --set-mark 9
iptables -A FORWARD -p udp --dport 9 -j TEE --gateway 10.0.1.99
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
ip6tables -t raw -A PREROUTING -p udp --dport 1 -j TEE --gateway 2001:db8:2::99
ip6tables -t mangle -A INPUT -p udp --dport 2 -j TEE --gateway 2001:db8:2::99
ip6tables -A FORWARD -p udp --dport 3 -j TEE --gateway 2001:db8:2::99
ip6tables -t mangle -A OUTPUT -p udp --dport 4 -j TEE --gateway 2001:db8:2::99
ip6tables -t mangle -A POSTROUTING -p udp --dport 6 -j TEE --gateway 2001:db8:2::99
ip6tables -A OUTPUT -o eth2 -j TEE --gateway 2001:db8:1::99
