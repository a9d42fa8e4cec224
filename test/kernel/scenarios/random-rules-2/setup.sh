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

ip6tables -N one
ip6tables -N two
ip6tables -t filter -A two -m addrtype --dst-type UNICAST -j RETURN
ip6tables -t filter -A two -s 2001:db8:9::/48 -j RETURN
ip6tables -t filter -A two -p tcp --dport 4000 -m hl --hl-gt 63
ip6tables -t filter -A one ! -d 2001:db8:9::/48 -m tos ! --tos 0x08/0x1c -j DROP
ip6tables -t filter -A one -p tcp --tcp-flags FIN,RST,SYN SYN -m tos --tos 0x10 -g two
ip6tables -t filter -A one ! -s 2001:db8::/32 -j RETURN
ip6tables -t filter -A OUTPUT -s 2001:db8:9::9 -p udp --sport 22: --dport 22:4000 -m tos --tos 0x08/0x1c -j REJECT
ip6tables -t filter -A OUTPUT -s 2001:db8:1::5 -d 2001:db8:1::/64 ! -o eth+ -j one
ip6tables -t filter -A FORWARD -d 2001:db8:1::/64 -p tcp --dport 80: -m addrtype --dst-type UNICAST -j LOG --log-prefix "rule "
ip6tables -t filter -A FORWARD ! -d 2001:db8:9::/48 -p udp -m multiport --dports 22,53,53 -j LOG --log-prefix "rule "
ip6tables -t filter -A FORWARD ! -s 2001:db8:9::/48 -d 2001:db8:1::5 -j RETURN
ip6tables -t filter -A FORWARD -m tos --tos 0x10 -j ACCEPT
ip6tables -t filter -A FORWARD ! -s 2001:db8:1::/64 ! -d 2001:db8:1::5 -p 99 -j LOG --log-prefix "rule "
ip6tables -t filter -A FORWARD -s 2001:db8:9::9 -p udp -m multiport --dports 22,53,80:65535 -m hl --hl-eq 63 -j DROP
ip6tables -t filter -A FORWARD -s 2001:db8:1::/64 -m dscp ! --dscp 46 -j REJECT
ip6tables -t filter -A FORWARD -s 2001:db8::/32 -i eth+ -p tcp -m multiport --dports 22,53,80:65535 -m tos --tos 0x08/0x1c -j one
ip6tables -t filter -A FORWARD -p icmpv6 -m icmp6 --icmpv6-type 129 -g two
ip6tables -t filter -A FORWARD -s 2001:db8:9::/48 -p icmpv6 -m icmp6 --icmpv6-type 2 -j two
ip6tables -t filter -A FORWARD -i eth1
ip6tables -t filter -A FORWARD -d 2001:db8::/32 -m mark --mark 0 -g two
ip6tables -t mangle -A PREROUTING -d 2001:db8:1::5 -p udp ! --sport 80: --dport :1024 -j TOS --set-tos 0x10
ip6tables -t mangle -A OUTPUT ! -s 2001:db8:9::/48 -o eth2 -p tcp --dport :53 -j CONNMARK --restore-mark
ip6tables -t mangle -A OUTPUT -s 2001:db8:1::/64 -d 2001:db8::/32 -p tcp --tcp-flags SYN,ACK SYN -j CONNMARK --restore-mark
ip6tables -t mangle -A PREROUTING -i eth2 -p icmpv6 -m icmp6 --icmpv6-type 2 -j CONNMARK --restore-mark
ip6tables -t mangle -A FORWARD -j TOS --set-tos 0x10
ip6tables -t mangle -A POSTROUTING -m tos --tos 0x10 -j DSCP --set-dscp 4
ip6tables -t mangle -A OUTPUT
ip6tables -t mangle -A INPUT -p tcp -m multiport --dports 22,53,22 -j CONNMARK --restore-mark
ip6tables -t mangle -A PREROUTING -s 2001:db8:1::5 ! -d 2001:db8:1::5 -j DSCP --set-dscp 46
ip6tables -t mangle -A OUTPUT -s 2001:db8:9::9 -d 2001:db8:9::/48 -m hl --hl-eq 2 -j CONNMARK --save-mark
