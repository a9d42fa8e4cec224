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
ipset create n hash:net counters
ipset add n 10.0.0.0/24
ipset add n 10.0.0.5 nomatch
ipset add n 203.0.113.0/24 packets 2 bytes 50
ipset create h hash:ip counters
ipset add h 10.0.0.5
iptables -A FORWARD -m set --match-set n src --return-nomatch
iptables -A FORWARD -m set ! --match-set n src --return-nomatch
iptables -A FORWARD -m set --match-set n src ! --update-counters
iptables -A FORWARD -m set --match-set n dst --packets-eq 4
iptables -A FORWARD -m set --match-set n dst ! --packets-eq 4
iptables -A FORWARD -m set --match-set n dst --packets-lt 6 --bytes-gt 200
iptables -A FORWARD -m set --match-set h src --bytes-lt 100
iptables -A FORWARD -m set --match-set h src --bytes-eq 60 --packets-gt 0
iptables -A FORWARD -m set --match-set h src --return-nomatch
iptables -A FORWARD -m set ! --match-set h src --packets-gt 9 ! --update-counters
