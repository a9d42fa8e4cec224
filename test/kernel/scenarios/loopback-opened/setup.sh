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
ip link set eth2 up
ip addr add 10.0.1.1/24 dev eth2
ip addr add 2001:db8:2::1/64 dev eth2

iptables -t raw -A PREROUTING -j LOG --log-prefix "raw PREROUTING "
ip6tables -t raw -A PREROUTING -j LOG --log-prefix "raw PREROUTING "
iptables -t mangle -A INPUT -j LOG --log-prefix "mangle INPUT "
ip6tables -t mangle -A INPUT -j LOG --log-prefix "mangle INPUT "
iptables -t raw -A OUTPUT -p tcp --syn --dport 80 -j CT --notrack
iptables -A INPUT -i lo -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1460 --sack-perm
ip6tables -t raw -A OUTPUT -p tcp --syn --dport 80 -j CT --notrack
ip6tables -A INPUT -i lo -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1460 --sack-perm
iptables -t raw -A OUTPUT -j LOG --log-prefix "raw OUTPUT "
ip6tables -t raw -A OUTPUT -j LOG --log-prefix "raw OUTPUT "
iptables -t mangle -A OUTPUT -j LOG --log-prefix "mangle OUTPUT "
ip6tables -t mangle -A OUTPUT -j LOG --log-prefix "mangle OUTPUT "
iptables -t filter -A OUTPUT -j LOG --log-prefix "filter OUTPUT "
ip6tables -t filter -A OUTPUT -j LOG --log-prefix "filter OUTPUT "
iptables -t security -A OUTPUT -j LOG --log-prefix "security OUTPUT "
ip6tables -t security -A OUTPUT -j LOG --log-prefix "security OUTPUT "
iptables -t mangle -A POSTROUTING -j LOG --log-prefix "mangle POSTROUTING "
ip6tables -t mangle -A POSTROUTING -j LOG --log-prefix "mangle POSTROUTING "
