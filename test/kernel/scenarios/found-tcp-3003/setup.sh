ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 2001:db8::1/64 dev eth0
ip -6 route add default via 2001:db8::254 dev eth0
sysctl -qw net.ipv6.conf.all.forwarding=1
ip6tables -A FORWARD -m conntrack --ctstatus ASSURED
