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

ip6tables -t raw -A PREROUTING -p udp --dport 69 -j CT --helper tftp
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate RELATED
ip6tables -A FORWARD -m conntrack --ctstate INVALID
ip6tables -A FORWARD -m conntrack --ctstatus EXPECTED
ip6tables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::7
ip6tables -t nat -A PREROUTING -i eth0 -d 2001:db8::8 -j DNAT --to-destination 2001:db8:1::5
