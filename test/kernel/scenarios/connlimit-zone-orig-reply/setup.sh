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

iptables -t raw -A PREROUTING -i eth1 -j CT --zone-orig 1
iptables -t raw -A PREROUTING -i eth0 -j CT --zone-reply 1
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 0 --connlimit-mask 8
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 1 --connlimit-mask 8
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 2 --connlimit-mask 8
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 3 --connlimit-mask 8
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 4 --connlimit-mask 8
iptables -t raw -A PREROUTING -m connlimit --connlimit-above 5 --connlimit-mask 8
iptables -A FORWARD -m connlimit --connlimit-above 0 --connlimit-daddr
iptables -A FORWARD -m connlimit --connlimit-above 1 --connlimit-daddr
iptables -A FORWARD -m connlimit --connlimit-above 2 --connlimit-daddr
iptables -A FORWARD -m connlimit --connlimit-above 3 --connlimit-daddr
