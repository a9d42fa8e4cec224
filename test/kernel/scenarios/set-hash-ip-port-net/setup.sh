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
ipset create four hash:ip,port,net
ipset add four 10.0.0.5,80,203.0.113.0/24
ipset add four 10.0.0.5,udp:53,0.0.0.0/1
ipset add four 203.0.113.9,udp:53,10.0.0.5
ipset create fourc hash:ip,port,net counters
ipset add fourc 10.0.0.5,80,203.0.113.0/24 packets 3 bytes 100
ipset add fourc 10.0.0.5,udp:53,0.0.0.0/1
ipset add fourc 203.0.113.9,udp:53,10.0.0.5
ipset create foura hash:ip,port,net counters timeout 600 comment skbinfo
ipset add foura 10.0.0.5,80,203.0.113.0/24 timeout 0 comment first
ipset add foura 10.0.0.5,udp:53,0.0.0.0/1 skbmark 0x1/0xff
ipset add foura 203.0.113.9,udp:53,10.0.0.5 skbmark 0x2/0xff
ipset create six hash:ip,port,net family inet6
ipset add six 2001:db8:1::5,80,2001:db8:9::/48
ipset add six 2001:db8:1::5,udp:53,2001:db8:9::9 nomatch
ipset create sixc hash:ip,port,net family inet6 counters
ipset add sixc 2001:db8:1::5,80,2001:db8:9::/48 packets 3 bytes 100
ipset add sixc 2001:db8:1::5,udp:53,2001:db8:9::9 nomatch
ipset create sixa hash:ip,port,net family inet6 counters timeout 600 comment skbinfo
ipset add sixa 2001:db8:1::5,80,2001:db8:9::/48 timeout 0 comment first
ipset add sixa 2001:db8:1::5,udp:53,2001:db8:9::9 nomatch skbmark 0x1/0xff
iptables -A FORWARD -m set --match-set four src,src,src
iptables -A FORWARD -m set --match-set four src,src,dst
iptables -A FORWARD -m set --match-set four src,dst,src
iptables -A FORWARD -m set --match-set four src,dst,dst
iptables -A FORWARD -m set --match-set four dst,src,src
iptables -A FORWARD -m set --match-set four dst,src,dst
iptables -A FORWARD -m set --match-set four dst,dst,src
iptables -A FORWARD -m set --match-set four dst,dst,dst
iptables -A FORWARD -m set --match-set four src,dst
iptables -A FORWARD -m set --match-set fourc src,src,src
iptables -A FORWARD -m set --match-set fourc src,src,dst
iptables -A FORWARD -m set --match-set fourc src,dst,src
iptables -A FORWARD -m set --match-set fourc src,dst,dst
iptables -A FORWARD -m set --match-set fourc dst,src,src
iptables -A FORWARD -m set --match-set fourc dst,src,dst
iptables -A FORWARD -m set --match-set fourc dst,dst,src
iptables -A FORWARD -m set --match-set fourc dst,dst,dst
iptables -A FORWARD -m set --match-set fourc src,dst
iptables -A FORWARD -m set --match-set foura src,src,src
iptables -A FORWARD -m set --match-set foura src,src,dst
iptables -A FORWARD -m set --match-set foura src,dst,src
iptables -A FORWARD -m set --match-set foura src,dst,dst
iptables -A FORWARD -m set --match-set foura dst,src,src
iptables -A FORWARD -m set --match-set foura dst,src,dst
iptables -A FORWARD -m set --match-set foura dst,dst,src
iptables -A FORWARD -m set --match-set foura dst,dst,dst
iptables -A FORWARD -m set --match-set foura src,dst
ip6tables -A FORWARD -m set --match-set six src,src,src
ip6tables -A FORWARD -m set --match-set six src,src,dst
ip6tables -A FORWARD -m set --match-set six src,dst,src
ip6tables -A FORWARD -m set --match-set six src,dst,dst
ip6tables -A FORWARD -m set --match-set six dst,src,src
ip6tables -A FORWARD -m set --match-set six dst,src,dst
ip6tables -A FORWARD -m set --match-set six dst,dst,src
ip6tables -A FORWARD -m set --match-set six dst,dst,dst
ip6tables -A FORWARD -m set --match-set six src,dst
ip6tables -A FORWARD -m set --match-set sixc src,src,src
ip6tables -A FORWARD -m set --match-set sixc src,src,dst
ip6tables -A FORWARD -m set --match-set sixc src,dst,src
ip6tables -A FORWARD -m set --match-set sixc src,dst,dst
ip6tables -A FORWARD -m set --match-set sixc dst,src,src
ip6tables -A FORWARD -m set --match-set sixc dst,src,dst
ip6tables -A FORWARD -m set --match-set sixc dst,dst,src
ip6tables -A FORWARD -m set --match-set sixc dst,dst,dst
ip6tables -A FORWARD -m set --match-set sixc src,dst
ip6tables -A FORWARD -m set --match-set sixa src,src,src
ip6tables -A FORWARD -m set --match-set sixa src,src,dst
ip6tables -A FORWARD -m set --match-set sixa src,dst,src
ip6tables -A FORWARD -m set --match-set sixa src,dst,dst
ip6tables -A FORWARD -m set --match-set sixa dst,src,src
ip6tables -A FORWARD -m set --match-set sixa dst,src,dst
ip6tables -A FORWARD -m set --match-set sixa dst,dst,src
ip6tables -A FORWARD -m set --match-set sixa dst,dst,dst
ip6tables -A FORWARD -m set --match-set sixa src,dst
