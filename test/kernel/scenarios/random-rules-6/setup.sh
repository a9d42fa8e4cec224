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
ip6tables -t filter -A two -p udp --sport 53: --dport 22:1024 -m dscp --dscp 46 -j LOG --log-prefix "rule "
ip6tables -t filter -A two -p tcp -m multiport --dports 22,53,22 -j LOG --log-prefix "rule "
ip6tables -t filter -A two -p udp -m multiport --dports 22,53,1024:65535 -m connmark --mark 5/0xf -j RETURN
ip6tables -t filter -A one -p 99 -j two
ip6tables -t filter -A one -p udp -j RETURN
ip6tables -t filter -A one -m mark --mark 0x10/0xf0 -g two
ip6tables -t filter -A FORWARD ! -d 2001:db8:1::/64 -p udp -m multiport --dports 22,53,53:65535 -m connmark --mark 1 -j one
ip6tables -t filter -A INPUT -d 2001:db8:1::5 -p udp ! --sport 443: --dport 22:4000 -j REJECT
ip6tables -t filter -A FORWARD -s 2001:db8::/32 -d 2001:db8:1::5 -p tcp --tcp-flags SYN,ACK SYN -m pkttype --pkt-type unicast -g two
ip6tables -t filter -A INPUT -p udp -m conntrack --ctstate ESTABLISHED -j REJECT
ip6tables -t filter -A INPUT -d 2001:db8:1::5 -p icmpv6 -m icmp6 --icmpv6-type 1/4 -j ACCEPT
ip6tables -t filter -A FORWARD -s 2001:db8:9::9 -j DROP
ip6tables -t filter -A FORWARD -p udp -m multiport --dports 22,53,443 -j one
ip6tables -t filter -A INPUT -d 2001:db8::/32 -m pkttype --pkt-type unicast -j DROP
ip6tables -t filter -A FORWARD -s 2001:db8:9::/48 -p udp --sport 22: --dport 22:443 -m tos --tos 0x08/0x1c -g two
ip6tables -t filter -A OUTPUT ! -s 2001:db8:1::/64 -d 2001:db8:9::/48 -p icmpv6 -m icmp6 --icmpv6-type 1/4
ip6tables -t filter -A FORWARD -d 2001:db8::/32 -p tcp ! --dport 22:4000 -m length --length 60:100 -j ACCEPT
ip6tables -t filter -A FORWARD ! -s 2001:db8::/32 ! -i eth+ -p tcp ! --tcp-flags SYN,ACK SYN -m addrtype --dst-type UNICAST -j DROP
ip6tables -t filter -A INPUT -s 2001:db8:1::/64 -i eth2 -m hl --hl-gt 2
ip6tables -t filter -A INPUT -p icmpv6 -m icmp6 --icmpv6-type 1/4 -m pkttype ! --pkt-type unicast -j two
ip6tables -t mangle -A INPUT -s 2001:db8:9::/48 -i eth+ -p tcp ! --tcp-flags SYN,ACK SYN -j CONNMARK --save-mark
ip6tables -t mangle -A FORWARD -d 2001:db8:9::/48 ! -p udp -j ACCEPT
ip6tables -t mangle -A INPUT -s 2001:db8:1::/64 -m tos --tos 0x08/0x1c -j MARK --set-mark 0x10/0xf0
ip6tables -t mangle -A OUTPUT -d 2001:db8:9::/48 -o eth+ -p tcp --dport :80
ip6tables -t mangle -A FORWARD -d 2001:db8::/32 -m hl --hl-gt 2 -j CONNMARK --restore-mark
ip6tables -t mangle -A POSTROUTING ! -s 2001:db8:9::9 -p 99 -j HL --hl-set 64
ip6tables -t mangle -A OUTPUT -o eth1
ip6tables -t mangle -A PREROUTING -i eth+ -p udp --sport :4000 --dport 53:443 -j MARK --set-mark 0x10/0xf0
ip6tables -t mangle -A OUTPUT -j ACCEPT
ip6tables -t mangle -A OUTPUT -d 2001:db8:1::5 -p tcp -m multiport --dports 22,53,22:443
