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

iptables -t nat -A POSTROUTING -p dccp -m dccp --dport 80 -j SNAT --to-source 192.0.2.1
iptables -t nat -A POSTROUTING -p dccp -m dccp --dport 81 -j SNAT --to-source 192.0.2.1:4000-4010
iptables -t nat -A PREROUTING -p dccp -m dccp --dport 82 -j DNAT --to-destination 203.0.113.10:8000
ip6tables -t nat -A POSTROUTING -p dccp -m dccp --dport 81 -j SNAT --to-source [2001:db8::1]:4000-4010
