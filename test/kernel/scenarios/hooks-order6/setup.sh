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
ip6tables -t raw -A PREROUTING -j LOG --log-prefix "raw PREROUTING "
ip6tables -t raw -A OUTPUT -j LOG --log-prefix "raw OUTPUT "
ip6tables -t mangle -A PREROUTING -j LOG --log-prefix "mangle PREROUTING "
ip6tables -t mangle -A INPUT -j LOG --log-prefix "mangle INPUT "
ip6tables -t mangle -A FORWARD -j LOG --log-prefix "mangle FORWARD "
ip6tables -t mangle -A OUTPUT -j LOG --log-prefix "mangle OUTPUT "
ip6tables -t mangle -A POSTROUTING -j LOG --log-prefix "mangle POSTROUTING "
ip6tables -t nat -A PREROUTING -j LOG --log-prefix "nat PREROUTING "
ip6tables -t nat -A INPUT -j LOG --log-prefix "nat INPUT "
ip6tables -t nat -A OUTPUT -j LOG --log-prefix "nat OUTPUT "
ip6tables -t nat -A POSTROUTING -j LOG --log-prefix "nat POSTROUTING "
ip6tables -t filter -A INPUT -j LOG --log-prefix "filter INPUT "
ip6tables -t filter -A FORWARD -j LOG --log-prefix "filter FORWARD "
ip6tables -t filter -A OUTPUT -j LOG --log-prefix "filter OUTPUT "
ip6tables -t security -A INPUT -j LOG --log-prefix "security INPUT "
ip6tables -t security -A FORWARD -j LOG --log-prefix "security FORWARD "
ip6tables -t security -A OUTPUT -j LOG --log-prefix "security OUTPUT "
