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

nfct default-set timeout inet tcp time_wait 17
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=15
nfct add timeout tcp inet tcp syn_sent 11 syn_recv 12 established 1300 fin_wait 14 close 18
nfct add timeout udp inet udp unreplied 21 replied 220
nfct add timeout lit inet udplite unreplied 31 replied 320
nfct add timeout icm inet icmp timeout 41
nfct add timeout sct inet sctp cookie_wait 51 cookie_echoed 52 established 530
nfct add timeout gre inet gre unreplied 61 replied 620
nfct add timeout any inet generic timeout 71
iptables -t raw -A PREROUTING -p tcp -j CT --timeout tcp
iptables -t raw -A PREROUTING -p udp -j CT --timeout udp
iptables -t raw -A PREROUTING -p udplite -j CT --timeout lit
iptables -t raw -A PREROUTING -p icmp -j CT --timeout icm
iptables -t raw -A PREROUTING -p sctp -j CT --timeout sct
iptables -t raw -A PREROUTING -p gre -j CT --timeout gre
iptables -t raw -A PREROUTING -p 99 -j CT --timeout any
nfct add timeout tcp6 inet6 tcp syn_sent 11 syn_recv 12 established 1300 fin_wait 14 close 18
nfct add timeout udp6 inet6 udp unreplied 21 replied 220
nfct add timeout lit6 inet6 udplite unreplied 31 replied 320
nfct add timeout icm6 inet6 icmpv6 timeout 41
nfct add timeout sct6 inet6 sctp cookie_wait 51 cookie_echoed 52 established 530
nfct add timeout gre6 inet6 gre unreplied 61 replied 620
nfct add timeout any6 inet6 generic timeout 71
ip6tables -t raw -A PREROUTING -p tcp -j CT --timeout tcp6
ip6tables -t raw -A PREROUTING -p udp -j CT --timeout udp6
ip6tables -t raw -A PREROUTING -p udplite -j CT --timeout lit6
ip6tables -t raw -A PREROUTING -p icmpv6 -j CT --timeout icm6
ip6tables -t raw -A PREROUTING -p sctp -j CT --timeout sct6
ip6tables -t raw -A PREROUTING -p gre -j CT --timeout gre6
ip6tables -t raw -A PREROUTING -p 99 -j CT --timeout any6
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=99
