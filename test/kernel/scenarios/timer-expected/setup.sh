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
iptables -A FORWARD -m conntrack --ctstate RELATED
iptables -A INPUT -m conntrack --ctstate NEW
iptables -A INPUT -m conntrack --ctstate RELATED
iptables -t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
ip6tables -A FORWARD -m conntrack --ctstate NEW
ip6tables -A FORWARD -m conntrack --ctstate RELATED
ip6tables -A INPUT -m conntrack --ctstate NEW
ip6tables -A INPUT -m conntrack --ctstate RELATED
ip6tables -t raw -A PREROUTING -p udp --dport 9 -j NOTRACK
ip addr add 10.9.0.1/24 brd + dev eth1
iptables -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
ip6tables -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
iptables -t raw -A PREROUTING -p udp --dport 69 -j CT --helper tftp
ip6tables -t raw -A PREROUTING -p udp --dport 69 -j CT --helper tftp
iptables -t raw -A PREROUTING -p tcp --dport 6667 -j CT --helper irc
iptables -t raw -A PREROUTING -p udp --dport 10080 -j CT --helper amanda
ip6tables -t raw -A PREROUTING -p udp --dport 10080 -j CT --helper amanda
iptables -t raw -A PREROUTING -p tcp --dport 6566 -j CT --helper sane
ip6tables -t raw -A PREROUTING -p tcp --dport 6566 -j CT --helper sane
iptables -t raw -A OUTPUT -p udp --dport 137 -j CT --helper netbios-ns
iptables -t raw -A OUTPUT -p udp --dport 161 -j CT --helper snmp
iptables -t raw -A PREROUTING -p udp --dport 5060 -j CT --helper sip
iptables -t raw -A PREROUTING -p tcp --dport 5060 -j CT --helper sip
ip6tables -t raw -A PREROUTING -p udp --dport 5060 -j CT --helper sip
ip6tables -t raw -A PREROUTING -p tcp --dport 5060 -j CT --helper sip
iptables -t raw -A PREROUTING -p tcp --dport 1723 -j CT --helper pptp
iptables -t raw -A PREROUTING -p udp --dport 1719 -j CT --helper RAS
iptables -t raw -A PREROUTING -p tcp --dport 1720 -j CT --helper Q.931
ip6tables -t raw -A PREROUTING -p udp --dport 1719 -j CT --helper RAS
ip6tables -t raw -A PREROUTING -p tcp --dport 1720 -j CT --helper Q.931
iptables -A FORWARD -m helper --helper H.245
iptables -A FORWARD -m helper --helper Q.931
iptables -A FORWARD -m helper --helper RAS
ip6tables -A FORWARD -m helper --helper H.245
ip6tables -A FORWARD -m helper --helper Q.931
ip6tables -A FORWARD -m helper --helper RAS
