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
ipset create ports bitmap:port range 1-1023
ipset add ports 80
ipset add ports udp:53-60
ipset add ports 9
ipset create portsc bitmap:port range 1-1023 counters
ipset add portsc 80 packets 3 bytes 100
ipset add portsc udp:53-60
ipset add portsc 9
ipset create portsa bitmap:port range 1-1023 counters timeout 600 comment skbinfo
ipset add portsa 80 timeout 0 comment first
ipset add portsa udp:53-60 skbmark 0x1/0xff
ipset add portsa 9 skbmark 0x2/0xff
iptables -A FORWARD -m set --match-set ports src
iptables -A FORWARD -m set --match-set ports dst
iptables -A FORWARD -m set --match-set portsc src
iptables -A FORWARD -m set --match-set portsc dst
iptables -A FORWARD -m set --match-set portsa src
iptables -A FORWARD -m set --match-set portsa dst
ip6tables -A FORWARD -m set --match-set ports src
ip6tables -A FORWARD -m set --match-set ports dst
ip6tables -A FORWARD -m set --match-set portsc src
ip6tables -A FORWARD -m set --match-set portsc dst
ip6tables -A FORWARD -m set --match-set portsa src
ip6tables -A FORWARD -m set --match-set portsa dst
