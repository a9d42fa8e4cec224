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
iptables -t raw -A PREROUTING -p tcp --syn -j CT --notrack
iptables -N proxy
iptables -A FORWARD -p tcp -m conntrack --ctstate INVALID,UNTRACKED -j proxy
iptables -A proxy -p tcp --dport 1 -j SYNPROXY
iptables -A proxy -p tcp --dport 2 -j SYNPROXY --mss 1400
iptables -A proxy -p tcp --dport 3 -j SYNPROXY --timestamp
iptables -A proxy -p tcp --dport 4 -j SYNPROXY --timestamp --sack-perm --ecn
iptables -A proxy -p tcp --dport 5 -j SYNPROXY --wscale 9 --sack-perm --mss 70000
iptables -A proxy -p tcp --dport 6 -j SYNPROXY --wscale 9 --timestamp --mss 0
iptables -A proxy -p tcp --dport 7 -j SYNPROXY --sack-perm --timestamp --wscale 300 --mss 1460
ip6tables -t raw -A PREROUTING -p tcp --syn -j CT --notrack
ip6tables -N proxy
ip6tables -A FORWARD -p tcp -m conntrack --ctstate INVALID,UNTRACKED -j proxy
ip6tables -A proxy -p tcp --dport 1 -j SYNPROXY
ip6tables -A proxy -p tcp --dport 2 -j SYNPROXY --mss 1400
ip6tables -A proxy -p tcp --dport 3 -j SYNPROXY --timestamp
ip6tables -A proxy -p tcp --dport 4 -j SYNPROXY --timestamp --sack-perm --ecn
ip6tables -A proxy -p tcp --dport 5 -j SYNPROXY --wscale 9 --sack-perm --mss 70000
ip6tables -A proxy -p tcp --dport 6 -j SYNPROXY --wscale 9 --timestamp --mss 0
ip6tables -A proxy -p tcp --dport 7 -j SYNPROXY --sack-perm --timestamp --wscale 300 --mss 1460
