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

iptables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate NEW
sysctl -qw net.netfilter.nf_conntrack_udp_timeout=101
sysctl -qw net.netfilter.nf_conntrack_icmp_timeout=102
sysctl -qw net.netfilter.nf_conntrack_icmpv6_timeout=103
sysctl -qw net.netfilter.nf_conntrack_generic_timeout=104
sysctl -qw net.netfilter.nf_conntrack_gre_timeout=105
sysctl -qw net.netfilter.nf_conntrack_gre_timeout_stream=106
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_cookie_wait=107
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_recv=108
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_fin_wait=109
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=110
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_last_ack=111
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_time_wait=112
