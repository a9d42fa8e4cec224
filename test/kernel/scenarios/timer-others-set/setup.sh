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
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED
iptables -A FORWARD -m conntrack --ctstate RELATED
iptables -A FORWARD -m conntrack --ctstate INVALID
iptables -A FORWARD -m conntrack --ctstatus SEEN_REPLY
iptables -A FORWARD -m conntrack --ctstatus ASSURED
iptables -t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate ESTABLISHED
ip6tables -A FORWARD -m conntrack --ctstate RELATED
ip6tables -A FORWARD -m conntrack --ctstate INVALID
ip6tables -A FORWARD -m conntrack --ctstatus SEEN_REPLY
ip6tables -A FORWARD -m conntrack --ctstatus ASSURED
ip6tables -t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_sent=51
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_syn_recv=53
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_established=1007
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_fin_wait=57
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=61
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_last_ack=63
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_time_wait=67
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close=71
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_unacknowledged=503
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_max_retrans=401
sysctl -qw net.netfilter.nf_conntrack_udp_timeout=73
sysctl -qw net.netfilter.nf_conntrack_udp_timeout_stream=77
sysctl -qw net.netfilter.nf_conntrack_icmp_timeout=81
sysctl -qw net.netfilter.nf_conntrack_icmpv6_timeout=83
sysctl -qw net.netfilter.nf_conntrack_generic_timeout=87
sysctl -qw net.netfilter.nf_conntrack_gre_timeout=91
sysctl -qw net.netfilter.nf_conntrack_gre_timeout_stream=93
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_closed=21
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_cookie_wait=23
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_cookie_echoed=27
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_established=97
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_shutdown_sent=31
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_shutdown_recd=33
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_shutdown_ack_sent=37
sysctl -qw net.netfilter.nf_conntrack_sctp_timeout_heartbeat_sent=41
