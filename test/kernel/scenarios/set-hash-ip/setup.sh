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
ipset create four hash:ip
ipset add four 10.0.0.5
ipset add four 203.0.113.8/30
ipset create fourc hash:ip counters
ipset add fourc 10.0.0.5 packets 3 bytes 100
ipset add fourc 203.0.113.8/30
ipset create foura hash:ip counters timeout 600 comment skbinfo
ipset add foura 10.0.0.5 timeout 0 comment first
ipset add foura 203.0.113.8/30 skbmark 0x1/0xff
ipset create six hash:ip family inet6
ipset add six 2001:db8:1::5
ipset add six 2001:db8:9::9
ipset create sixc hash:ip family inet6 counters
ipset add sixc 2001:db8:1::5 packets 3 bytes 100
ipset add sixc 2001:db8:9::9
ipset create sixa hash:ip family inet6 counters timeout 600 comment skbinfo
ipset add sixa 2001:db8:1::5 timeout 0 comment first
ipset add sixa 2001:db8:9::9 skbmark 0x1/0xff
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
