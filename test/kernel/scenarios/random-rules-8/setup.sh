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
ip6tables -N one
ip6tables -N two
ip6tables -t filter -A two -s 2001:db8:1::5
ip6tables -t filter -A two -p icmpv6 -m icmp6 --icmpv6-type 2 -j DROP
ip6tables -t filter -A two -s 2001:db8:9::9 ! -p 99 -m addrtype --dst-type UNICAST -j RETURN
ip6tables -t filter -A one ! -d 2001:db8:1::/64 -m dscp --dscp 46 -j ACCEPT
ip6tables -t filter -A one -d 2001:db8:9::9 -p tcp -m multiport --dports 22,53,0:53 -m pkttype --pkt-type unicast -j RETURN
ip6tables -t filter -A one -p udp --sport 22:80 --dport 53:443
ip6tables -t filter -A FORWARD -d 2001:db8:9::/48 -p udp --sport 22:1024 --dport 53:80 -j REJECT
ip6tables -t filter -A FORWARD -p udp -m tos --tos 0x08/0x1c -j ACCEPT
ip6tables -t filter -A FORWARD -d 2001:db8:9::9 -p tcp ! --tcp-flags FIN,RST,SYN SYN -m pkttype --pkt-type unicast -j LOG --log-prefix "rule "
ip6tables -t filter -A INPUT -j LOG --log-prefix "rule "
ip6tables -t filter -A INPUT ! -d 2001:db8:1::/64 -p tcp --dport :1024 -m tos ! --tos 0x10 -j REJECT
ip6tables -t filter -A INPUT -s 2001:db8::/32 -m conntrack --ctstate INVALID,NEW -j two
ip6tables -t filter -A FORWARD -p udp -m multiport ! --dports 22,53,0:1024 -m mark --mark 1
ip6tables -t filter -A FORWARD -d 2001:db8:9::9 -p udp -m multiport --dports 22,53,80 -m hl --hl-lt 64 -j REJECT
ip6tables -t filter -A FORWARD -i eth2 -p udp --sport :1024 --dport 22 -m connmark --mark 1 -j DROP
ip6tables -t filter -A FORWARD -d 2001:db8:1::/64 -p icmpv6 -m icmp6 --icmpv6-type 129 -m mark ! --mark 0x10/0xf0 -j one
ip6tables -t filter -A OUTPUT ! -d 2001:db8:1::/64 -p udp -m multiport ! --dports 22,53,0:53 -m conntrack --ctstate ESTABLISHED -j two
ip6tables -t filter -A FORWARD -p tcp --dport 22:53 -m mark ! --mark 0 -j one
ip6tables -t filter -A FORWARD -d 2001:db8::/32 -p icmpv6 -m icmp6 --icmpv6-type 1/4 -m length --length 60:100 -j one
ip6tables -t filter -A FORWARD -i eth2 -j ACCEPT
ip6tables -t mangle -A PREROUTING -s 2001:db8:1::/64 -d 2001:db8:9::/48 -i eth2 -m tos --tos 0x10 -j CONNMARK --restore-mark
ip6tables -t mangle -A OUTPUT ! -s 2001:db8::/32 -p icmpv6 -m icmp6 --icmpv6-type 2 -j TOS --set-tos 0x08/0x1c
ip6tables -t mangle -A INPUT -d 2001:db8:9::9 -p tcp -m multiport --dports 22,53,22:4000 -m length --length :60
ip6tables -t mangle -A FORWARD -s 2001:db8:9::9 -m addrtype ! --src-type LOCAL -j DSCP --set-dscp 46
ip6tables -t mangle -A PREROUTING -p tcp ! --tcp-flags ALL SYN -m tos ! --tos 0x10 -j MARK --set-mark 2
ip6tables -t mangle -A OUTPUT ! -d 2001:db8:1::5
ip6tables -t mangle -A OUTPUT ! -s 2001:db8::/32 -d 2001:db8:9::/48 -m conntrack --ctstate INVALID,NEW -j HL --hl-set 64
ip6tables -t mangle -A INPUT -p tcp ! --dport :1024 -j CONNMARK --save-mark
ip6tables -t mangle -A FORWARD ! -s 2001:db8::/32 -p udp --sport 443 --dport 1024: -j ACCEPT
ip6tables -t mangle -A FORWARD -p udp -m multiport ! --dports 22,53,0:1024 -m connmark --mark 1 -j DSCP --set-dscp 4
