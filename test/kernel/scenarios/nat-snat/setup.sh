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

iptables -t nat -A POSTROUTING -o eth0 -p tcp --dport 1 -j SNAT --to-source 192.0.2.7
iptables -t nat -A POSTROUTING -o eth0 -p tcp --dport 2 -j SNAT --to-source 192.0.2.7:7000
iptables -t nat -A POSTROUTING -o eth0 -p tcp --dport 3 -j SNAT --to-source 192.0.2.7:4000-4100
iptables -t nat -A POSTROUTING -o eth0 -p icmp -j SNAT --to-source 192.0.2.8
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.6 -j ACCEPT
iptables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 192.0.2.9
iptables -t nat -A POSTROUTING -o eth0 -p 99 -j SNAT --to-source 192.0.2.9
ip addr add 192.0.2.7/32 dev eth0
ip6tables -t nat -A POSTROUTING -o eth0 -p tcp -j SNAT --to-source [2001:db8::7]:7000
ip6tables -t nat -A POSTROUTING -o eth0 -p udp -j SNAT --to-source 2001:db8::8
