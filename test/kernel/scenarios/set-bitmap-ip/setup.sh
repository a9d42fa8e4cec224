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
ipset create four bitmap:ip range 10.0.0.0/24
ipset add four 10.0.0.5
ipset add four 10.0.0.8/29
ipset create fourc bitmap:ip range 10.0.0.0/24 counters
ipset add fourc 10.0.0.5 packets 3 bytes 100
ipset add fourc 10.0.0.8/29
ipset create foura bitmap:ip range 10.0.0.0/24 counters timeout 600 comment skbinfo
ipset add foura 10.0.0.5 timeout 0 comment first
ipset add foura 10.0.0.8/29 skbmark 0x1/0xff
iptables -A FORWARD -m set --match-set four src
iptables -A FORWARD -m set --match-set four dst
iptables -A FORWARD -m set --match-set fourc src
iptables -A FORWARD -m set --match-set fourc dst
iptables -A FORWARD -m set --match-set foura src
iptables -A FORWARD -m set --match-set foura dst
