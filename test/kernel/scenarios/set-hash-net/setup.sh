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
ipset create four hash:net
ipset add four 10.0.0.0/24
ipset add four 10.0.0.6 nomatch
ipset add four 203.0.113.0/25
ipset add four 192.0.2.1-192.0.2.9
ipset create fourc hash:net counters
ipset add fourc 10.0.0.0/24 packets 3 bytes 100
ipset add fourc 10.0.0.6 nomatch
ipset add fourc 203.0.113.0/25
ipset add fourc 192.0.2.1-192.0.2.9
ipset create foura hash:net counters timeout 600 comment skbinfo
ipset add foura 10.0.0.0/24 timeout 0 comment first
ipset add foura 10.0.0.6 nomatch skbmark 0x1/0xff
ipset add foura 203.0.113.0/25 skbmark 0x2/0xff
ipset add foura 192.0.2.1-192.0.2.9 skbmark 0x3/0xff
ipset create six hash:net family inet6
ipset add six 2001:db8:1::/64
ipset add six 2001:db8:1::6 nomatch
ipset add six 2001:db8:9::/48
ipset create sixc hash:net family inet6 counters
ipset add sixc 2001:db8:1::/64 packets 3 bytes 100
ipset add sixc 2001:db8:1::6 nomatch
ipset add sixc 2001:db8:9::/48
ipset create sixa hash:net family inet6 counters timeout 600 comment skbinfo
ipset add sixa 2001:db8:1::/64 timeout 0 comment first
ipset add sixa 2001:db8:1::6 nomatch skbmark 0x1/0xff
ipset add sixa 2001:db8:9::/48 skbmark 0x2/0xff
iptables -A FORWARD -m set --match-set four src
iptables -A FORWARD -m set --match-set four dst
iptables -A FORWARD -m set --match-set fourc src
iptables -A FORWARD -m set --match-set fourc dst
iptables -A FORWARD -m set --match-set foura src
iptables -A FORWARD -m set --match-set foura dst
ip6tables -A FORWARD -m set --match-set six src
ip6tables -A FORWARD -m set --match-set six dst
ip6tables -A FORWARD -m set --match-set sixc src
ip6tables -A FORWARD -m set --match-set sixc dst
ip6tables -A FORWARD -m set --match-set sixa src
ip6tables -A FORWARD -m set --match-set sixa dst
