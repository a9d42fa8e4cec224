ip6tables -A INPUT -s fe80::1 -d ff02::/16
ip6tables -A INPUT ! -s 2001:db8::/33 ! -d ::1
ip6tables -A INPUT -s 1:2:3:4:5:6:7:8/ffff:ffff::ffff
ip6tables -A INPUT -s 2001:db8:0:0:1:0:0:1
ip6tables -A INPUT -s ::1.2.3.4
ip6tables -A INPUT -p tcp --dport 22 ! --syn
ip6tables -A INPUT -p udp --sport 53
ip6tables -A INPUT -p icmpv6 --icmpv6-type 1/4
ip6tables -A INPUT -p icmpv6 ! --icmpv6-type echo-reply
ip6tables -A INPUT -p ipv6-icmp --icmpv6-type 255
ip6tables -A INPUT -p 58
ip6tables -A INPUT -p hopopt
ip6tables -A INPUT ! -p udplite
ip6tables -A INPUT -m hl --hl-eq 255
ip6tables -A INPUT -m hl ! --hl-eq 1
ip6tables -A INPUT -m hl --hl-lt 5
ip6tables -A INPUT -m hl --hl-gt 5
ip6tables -A INPUT -m conntrack --ctorigsrc 2001:db8::/32 ! --ctrepldst ::1
ip6tables -A INPUT -m iprange --src-range ::1-::5
ip6tables -A INPUT -m addrtype --dst-type MULTICAST
ip6tables -A INPUT -m tos --tos 0x20/0xe0
ip6tables -A INPUT -m dscp --dscp-class CS6
ip6tables -A INPUT -m multiport -p tcp --dports 1,2,3
ip6tables -A INPUT -m state --state ESTABLISHED,RELATED
