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
iptables -t mangle -A PREROUTING -j CHECKSUM --checksum-fill
iptables -t mangle -A PREROUTING -j CONNSECMARK --restore
iptables -t mangle -A FORWARD -j IDLETIMER --timeout 5 --label idle
iptables -A FORWARD -j AUDIT --type accept
iptables -A FORWARD -j NFLOG --nflog-group 9 --nflog-prefix "in: " --nflog-size 32
iptables -t mangle -A POSTROUTING -j CONNSECMARK --save
iptables -A OUTPUT -j AUDIT --type drop
ip6tables -t mangle -A PREROUTING -j CHECKSUM --checksum-fill
ip6tables -t mangle -A PREROUTING -j CONNSECMARK --restore
ip6tables -t mangle -A FORWARD -j IDLETIMER --timeout 5 --label idle
ip6tables -A FORWARD -j AUDIT --type accept
ip6tables -A FORWARD -j NFLOG --nflog-group 9 --nflog-prefix "in: " --nflog-size 32
ip6tables -t mangle -A POSTROUTING -j CONNSECMARK --save
ip6tables -A OUTPUT -j AUDIT --type drop
