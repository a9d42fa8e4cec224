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
ipset create four bitmap:ip,mac range 10.0.0.0/24
ipset add four 10.0.0.5
ipset add four 10.0.0.6,02:00:00:00:00:77
ipset add four 10.0.0.7,12:34:56:78:9a:bc
ipset create fourc bitmap:ip,mac range 10.0.0.0/24 counters
ipset add fourc 10.0.0.5 packets 3 bytes 100
ipset add fourc 10.0.0.6,02:00:00:00:00:77
ipset add fourc 10.0.0.7,12:34:56:78:9a:bc
ipset create foura bitmap:ip,mac range 10.0.0.0/24 counters timeout 600 comment skbinfo
ipset add foura 10.0.0.5 timeout 0 comment first
ipset add foura 10.0.0.6,02:00:00:00:00:77 skbmark 0x1/0xff
ipset add foura 10.0.0.7,12:34:56:78:9a:bc skbmark 0x2/0xff
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
