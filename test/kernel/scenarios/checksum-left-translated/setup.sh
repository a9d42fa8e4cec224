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

sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0
iptables -t raw -A PREROUTING -p tcp --dport 80 --syn -j CT --notrack
iptables -A FORWARD -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --wscale 7
iptables -A INPUT -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --wscale 7
ip6tables -t raw -A PREROUTING -p tcp --dport 80 --syn -j CT --notrack
ip6tables -A FORWARD -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --wscale 7
ip6tables -A INPUT -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --wscale 7

ip6tables -t mangle -A OUTPUT -p tcp -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:1::/48
ip6tables -t mangle -A POSTROUTING -p tcp --dport 4001 -j SNPT --src-pfx 2001:db8::/32 --dst-pfx 2001:db8::/32
