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
iptables -t raw -A PREROUTING -j LOG --log-prefix "raw PREROUTING "
iptables -t raw -A OUTPUT -j LOG --log-prefix "raw OUTPUT "
iptables -t mangle -A PREROUTING -j LOG --log-prefix "mangle PREROUTING "
iptables -t mangle -A INPUT -j LOG --log-prefix "mangle INPUT "
iptables -t mangle -A FORWARD -j LOG --log-prefix "mangle FORWARD "
iptables -t mangle -A OUTPUT -j LOG --log-prefix "mangle OUTPUT "
iptables -t mangle -A POSTROUTING -j LOG --log-prefix "mangle POSTROUTING "
iptables -t nat -A PREROUTING -j LOG --log-prefix "nat PREROUTING "
iptables -t nat -A INPUT -j LOG --log-prefix "nat INPUT "
iptables -t nat -A OUTPUT -j LOG --log-prefix "nat OUTPUT "
iptables -t nat -A POSTROUTING -j LOG --log-prefix "nat POSTROUTING "
iptables -t filter -A INPUT -j LOG --log-prefix "filter INPUT "
iptables -t filter -A FORWARD -j LOG --log-prefix "filter FORWARD "
iptables -t filter -A OUTPUT -j LOG --log-prefix "filter OUTPUT "
iptables -t security -A INPUT -j LOG --log-prefix "security INPUT "
iptables -t security -A FORWARD -j LOG --log-prefix "security FORWARD "
iptables -t security -A OUTPUT -j LOG --log-prefix "security OUTPUT "
