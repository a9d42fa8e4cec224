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

ip link set ppp0 up
ip addr add 195.96.98.1/24 dev ppp0
ip route add default via 195.96.98.253 dev ppp0 table 50
ip route add default via 10.0.1.5 dev eth2 table 60
ip rule add priority 100 from 10.0.0.6 table 50
ip rule add priority 110 to 198.51.100.0/24 table 60
ip rule add priority 120 iif eth2 table 50
ip rule add priority 130 tos 0x10 table 60
ip rule add priority 140 fwmark 0x20/0xf0 table 50
ip rule add priority 150 from 10.0.0.0/24 to 198.51.100.128/25 prohibit
ip rule add priority 160 from 10.0.0.9 blackhole
ip rule add priority 170 from 10.0.0.10 unreachable
iptables -t mangle -A PREROUTING -p udp --dport 7 -j MARK --set-mark 0x2f
iptables -t mangle -A PREROUTING -p udp --dport 8 -j MARK --set-mark 0x30
ip -6 route add default dev ppp0 table 50
ip -6 rule add from 2001:db8:1::6 table 50
ip -6 rule add fwmark 5 table 50
ip -6 rule add from 2001:db8:1::7 prohibit
ip6tables -t mangle -A PREROUTING -p udp --dport 7 -j MARK --set-mark 5
