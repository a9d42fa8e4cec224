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

iptables -t nat -A PREROUTING -i eth0 -d 198.51.100.0/24 -j NETMAP --to 10.0.0.0/24
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.0/24 -j NETMAP --to 198.51.100.0/24
iptables -t nat -A OUTPUT -d 198.51.100.0/28 -j NETMAP --to 10.0.0.0/28
iptables -t nat -A PREROUTING -d 198.51.101.7 -j NETMAP --to 10.0.0.6
iptables -t nat -A INPUT -s 203.0.113.10 -j NETMAP --to 10.9.9.9/16
ip6tables -t nat -A PREROUTING -i eth0 -d 2001:db8:77::/48 -j NETMAP --to 2001:db8:1::/48
ip6tables -t nat -A POSTROUTING -o eth0 -s 2001:db8:1::/64 -j NETMAP --to 2001:db8:77:8000::/49
iptables -A FORWARD
iptables -A INPUT
ip6tables -A FORWARD
