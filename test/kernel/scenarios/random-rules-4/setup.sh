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
ip6tables -t filter -A two -s 2001:db8:1::5 -p tcp --tcp-flags ALL SYN -j ACCEPT
ip6tables -t filter -A two -p udp --sport 53:4000 --dport 80 -j RETURN
ip6tables -t filter -A two -p tcp --tcp-flags SYN,ACK SYN -j RETURN
ip6tables -t filter -A one -p udp --sport :443 --dport :1024 -m length --length 60:100 -j REJECT
ip6tables -t filter -A one -s 2001:db8:9::9 -d 2001:db8:1::5 -m hl --hl-lt 63
ip6tables -t filter -A one -p icmpv6 -m icmp6 --icmpv6-type 129 -m mark --mark 1
ip6tables -t filter -A OUTPUT -j LOG --log-prefix "rule "
ip6tables -t filter -A FORWARD -d 2001:db8::/32 -j RETURN
ip6tables -t filter -A FORWARD -p tcp -m hl --hl-lt 63 -j ACCEPT
ip6tables -t filter -A FORWARD ! -s 2001:db8::/32 -p tcp --tcp-flags FIN,RST,SYN SYN
ip6tables -t filter -A FORWARD -d 2001:db8:9::/48 -j LOG --log-prefix "rule "
ip6tables -t filter -A OUTPUT ! -s 2001:db8:9::9 -d 2001:db8:1::/64 -o eth+ -j RETURN
ip6tables -t filter -A INPUT ! -p udp -j RETURN
ip6tables -t filter -A OUTPUT -s 2001:db8::/32 -p tcp ! --tcp-flags SYN,ACK SYN -m connmark --mark 0 -j two
ip6tables -t filter -A FORWARD ! -s 2001:db8:9::9 -d 2001:db8:9::9 -i eth2 -p udp -m multiport ! --dports 22,53,0:1024 -j two
ip6tables -t filter -A OUTPUT ! -s 2001:db8::/32 -m conntrack --ctstate INVALID,NEW -j two
ip6tables -t filter -A FORWARD ! -s 2001:db8::/32 -p tcp -m multiport --dports 22,53,0:4000 -m pkttype ! --pkt-type unicast -j two
ip6tables -t filter -A FORWARD ! -i eth+ -p tcp --dport :80 -j one
ip6tables -t filter -A INPUT -s 2001:db8:9::9 -m conntrack ! --ctstate ESTABLISHED -g two
ip6tables -t filter -A FORWARD -d 2001:db8:1::/64 -p tcp --dport 53:443 -m pkttype ! --pkt-type unicast -j RETURN
ip6tables -t mangle -A OUTPUT -s 2001:db8:1::5 -d 2001:db8:9::/48 -o eth0 -p icmpv6 -m icmp6 --icmpv6-type 128 -j MARK --set-mark 1
ip6tables -t mangle -A OUTPUT -d 2001:db8::/32 -j HL --hl-dec 1
ip6tables -t mangle -A PREROUTING -s 2001:db8:9::9 -i eth0 -p icmpv6 -m icmp6 --icmpv6-type 2 -m hl --hl-gt 63 -j TOS --set-tos 0x08/0x1c
ip6tables -t mangle -A PREROUTING -s 2001:db8::/32 -m hl --hl-eq 64 -j TOS --set-tos 0x10
ip6tables -t mangle -A FORWARD -i eth+ -p tcp --tcp-flags FIN,RST,SYN SYN -m dscp --dscp 0 -j DSCP --set-dscp 46
ip6tables -t mangle -A INPUT -s 2001:db8:9::/48 -p icmpv6 -m icmp6 --icmpv6-type 129 -m dscp --dscp 46 -j CONNMARK --set-mark 5
ip6tables -t mangle -A PREROUTING -p tcp --tcp-flags FIN,RST,SYN SYN -m length --length 60:100 -j DSCP --set-dscp 4
ip6tables -t mangle -A PREROUTING -p udp ! --sport 53 --dport :4000 -m pkttype ! --pkt-type unicast -j CONNMARK --set-mark 5
ip6tables -t mangle -A PREROUTING -j DSCP --set-dscp 4
ip6tables -t mangle -A OUTPUT -d 2001:db8:1::5 -o eth1 -p tcp --tcp-flags SYN,ACK SYN -j HL --hl-set 64
