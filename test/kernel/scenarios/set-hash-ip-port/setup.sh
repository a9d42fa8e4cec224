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
ipset create four hash:ip,port
ipset add four 10.0.0.5,tcp:80
ipset add four 203.0.113.9,udp:1-100
ipset add four 203.0.113.9,icmp:echo-request
ipset add four 10.0.0.6,1000
ipset create fourc hash:ip,port counters
ipset add fourc 10.0.0.5,tcp:80 packets 3 bytes 100
ipset add fourc 203.0.113.9,udp:1-100
ipset add fourc 203.0.113.9,icmp:echo-request
ipset add fourc 10.0.0.6,1000
ipset create foura hash:ip,port counters timeout 600 comment skbinfo
ipset add foura 10.0.0.5,tcp:80 timeout 0 comment first
ipset add foura 203.0.113.9,udp:1-100 skbmark 0x1/0xff
ipset add foura 203.0.113.9,icmp:echo-request skbmark 0x2/0xff
ipset add foura 10.0.0.6,1000 skbmark 0x3/0xff
ipset create six hash:ip,port family inet6
ipset add six 2001:db8:1::5,tcp:80
ipset add six 2001:db8:9::9,udp:53
ipset add six 2001:db8:9::9,icmpv6:ping
ipset create sixc hash:ip,port family inet6 counters
ipset add sixc 2001:db8:1::5,tcp:80 packets 3 bytes 100
ipset add sixc 2001:db8:9::9,udp:53
ipset add sixc 2001:db8:9::9,icmpv6:ping
ipset create sixa hash:ip,port family inet6 counters timeout 600 comment skbinfo
ipset add sixa 2001:db8:1::5,tcp:80 timeout 0 comment first
ipset add sixa 2001:db8:9::9,udp:53 skbmark 0x1/0xff
ipset add sixa 2001:db8:9::9,icmpv6:ping skbmark 0x2/0xff
iptables -A FORWARD -m set --match-set four src,src
iptables -A FORWARD -m set --match-set four src,dst
iptables -A FORWARD -m set --match-set four dst,src
iptables -A FORWARD -m set --match-set four dst,dst
iptables -A FORWARD -m set --match-set four src
iptables -A FORWARD -m set --match-set fourc src,src
iptables -A FORWARD -m set --match-set fourc src,dst
iptables -A FORWARD -m set --match-set fourc dst,src
iptables -A FORWARD -m set --match-set fourc dst,dst
iptables -A FORWARD -m set --match-set fourc src
iptables -A FORWARD -m set --match-set foura src,src
iptables -A FORWARD -m set --match-set foura src,dst
iptables -A FORWARD -m set --match-set foura dst,src
iptables -A FORWARD -m set --match-set foura dst,dst
iptables -A FORWARD -m set --match-set foura src
ip6tables -A FORWARD -m set --match-set six src,src
ip6tables -A FORWARD -m set --match-set six src,dst
ip6tables -A FORWARD -m set --match-set six dst,src
ip6tables -A FORWARD -m set --match-set six dst,dst
ip6tables -A FORWARD -m set --match-set six src
ip6tables -A FORWARD -m set --match-set sixc src,src
ip6tables -A FORWARD -m set --match-set sixc src,dst
ip6tables -A FORWARD -m set --match-set sixc dst,src
ip6tables -A FORWARD -m set --match-set sixc dst,dst
ip6tables -A FORWARD -m set --match-set sixc src
ip6tables -A FORWARD -m set --match-set sixa src,src
ip6tables -A FORWARD -m set --match-set sixa src,dst
ip6tables -A FORWARD -m set --match-set sixa dst,src
ip6tables -A FORWARD -m set --match-set sixa dst,dst
ip6tables -A FORWARD -m set --match-set sixa src
