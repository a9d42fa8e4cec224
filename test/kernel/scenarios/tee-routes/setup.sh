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

ip route add 198.18.0.0/16 via 10.0.1.7
ip route add blackhole 198.19.0.0/16
ip route add default via 10.0.1.7 dev eth2 table 7
ip rule add fwmark 7 table 7
iptables -t mangle -A PREROUTING -j MARK --set-mark 7
iptables -t mangle -A PREROUTING -p udp --dport 1 -j TEE --gateway 198.18.0.1
iptables -t mangle -A PREROUTING -p udp --dport 2 -j TEE --gateway 198.19.0.1
iptables -t mangle -A PREROUTING -p udp --dport 3 -j TEE --gateway 198.51.100.1
iptables -t mangle -A PREROUTING -p udp --dport 4 -j TEE --gateway 198.51.100.1 --oif eth2
iptables -t mangle -A PREROUTING -p udp --dport 5 -j TEE --gateway 198.51.100.1 --oif eth9
iptables -A FORWARD -p udp --dport 6 -j TEE --gateway 224.0.0.9
iptables -A FORWARD -p udp --dport 7 -j TEE --gateway 255.255.255.255 --oif eth2
iptables -A FORWARD -p udp --dport 8 -j TEE --gateway 10.0.0.1
iptables -A FORWARD -p udp --dport 9 -j TEE --gateway 127.0.0.1
iptables -A FORWARD -p udp --dport 10 -j TEE --gateway 198.51.100.1 --oif lo
iptables -A INPUT -i lo -p udp --dport 8 -j DROP
