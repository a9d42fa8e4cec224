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

iptables -t raw -A PREROUTING -p udp --dport 7 -j NOTRACK
iptables -t raw -A PREROUTING -p udp --dport 8 -j CT --zone 5
iptables -t raw -A PREROUTING -p udp --dport 9 -j CT --zone-reply 5
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 1
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 2
iptables -t mangle -A PREROUTING -m connlimit --connlimit-above 1
iptables -t mangle -A PREROUTING -m connlimit --connlimit-above 2
iptables -A FORWARD -m connlimit --connlimit-above 1
iptables -A FORWARD -m connlimit --connlimit-above 2
iptables -A OUTPUT -m connlimit --connlimit-above 0 --connlimit-mask 0
iptables -A OUTPUT -m connlimit --connlimit-above 1 --connlimit-mask 0
iptables -A INPUT -m connlimit --connlimit-above 0 --connlimit-mask 0
iptables -A INPUT -m connlimit --connlimit-above 1 --connlimit-mask 0
