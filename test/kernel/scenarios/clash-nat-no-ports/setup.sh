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

sysctl -qw net.netfilter.nf_conntrack_acct=1
iptables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate NEW
iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.1
ip6tables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 2001:db8::1
iptables -t nat -A PREROUTING -i eth1 -d 198.51.100.1 -j DNAT --to-destination 203.0.113.9
